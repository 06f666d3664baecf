"""How PostgreSQL finds words: columns made by the database of the folded text, with an index.

Guarantees: words end where SQLite's index ends them (PostgreSQL's own parser would keep ``30/1``, ``Hàn-Ấn`` and addresses as one
word); a text of any length can be kept and is found by its words from beginning to end, as long as its different words do not fill
the megabyte that a vector holds (some 100,000 words): the words of what comes after these are not found.
"""

import string

LETTERS = 200_000
"""How many letters are indexed at a time; in texts that are longer the places of words are not kept."""
_BETWEEN = string.punctuation + "“”‘’„‟‹›«»–—−‐‑‒―…·•′″\u00a0\u3001\u3002\uff0c"
FUNCTION = "banggiao_words"


def postgres_words(table: str) -> tuple[str, ...]:
    """The statements that give a table with a column ``folded`` its column ``words`` and the index, as schemas 0001 to 0003 had them."""
    return _column(table, f"to_tsvector('simple'::regconfig, {_plain(f'left(folded, {LETTERS})')})")


def whole_words(table: str) -> tuple[str, ...]:
    """The same, whatever the length of the text. ``make_function`` comes before."""
    return _column(table, f"{FUNCTION}(folded)")


def tagged_words(table: str) -> tuple[str, ...]:
    """The same, and every word of a column ``tags`` as it is."""
    return _column(table, f"to_tsvector('simple'::regconfig, {_plain('folded')}) || array_to_tsvector(string_to_array(tags, ' '))")


def make_function() -> str:
    """The statement that makes the function of a text's words."""
    return _escaped(f"""CREATE FUNCTION {FUNCTION}(folded text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $made$
DECLARE
  found tsvector := '';
  rest text := {_plain("folded")};
  part text;
  taken integer;
BEGIN
  IF length(rest) <= {LETTERS} THEN
    RETURN to_tsvector('simple'::regconfig, rest);
  END IF;
  WHILE rest <> '' LOOP
    part := left(rest, {LETTERS});
    taken := length(part);
    IF taken < length(rest) AND position(' ' IN part) > 0 THEN
      taken := taken - position(' ' IN reverse(part)) + 1;
    END IF;
    found := found || strip(to_tsvector('simple'::regconfig, left(part, taken)));
    rest := substr(rest, taken + 1);
  END LOOP;
  RETURN found;
EXCEPTION WHEN program_limit_exceeded THEN
  RETURN found;
END $made$""")


def _plain(text: str) -> str:
    """The expression of a text with blanks for all that is no part of a word."""
    marks = _BETWEEN.replace("'", "''")
    return f"translate({text}, '{marks}', repeat(' ', {len(_BETWEEN)}))"


def _column(table: str, words: str) -> tuple[str, ...]:
    column = f"ALTER TABLE {table} ADD COLUMN words tsvector GENERATED ALWAYS AS ({words}) STORED"
    return _escaped(column), f"CREATE INDEX ix_{table}_words ON {table} USING gin (words)"


def _escaped(statement: str) -> str:
    """SQLAlchemy reads a colon before a letter as the start of a parameter."""
    return statement.replace(":", "\\:")
