"""The times of a page, kept in all its links and forms.

Guarantees: of a page asked as of a day, every link to another page and every form that asks for one asks for the same day, whatever
template made it; links that name their own day, feeds (``rel="alternate"``), files of the package and links within the page stay as
they are; a page asked as of today is not touched.
"""

import re
from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

from banggiao.web.when import AS_OF, KNOWN_ON

# Templates quote every attribute, and text from articles is escaped: no other text can look like one of these tags.
_LINK = re.compile(r'<a\b[^<>]{0,600}?\shref="(?P<href>/[^"#<>]{0,8000})(?P<mark>#[^"<>]{0,2000})?"[^<>]{0,2000}>')
_FORM = re.compile(r"<form\b(?P<inside>[^<>]{0,2000})>")
_OWN = (f"{AS_OF}=", f"{KNOWN_ON}=")


def kept(page: str, times: Mapping[str, str]) -> str:
    """The page with the times in its links and forms."""
    if not times:
        return page
    asked = escape(urlencode(times))
    hidden = "".join(f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in times.items())
    linked = _LINK.sub(lambda found: _link(found, asked), page)
    return _FORM.sub(lambda found: _form(found, hidden, linked), linked)


def _link(found: re.Match[str], asked: str) -> str:
    tag, href = found.group(), found["href"]
    if 'rel="alternate"' in tag or href.startswith("/static/") or any(name in href for name in _OWN):
        return tag
    at = found.end("href") - found.start()
    return f"{tag[:at]}{'&amp;' if '?' in href else '?'}{asked}{tag[at:]}"


def _form(found: re.Match[str], hidden: str, page: str) -> str:
    """The beginning of a form, with the times as hidden fields unless it posts or asks for a time itself."""
    inside = page[found.end() : page.find("</form>", found.end())]
    own = any(f'name="{name}"' in inside for name in (AS_OF, KNOWN_ON))
    return found.group() if own or 'method="post"' in found["inside"] else found.group() + hidden
