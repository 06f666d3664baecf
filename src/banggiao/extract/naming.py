"""Where a name ends: the noun phrase that an instrument's or a mechanism's word begins.

Guarantees: a name lies in one sentence, ends at a word and holds at most 34 words; names joined by ``và`` that begin with a
word of their own are left to that word.
"""

import regex

from banggiao.extract.expressions import Expressions
from banggiao.extract.lexicon import alternatives, roles
from banggiao.extract.page import ACTORS, TAGS, View
from banggiao.lore import Lore
from banggiao.model.mentions import DateMention
from banggiao.model.scene import Actor
from banggiao.recognise.gazetteer import Body

_ACTOR = "[" + "".join(TAGS[kind] for kind in ACTORS) + "]"
_TOKEN = regex.compile(r" *(?P<token>[\ue000-\uf8ff]|(?:[^\W_]|[\u0300-\u036f])+|[^\s])")
_CHAIN = regex.compile(
    rf"(?: ?(?:giữa )?{_ACTOR}(?: ?\([^()]{{1,12}}\))? ?(?:(?:-|–|—|và|với) ?{_ACTOR}|, ?{TAGS['state']})(?: ?(?:-|–|—|,|và|với) ?{TAGS['state']})?)"
)
_BRACKET = regex.compile(r" ?\([^()]{1,40}\)")
_QUOTED = {"“": "”", '"': '"', "«": "»"}
_LONGEST = 34
_SHORT = 6
_SIDES = 13  # the length of what only means the two sides (hai nước, hai quốc gia), in characters
_JOINT = regex.compile(rf" giữa {TAGS['joint']}")


class Names:
    """Finds where names end, with the words of a lore (use as ``lore.once(Names)``)."""

    def __init__(self, lore: Lore) -> None:
        known = lore.once(roles)
        self.said = lore.once(Expressions)
        self.bodies = frozenset(row.code for row in lore.rows("world/bodies", Body))
        self.ends = regex.compile(rf" ?(?:{alternatives(known['name_ends'])})(?![^\W_])")
        self.keeps = regex.compile(rf" ?(?:{alternatives(known['name_keeps'])})(?![^\W_])")
        self.pairs = regex.compile(rf"(?:{alternatives(known['comma_pairs'])})(?![^\W_])")

    def end(
        self, view: View, start: int, first: int, borders: frozenset[int] = frozenset(), limit: int | None = None, written: str = ""
    ) -> int:
        """The end of the name that begins at ``start`` with a word that ends at ``first``; it never reaches over a border
        (the beginning of another name), nor beyond ``limit``. ``written``: the text of the view's page, by whose capitals a name
        goes on over a comma."""
        text = view.text
        last = len(text) if limit is None else min(limit, len(text))
        close = text.find(_QUOTED[text[start - 1]], first) if start and text[start - 1] in _QUOTED else -1
        if 0 < close - start < 200 and self.said["name.sentence"].search(text, first, close) is None:
            return close
        purpose = self.said["name.purpose"].match(text, first)
        at, words = (purpose.end() if purpose else first), 0
        while at < last and words < _LONGEST:
            step = self._step(view, at, start)
            if step == at and written and text[at : at + 1] == ",":
                step = self._listed(view, at, written)
            if not at < step <= last or any(self._closed(view.text, at, step, border) for border in borders if border > start):
                break
            at, words = step, words + 1
        return self._between(view, start, self._trimmed(text, first, at))

    def _listed(self, view: View, at: int, written: str) -> int:
        """The end of the next piece of a title written in capitals that holds a list ("về Hòa bình, Thịnh vượng và Thống nhất")."""
        item = self.said["name.item"].match(view.text, at)
        if item is None or view.starts[at] >= len(written):
            return at
        titled = [written[view.starts[place]].isupper() for place in (item.start("item"), item.start("last"))]
        return item.end("item") if all(titled) else at

    def _closed(self, text: str, at: int, step: int, border: int) -> bool:
        """Whether another name begins in the next piece and is no part of this one (as in ``tuyên bố về hiệp định ...``)."""
        return (
            at <= border < step and text[border - 1] != "(" and self.said["name.nests"].search(text[max(0, border - 16) : border]) is None
        )

    def _between(self, view: View, start: int, end: int) -> int:
        """The end moved behind ``giữa hai bộ`` where the name is short without it."""
        if len(view.text[start:end].split()) > _SHORT:
            return end
        joined = _JOINT.match(view.text, end)
        whole = view.span(joined.end() - 1, joined.end()) if joined else None
        return joined.end() if joined and whole and len(whole) > _SIDES else end

    def _step(self, view: View, at: int, start: int) -> int:
        """The end of the next piece of the name, ``at`` itself where the name ends."""
        text = view.text
        if chain := _CHAIN.match(text, at):
            return chain.end()
        if bracket := _BRACKET.match(text, at):
            return at if TAGS["date"] in bracket.group() else bracket.end()
        if text[at - 1 : at] == ")" and not self.said["name.goes-on"].match(text, at):
            return at
        if quoted := self.said["name.quoted"].match(text, at):
            return quoted.end()
        token = _TOKEN.match(text, at)
        if token is None:
            return at
        word = token.group("token")
        if word == ",":
            comma = max((pair.end() for pair in self.pairs.finditer(text, max(start, at - 12), at + 30) if pair.start() < at), default=at)
            return max(at, comma)
        if kept := self.keeps.match(text, at):
            return kept.end()
        if (placed := self.said["name.placed"].match(text, at)) is not None:
            return placed.end()
        if self.ends.match(text, at):
            return at
        if word in ("-", "–", "—", "/", "&"):
            return token.end() if not text[at : at + 1].isspace() or text[token.end() : token.end() + 1] == " " else at
        if len(word) == 1 and "\ue000" <= word:
            return self._mention(view, token.start("token"), token.end(), at)
        return token.end() if word[0].isalnum() or word in "'’" else at

    def _mention(self, view: View, place: int, end: int, at: int) -> int:
        """Whether a mention goes on a name: a body, a place, a span of years, a state that is no new actor."""
        mention = view.mentions.get(place)
        if isinstance(mention, Actor):
            if mention.kind in ("person", "office"):
                return at
            body = set(mention.codes) <= self.bodies
            joined = self.said["name.between"].search(view.text, max(0, at - 90), at) and self.said["name.joins"].match(view.text, end)
            return (
                end
                if mention.kind == "state" and (body or joined or self.said["name.takes-state"].search(view.text[max(0, at - 16) : at]))
                else at
            )
        if isinstance(mention, DateMention):
            within = (
                bool(self.said["date.stretch"].match(mention.text.lower())) or "/" in (mention.value or "") or len(mention.value or "") == 4
            )
            return end if within and mention.cls == "date" else at
        return end

    def _trimmed(self, text: str, first: int, end: int) -> int:
        """The end without the prepositions and joints that were left hanging."""
        cut = self.said["name.hanging"].search(text[first:end])
        return first + cut.start() if cut else end
