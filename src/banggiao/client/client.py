"""The client: one method a verb of the API.

Guarantees: methods take codes or names of states, days as ISO dates or ``datetime.date``; what they give is frozen.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

import msgspec

from banggiao.client.line import Line
from banggiao.errors import ServerRefused
from banggiao.model.items import Item
from banggiao.model.wire import (
    Act,
    Answered,
    ArticleLine,
    Decided,
    Facet,
    FullArticle,
    Holdings,
    Me,
    Pair,
    PairEvents,
    Part,
    Read,
    Received,
    Refused,
    Ruling,
    SentArticle,
    SentText,
    State,
    Tied,
    Trends,
    segment,
)

if TYPE_CHECKING:
    import datetime

    import httpx

    Day = datetime.date | str | None

_AT_ONCE = 50
_LETTERS = 1_500_000


class Client:
    """A ledger behind a server. ``token``: what the server's administrator or one's own account page gave, in team mode.

    ``insecure`` sends the token over plain http to another machine, too; ``transport``: another way to carry requests (httpx).
    """

    def __init__(
        self,
        url: str,
        token: str | None = None,
        *,
        timeout: float = 60.0,
        insecure: bool = False,
        transport: "httpx.BaseTransport | None" = None,
    ) -> None:
        self._line = Line(url, token, timeout, insecure, transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        self._line.close()

    # what the ledger holds

    def me(self) -> Me:
        """Who asks, and in which role."""
        return self._line.get("/me", Me)

    def summary(self) -> Holdings:
        """How much the ledger holds."""
        return self._line.get("/summary", Holdings)

    def objects(self, *kinds: str, **narrowed: Any) -> Iterator[Item]:
        """Merged objects of these kinds (all, where none is named), the latest told first.

        ``narrowed``: ``q`` (words), ``state`` (codes that must all be parties), ``person``, ``sector``, ``outlet``, ``confidence``,
        ``since``, ``until``, ``due_since``, ``due_until``, ``as_of``, and ``order`` (latest, earliest, due, overdue, told).
        """
        return self._line.parts("/objects", Item, {"limit": 200, "kind": kinds, **narrowed})

    def events(self, **narrowed: Any) -> Iterator[Item]:
        """Events, as ``objects`` narrows them."""
        return self.objects("event", **narrowed)

    def people(self, **narrowed: Any) -> Iterator[Item]:
        """People, as ``objects`` narrows them."""
        return self.objects("person", **narrowed)

    def commitments(self, **narrowed: Any) -> Iterator[Item]:
        """Commitments, as ``objects`` narrows them."""
        return self.objects("commitment", **narrowed)

    def item(self, id: str, as_of: "Day" = None) -> Item:
        """One merged object with every telling. Raises ServerMissing."""
        return self._line.get(f"/objects/{segment(id)}", Item, {"as_of": as_of})

    def counts(self, *kinds: str, **narrowed: Any) -> Mapping[str, tuple[Facet, ...]]:
        """How many objects there are by state, kind, person, sector, year, outlet, confidence; narrowed as ``objects``."""
        return self._line.get("/counts", dict[str, tuple[Facet, ...]], {"kind": kinds, **narrowed})

    def pairs(self) -> tuple[PairEvents, ...]:
        """The pairs of states with most events."""
        return self._line.get("/pairs", Part[PairEvents], {"limit": 200}).items

    def pair_dossier(self, a: str, b: str) -> Pair:
        """The dossier of two states. Raises ServerMissing."""
        return self._line.get(_pair(a, b), Pair)

    def state(self, name: str, as_of: "Day" = None) -> State:
        """A state or body, its partners, its objects by facet. Raises ServerMissing."""
        return self._line.get(f"/states/{segment(name)}", State, {"as_of": as_of})

    def network(self, **narrowed: Any) -> Iterator[Tied]:
        """Pairs of states with how often they dealt with each other, those with most first.

        ``narrowed``: ``kind`` (contact, commitment, or a type of events), ``state``, ``with``, ``level`` (top, minister, deputy, working,
        untold), ``sector``, ``since`` and ``until`` (months), ``as_of``.
        """
        return self._line.parts("/network", Tied, {"limit": 200, **narrowed})

    def trends(self, **narrowed: Any) -> Trends:
        """Contacts by month and rank, contacts and commitments by month and sector; narrowed as ``network``."""
        return self._line.get("/trends", Trends, narrowed)

    def contacts(self, **narrowed: Any) -> Iterator[Item]:
        """What is behind such numbers, the latest first; narrowed as ``network``."""
        return self._line.parts("/contacts", Item, {"limit": 200, **narrowed})

    def articles(
        self, q: str = "", *, state: str = "", outlet: str = "", relevant: bool | None = None, since: "Day" = None, until: "Day" = None
    ) -> Iterator[ArticleLine]:
        """Articles, the latest first."""
        asked = {"limit": 200, "q": q, "state": state, "outlet": outlet, "relevant": relevant, "since": since, "until": until}
        return self._line.parts("/articles", ArticleLine, asked)

    def article(self, id: str) -> FullArticle:
        """One article with its text, its records and their evidence. Raises ServerMissing."""
        return self._line.get(f"/articles/{segment(id)}", FullArticle)

    # questions

    def question(self, name: str, a: str, b: str, as_of: "Day" = None, known_on: "Day" = None) -> Answered:
        """A question on two states, answered with a table: commitments, targets, mechanisms, checks, conflicts ..."""
        return self._answered(f"{_pair(a, b)}/{segment(name)}", {"as_of": as_of, "known_on": known_on})

    def ask(self, question: str, lang: str = "vi") -> Answered:
        """A question in plain words, answered with a table. Raises ServerMissing where it is not understood."""
        return self._answered("/ask", {"q": question, "lang": lang})

    def _answered(self, path: str, asked: Mapping[str, Any]) -> Answered:
        """A table with all its parts."""
        first = part = self._line.get(path, Answered, {**asked, "limit": 200})
        items = list(part.items)
        while part.next:
            part = self._line.get(path, Answered, {**asked, "limit": 200, "cursor": part.next})
            items.extend(part.items)
        return msgspec.structs.replace(first, items=tuple(items), next=None)

    # what is sent

    def read(self, text: str, *, title: str | None = None, published: str | None = None, url: str | None = None, id: str = "sent") -> Read:
        """Read a text; the server keeps nothing of it."""
        return self._line.post("/readings", SentText(text=text, title=title, published=published, url=url, id=id), Read)

    def ingest(self, articles: Iterable[SentArticle]) -> Received:
        """Give articles to the ledger, a few at a time. What became of each, by its number from 1 in the order given."""
        stored, refused, begin = [], [], 0
        for batch in _batches(articles):
            try:
                received = self._line.post("/articles", batch, Received)
            except ServerRefused as error:
                if error.status != 409:
                    raise
                told = msgspec.convert(error.problems, tuple[Refused, ...])
                received = Received(stored=(), refused=told, new=0)
            stored += [msgspec.structs.replace(one, number=one.number + begin) for one in received.stored]
            refused += [msgspec.structs.replace(one, number=one.number + begin) for one in received.refused]
            begin += len(batch)
        return Received(stored=tuple(stored), refused=tuple(refused), new=sum(one.state == "new" for one in stored))

    # decisions

    def decisions(self) -> Iterator[Decided]:
        """Decisions, the latest first."""
        return self._line.parts("/decisions", Decided, {"limit": 200})

    def decision(self, id: str) -> Decided:
        """One decision. Raises ServerMissing."""
        return self._line.get(f"/decisions/{segment(id)}", Decided)

    def decide(self, act: Act, ids: Sequence[str], reason: str, *, field: str | None = None, value: Any = None) -> Decided:
        """Accept, reject, correct, merge or split what the ids name. Raises ServerRefused."""
        value = tuple(value) if isinstance(value, list) else value
        return self._line.post("/decisions", Ruling(act=act, ids=tuple(ids), reason=reason, field=field, value=value), Decided)

    def undo(self, decision: str, reason: str) -> Decided:
        """Take a decision back."""
        return self.decide("undo", (decision,), reason)


def _pair(a: str, b: str) -> str:
    return f"/pairs/{segment(a)}/{segment(b)}"


def _batches(articles: Iterable[SentArticle]) -> Iterator[list[SentArticle]]:
    """Articles in batches that a server takes: few, and not too long together."""
    batch: list[SentArticle] = []
    letters = 0
    for article in articles:
        if batch and (len(batch) >= _AT_ONCE or letters + len(article.text) > _LETTERS):
            yield batch
            batch, letters = [], 0
        batch.append(article)
        letters += len(article.text)
    if batch:
        yield batch
