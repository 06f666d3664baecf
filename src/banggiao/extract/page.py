"""Sentences as patterns see them: lower case, tone marks in one place, each mention a single private-use character.

Guarantees: a view's every character leads back to the cleaned text; mentions replaced never overlap, actors going before
dates, dates before amounts, amounts before bodies, bodies before places (a capital city where something happens).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from banggiao.model.mentions import AmountMention, DateMention, Mention, StateMention
from banggiao.model.scene import Actor, Scene, Sentence
from banggiao.model.spans import Span
from banggiao.recognise.phrases import plain

TAGS = {
    "state": "\ue000",
    "person": "\ue001",
    "office": "\ue002",
    "joint": "\ue003",
    "other": "\ue004",
    "date": "\ue010",
    "amount": "\ue011",
    "body": "\ue012",
    "place": "\ue013",
}
"""The character that stands for a mention of each class."""

ACTORS = ("state", "person", "office", "joint", "other")


LONGEST = 4000
"""Longer sentences (lists, tables, hostile text) are not read for who does what: that is not told over such distances."""


class View(msgspec.Struct, frozen=True, dict=True):
    """One sentence: ``text`` with tags, ``starts`` the cleaned offset of each of its characters (and of its end).

    ``mentions`` gives the mention at each offset of ``text`` where a tag stands; ``number`` is that of the sentence.
    """

    number: int
    sentence: Sentence
    text: str
    starts: tuple[int, ...]
    mentions: dict[int, Mention]

    def span(self, start: int, end: int) -> Span:
        """The cleaned text's words for a range of ``text``; outer spaces excluded."""
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return Span(self.starts[start], max(self.starts[start], self._end(end)))

    def _end(self, end: int) -> int:
        if end == 0:
            return self.starts[0]
        last = self.mentions.get(end - 1)
        return last.end if last is not None else self.starts[end - 1] + 1

    def at(self, offset: int) -> int:
        """The place in ``text`` of an offset of the cleaned text (the tag that covers it, or the next character)."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def actors(self, start: int = 0, end: int | None = None) -> list[tuple[int, Actor]]:
        """The actors in a range of ``text`` with their places, in order."""
        return [(at, one) for at in self._places(start, end) if isinstance(one := self.mentions[at], Actor)]

    def dates(self, start: int = 0, end: int | None = None) -> list[tuple[int, DateMention]]:
        """The dates in a range of ``text`` with their places, in order."""
        return [(at, one) for at in self._places(start, end) if isinstance(one := self.mentions[at], DateMention)]

    def _places(self, start: int, end: int | None) -> tuple[int, ...]:
        """Where mentions stand in a range of ``text``, in order."""
        places: tuple[int, ...] | None = self.__dict__.get("places")
        if places is None:
            places = self.__dict__["places"] = tuple(self.mentions)
        return places[bisect_left(places, start) : len(places) if end is None else bisect_left(places, end)]


class Page(msgspec.Struct, frozen=True):
    """A scene with a view of each of its sentences that is read (title, lead, body)."""

    scene: Scene
    views: tuple[View, ...]


def page(scene: Scene) -> Page:
    """The scene made ready for patterns."""
    text = plain(scene.text).lower()
    if len(text) != len(scene.text):
        text = scene.text
    both = enumerate(zip(scene.sentences, _chosen(scene), strict=True))
    return Page(scene, tuple(_view(number, sentence, chosen, text) for number, (sentence, chosen) in both))


def tag(mention: Mention) -> str:
    """The character that stands for a mention."""
    if isinstance(mention, Actor):
        return TAGS[mention.kind]
    if isinstance(mention, DateMention):
        return TAGS["date"]
    if isinstance(mention, StateMention):
        return TAGS["place"]
    return TAGS["amount"] if isinstance(mention, AmountMention) else TAGS["body"]


def _place(mention: Mention) -> tuple[int, int]:
    """The order of mentions of different classes, which do not compare with each other."""
    return mention.start, mention.end


def _chosen(scene: Scene) -> list[list[Mention]]:
    """For each sentence the mentions that get a tag, sorted and disjoint."""
    found: list[list[Mention]] = [[] for _ in scene.sentences]
    places = tuple(state for state in scene.mentions.states if state.form == "place")
    classes: tuple[Sequence[Mention], ...] = (scene.actors, scene.mentions.dates, scene.mentions.amounts, scene.mentions.bodies, places)
    for mentions in classes:
        at = 0
        for sentence, kept in zip(scene.sentences, found, strict=True):
            while at < len(mentions) and mentions[at].start < sentence.start:
                at += 1
            first = at
            while at < len(mentions) and mentions[at].start < sentence.end:
                at += 1
            if at > first:
                _join(kept, [one for one in mentions[first:at] if one.end <= sentence.end])
    return found


def _join(kept: list[Mention], more: list[Mention]) -> None:
    """Add to mentions, sorted and disjoint, those others that overlap none of them."""
    if kept:
        ends = [one.end for one in kept]
        over = len(kept)
        spots = ((bisect_right(ends, one.start), one) for one in more)
        more = [one for spot, one in spots if spot == over or kept[spot].start >= one.end]
    kept += more
    kept.sort(key=_place)


def _view(number: int, sentence: Sentence, chosen: Sequence[Mention], text: str) -> View:
    parts: list[str] = []
    starts: list[int] = []
    mentions: dict[int, Mention] = {}
    at = sentence.start
    for mention in chosen:
        parts.append(text[at : mention.start])
        starts.extend(range(at, mention.start))
        mentions[len(starts)] = mention
        parts.append(tag(mention))
        starts.append(mention.start)
        at = mention.end
    parts.append(text[at : sentence.end])
    starts.extend(range(at, sentence.end))
    starts.append(sentence.end)
    return View(number, sentence, "".join(parts), tuple(starts), mentions)
