"""The scene of an article: its sentences, who is who in it, and who acts where.

Guarantees: every offset is a code point of the cleaned text; sentences are sorted and disjoint; actors are sorted and
never overlap; an actor's ``evidence`` lists its own words first and then the antecedents that tell who it is.
"""

from bisect import bisect_left, bisect_right
from typing import TypeVar

import msgspec

from banggiao.model.cleaned import Cleaned
from banggiao.model.mentions import (
    AmountMention,
    BodyMention,
    DateMention,
    Mention,
    OfficeMention,
    PersonMention,
    StateMention,
)
from banggiao.model.spans import Span

M = TypeVar("M", bound=Mention)


class Mentions(msgspec.Struct, frozen=True, kw_only=True):
    """All that the recognisers found in one cleaned text, each class sorted and without overlaps."""

    states: tuple[StateMention, ...] = ()
    persons: tuple[PersonMention, ...] = ()
    offices: tuple[OfficeMention, ...] = ()
    bodies: tuple[BodyMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    amounts: tuple[AmountMention, ...] = ()


class Holding(Mention, frozen=True, kw_only=True):
    """A phrase ``[start, end)`` that joins an office to a person's name; ``country`` as resolved, None where unknown."""

    office: OfficeMention
    country: str | None = None


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One person of the article: the fullest ``name``, every mention of it, the offices held, the state (None: unknown)."""

    name: str
    mentions: tuple[PersonMention, ...]
    holdings: tuple[Holding, ...] = ()
    country: str | None = None


class Sentence(Mention, frozen=True, kw_only=True):
    """A sentence ``[start, end)`` without outer spaces, the number of its paragraph (line) and its zone."""

    paragraph: int
    zone: str


class Actor(Mention, frozen=True, kw_only=True):
    """A stretch that names someone who can act for states: a whole noun phrase (office, state and name together).

    ``codes``: the states or bodies it stands for, sorted. ``kind``: "state" (Ấn Độ, phía Ấn Độ, Chính phủ Ấn Độ),
    "person" (with office or without), "office" (an office without a name), "joint" (hai bên, hai nước, hai Thứ trưởng),
    "other" (phía bạn, nước này). ``people``: the full names of the persons meant. ``posts``: codes of their offices.
    ``aside``: named only to compare with (``đứng thứ hai sau Nhật Bản``).
    """

    codes: tuple[str, ...]
    kind: str
    people: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    evidence: tuple[Span, ...] = ()
    aside: bool = False


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """One article made ready for extraction.

    ``published``: ISO date at whatever precision, None where unknown. ``home``: the state whose outlet speaks ("VN" where
    nothing tells otherwise). ``focus``: the states that the article is about, the likeliest two first. ``subjects``: for
    each sentence the actor that carries over into it as the subject where it names none (None: nobody).
    """

    cleaned: Cleaned
    mentions: Mentions
    people: tuple[Person, ...]
    sentences: tuple[Sentence, ...]
    actors: tuple[Actor, ...]
    subjects: tuple[Actor | None, ...]
    focus: tuple[str, ...]
    home: str | None = "VN"
    published: str | None = None

    @property
    def text(self) -> str:
        """The cleaned text, which every offset refers to."""
        return self.cleaned.text

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that holds the offset, else of the last one before it (0 where there is none before)."""
        return max(0, bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1)

    def actors_in(self, start: int, end: int) -> tuple[Actor, ...]:
        """The actors that lie wholly in ``[start, end)``."""
        return within(self.actors, start, end)

    def dates_in(self, start: int, end: int) -> tuple[DateMention, ...]:
        """The dates that lie wholly in ``[start, end)``."""
        return within(self.mentions.dates, start, end)


def within(mentions: tuple[M, ...], start: int, end: int) -> tuple[M, ...]:
    """Of sorted mentions that do not overlap those that lie wholly in ``[start, end)``."""
    first = bisect_left(mentions, start, key=lambda mention: mention.start)
    last = bisect_left(mentions, end, key=lambda mention: mention.start)
    return tuple(mention for mention in mentions[first:last] if mention.end <= end)
