"""The examples of the documentation run: every ``$ banggiao ...`` of a page, in order, in a folder that holds the files it names.

Left out are the lines that set up or build (make, pip) and those that would serve for ever.
"""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "guide").glob("*.md"))]
LEFT_OUT = re.compile(r"make |python3 -m venv|\.venv/|banggiao serve")


def examples(page: Path) -> list[str]:
    """The command lines of a page's console blocks, without remarks."""
    blocks = re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    lines = [line[2:].partition("  #")[0].strip() for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    return [line for line in lines if not LEFT_OUT.match(line)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the files that examples name, made of the samples."""
    (tmp_path / "samples").symlink_to(SAMPLES, target_is_directory=True)
    reports = SAMPLES / "reports"
    shutil.copy(reports / "06-vn-in-2016.txt", tmp_path / "report.txt")
    (tmp_path / "reports").mkdir()
    shutil.copy(reports / "09-vn-in-tau-kirpan.txt", tmp_path / "reports")
    shutil.copy(reports / "16-chau-a.jsonl.gz", tmp_path / "more.jsonl.gz")
    shutil.copy(reports / "17-chau-au.zip", tmp_path / "archive.zip")
    names = [json.loads(line)["id"] for line in gzip.decompress((reports / "16-chau-a.jsonl.gz").read_bytes()).splitlines()]
    gold = [line for line in (SAMPLES / "gold.jsonl").read_text(encoding="utf-8").splitlines() if json.loads(line)["id"] in names]
    for name in ("gold.jsonl", "readings.jsonl"):
        (tmp_path / name).write_text("\n".join(gold) + "\n", encoding="utf-8")
    (tmp_path / "articles.jsonl").write_bytes(gzip.decompress((reports / "16-chau-a.jsonl.gz").read_bytes()))
    assert zipfile.is_zipfile(tmp_path / "archive.zip")
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_run(page: Path, folder: Path) -> None:
    """Each command of the page ends well, in the order of the page."""
    lines = examples(page)
    if not lines:
        pytest.skip("no examples on this page")
    binary = folder / "bin"
    binary.mkdir()
    (binary / "banggiao").write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -c \'import sys; from banggiao.cli import main; sys.exit(main())\' "$@"\n'
    )
    (binary / "banggiao").chmod(0o755)
    env = {**os.environ, "HOME": str(folder), "BANGGIAO_HOME": str(folder / "home"), "PATH": f"{binary}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-e", "-c", "\n".join(lines)], cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{lines}\n{done.stderr}"


def test_there_are_examples() -> None:
    """The pages are found and read as meant."""
    assert sum(len(examples(page)) for page in PAGES) >= 12
