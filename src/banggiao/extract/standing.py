"""The status of a document from the words around its name: who signs, negotiates, applies or ends it, and in what mood.

Guarantees: the verb nearest before the name decides, the mood before that verb bends it; words behind the name count where
no verb governs it, or where they say more than a verb can (``sẽ được ký``, ``mà hai nước đã ký``).
"""

import regex

from banggiao.extract.lexicon import StatusRow
from banggiao.extract.page import View
from banggiao.extract.patterns import PatternRow
from banggiao.lore import Lore
from banggiao.recognise.phrases import plain

_MARK = "\ue0ff"
_WINDOW = 150
_QUOTES = regex.compile('[“”"«»]')


class Standing:
    """Reads the status of documents (use as ``lore.once(Standing)``)."""

    def __init__(self, lore: Lore) -> None:
        self._sides: dict[str, list[tuple[regex.Pattern[str], str, str, bool]]] = {"left": [], "right": [], "mood": []}
        for row in lore.rows("vi/patterns/agreement_status", PatternRow):
            written = regex.compile(rf"(?<![^\W_])(?:{plain(row.pattern).replace('{name}', _MARK)})(?![^\W_])")
            self._sides[str(row.means["side"])].append((written, str(row.means["says"]), row.id, bool(row.means.get("outranks"))))
        self._amounts = {(row.verb, row.mood): row.status for row in lore.rows("vi/facts/document_status", StatusRow)}

    def of(self, view: View, start: int, end: int) -> tuple[str | None, str]:
        """The status that is told of the name at ``[start, end)`` (None: nothing tells), and the id of what told it."""
        clause = max(view.text.rfind(mark, 0, start) for mark in ";.") + 1
        left = _QUOTES.sub("", view.text[max(clause, start - _WINDOW) : start]) + _MARK
        right = _MARK + _QUOTES.sub("", view.text[end : end + 90])
        behind = next((((says, name), outranks) for written, says, name, outranks in self._sides["right"] if written.match(right)), None)
        if behind and behind[1]:
            return behind[0]
        governed = self._governed(left)
        return governed or (behind[0] if behind else None) or (None, "agreement.named")

    def _governed(self, left: str) -> tuple[str, str] | None:
        """The status by the nearest verb before the name and its mood."""
        nearest, verb, name = -1, "", ""
        for written, says, pattern, _ in self._sides["left"]:
            for match in written.finditer(left, overlapped=True):
                if match.start() > nearest:
                    nearest, verb, name = match.start(), says, pattern
        if nearest < 0:
            return None
        ahead = left[max(0, nearest - 80) : nearest].rstrip()
        moods = [says for written, says, _, _ in self._sides["mood"] if written.search(ahead)]
        if verb == "sign" and len(moods) > 1 and moods[0] == "ongoing":
            moods = moods[1:]  # nhất trí sớm ký: what is hoped for weighs more than that it goes on
        mood = moods[0] if moods else ""
        return self._amounts[verb, mood], name
