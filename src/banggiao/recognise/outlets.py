"""Which outlet a report shows: its address, its mark before the lead, its source line.

Guarantees: a host that no row knows is claimed as it is written and only as ``inferred``; the claims stand in the order of
their bases.
"""

import re

import msgspec

from banggiao.lore import Lore
from banggiao.model.article import Article, Claim
from banggiao.model.cleaned import Cleaned
from banggiao.model.spans import Span
from banggiao.recognise.stamps import addresses, cues
from banggiao.text import lower

_MARK = re.compile(r"\(([^()\n]{2,40})\) ?(?:[-–—]|(?=[A-ZĐ]))|^([^()\n.]{2,40}?)(?: ?[-–—] |(?= [A-ZĐ]))", re.MULTILINE)
_NAME = re.compile(r"\s*:?\s*(\S.{1,60}?)[).\s]*$")
_HEAD = 700


class Outlet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An outlet, its hosts (their subdomains too), and its marks as printed. A ``carrier`` only reprints others."""

    name: str
    hosts: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    carrier: bool = False


class Outlets:
    """The outlets of a lore by host and by mark."""

    def __init__(self, rows: tuple[Outlet, ...]) -> None:
        self.carriers = {row.name for row in rows if row.carrier}
        self._hosts = {host: row.name for row in rows for host in row.hosts}
        self._marks = {mark.lower(): row.name for row in rows for mark in (*row.marks, row.name)}

    def by_host(self, host: str) -> str | None:
        """The outlet whose host it is, or a subdomain of whose host."""
        labels = host.split(".")
        return next((name for at in range(len(labels) - 1) if (name := self._hosts.get(".".join(labels[at:])))), None)

    def at(self, host: str, span: Span | None, unknown: str = "inferred") -> Claim:
        """The claim that an address makes: a known outlet's own, else (``unknown``) by its bare host; a carrier's is weak."""
        name = self.by_host(host)
        return Claim(name or host, "inferred" if name in self.carriers else "url" if name else unknown, span)

    def by_mark(self, mark: str) -> str | None:
        """The outlet that a mark names ("TTXVN/Vietnam+" names the first known)."""
        for part in (mark, *re.split(r"[/,]", mark)):
            if name := self._marks.get(part.strip().lower()):
                return name
        return None


def outlet_claims(article: Article, cleaned: Cleaned, lore: Lore) -> tuple[Claim, ...]:
    """What is claimed of the outlet, the strongest first."""
    known = lore.once(_outlets)
    claims = [Claim(article.outlet, "given")] if article.outlet else []
    claims += article.outlets
    if article.url:
        claims += [known.at(one.host, None, "url") for one in addresses(article.url)][:1]
    found: dict[str, Claim] = {}
    for claim in (*_tails(cleaned, known, lore.once(cues)["source"]), *_marks(cleaned, known)):
        found.setdefault(claim.value, claim)
    order = ("given", "header", "url", "text", "inferred")
    return tuple(sorted((*claims, *found.values()), key=lambda claim: order.index(claim.basis)))


def _tails(cleaned: Cleaned, known: Outlets, source: re.Pattern[str]) -> list[Claim]:
    """Addresses and names in link tails, headers and source lines."""
    claims = []
    for zone in cleaned.zones:
        if zone.kind not in ("link_tail", "source_line", "header"):
            continue
        words = cleaned.text[zone.start : zone.end]
        for one in addresses(words):
            span = cleaned.to_source(Span(zone.start + one.span.start, zone.start + one.span.end))
            claims.append(known.at(one.host, span))
        stripped = words.strip().strip("()").rstrip(".")
        opener = source.match(lower(stripped))
        named = _NAME.match(stripped, opener.end()) if opener else None
        name = known.by_mark(named[1] if named else stripped)
        if name and zone.kind == "source_line":
            claims.append(Claim(name, "text", cleaned.to_source(Span(zone.start, zone.start + len(words.rstrip())))))
    return claims


def _marks(cleaned: Cleaned, known: Outlets) -> list[Claim]:
    """An outlet's mark before the first words of the lead: ``(TTXVN) -``."""
    for match in _MARK.finditer(cleaned.text, 0, _HEAD):
        group = 1 if match[1] else 2
        if name := known.by_mark(match[group]):
            return [Claim(name, "text", cleaned.to_source(Span(*match.span(group))))]
    return []


def _outlets(lore: Lore) -> Outlets:
    return Outlets(lore.rows("vi/publication/outlets", Outlet))
