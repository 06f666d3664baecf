"""What the pages hand over as files: calendar feeds to subscribe to, and briefings.

Guarantees: only GET; a feed of the same ledger and day has the same bytes, and says so by its ETag; what the ledger does not hold, or
is no state, is a 404.
"""

import hashlib

from starlette.requests import Request
from starlette.responses import Response

from banggiao.brief import FORMATS, brief, rendered
from banggiao.dossier.states import state_code
from banggiao.errors import MissingExtra, UsageError
from banggiao.export.calendar import calendar_name, entries
from banggiao.export.ics import calendar
from banggiao.model.times import window
from banggiao.web import asking
from banggiao.web.checked import world_at
from banggiao.web.pages import Missing, Pages

_LONGEST_PAIR = 120
_CALENDAR = "text/calendar; charset=utf-8"
_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


class Handed:
    """The files of one ledger."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages

    def feed(self, request: Request) -> Response:
        """``/calendar.ics``, of all states, or of ``?state=VN`` or ``?pair=VN-IN``; ``about``: only entries with these words."""
        asked = request.query_params
        pair, state = asking.text(asked, "pair"), asking.text(asked, "state")
        states = self._pair(pair) if pair else (self._state(state),) if state else ()
        words, about = self.pages.say_words(request), asking.text(asked, "about")
        found = entries(world_at(self.pages.ledger(), states, self.pages.when(request)), self.pages.lore, words, about)
        return _file(request, calendar(found, words, calendar_name(states, words, about)), _CALENDAR, "banggiao.ics")

    def brief(self, request: Request) -> Response:
        """``/pairs/VN-IN/brief.docx`` and the other forms; ``since`` and ``for`` as on the command line."""
        form = str(request.path_params["form"])
        if form not in FORMATS:
            raise Missing
        a, b = self._pair(str(request.path_params["pair"]))
        asked = request.query_params
        words = self.pages.say_words(request)
        since, purpose = asking.text(asked, "since"), asking.text(asked, "for")
        days = window(since)
        made = brief(
            self.pages.ledger(request), a, b, words, self.pages.lore,
            since=days.first if days else None, purpose=purpose, as_of=self.pages.when(request).day,
        )  # fmt: skip
        try:
            data = rendered(made, form)
        except MissingExtra as error:
            return self.pages.failed(request, 503, str(error))
        return _file(request, data, _TYPES[form], f"{a}-{b}.{form}")

    def _state(self, words: str) -> str:
        """The code of a state given. Raises Missing."""
        try:
            return state_code(words, self.pages.lore)
        except UsageError:
            raise Missing from None

    def _pair(self, words: str) -> tuple[str, str]:
        """The codes of two states given. Raises Missing."""
        first, dash, second = words[:_LONGEST_PAIR].partition("-")
        if not dash:
            raise Missing
        a, b = self._state(first), self._state(second)
        if a == b:
            raise Missing
        return a, b


def _file(request: Request, data: bytes, kind: str, name: str) -> Response:
    """A file as an answer; none is sent again to whom has it."""
    mark = f'"{hashlib.blake2b(data, digest_size=12).hexdigest()}"'
    headers = {"ETag": mark, "Cache-Control": "no-cache", "Vary": "Accept-Language, Cookie"}
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=kind, headers={**headers, "Content-Disposition": f'attachment; filename="{name}"'})
