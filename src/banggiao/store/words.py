"""How PostgreSQL finds words: a column made by the database of the folded text, with an index.

Guarantees: words end where SQLite's index ends them (PostgreSQL's own parser would keep ``30/1``, ``Hàn-Ấn`` and addresses as one
word); a text of any length can be kept: beyond ``LETTERS`` letters its words are not found, for a vector holds one megabyte.
"""

import string

LETTERS = 200_000
_BETWEEN = string.punctuation + "“”‘’„‟‹›«»–—−‐‑‒―…·•′″\u00a0\u3001\u3002\uff0c"


def postgres_words(table: str) -> tuple[str, ...]:
    """The statements that give a table with a column ``folded`` its column ``words`` and the index."""
    marks = _BETWEEN.replace("'", "''")
    text = f"translate(left(folded, {LETTERS}), '{marks}', repeat(' ', {len(_BETWEEN)}))"
    column = f"ALTER TABLE {table} ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, {text})) STORED"
    # SQLAlchemy reads a colon before a letter as the start of a parameter
    return column.replace(":", "\\:"), f"CREATE INDEX ix_{table}_words ON {table} USING gin (words)"
