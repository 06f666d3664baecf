"""The forms that a briefing can be handed over in.

Guarantees: a renderer's libraries are loaded only when it is asked for; no character that a page cannot show reaches a renderer.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from banggiao.brief.document import Document
from banggiao.brief.html import html
from banggiao.brief.markdown import markdown
from banggiao.brief.pdf import pdf
from banggiao.brief.word import word

FORMATS: dict[str, Callable[[Document], bytes]] = {
    "md": lambda document: markdown(document).encode(),
    "html": lambda document: html(document).encode(),
    "docx": word,
    "pdf": pdf,
}
"""The renderer of each format, by the ending of its files."""
_FIRM = "\u00a0"


def rendered(document: Document, form: str) -> bytes:
    """The document in a format of FORMATS."""
    return FORMATS[form](_shown(document))


def _shown(value: Any) -> Any:
    """A value in which every text holds only what can be shown; what cannot is a blank."""
    if isinstance(value, str):
        return "".join(one if one.isprintable() or one == _FIRM else " " for one in value)
    if isinstance(value, tuple):
        return tuple(_shown(one) for one in value)
    if isinstance(value, msgspec.Struct):
        return msgspec.structs.replace(value, **{field: _shown(getattr(value, field)) for field in value.__struct_fields__})
    return value
