"""What many tests share; ``made.py`` beside it makes articles, readings and ledgers of a few words."""
