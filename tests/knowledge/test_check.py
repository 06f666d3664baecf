"""The check of the knowledge files: the files that ship pass, and each fault is named with its file."""

import importlib
import inspect
from pathlib import Path

import msgspec
import pytest

from banggiao.kinds import kinds, labels
from banggiao.lore import KNOWLEDGE, Lore
from banggiao.lore_check import TABLES, TableRow, canonical, check, row_type, table_of
from banggiao.model import KINDS

LORE = Lore()
HEAD = "about: Words.\nsource: Own survey.\nrows:\n"
TABLE = "- {table: words, row: 'banggiao.kinds:CodeRow', key: code, to_add: a word}\n- {table: schema/tables, row: 'banggiao.lore_check:TableRow', to_add: a table}\n"
GOOD = "- {code: a, vi: một, en: one}\n"


def test_the_knowledge_that_ships_is_sound() -> None:
    """No problem in any file."""
    assert check() == []


@pytest.mark.parametrize(("name", "text", "problem"), [
    # a sound file
    ("words.yaml", HEAD + GOOD, None),
    # form
    ("words.yaml", HEAD + GOOD + "\n", "words.yaml: not in canonical form (make format repairs it)"),
    ("words.yaml", "source: x\nabout: y\nrows:\n" + GOOD, "words.yaml: begins with the keys about, source, rows in this order, not source, about, rows"),
    # rows
    ("words.yaml", HEAD + "- {code: a, vi: một}\n", "words.yaml: row 1: Object missing required field `en`"),
    ("words.yaml", HEAD + "- {code: a, vi: một, en: one, fr: un}\n", "words.yaml: row 1: Object contains unknown field `fr`"),
    ("words.yaml", HEAD + GOOD + GOOD, "words.yaml: code 'a' is used twice"),
    # places
    ("other.yaml", HEAD + GOOD, "other.yaml: no table in schema/tables.yaml holds it"),
    ("words.py", "WORDS = []\n", "words.py: only data (.yaml) and README.md belong here"),
])  # fmt: skip
def test_faults(tmp_path: Path, name: str, text: str, problem: str | None) -> None:
    """One fault, one problem (some are named once for each row)."""
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema" / "tables.yaml").write_text(HEAD + TABLE, encoding="utf-8")
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert set(check(tmp_path)) == ({problem} if problem else set())


@pytest.mark.parametrize(("before", "after"), [
    ("a: x  \n\n", "a: x\n"),                                                     # trailing blanks and lines
    ("a: [x, y, x]\n", "a: [x, y]\n"),                                            # a word twice
    ("a: [x,\n  y, x]\n", "a: [x,\n  y]\n"),                                      # over a line's end
    ("a: [x, y]\nb: [x]\n", "a: [x, y]\nb: [x]\n"),                               # in two lists
    ("# note\na: {b: [ông, ông, bà]}\n", "# note\na: {b: [ông, bà]}\n"),          # comments stay
    ("pattern: '[xyx] key: [x, x]'\n", "pattern: '[xyx] key: [x, x]'\n"),         # an expression is no list
    ("a: Vie\u0323\u0302t\n", "a: Việt\n"),                                       # decomposed letters
])  # fmt: skip
def test_canonical(before: str, after: str) -> None:
    """The canonical form, and that it is its own."""
    assert canonical(before) == after
    assert canonical(after) == after


def test_a_file_belongs_to_the_nearest_table() -> None:
    """The longest name wins; a folder's table holds the files below it."""
    tables = [TableRow("a", "x:X", "-"), TableRow("a/b", "x:X", "-")]
    assert table_of("a/c.yaml", tables) == tables[0]
    assert table_of("a/b.yaml", tables) == tables[1]
    assert table_of("a/b/c.yaml", tables) == tables[1]
    assert table_of("ab.yaml", tables) is None


def test_row_types_refuse_unknown_fields() -> None:
    """A misspelled field is an error, not a silent nothing."""
    loose = []
    for table in LORE.rows(TABLES, TableRow):
        kind = row_type(table)
        if inspect.isclass(kind) and issubclass(kind, msgspec.Struct) and not kind.__struct_config__.forbid_unknown_fields:
            loose.append(table.row)
    assert loose == []


def test_every_table_has_rows() -> None:
    """No table is named that no file fills."""
    tables = LORE.rows(TABLES, TableRow)
    held = {table_of(path.relative_to(KNOWLEDGE).as_posix(), tables) for path in KNOWLEDGE.rglob("*.yaml")}
    assert [table.table for table in tables if table not in held] == []


def test_readme_tells_of_every_table() -> None:
    """knowledge/README.md says what to edit for what."""
    readme = (KNOWLEDGE / "README.md").read_text(encoding="utf-8")
    assert [table.table for table in LORE.rows(TABLES, TableRow) if f"| `{table.table}` | {table.to_add} |" not in readme] == []


def test_kinds_are_those_of_the_model() -> None:
    """One file for each kind, in the order of the published schema."""
    assert tuple(kind.kind for kind in LORE.once(kinds)) == KINDS
    assert sorted(path.stem for path in (KNOWLEDGE / "records").glob("*.yaml")) == sorted(KINDS)


def test_labels_in_both_languages() -> None:
    """The same paths are labelled in Vietnamese and English, and no label is empty."""
    vi, en = labels(LORE, "vi"), labels(LORE, "en")
    assert vi.keys() == en.keys()
    assert [path for path in vi if not vi[path].strip() or not en[path].strip()] == []
    assert (vi["event.type.talks"], en["event.type.talks"]) == ("hội đàm", "talks")


def test_row_types_are_importable() -> None:
    """The types that tables name exist where they say."""
    for table in LORE.rows(TABLES, TableRow):
        module, _, name = table.row.partition(":")
        assert hasattr(importlib.import_module(module), name), table.row
