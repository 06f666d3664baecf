"""The page of one merged event.

Guarantees: every telling stands beside every other with the field on which they differ marked; each telling is a row that can be
kept and followed; an address that an earlier ledger gave leads to the same event.
"""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from banggiao import dossier
from banggiao.dossier.heads import heads
from banggiao.dossier.values import Item, Telling
from banggiao.web import links
from banggiao.web.checked import found_on, notes, on
from banggiao.web.handing import Lists
from banggiao.web.pages import Missing, Pages
from banggiao.web.rows import of_tellings
from banggiao.web.told import Teller, agree

_MOST_TELLINGS = 60
_PARTIES = 3


class Events:
    """The events of one ledger."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages

    def event(self, request: Request) -> Response:
        """One merged event with every telling side by side."""
        ledger, key = self.pages.ledger(request), request.path_params["id"]
        item = dossier.event(ledger, key)
        if item is None:
            if (now := dossier.now_called(ledger, key, "event")) not in (None, key):
                return RedirectResponse(links.query(links.event_path(str(now)), dict(request.query_params)), 301)
            raise Missing
        words, times = self.pages.say_words(request), self.pages.when(request)
        sources = list({telling.source.article: telling.source for telling in item.tellings}.values())
        fields = [name for name in words.fields("event") if _told(item, name)]
        lists = Lists(
            request, words, times, "event", f"{words.value('event', 'type', item.values.get('type'))}: {words.parties(item.parties)}"
        )
        lists.add("", "", lambda most: of_tellings(item, words)[:most], dated=False)
        if answer := lists.answer():
            return answer
        found = on(found_on(ledger, item.parties[:_PARTIES], times, self.pages.lore), (item.id,)) if len(item.parties) > 1 else []
        return self.pages.render(
            request,
            "event.html",
            item=item,
            fields=fields,
            tellings=item.tellings[:_MOST_TELLINGS],
            against=_against(item, words.holds),
            teller=Teller(words, sources),
            sources=sources,
            heads=heads(ledger, (source.article for source in sources), self.pages.lore),
            notes=notes(found, words),
            lists=lists,
        )


def _told(item: Item, name: str) -> bool:
    """Whether any telling gives the field a value."""
    return any(one.value not in (None, [], "") for one in item.said.get(name, ()))


def _against(item: Item, holds: Any) -> Mapping[tuple[str, str], bool]:
    """For each claim and field whether what is told there cannot be so together with the value shown."""
    return {(one.claim, name): _differs(item, one, name, holds) for one in item.tellings for name in item.disputed}


def _differs(item: Item, telling: Telling, name: str, holds: Any) -> bool:
    told, shown = telling.values.get(name), item.values.get(name)
    return told not in (None, [], "") and not agree(shown, told, holds("event", name))
