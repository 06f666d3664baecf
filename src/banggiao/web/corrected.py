"""A corrected value as typed, to the value that its field holds.

Guarantees: a value that the field cannot hold is refused; codes are those of the field's table, dates those of the record schema.
"""

from typing import Any

from banggiao.dossier.states import known
from banggiao.errors import UsageError
from banggiao.kinds import FieldRow, kind_of
from banggiao.lore import Lore
from banggiao.model.times import window

_LONGEST = 300


def corrected(kind: str, name: str, text: str, lore: Lore) -> Any:
    """The value of a field that a text means; None for an empty text. Raises UsageError."""
    field = next((one for one in kind_of(kind, lore).fields if one.name == name), None)
    if field is None or len(text) > _LONGEST:
        raise UsageError(f"{name[:40]!r} is no field that can be corrected so")
    if not text.strip():
        return None
    if field.holds in ("codes", "list_of_codes", "names"):
        parts = [part.strip() for part in text.split(",") if part.strip()]
        return [_one(field, part, lore) for part in parts]
    return _one(field, text.strip(), lore)


def _one(field: FieldRow, text: str, lore: Lore) -> Any:
    """A single value."""
    codes = {code.code for code in field.codes}
    if codes:
        return _checked(text, text in codes, field)
    if field.holds in ("codes", "code_of_state"):
        return _checked(text.upper(), text.upper() in lore.once(known).codes, field)
    if field.holds == "date":
        return _checked(text, window(text) is not None, field)
    if field.holds == "number":
        try:
            number = float(text)
        except ValueError:
            return _checked(text, False, field)
        return int(number) if number.is_integer() else number
    return _checked(text == "true", text in ("true", "false"), field) if field.holds == "flag" else text


def _checked(value: Any, fits: bool, field: FieldRow) -> Any:
    if not fits:
        raise UsageError(f"{str(value)[:40]!r} is no value of {field.name}")
    return value
