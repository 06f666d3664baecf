"""Feeds to subscribe to, as Atom (RFC 4287).

Guarantees: ids are IRIs made of what an entry is about, so that they stay when more articles tell of it; every entry has its time,
and the feed the latest of them; nothing of an article is markup: all texts are of type ``text``, and what XML cannot hold is replaced;
equal content gives equal bytes.
"""

import datetime
import re
import uuid
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

import msgspec

from banggiao import __version__

MEDIA = "application/atom+xml; charset=utf-8"
_ATOM = "http://www.w3.org/2005/Atom"
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:banggiao")
_EPOCH = datetime.date(1970, 1, 1)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TITLE_LETTERS = 200


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An entry. ``key`` is what its id is made of; ``page`` and ``words`` are whole addresses; ``texts``: the words with their source.

    ``told``, ``last_told``: the days on which it was first and last told, None where unknown; ``kind``: a code and its label.
    """

    key: str
    title: str
    page: str
    texts: tuple[str, ...] = ()
    words: str = ""
    sources: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    kind: tuple[str, str] = ("", "")
    told: datetime.date | None = None
    last_told: datetime.date | None = None


def feed(entries: Iterable[Entry], *, key: str, title: str, page: str, itself: str, language: str) -> bytes:
    """A feed of the entries in the order given. ``page`` shows the same to people, ``itself`` is the feed's own address."""
    found = tuple(entries)
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": language})
    _text(root, "id", iri(key))
    _text(root, "title", title, type="text")
    _text(root, "updated", _time(max((one.last_told for one in found if one.last_told), default=None)))
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": itself})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": page})
    _author(root, ("banggiao",))
    _text(root, "generator", "banggiao", version=__version__)
    for one in found:
        _entry(root, one)
    ET.indent(root, "")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def iri(key: str) -> str:
    """The id that a key makes."""
    return f"urn:uuid:{uuid.uuid5(_SPACE, key)}"


def _entry(root: ET.Element, one: Entry) -> None:
    made = ET.SubElement(root, "entry")
    _text(made, "id", iri(one.key))
    _text(made, "title", one.title[:_TITLE_LETTERS] or one.key, type="text")
    _text(made, "updated", _time(one.last_told))
    if one.told:
        _text(made, "published", _time(one.told))
    ET.SubElement(made, "link", {"rel": "alternate", "type": "text/html", "href": _plain(one.page)})
    if one.words:
        ET.SubElement(made, "link", {"rel": "related", "type": "text/html", "href": _plain(one.words)})
    for source in one.sources:
        ET.SubElement(made, "link", {"rel": "via", "href": _plain(source)})
    if one.authors:
        _author(made, one.authors)
    if one.kind[0]:
        ET.SubElement(made, "category", {"term": one.kind[0], "label": _plain(one.kind[1])})
    _text(made, "content", "\n\n".join(one.texts) or one.title, type="text")


def _author(parent: ET.Element, names: Sequence[str]) -> None:
    for name in names:
        _text(ET.SubElement(parent, "author"), "name", name)


def _text(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = _plain(text)


def _plain(text: str) -> str:
    """A text without what XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def _time(day: datetime.date | None) -> str:
    """A day as the beginning of it; days are all that articles tell."""
    return f"{(day or _EPOCH).isoformat()}T00:00:00Z"
