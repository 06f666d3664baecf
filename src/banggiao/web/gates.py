"""Which addresses take what is sent, from whom, and how much of it.

Guarantees: an address that is not listed here takes nothing; what it needs of a role is decided here, before any page is asked.
"""

import msgspec

from banggiao.api.app import PREFIX

FORM_BYTES = 65_536
"""Most bytes of a form."""
READING_BYTES = 700_000
"""Most bytes of a text to be read: one of the longest kind, every letter escaped."""
ARTICLES_BYTES = 8 * 1024 * 1024
"""Most bytes of articles sent at once."""


class Gate(msgspec.Struct, frozen=True):
    """What an address takes: the least role, the most bytes; ``form``: a form of one of our pages, which must bear its proof.

    ``page``: whether the address can be read, too.
    """

    role: str
    most: int = FORM_BYTES
    form: bool = True
    page: bool = True


_POSTS = {
    "/review": Gate("analyst"),
    "/login": Gate(""),
    "/logout": Gate("reader", page=False),
    "/account": Gate("reader"),
    "/users": Gate("administrator"),
    f"{PREFIX}/readings": Gate("reader", READING_BYTES, form=False, page=False),
    f"{PREFIX}/articles": Gate("analyst", ARTICLES_BYTES, form=False),
    f"{PREFIX}/decisions": Gate("analyst", form=False),
}
_PAGES = {"/login": "", "/users": "administrator", "/audit": "administrator"}
"""The least role of pages that not every reader may see."""


def gate(path: str) -> Gate | None:
    """What an address takes by POST, None where it takes nothing."""
    return _POSTS.get(path)


def most(path: str) -> int:
    """The most bytes that an address takes, 0 where it takes nothing."""
    found = gate(path)
    return found.most if found else 0


def allowed(path: str) -> str:
    """The methods of an address, for the header Allow."""
    found = gate(path)
    reads = ["GET"] if path.startswith(f"{PREFIX}/") else ["GET", "HEAD"]
    return ", ".join([*(reads if found is None or found.page else ()), *(("POST",) if found else ())])


def page_role(path: str) -> str:
    """The least role that may see a page."""
    return _PAGES.get(path, "reader")
