"""A corrected value as given, to the value that its field holds.

Guarantees: a value that the field cannot hold is refused; codes are those of the field's table, states and bodies those of the world's
tables, dates those of the record schema; an empty text says that there is no value.
"""

from typing import Any

from banggiao.errors import UsageError
from banggiao.kinds import FieldRow, kind_of
from banggiao.lore import Lore
from banggiao.model.times import window
from banggiao.recognise.gazetteer import codes

_LONGEST = 300
_LISTS = frozenset({"codes", "list_of_codes", "names"})
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_OF_PERSONS = {"name": "person"}


def corrected(kind: str, name: str, given: Any, lore: Lore) -> Any:
    """The value of a kind's field (a person's ``name`` is that of its claims) that is meant by what was given. Raises UsageError."""
    wanted = _OF_PERSONS.get(name, name) if kind in ("post", "person") else name
    fields = {one.name: one for one in kind_of("post" if kind == "person" else kind, lore).fields}
    if wanted not in fields:
        raise UsageError(f"{kind} has no field {name[:40]!r}; it has {', '.join(fields)}")
    field = fields[wanted]
    if isinstance(given, str) and (len(given) > _LONGEST or not given.strip()):
        return _checked(None if not given.strip() else given, len(given) <= _LONGEST, field)
    if field.holds in _LISTS and given is not None:
        parts = given.split(",") if isinstance(given, str) else given
        return [_one(field, part, lore) for part in (str(one).strip() for one in parts) if part]
    return _one(field, given.strip(), lore) if isinstance(given, str) else given


def _one(field: FieldRow, text: str, lore: Lore) -> Any:
    """A single value."""
    known = {code.code for code in field.codes}
    if known:
        return _checked(text, text in known, field)
    if field.holds in ("codes", "code_of_state"):
        return _checked(text.upper(), text.upper() in lore.once(codes), field)
    if field.holds == "date":
        return _checked(text, window(text) is not None, field, "a date (ISO 8601)")
    if field.holds == "number":
        try:
            number = float(text)
        except ValueError:
            return _checked(text, False, field, "a number")
        return int(number) if number.is_integer() else number
    if field.holds == "flag":
        return _FLAGS[_checked(text.lower(), text.lower() in _FLAGS, field)]
    return text


def _checked(value: Any, fits: bool, field: FieldRow, form: str = "") -> Any:
    if not fits:
        known = ", ".join(sorted(code.code for code in field.codes))
        says = f"; it is one of {known}" if known else f"; it is {form}" if form else ""
        raise UsageError(f"{str(value)[:40]!r} is no value of {field.name}{says}")
    return value
