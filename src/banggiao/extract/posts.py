"""Post records: who holds which office for whom, as the article presents it.

Guarantees: one draft for each person and office; a military rank counts only where no other office is told; an office that
refers back (``Bộ trưởng`` alone) is read as the one told in full; former and late holders are marked.
"""

from bisect import bisect_left
from collections import Counter

import msgspec

from banggiao.discourse.departed import departed
from banggiao.extract.draft import Draft
from banggiao.extract.tenure import past_holders
from banggiao.lore import Lore
from banggiao.model.cleaned import READ_ZONES
from banggiao.model.mentions import OfficeMention, StateMention
from banggiao.model.scene import Holding, Person, Scene
from banggiao.model.spans import Span
from banggiao.recognise.bodies import Ground, body_before
from banggiao.recognise.joints import Joints, joints
from banggiao.recognise.titles import Tables, tables

_PAST = frozenset({"former", "late"})
_CHAIRS = frozenset({"chair", "deputy_chair"})
_MINISTERS = {
    "minister": frozenset({"foreign_minister", "defence_minister", "minister"}),
    "deputy_minister": frozenset({"deputy_foreign_minister", "deputy_defence_minister", "deputy_minister"}),
}
_REACH = 20
_SAID, _KNOWN, _GUESSED = 0.95, 0.9, 0.75


class _Claim(msgspec.Struct):
    """One holding read as a post."""

    post: str
    country: str
    holding: Holding
    former: bool
    body: str | None = None


def posts(scene: Scene, lore: Lore) -> list[Draft]:
    """The posts that the scene's persons hold."""
    table = lore.once(tables)
    past = lore.once(departed)
    rows: list[tuple[Person, list[_Claim], bool]] = []
    firsts: dict[str, StateMention] = {}
    led_by = _Delegations(scene, lore)
    for state in scene.mentions.states:
        firsts.setdefault(state.code, state)
    for person in scene.people:
        served = past.state(person.name)
        claims = [claim for holding in person.holdings if (claim := _claim(scene, person, holding, served, led_by)) is not None]
        if any(one.body is not None for one in claims):
            claims = [one for one in claims if one.body is not None or not one.holding.office.bare]
        groups: dict[tuple[str, str], list[_Claim]] = {}
        kept = _without_ranks(claims, table)
        others = _further(kept)
        for claim in kept:
            title = claim.holding.office.title
            groups.setdefault((claim.post, title if (claim.post, title) in others else ""), []).append(claim)
        rows += [(person, group, served is not None) for group in groups.values()]
    once = past_holders(
        scene, [(p.name, _seat(group), [one.holding for one in group]) for p, group, dead in rows if not _over(group, dead)], lore
    )
    return [_draft(scene, p, group, _over(group, dead) or (p.name, _seat(group)) in once, firsts, table) for p, group, dead in rows]


def _further(claims: list[_Claim]) -> set[tuple[str, str]]:
    """Posts and titles of offices that one phrase tells beside another of the same post (``Bí thư Trung ương Đảng, Trưởng ban ...``)."""
    phrases: dict[tuple[int, str], list[str]] = {}
    for claim in claims:
        if not claim.holding.office.bare:
            phrases.setdefault((claim.holding.start, claim.post), []).append(claim.holding.office.title)
    return {(post, title) for (_, post), titles in phrases.items() for title in titles[:-1] if title != titles[-1]}


def _seat(group: list[_Claim]) -> tuple[str, str]:
    """The post and the state that is said most."""
    return group[0].post, Counter(one.country for one in group).most_common(1)[0][0]


def _over(group: list[_Claim], dead: bool) -> bool:
    """Whether a post is said to be over: of somebody of history, or by a word (``cựu``)."""
    return dead or any(one.former for one in group)


def _claim(scene: Scene, person: Person, holding: Holding, served: str | None, led_by: "_Delegations") -> _Claim | None:
    """The holding as a post; None where it is read in another zone, has no state, or names no office of its own."""
    country = holding.office.country or served or holding.country or person.country
    if country is None or scene.cleaned.zone_at(holding.start) not in READ_ZONES:
        return None
    office = holding.office
    former = not _PAST.isdisjoint(office.modifiers)
    led = led_by.of(person, office)
    if led is not None:
        return _Claim(led[0], country, holding, former, led[1])
    post = _post(person, office, country, led_by.table)
    return None if post is None else _Claim(post, country, holding, former)


class _Delegations:
    """Tells which body's delegation a chair leads, who is named by the bare title (``đoàn Quốc hội Lào do Chủ tịch X dẫn đầu``)."""

    def __init__(self, scene: Scene, lore: Lore) -> None:
        self.scene, self.lore = scene, lore
        self.table: Tables = lore.once(tables)
        self.joints: Joints = lore.once(joints)
        self.ground: Ground | None = None

    def _chairs(self, office: OfficeMention) -> bool:
        """Whether an office is that of a chair told in full."""
        title = self.table.by_title.get(office.title)
        return not office.bare and title is not None and title.family in _CHAIRS

    def of(self, person: Person, office: OfficeMention) -> tuple[str, str] | None:
        """The post that the person holds, and the body; None where the title is not bare, or leads none."""
        title = self.table.by_title.get(office.title)
        if title is None or title.family not in _CHAIRS or not office.bare or any(self._chairs(one.office) for one in person.holdings):
            return None
        found = self.joints.by_role["led"].finditer(self.scene.text, max(0, office.start - _REACH), office.start)
        begin = next((match.start() for match in found if match.end() == office.start), -1)
        if begin < 0:
            return None
        if self.ground is None:
            self.ground = Ground.of(self.scene.text, self.scene.mentions.states, self.lore)
        body = body_before(self.ground, begin)
        post = self.table.rules.get((title.family, body.kind), title.post) if body is not None else ""
        return (post, self.scene.text[body.start : body.end]) if body is not None and post else None


def _post(person: Person, office: OfficeMention, country: str, table: Tables) -> str | None:
    """The code of an office, with bare titles led back to the person's full ones."""
    title = table.by_title.get(office.title)
    family = title.family if title else ""
    if "elect" in office.modifiers:
        return "official"
    if not office.bare:
        return office.post
    others = [one.office for one in person.holdings if not one.office.bare]
    if family in _MINISTERS:
        told = [one.post for one in others if one.post in _MINISTERS[family]]
        return told[0] if told else office.post
    if family == "chair":
        if office.post != "organisation_head":
            return office.post
        if any(one.post in ("head_of_state", "parliament_leader", "organisation_head", "party_leader", "governor") for one in others):
            return None
        return "head_of_state" if title is not None and country in title.only else None
    if family == "deputy_chair":
        return None if others or title is None else office.post
    return office.post


def _without_ranks(claims: list[_Claim], table: Tables) -> list[_Claim]:
    """The claims, ranks left out where another office is told."""
    full = [one for one in claims if (title := table.by_title.get(one.holding.office.title)) is None or title.family != "rank"]
    return full or claims


def _draft(scene: Scene, person: Person, group: list[_Claim], over: bool, firsts: dict[str, StateMention], table: Tables) -> Draft:
    """One record of the claims that say the same post: the country said most, the best phrase."""
    country = _seat(group)[1]
    best = min((one for one in group if one.country == country), key=lambda one: _order(person, one))
    office = best.holding.office
    organ, told = next(((o, one) for one in group if (o := one.body or _organisation(one, table)) is not None), (None, best))
    values: dict[str, str | bool | None] = {"person": person.name, "post": best.post, "country": country, "organisation": organ}
    if over:
        values["former"] = True
    start, end = best.holding.start, best.holding.end
    evidence = {
        "person": tuple(Span(m.start, m.end) for m in person.mentions if start <= m.start and m.end <= end),
        "post": (Span(office.start, office.end),),
        "country": _country_spans(scene, country, best, firsts.get(country)),
        **({"organisation": (Span(told.holding.office.start, told.holding.office.end),)} if organ else {}),
    }
    said = office.country == country
    return Draft(
        kind="post", values=values, start=start, end=end, pattern="post.said" if said else "post.resolved",
        evidence=evidence, confidence=_SAID if said else _KNOWN if person.country == country else _GUESSED,
    )  # fmt: skip


def _order(person: Person, claim: _Claim) -> tuple[bool, bool, bool, int]:
    """Best phrase first: the whole name, the office not bare, the state said, the earliest."""
    phrase, office = claim.holding, claim.holding.office
    whole = any(m.name == person.name for m in person.mentions if phrase.start <= m.start and m.end <= phrase.end)
    return not whole, office.bare, office.country is None, phrase.start


def _organisation(claim: _Claim, table: Tables) -> str | None:
    """The organ as the schema's readers write it: with ``Bộ``; none for foreign and defence portfolios named without it."""
    office = claim.holding.office
    title = table.by_title.get(office.title)
    words = office.organisation
    if words is None or title is None or title.family not in _MINISTERS:
        return words
    if words.lower().startswith("bộ "):
        return words
    return f"Bộ {words}" if claim.post in ("minister", "deputy_minister") else None


def _country_spans(scene: Scene, country: str, claim: _Claim, first: StateMention | None) -> tuple[Span, ...]:
    """Where the state is said: in the phrase, else its first mention in the article."""
    states = scene.mentions.states
    at = bisect_left(states, claim.holding.start, key=lambda state: state.start)
    inside: StateMention | None = None
    while inside is None and at < len(states) and states[at].start < claim.holding.end:
        inside = states[at] if states[at].code == country else None
        at += 1
    if inside is None and claim.holding.office.country == country:
        return (Span(claim.holding.office.start, claim.holding.office.end),)
    shown = inside or first
    return (Span(shown.start, shown.end),) if shown is not None else ()
