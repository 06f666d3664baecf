"""The list of articles, and one article with its records.

Guarantees: lists call an article by its repaired head, its own page shows its text exactly as delivered; asked as of a day, the list
holds what had surely been published by then.
"""

from collections.abc import Mapping

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from banggiao import dossier
from banggiao.dossier.articles import copies
from banggiao.dossier.heads import head_of, heads
from banggiao.dossier.values import ArticlePage
from banggiao.kinds import kinds
from banggiao.model.times import window
from banggiao.store import Ledger
from banggiao.web import asking, links
from banggiao.web.cards import cards
from banggiao.web.handing import Lists
from banggiao.web.marks import LONGEST_TEXT, marked
from banggiao.web.pages import Missing, Pages
from banggiao.web.rows import Row, of_article

SHOWN = 25
_LONGEST_HEAD = 240
_COPIES = 20


class Reports:
    """The articles of one ledger."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages

    def articles(self, request: Request) -> Response:
        """The list of articles, filtered and paged."""
        ledger = self.pages.desk.ledger()
        if ledger is None:
            return self.pages.render(request, "empty.html", place=self.pages.desk.place)
        asked, words, times = request.query_params, self.pages.say_words(request), self.pages.when(request)
        names = dossier.outlets(ledger)
        chosen = {
            "q": asking.text(asked, "q"),
            "outlet": asking.choice(asked, "outlet", names),
            "since": asking.day(asked, "since"),
            "until": asking.day(asked, "until"),
            "relevant": asking.choice(asked, "relevant", ("yes", "no")),
        }
        lists = Lists(request, words, times, "articles", words.say("list.title"), chosen)

        def rows(most: int) -> list[Row]:
            return [of_article(row, words, row.head) for row in self._found(ledger, chosen, times.told_by, 0, most).rows]

        lists.add("", "", rows, dated=False)
        if answer := lists.answer():
            return answer
        page = asking.page(asked)
        found = self._found(ledger, chosen, times.told_by, (page - 1) * SHOWN, SHOWN)
        return self.pages.render(
            request,
            "articles.html",
            found=found,
            chosen=chosen,
            outlets=names,
            page=page,
            pages=max(1, -(-found.total // SHOWN)),
            first=(page - 1) * SHOWN + 1,
            lists=lists,
        )

    def _found(self, ledger: Ledger, chosen: Mapping[str, str], told_by: str, start: int, limit: int) -> ArticlePage:
        """A part of the list, its articles called by their repaired heads."""
        found = dossier.articles(
            ledger,
            words=chosen["q"],
            relevant={"yes": True, "no": False}.get(chosen["relevant"]),
            outlet=chosen["outlet"] or None,
            since=chosen["since"] or None,
            until=chosen["until"] or None,
            known_on=told_by or None,
            start=start,
            limit=limit,
        )
        named = heads(ledger, (row.source.article for row in found.rows), self.pages.lore)
        rows = tuple(msgspec.structs.replace(row, head=named.get(row.source.article, row.head)) for row in found.rows)
        return msgspec.structs.replace(found, rows=rows)

    def article(self, request: Request) -> Response:
        """One article with its records."""
        ledger = self.pages.ledger()
        view = dossier.article(ledger, links.article_id(request.path_params["id"]))
        if view is None:
            raise Missing
        words, times = self.pages.say_words(request), self.pages.when(request)
        made = cards(view, words)
        present = dict.fromkeys(card.kind for card in made)
        days = window(view.source.published)
        return self.pages.render(
            request,
            "article.html",
            view=view,
            head=head_of(view.source.title, view.text, view.source.article, self.pages.lore, _LONGEST_HEAD),
            pieces=marked(view, self.pages.lore, [asked] if (asked := asking.span(request.query_params, "words")) else ()),
            cards=made,
            kinds=[kind.kind for kind in self.pages.lore.once(kinds) if kind.kind in present],
            longest=LONGEST_TEXT if len(view.text) > LONGEST_TEXT else 0,
            later=bool(times.known and (days is None or days.last > times.known)),
            copies=copies(ledger, view.source.article, _COPIES),
        )
