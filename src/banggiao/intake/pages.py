"""HTML pages to articles: main text by trafilatura, title, date, outlet and address from the page's own statements.

Guarantees: the delivered bytes are kept; a page without an article is an InputError, never an empty article.
"""

import hashlib
import re
from typing import Any

from banggiao.errors import InputError
from banggiao.intake.dates import iso_date
from banggiao.intake.encodings import decode
from banggiao.lore import Lore
from banggiao.model.article import Article, Claim

PAGE_NAMES = (".html", ".htm", ".xhtml")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_PAGE = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)?(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|article|div|meta|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='pubdate' or @name='publishdate' or @name='date']/@content",
    "//time[@itemprop='datePublished']/@datetime",
    "//time/@datetime",
)
_TITLES = ("//meta[@property='og:title']/@content", "//h1//text()", "//title/text()")
_OUTLETS = ("//meta[@property='og:site_name']/@content",)
_URLS = ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")


def is_page(name: str, head: bytes) -> bool:
    """Whether a file is an HTML page, told by its name or its first bytes."""
    if name.lower().endswith(PAGE_NAMES):
        return True
    return _PAGE.match(head[:4096].lstrip(b"\xef\xbb\xbf").decode("latin-1")) is not None


def read_page(label: str, name: str, data: bytes, lore: Lore) -> Article:
    """The article of a page. Raises InputError where it cannot be decoded or holds no main text."""
    import trafilatura

    charset = _CHARSET.search(data[:8192])
    try:
        html = decode(data, lore, charset.group(1).decode("ascii") if charset else None)
    except ValueError as error:
        raise InputError(label, str(error)) from None
    tree = trafilatura.load_html(html)
    text = trafilatura.extract(tree, include_comments=False, include_tables=False, output_format="txt") if tree is not None else None
    if not text:
        raise InputError(label, "no article text found in the page")
    return _with_statements(label, name, data, html, text)


def _with_statements(label: str, name: str, data: bytes, html: str, text: str) -> Article:
    """The article with what the page says of itself."""
    from lxml import html as lxml_html  # type: ignore[import-untyped]

    tree = lxml_html.fromstring(html.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    title = _first(tree, _TITLES)
    if title and title not in text[: len(title) + 200]:
        text = f"{title}\n\n{text}"
    date = _date(tree)
    return Article(
        id=name, text=text, source=label, sha256=hashlib.sha256(data).hexdigest(), raw=data, title=title,
        outlet=_first(tree, _OUTLETS), url=_first(tree, _URLS), dates=(Claim(date, "header"),) if date else (),
    )  # fmt: skip


def _first(tree: Any, paths: tuple[str, ...]) -> str | None:
    """The first non-empty value at the first path that has one."""
    for path in paths:
        for value in tree.xpath(path):
            if words := " ".join(str(value).split()):
                return words
    return None


def _date(tree: Any) -> str | None:
    """The publication date that the page states in its metadata, as ISO 8601."""
    for path in _DATES:
        for value in tree.xpath(path):
            try:
                return iso_date(str(value))
            except ValueError:
                continue
    return None
