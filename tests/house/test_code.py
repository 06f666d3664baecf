"""The house style, as far as a machine can see it: sizes, documentation, no place of one machine, no bare except, no word lists in code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
ALL_CODE = sorted(path for folder in ("src", "tests", "eval", "tools", "bench") for path in (ROOT / folder).rglob("*.py"))
TEXTS = sorted(
    path
    for pattern in (
        "*.md",
        "*.toml",
        "Makefile",
        ".ci/run",
        "docs/**/*.md",
        "src/**/*.py",
        "src/**/*.yaml",
        "eval/**/*.py",
        "tools/*",
        "tests/**/*.py",
    )
    for path in ROOT.glob(pattern)
    if path.is_file()
)
FILE_LINES, FUNCTION_LINES, LIST_WORDS, ALTERNATIVES = 400, 60, 12, 20
MACHINE_PATH = re.compile(r"(?<![\w.~/])/(?:work|home|root|Users|tmp)/\w")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name(path: Path) -> str:
    """A path as messages name it."""
    return path.relative_to(ROOT).as_posix()


def functions(tree: ast.AST) -> Iterator[Function]:
    """Every function and method."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def public(tree: ast.Module) -> Iterator[ast.ClassDef | Function]:
    """Public classes, functions, and methods of public classes."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (inner for inner in node.body if isinstance(inner, Function) and not inner.name.startswith("_"))


def length(node: Function) -> int:
    """The lines of a function without its decorators (tables of cases stand there)."""
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1


@pytest.fixture(scope="module")
def trees() -> dict[Path, ast.Module]:
    """All code, parsed."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in ALL_CODE}


def test_files_are_short() -> None:
    """A file has at most 400 lines."""
    assert {name(path): lines for path in ALL_CODE if (lines := len(path.read_text(encoding="utf-8").splitlines())) > FILE_LINES} == {}


def test_functions_are_short(trees: dict[Path, ast.Module]) -> None:
    """A function has at most 60 lines."""
    assert {
        f"{name(path)}:{node.name}": length(node)
        for path, tree in trees.items()
        for node in functions(tree)
        if length(node) > FUNCTION_LINES
    } == {}


def test_modules_say_what_they_guarantee(trees: dict[Path, ast.Module]) -> None:
    """Every module begins with a docstring."""
    assert [name(path) for path, tree in trees.items() if not ast.get_docstring(tree)] == []


def test_public_names_are_documented(trees: dict[Path, ast.Module]) -> None:
    """Every public class, function and method has a docstring."""
    assert [f"{name(path)}:{node.name}" for path in SOURCES for node in public(trees[path]) if not ast.get_docstring(node)] == []


def test_no_place_of_one_machine() -> None:
    """No file names an absolute path of somebody's machine."""
    own = Path(__file__)
    assert {name(path): found for path in TEXTS if path != own and (found := MACHINE_PATH.findall(path.read_text(encoding="utf-8")))} == {}


def test_no_bare_except(trees: dict[Path, ast.Module]) -> None:
    """Every except names what it catches."""
    handlers = ((path, node) for path, tree in trees.items() for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler))
    assert [f"{name(path)}:{node.lineno}" for path, node in handlers if node.type is None] == []


def vietnamese(node: ast.AST | None) -> bool:
    """Whether a node is a text with letters beyond ASCII."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and any(c.isalpha() and not c.isascii() for c in node.value)


def test_word_lists_are_data(trees: dict[Path, ast.Module]) -> None:
    """No list, tuple, set or mapping in the code holds more than a dozen Vietnamese words: they belong into the knowledge."""
    found = []
    for path in SOURCES:
        for node in ast.walk(trees[path]):
            items = node.elts if isinstance(node, ast.List | ast.Tuple | ast.Set) else node.keys if isinstance(node, ast.Dict) else []
            if sum(map(vietnamese, items)) > LIST_WORDS:
                found.append(f"{name(path)}:{getattr(node, 'lineno', 0)}")
    assert found == []


def test_word_lists_do_not_hide_in_expressions(trees: dict[Path, ast.Module]) -> None:
    """No expression in the code holds more than a score of Vietnamese alternatives."""
    texts = ((path, node) for path in SOURCES for node in ast.walk(trees[path]) if vietnamese(node) and isinstance(node, ast.Constant))
    assert [f"{name(path)}:{node.lineno}" for path, node in texts if node.value.count("|") > ALTERNATIVES] == []


def test_knowledge_holds_no_code() -> None:
    """The knowledge folder holds YAML and a README."""
    folder = ROOT / "src" / "banggiao" / "knowledge"
    assert sorted({path.suffix for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts}) == [".md", ".yaml"]
