"""The kinds of records as data: fields, labels in Vietnamese and English, codes, and how each field is judged.

Guarantees: kinds come in the order of SCHEMA's list, fields in the order of their file; every label exists in both languages.
One file of ``knowledge/records`` is one kind.
"""

from typing import Literal

import msgspec

from banggiao.errors import KnowledgeError
from banggiao.lore import Lore

Holds = Literal["code", "codes", "code_of_state", "list_of_codes", "date", "flag", "name", "names", "number", "text"]


class CodeRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A code that a field may hold, with its labels."""

    code: str
    vi: str
    en: str


class FieldRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field of a kind. ``holds``: the form of its value. ``codes``: the values allowed, empty where open.

    ``judged``: "key" (decides whether two records are one fact), "strict" (must be right for the strict figures),
    "other" (its share of right values is reported), None (not judged).
    """

    name: str
    vi: str
    en: str
    holds: Holds
    judged: Literal["key", "strict", "other"] | None = None
    codes: tuple[CodeRow, ...] = ()


class KindRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of record: ``says`` tells what one record of it says."""

    kind: str
    order: int
    vi: str
    en: str
    says: str
    fields: tuple[FieldRow, ...]

    def judged(self, *how: str) -> tuple[str, ...]:
        """The names of the fields that are judged in one of these ways."""
        return tuple(field.name for field in self.fields if field.judged in how)


def kinds(lore: Lore) -> tuple[KindRow, ...]:
    """All kinds in their order (use as ``lore.once(kinds)``)."""
    return tuple(sorted(lore.rows("records", KindRow), key=lambda row: row.order))


def kind_of(name: str, lore: Lore) -> KindRow:
    """The kind of that name. Raises KnowledgeError where there is none."""
    for row in lore.once(kinds):
        if row.kind == name:
            return row
    raise KnowledgeError([f"records: no kind {name!r}"])


def labels(lore: Lore, language: str) -> dict[str, str]:
    """Labels in "vi" or "en" by path: ``event``, ``event.type``, ``event.type.talks`` (use through one instance of it)."""
    found: dict[str, str] = {}
    for kind in lore.once(kinds):
        found[kind.kind] = getattr(kind, language)
        for field in kind.fields:
            found[f"{kind.kind}.{field.name}"] = getattr(field, language)
            found.update({f"{kind.kind}.{field.name}.{code.code}": getattr(code, language) for code in field.codes})
    return found
