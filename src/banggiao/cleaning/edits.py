"""Edit lists: applying one to a text, and two in a row as one.

Guarantees: edits are sorted and disjoint; ``compose(first, second)`` applied to the delivered text gives what applying
``second`` to the outcome of ``first`` gives, and every edit of the outcome covers no more than the edits it is made of.
"""

from collections.abc import Iterable, Sequence

from banggiao.model.cleaned import Edit

_FAR = 1 << 60


def apply(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with every edit carried out."""
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += (text[at : edit.start], edit.new)
        at = edit.end
    parts.append(text[at:])
    return "".join(parts)


def compose(delivered: str, first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """One edit list of ``delivered`` for two carried out in a row; edits that touch the same place become one."""
    if not first:
        return list(second)
    if not second:
        return list(first)
    found: list[Edit] = []
    shift, i, j = 0, 0, 0
    while i < len(first) or j < len(second):
        group = _Group(delivered, shift)
        start = min(
            first[i].start + shift if i < len(first) else _FAR,
            second[j].start if j < len(second) else _FAR,
        )
        end = start
        while True:
            if i < len(first) and _joins(first[i].start + group.shift, start, end):
                edit = first[i]
                end = max(end, edit.start + group.shift + len(edit.new))
                group.add_first(edit)
                i += 1
            elif j < len(second) and _joins(second[j].start, start, end):
                end = max(end, second[j].end)
                group.seconds.append(second[j])
                j += 1
            else:
                break
        found.append(group.edit(start, end))
        shift = group.shift
    return found


def _joins(at: int, start: int, end: int) -> bool:
    """Whether an edit at ``at`` belongs to the group ``[start, end)`` of the middle text."""
    return at < end or at == end == start


class _Group:
    """Edits of both lists that touch one place of the middle text."""

    def __init__(self, delivered: str, shift: int) -> None:
        self.delivered = delivered
        self.opening = shift
        self.shift = shift
        self.firsts: list[Edit] = []
        self.seconds: list[Edit] = []

    def add_first(self, edit: Edit) -> None:
        """Take in an edit of the first list."""
        self.firsts.append(edit)
        self.shift += len(edit.new) - (edit.end - edit.start)

    def edit(self, start: int, end: int) -> Edit:
        """The one edit of the delivered text that the group amounts to, for the middle text's ``[start, end)``."""
        source_start, source_end = start - self.opening, end - self.shift
        if not self.seconds:
            return self.firsts[0] if len(self.firsts) == 1 else self._plain(source_start, source_end)
        middle = self._middle(source_start, source_end)
        local = [Edit(e.start - start, e.end - start, e.new, e.step) for e in self.seconds]
        steps = dict.fromkeys(e.step for e in (*self.firsts, *self.seconds))
        return Edit(source_start, source_end, apply(middle, local), "+".join(dict.fromkeys("+".join(steps).split("+"))))

    def _middle(self, source_start: int, source_end: int) -> str:
        local = [Edit(e.start - source_start, e.end - source_start, e.new, e.step) for e in self.firsts]
        return apply(self.delivered[source_start:source_end], local)

    def _plain(self, source_start: int, source_end: int) -> Edit:
        return Edit(source_start, source_end, self._middle(source_start, source_end), self.firsts[0].step)
