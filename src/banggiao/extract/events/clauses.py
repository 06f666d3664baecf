"""The turns of a clause around an act: passives, owners of an act, verbs that share a subject, lists of partners.

Guarantees: the words come from ``vi/events/acts``; every repetition is bounded.
"""

from functools import cache

import regex

from banggiao.extract.events.grammar import turns
from banggiao.extract.events.words import Words
from banggiao.extract.page import ACTORS, TAGS

_ACTORS = "".join(TAGS[kind] for kind in ACTORS)
_TAG = f"[{_ACTORS}]"
_DATE = TAGS["date"]
_PEOPLE = TAGS["person"] + TAGS["office"] + TAGS["joint"]
"""Who stands between an encounter and a later name ends its phrase (``trong cuộc gặp hôm qua, X nói về đề nghị của Y``)."""
_PLAIN = rf"(?:[^.;,]|(?<={_DATE}),|,(?=\s?{_DATE}))"
"""What ends no clause: commas around a time end none."""


class Clauses:
    """The turns, compiled with the words of each role. The group ``a`` (and ``b``) is an actor."""

    def __init__(self, known: Words) -> None:
        any_of, fill = known.alternation, turns(known).fill
        adverbs = rf"(?:\s{any_of('act_adverb')}){{0,6}}"
        self.by = regex.compile(
            rf"\b{any_of('suffers')}\s+{fill}(?P<a>{_TAG})(?:(?:, |\s{any_of('joins')} ){fill}{_TAG}){{0,4}}{adverbs}(?:\s\w+){{0,2}}\s*$"
        )
        self.bare = regex.compile(rf"\b{any_of('suffers_ill')}(?:\s(?:\w+|{TAGS['amount']})){{0,2}}\s*$")
        self.agent_after = regex.compile(rf"[^.;,]{{0,40}}?\b{any_of('agent')}\s+{fill}(?P<a>{_TAG})")
        self.owner = regex.compile(rf"\b{any_of('owner')}\s+{fill}(?P<a>{_TAG})[^.;,{_ACTORS}]{{0,40}}$")
        self.capital = regex.compile(
            rf"(?:^|[^\w\s]|\b{any_of('opens_clause')}) ?(?P<a>{TAGS['place']})(?:\s(?:{any_of('when')} )?{_DATE})?{adverbs}\s*$"
        )
        self.seat = regex.compile(rf"\b{any_of('aimed')} (?P<a>{TAGS['place']})")
        self.partner = regex.compile(rf"(?: \w+){{0,3}}? {any_of('with')} {fill}(?P<a>{_TAG})")
        self.thanked = regex.compile(rf"\b{any_of('thanks')}\s+{fill}(?P<a>{_TAG})(?:\s{any_of('thanks_for')}){{0,3}}\s*$")
        self.shared = regex.compile(rf"(?:\b{any_of('shares_subject')}|,){adverbs}\s*$")
        self.opens = regex.compile(rf"(?:^|[,;:“\"]|\b{any_of('opens_clause')})\s*(?:[^,;{_ACTORS}]{{0,12}}{_DATE},?\s*)?$")
        self.between = regex.compile(rf"[^.;,]{{0,70}}?\b{any_of('between')}\s+{fill}(?:\w+ ){{0,6}}?(?P<a>{_TAG})")
        self.chain = regex.compile(rf"(?:\s\w+){{0,7}}?\s*(?P<a>{_TAG})\s?[-–]\s?(?P<b>{_TAG})")
        self.with_ = regex.compile(rf"[^.;,]{{0,60}}?\b{any_of('with')}\s+{fill}(?P<a>{_TAG})")
        self.of = regex.compile(rf"[^.;,]{{0,60}}?\b{any_of('of')}\s+{fill}(?P<a>{_TAG})")
        self.turn = regex.compile(rf"[;:“”\"]| {any_of('joins')} (?={any_of('future')}(?!\w))")
        self.and_ = regex.compile(rf"\b{any_of('joins')}\b")
        self.amongst = regex.compile(rf"[^.;]{{0,90}}?\b{any_of('amongst')}\s+{fill}(?P<a>{_TAG})")
        self.along = regex.compile(rf"[^.;]{{0,90}}?\b{any_of('with_one')}\s+{fill}(?P<a>{_TAG})")
        self.meeting_of = regex.compile(
            rf"(?:(?!\b{any_of('with')}\b|[{_PEOPLE}]){_PLAIN}){{0,60}}?\b{any_of('between_two')}\s+{fill}(?P<a>{_TAG})"
            rf"(?:[^.;,]{{0,40}}?\s{any_of('and_with')}\s{fill}(?P<b>{_TAG}))?"
        )
        self.stops = regex.compile(rf"[^.;]{{0,120}}?\b{any_of('stops')}\s*(?:{any_of('stops_tail')} )?(?P<a>{_TAG})")
        self.stop_at = regex.compile(
            rf"(?:\b(?:{any_of('stops')}|{any_of('to_place')})|[:(])\s*(?:{any_of('stops_tail')} )?[{TAGS['state']}{TAGS['place']}]"
        )
        self.partner_far = regex.compile(rf"[^.;,:]{{1,70}}?\s{any_of('with')}\s{fill}(?P<a>[{TAGS['person']}{TAGS['office']}])")
        self.town = regex.compile(
            rf"\s*(?:{any_of('to_place')} )?(?:{any_of('place_noun')} )?(?P<town>(?:[\w.-]+ ){{0,3}}[\w.-]+)(?:,| \(| {any_of('town_of')}) ?(?P<a>{TAGS['state']})"
        )
        self.of_two = regex.compile(rf"\s*(?:{any_of('nth')} (?:\w+ ){{0,2}})?(?P<a>{_TAG})\s?[-–]\s?(?P<b>{_TAG})")
        self.beside = regex.compile(rf"(?:,\s\w+\s\w+){{0,3}}[^.;,]{{0,60}}?\b{any_of('with_one')}\s+{fill}(?P<a>{_TAG})")
        self.owned = regex.compile(rf"(?:(?!{any_of('not_belonging')})[^.;,]){{0,80}}?\b{any_of('belonging')}\s+{fill}(?P<a>{_TAG})")
        self.lasts = regex.compile(rf"{any_of('lasts')}(?: {any_of('last_tail')})?\s*$")
        self.will_bring = regex.compile(rf"[^.;,]{{0,70}}?\b{any_of('will')}\b")
        self.until = regex.compile(rf"\s*,? ?{any_of('until')}(?: {any_of('last_tail')})?\s*$")
        self.just_when = regex.compile(
            rf"(?<!\b{any_of('not_just_when')} ){any_of('just_when')} (?:{_TAG}(?: {any_of('joins')} )?){{1,3}}{adverbs}\s*$"
        )
        self.then_will = regex.compile(
            rf"(?: (?:{any_of('with')}|{any_of('between')}) {_TAG}(?: {any_of('joins')} {_TAG})?)?[^.;,{_ACTORS}]{{0,40}}(?:, ?{_TAG})? {any_of('will')}\b"
        )
        self.between_all = regex.compile(rf"\b{any_of('between')}\b")
        self.aimed = regex.compile(rf"(?:\s\w+){{0,6}}?\s{any_of('aimed')}?\s?{TAGS['other']}")


@cache
def clauses(known: Words) -> Clauses:
    """The turns for a set of words, compiled once."""
    return Clauses(known)
