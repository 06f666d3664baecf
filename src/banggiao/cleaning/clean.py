"""The named cleaning steps in their order, and the verb that carries them out.

Guarantees: the outcome's ``edits`` lead from the delivered text to the cleaned one code point by code point; text that
needs no cleaning comes back as it is; same input, same output.
"""

from collections.abc import Callable

from banggiao.cleaning.edits import apply, compose
from banggiao.cleaning.glue import broken_lines, glued_sentences
from banggiao.cleaning.lost import lost_letters
from banggiao.cleaning.markdown import markdown
from banggiao.cleaning.marks import entities, mojibake, tags
from banggiao.cleaning.names import spaced_hyphens
from banggiao.cleaning.plain import composed, line_ends, spacing
from banggiao.cleaning.words import glued_names, glued_words
from banggiao.cleaning.zones import zones
from banggiao.lore import Lore
from banggiao.model.article import Article
from banggiao.model.cleaned import Cleaned, Edit

Change = tuple[int, int, str]
Step = Callable[[str, Lore], list[Change]]

STEPS: tuple[tuple[str, Step], ...] = (
    ("line_ends", line_ends),
    ("mojibake", mojibake),
    ("tags", tags),
    ("entities", entities),
    ("markdown", markdown),
    ("composed", composed),
    ("spacing", spacing),
    ("lost_letters", lost_letters),
    ("glued_names", glued_names),
    ("glued_words", glued_words),
    ("broken_lines", broken_lines),
    ("glued_sentences", glued_sentences),
    ("spaced_hyphens", spaced_hyphens),
)
"""Each step is a pure function of the text so far that returns replacements ``(start, end, new)``, sorted and disjoint."""


def clean(article: Article, lore: Lore) -> Cleaned:
    """The article's text cleaned, with the edits that did it and the zones of the outcome."""
    cleaned = clean_text(article.text, lore)
    return Cleaned(cleaned.delivered, cleaned.text, cleaned.edits, zones(cleaned.text, lore, article.title))


def clean_text(delivered: str, lore: Lore) -> Cleaned:
    """A text cleaned, without zones."""
    text, edits = delivered, list[Edit]()
    for name, step in STEPS:
        if changes := step(text, lore):
            made = [Edit(start, end, new, name) for start, end, new in changes]
            edits = compose(delivered, edits, made)
            text = apply(text, made)
    return Cleaned(delivered, text, tuple(edits))
