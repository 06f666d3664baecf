"""Articles as delivered, and what is claimed of their publication.

Guarantees: ``Article.text`` is never changed after intake; every offset that a reading gives refers to it.
"""

import msgspec

from banggiao.model.spans import Span

BASES = ("given", "header", "url", "text", "inferred")


class Claim(msgspec.Struct, frozen=True):
    """A value claimed of an article: a publication date (ISO 8601, any precision) or an outlet.

    ``basis`` is one of BASES; ``span`` the delivered words that say it (None where they are no part of the text).
    """

    value: str
    basis: str
    span: Span | None = None


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One report as delivered.

    ``text`` is what offsets refer to (code points); ``raw`` the delivered bytes and ``sha256`` their hash;
    ``source`` names the file or archive member it came from, for messages.
    """

    id: str
    text: str
    source: str = ""
    sha256: str = ""
    raw: bytes = b""
    published: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    dates: tuple[Claim, ...] = ()
    outlets: tuple[Claim, ...] = ()
