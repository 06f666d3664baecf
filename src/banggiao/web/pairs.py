"""The list of pairs, and the dossier of one.

Guarantees: every section of a dossier is a list of its own that can be kept, followed and cited; what checks find about its records
stands with them; round years are computed with their arithmetic beside those that were told.
"""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from banggiao import dossier
from banggiao.dossier import standing
from banggiao.dossier.heads import heads
from banggiao.dossier.pair import SHOWN
from banggiao.dossier.values import ArticleRow, Dossier, Item
from banggiao.dossier.words import Words
from banggiao.dossier.world import YEARS
from banggiao.errors import UsageError
from banggiao.lifecycle import anniversaries
from banggiao.web import asking, links, sections
from banggiao.web.checked import found_on, notes, world_at
from banggiao.web.courses import courses
from banggiao.web.handing import MOST, Lists, Rows
from banggiao.web.pages import Missing, Pages
from banggiao.web.rows import Row, of_anniversary, of_article, of_finding, of_items, of_pair
from banggiao.web.told import Teller
from banggiao.web.trends import timeline

_LONGEST_PAIR = 120
_MOST_PAIRS = 300
_AHEAD_DAYS = 550


class Pairs:
    """The pairs of one ledger."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages

    def pairs(self, request: Request) -> Response:
        """The list of pairs, and a form that opens any pair."""
        ledger = self.pages.desk.ledger()
        if ledger is None:
            return self.pages.render(request, "empty.html", place=self.pages.desk.place)
        words, times = self.pages.say_words(request), self.pages.when(request)
        codes = dossier.states_told(ledger)
        a, b = (asking.choice(request.query_params, name, codes) for name in ("a", "b"))
        if a and b and a != b:
            return RedirectResponse(links.query(links.pair_path(a, b), times.given), 303)
        top = dossier.top_pairs(ledger, _MOST_PAIRS, times.told_by)
        weight: Counter[str] = Counter()
        for one, other, n in top:
            weight.update({one: n, other: n})
        found = [(*ordered(one, other, weight), n) for one, other, n in top]
        lists = Lists(request, words, times, "pairs", words.say("pairs.title"))
        lists.add("", "", lambda most: [of_pair(one, other, n, words) for one, other, n in found[:most]], dated=False)
        if answer := lists.answer():
            return answer
        return self.pages.render(request, "pairs.html", rows=found, states=self.pages.by_name(request, codes), lists=lists)

    def pair(self, request: Request) -> Response:
        """The dossier of two states, given by code or name."""
        asked = request.path_params["pair"]
        a, b = self.codes(asked)
        if asked != f"{a}-{b}":
            return RedirectResponse(links.query(links.pair_path(a, b), dict(request.query_params)), 307)
        words, times, ledger = self.pages.say_words(request), self.pages.when(request), self.pages.ledger(request)
        whole = asking.choice(request.query_params, "all", sections.ORDER)
        file, part = (asking.text(request.query_params, name) for name in ("format", "list"))
        more = {name: MOST for name in (sections.ORDER if file and not part else (part, whole)) if name in sections.ORDER}
        found = dossier.pair_dossier(ledger, a, b, more=more, today=times.day.isoformat())
        checked = found_on(ledger, (a, b), times, self.pages.lore)
        years = anniversaries(world_at(ledger, (a, b), times, YEARS), self.pages.lore, times.day + datetime.timedelta(days=_AHEAD_DAYS))
        lists = Lists(request, words, times, f"{a}-{b}", words.say("pair.title", a=words.labels.state(a), b=words.labels.state(b)))
        lists.add("", "", lambda most: self._all(found, words)[:most], feed=self._calendar(a, b, words))
        for name, rows in self._sections(found, words).items():
            lists.add(name, words.say(name), rows, dated=name not in ("sources", "people"))
        lists.add("findings", words.say("findings"), lambda most: [of_finding(one, words) for one in checked[:most]], dated=False)
        lists.add("years", words.say("years.ahead"), lambda most: [of_anniversary(one, words) for one in years[:most]])
        if answer := lists.answer():
            return answer
        return self.pages.render(
            request,
            "pair.html",
            dossier=found,
            a=a,
            b=b,
            sections=sections.sections(found, words, times.day.isoformat(), whole),
            tier=standing.tier(found.partnerships),
            aims=standing.aims(found.targets, found.statistics),
            courses=courses(found.targets, found.statistics),
            contacts=timeline(ledger, times, self.pages.lore, words, a, b),
            teller=Teller(words, found.sources),
            most=sections.MOST,
            notes=notes(checked, words),
            checked=len(checked),
            years=years,
            heads=heads(ledger, [source.article for source in found.sources[: SHOWN if whole != "sources" else sections.MOST]],
                        self.pages.lore),
            lists=lists,
        )  # fmt: skip

    def _all(self, found: Dossier, words: Words) -> list[Row]:
        """All that a dossier holds, what was told last first."""
        items = [item for name in ("partnerships", "timeline", "commitments", "agreements", "mechanisms", "targets", "statistics",
                                   "stances", "anniversaries") for item in getattr(found, name)]  # fmt: skip
        return of_items(sorted(items, key=standing.last_told, reverse=True), words)

    def _sections(self, found: Dossier, words: Words) -> Mapping[str, Rows]:
        """The rows of each section that holds something."""
        made: dict[str, Rows] = {}
        for name in sections.ORDER:
            if name == "people":
                people = [person for side in found.people.values() for person in side]
                made[name] = _rows_of(people, words)
            elif name == "sources":
                made[name] = lambda most: self._sources(found, words, most)
            else:
                made[name] = _rows_of(getattr(found, name), words)
        return {name: rows for name, rows in made.items() if name == "sources" or name == "people" or getattr(found, name)}

    def _sources(self, found: Dossier, words: Words, most: int) -> list[Row]:
        named = heads(self.pages.ledger(), (source.article for source in found.sources[:most]), self.pages.lore)
        return [
            of_article(ArticleRow(source=source, head="", relevant=True), words, named.get(source.article, source.article))
            for source in found.sources[:most]
        ]

    def _calendar(self, a: str, b: str, words: Words) -> str:
        return links.query("/calendar.ics", {"pair": f"{a}-{b}", "lang": words.language})

    def codes(self, asked: str) -> tuple[str, str]:
        """The two codes of a pair. Raises Missing."""
        first, dash, second = asked.partition("-")
        if not dash or len(asked) > _LONGEST_PAIR:
            raise Missing
        try:
            a, b = dossier.state_code(first, self.pages.lore), dossier.state_code(second, self.pages.lore)
        except UsageError:
            raise Missing from None
        if a == b:
            raise Missing
        return a, b


def _rows_of(items: Sequence[Item], words: Words) -> Rows:
    """The rows of merged objects, what was told last first."""
    return lambda most: of_items(sorted(items, key=standing.last_told, reverse=True)[:most], words)


def ordered(a: str, b: str, weight: Mapping[str, int]) -> tuple[str, str]:
    """The pair with the state that more events tell of first."""
    return (a, b) if weight.get(a, 0) >= weight.get(b, 0) else (b, a)
