"""What an article is called in lists: its title as repaired, else the first line that is read.

Guarantees: letters that a crawl lost are restored where cleaning is sure of them, and lines that are no title (a header with a date, a
caption) are passed over; the text itself is never changed; equal articles have equal heads.
"""

from collections.abc import Iterable

import sqlalchemy as sa

from banggiao.cleaning import clean
from banggiao.lore import Lore
from banggiao.model import Article
from banggiao.store import schema as t
from banggiao.store.ledger import Ledger

LONGEST = 160
_LOOK_LETTERS = 600
_READ = ("title", "lead", "body")
_CHUNK = 400
_KEPT = 20_000


def head_of(title: str | None, text: str, key: str, lore: Lore, longest: int = LONGEST) -> str:
    """The head of an article with this title, beginning of text and id, at most so many letters."""
    known, begin = lore.once(_known), text[:_LOOK_LETTERS]
    found = known.get((title, begin))
    if found is None:
        line = _line(title or "", lore) or _line(begin, lore) or begin.strip().partition("\n")[0]
        if len(known) >= _KEPT:
            known.clear()
        found = known[title, begin] = " ".join(line.split())
    found = found or key
    return found if len(found) <= longest else f"{found[:longest].rsplit(' ', 1)[0]} …"


def _known(lore: Lore) -> dict[tuple[str | None, str], str]:
    """Heads found before: lists show the same articles again and again."""
    return {}


def heads(ledger: Ledger, articles: Iterable[str], lore: Lore) -> dict[str, str]:
    """The heads of articles by id."""
    a = t.articles.c
    wanted = sorted(set(articles))
    made: dict[str, str] = {}
    begin = sa.func.substr(a.text, 1, _LOOK_LETTERS)
    with ledger.reading() as connection:
        for at in range(0, len(wanted), _CHUNK):
            for row in connection.execute(sa.select(a.id, a.title, begin.label("begin")).where(a.id.in_(wanted[at : at + _CHUNK]))):
                made[row.id] = head_of(row.title, row.begin, row.id, lore)
    return made


def _line(text: str, lore: Lore) -> str:
    """The first line of a text that is read, cleaned; nothing where there is none."""
    if not text.strip():
        return ""
    cleaned = clean(Article(id="", text=text), lore)
    zone = next((zone for zone in cleaned.zones if zone.kind in _READ), None)
    return cleaned.text[zone.start : zone.end].strip().partition("\n")[0] if zone else ""
