"""The project's own files: locks, licence, version, tasks."""

import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

import banggiao

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)", re.MULTILINE)
LOCKS = ("run.txt", "dev.txt")


def project() -> dict[str, Any]:
    """pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pins(lock: str) -> dict[str, str]:
    """The versions that a lock pins, by name."""
    return dict(PIN.findall((ROOT / "lock" / lock).read_text(encoding="utf-8")))


def wanted(lock: str) -> list[Requirement]:
    """What pyproject.toml asks for of a lock."""
    settings = project()
    groups = settings["dependency-groups"]
    texts = [*settings["project"]["dependencies"], *groups["build"], *(groups["dev"] if lock == "dev.txt" else [])]
    texts += [text for extra, listed in settings["project"]["optional-dependencies"].items() if extra != "all" for text in listed]
    return [Requirement(text) for text in texts]


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_fit_the_project(lock: str) -> None:
    """Everything asked for is pinned at a version that it allows; make lock writes the locks."""
    pinned = pins(lock)
    assert [
        str(one) for one in wanted(lock) if one.name.lower() not in pinned or not one.specifier.contains(pinned[one.name.lower()])
    ] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_hold_hashes_and_no_addresses(lock: str) -> None:
    """Every pin has a hash, and no line names a registry or a place."""
    text = (ROOT / "lock" / lock).read_text(encoding="utf-8")
    assert re.findall(r"https?:|file:|--(?:extra-)?index|--find-links| @ ", text) == []
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_locks_agree() -> None:
    """What both pin they pin alike."""
    run, dev = pins("run.txt"), pins("dev.txt")
    assert {name: (version, dev.get(name)) for name, version in run.items() if dev.get(name) != version} == {}


def test_version_is_said_once() -> None:
    """The package and the project name the same version."""
    assert banggiao.__version__ == project()["project"]["version"]


def test_extras_all_holds_every_extra() -> None:
    """``all`` is all extras but the distributed engine."""
    extras = project()["project"]["optional-dependencies"]
    named = re.findall(r"[a-z]+", extras["all"][0].partition("[")[2])
    assert sorted(named) == sorted(set(extras) - {"all", "cluster"})


def test_licence() -> None:
    """Apache-2.0, whole."""
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert project()["project"]["license"] == "Apache-2.0"
    assert "Apache License\n                           Version 2.0" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_ci_runs_make_test() -> None:
    """.ci/run is a strict script that ends in make test."""
    script = ROOT / ".ci" / "run"
    text = script.read_text(encoding="utf-8")
    assert os.access(script, os.X_OK)
    assert "set -euo pipefail" in text
    assert text.rstrip().endswith("make test")


def test_help_lists_every_task() -> None:
    """``make help`` names each task with what it does."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    tasks = set(re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[1].split())  # type: ignore[index]
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert sorted(tasks - set(re.findall(r"make ([a-z-]+)", shown))) == []


def test_no_file_holds_the_marks_of_two_versions() -> None:
    """What is left where two versions of a file met and nobody chose."""
    listed = subprocess.run(["git", "grep", "-lE", "^(<{7} |>{7} |={7}$)"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode not in (0, 1):
        pytest.skip(f"no git here: {listed.stderr.strip()[:80]}")
    assert listed.stdout.split() == []
