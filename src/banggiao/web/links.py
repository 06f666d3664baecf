"""Addresses of pages and of words within them.

Guarantees: whatever an id holds, its address leads to that page and to nothing else; a link to the outside is only ever http(s).
"""

from collections.abc import Callable, Mapping
from urllib.parse import quote, urlencode, urlsplit

from starlette.requests import Request

from banggiao.dossier.questions.promised import Shown
from banggiao.dossier.values import Item

_LONGEST_URL = 2000


def article_path(article: str, span: tuple[int, int] | None = None) -> str:
    """The page of an article, at the words of a span (code points of its text) where one is given."""
    return f"/articles/{_segment(article)}" + (f"#{words_id(*span)}" if span else "")


def lasting_path(article: str, start: int, end: int) -> str:
    """The lasting address of a stretch of words: its page marks them even where no record of a newer reader rests on them."""
    return f"/articles/{_segment(article)}?words={start}-{end}#{words_id(start, end)}"


def words_id(start: int, end: int) -> str:
    """The name of a stretch of words within an article's page. It says where the words stand, so that it outlives re-readings."""
    return f"w{start}-{end}"


def event_path(event: str) -> str:
    """The page of a merged event."""
    return f"/events/{_segment(event)}"


def person_path(person: str) -> str:
    """The page of a person."""
    return f"/people/{_segment(person)}"


def mechanism_path(item: str) -> str:
    """The page of the mechanism that an object is or names."""
    return f"/mechanisms/{_segment(item)}"


def state_path(code: str) -> str:
    """The page of a state or body."""
    return f"/states/{_segment(code)}"


def item_path(item: Item) -> str:
    """The page of a merged object; of kinds without one the words of its first telling."""
    if made := _PAGES.get(item.kind):
        return made(item.id)
    telling = item.tellings[0]
    return article_path(telling.source.article, (telling.start, telling.end))


def shown_path(one: Shown) -> str:
    """As ``item_path``, of a record that shows where a promise stands."""
    made = _PAGES.get(one.kind)
    return made(one.id) if made else article_path(one.article, (one.start, one.end))


def words_of_item(item: Item, field: str) -> str:
    """The words that tell a field of a merged object: those of the first claim that tells the value shown, else its quote."""
    told = item.said.get(field, ())
    claims = set(told[0].claims) if told else set()
    telling = next((one for one in item.tellings if one.claim in claims), item.tellings[0])
    spans = telling.evidence.get(field)
    return article_path(telling.source.article, spans[0] if spans else (telling.start, telling.end))


def pair_path(a: str, b: str) -> str:
    """The dossier of two states, by code."""
    return f"/pairs/{_segment(a)}-{_segment(b)}"


def body_path(code: str) -> str:
    """The page of a body of several states."""
    return f"/bodies/{_segment(code)}"


def here(request: Request) -> str:
    """The path of a request as its address spells it: ids may hold anything."""
    raw = request.scope.get("raw_path") or quote(request.url.path).encode()
    return bytes(raw).partition(b"?")[0].decode("ascii", "replace")


def query(path: str, values: Mapping[str, object]) -> str:
    """A path with the values that are not empty."""
    given = {name: str(value) for name, value in values.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path


_PAGES: Mapping[str, Callable[[str], str]] = {"event": event_path, "person": person_path, "mechanism": mechanism_path}


def outside(url: str | None) -> str | None:
    """The address of an article's source where it is safe to link to, else None."""
    if not url or len(url) > _LONGEST_URL:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _segment(name: str) -> str:
    """A name as one segment of a path. Browsers resolve segments of dots alone, even quoted ones: these get a tilde (see ``article_id``)."""
    return quote(f"~{name}" if _dots(name.lstrip("~")) else name, safe="")


def article_id(segment: str) -> str:
    """The id that a segment made by ``article_path`` stands for."""
    return segment[1:] if segment.startswith("~") and _dots(segment.lstrip("~")) else segment


def _dots(name: str) -> bool:
    return name in (".", "..")
