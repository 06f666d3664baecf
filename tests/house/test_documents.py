"""Documentation is tested: what is written by a tool is up to date, and what is written by hand points at things that exist."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("samples/*.md"), *ROOT.glob("eval/**/*.md")])
LINK = re.compile(r"\[[^\]]*\]\((?!https?://|#|mailto:)([^)#\s]+)")


def reference() -> ModuleType:
    """The tool that writes docs/reference."""
    spec = importlib.util.spec_from_file_location("reference", ROOT / "tools" / "reference.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_reference_is_up_to_date() -> None:
    """Every command, setting, record kind, error, exit status and knowledge table is documented; make format writes these pages."""
    stale = [path.name for path, text in reference().pages().items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    assert stale == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """Links within the project lead to files that exist."""
    text = page.read_text(encoding="utf-8")
    assert [target for target in LINK.findall(text) if not (page.parent / target).exists()] == []


def test_make_targets_are_real() -> None:
    """Every ``make x`` that a page names is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {name for page in PAGES for name in re.findall(r"`make ([a-z-]+)", page.read_text(encoding="utf-8"))}
    assert sorted(named - targets) == []


def test_commands_named_are_real() -> None:
    """Every ``banggiao x`` that a page names is a command."""
    from banggiao.cli import COMMANDS

    named = {name for page in PAGES for name in re.findall(r"(?:`|\$ )banggiao ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE)}
    assert sorted(named - set(COMMANDS)) == []


def test_every_guide_is_in_the_index() -> None:
    """docs/README.md leads to every guide."""
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in sorted((ROOT / "docs" / "guide").glob("*.md")) if f"guide/{page.name}" not in index] == []


def test_decisions_are_numbered() -> None:
    """Decision records are numbered from 0001 without gaps, and the index names each."""
    folder = ROOT / "docs" / "decisions"
    found = sorted(path.name for path in folder.glob("0*.md"))
    assert [name[:4] for name in found] == [f"{number:04d}" for number in range(1, len(found) + 1)]
    index = (folder / "README.md").read_text(encoding="utf-8")
    assert [name for name in found if name not in index] == []
