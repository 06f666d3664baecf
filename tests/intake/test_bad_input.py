"""Bad input: each is one line naming the file and the reason, and what stands beside it is read all the same."""

import gzip
import io
import json
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.inputs import REPORT, Read

MEGA = 1024 * 1024


def zipped(*members: tuple[str, bytes]) -> bytes:
    """A zip archive of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


def bomb(path: Path) -> None:
    """Writes 300 MB of zeros, packed."""
    with gzip.open(path, "wb") as stream:
        for _ in range(300):
            stream.write(b"0" * MEGA)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("b.txt", b"", "b.txt: empty"),
        ("b.txt", b" \r\n\t\n", "b.txt: empty"),
        ("b.txt", bytes(range(256)) * 20, "b.txt: binary data (null bytes)"),
        ("b.txt", b"\x89PNG\r\n\x1a\n" + bytes(2000), "b.txt: binary data (PNG image)"),
        ("b.txt", b"x" * 50 * MEGA, "b.txt: longer than 16777216 bytes"),
        ("b.txt", REPORT.encode() + b"\xff\xfe!", f"b.txt: invalid UTF-8 at byte {len(REPORT.encode())}"),
        ("b.txt.gz", gzip.compress(random.Random(1).randbytes(4000), mtime=0)[:2000], "b.txt.gz: the archive is cut off"),
        (
            "b.gz",
            gzip.compress(REPORT.encode(), mtime=0)[:-4] + b"!!!!",
            "b.gz: the archive is damaged (Incorrect length of data produced)",
        ),
        ("b.gz", b"no archive", "b.gz: not the archive that its name says"),
        ("b.gz", gzip.compress(gzip.compress(REPORT.encode(), mtime=0), mtime=0), "b.gz: binary data (gzip data)"),
        ("b.gz", gzip.compress(b"", mtime=0), "b.gz: empty"),
        ("b.zip", b"PK\x03\x04 and no more", "b.zip: the archive is damaged (File is not a zip file)"),
        ("b.zip", zipped(), "b.zip: the archive is empty"),
        ("b.html", b"<html><body></body></html>", "b.html: no article text found in the page"),
        ("b.jsonl", b"", "b.jsonl: empty"),
        ("b.jsonl", REPORT.encode("utf-16"), "b.jsonl: JSON Lines must be UTF-8, this is UTF-16"),
        ("b.json", b"[{]", "b.json: not JSON (Expecting property name enclosed in double quotes: line 1 column 3 (char 2))"),
    ],
)
def test_one_line_and_the_rest_is_read(tmp_path: Path, read: Read, name: str, data: bytes, reason: str) -> None:
    for good in ("a.txt", "c.txt"):
        (tmp_path / good).write_text(REPORT, encoding="utf-8")
    (tmp_path / name).write_bytes(data)
    found, refusals = read("")
    assert [article.id for article in found] == ["a.txt", "c.txt"]
    assert refusals == [reason]


def test_missing_files_and_odd_ones(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    os.mkfifo(tmp_path / "pipe")
    found, refusals = read("none.txt", "pipe", "a.txt")
    assert [article.id for article in found] == ["a.txt"]
    assert refusals == ["none.txt: no such file", "pipe: neither a file nor a folder"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser reads every file")
def test_a_file_that_may_not_be_read(tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "a.txt").chmod(0)
    assert read("a.txt") == ([], ["a.txt: permission denied"])


def test_members_of_an_archive(tmp_path: Path, read: Read) -> None:
    """Names that lead out, archives in archives, empty and damaged members: each one line, the good ones read."""
    good = REPORT.encode()
    data = zipped(
        ("../out.txt", good), ("/abs.txt", good), ("C:\\win.txt", good), ("in.zip", zipped(("x.txt", good))), ("empty.txt", b""),
        ("deep/good.txt", good), ("more.txt.gz", gzip.compress(good)), ("__MACOSX/._good.txt", b"\x00"), (".hidden", b"\x00"),
    )  # fmt: skip
    (tmp_path / "a.zip").write_bytes(data)
    found, refusals = read("a.zip")
    assert [(article.id, article.text) for article in found] == [("deep/good.txt", REPORT), ("more.txt", REPORT)]
    assert refusals == [
        "a.zip: '../out.txt': the name leads out of the archive",
        "a.zip: '/abs.txt': the name leads out of the archive",
        "a.zip: 'C:\\\\win.txt': the name leads out of the archive",
        "a.zip: empty.txt: empty",
        "a.zip: in.zip: an archive inside an archive is not read",
    ]
    assert not list(tmp_path.parent.glob("out.txt"))


def test_a_damaged_member_does_not_hide_the_others(tmp_path: Path, read: Read) -> None:
    data = bytearray(zipped(("a.txt", REPORT.encode() * 5), ("b.txt", REPORT.encode())))
    data[60] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(bytes(data))
    found, refusals = read("a.zip")
    assert [article.id for article in found] == ["b.txt"]
    assert len(refusals) == 1
    assert refusals[0].startswith("a.zip: a.txt: the archive is damaged")


def test_bad_lines_of_json_lines(tmp_path: Path, read: Read) -> None:
    rows = [
        json.dumps({"id": "1", "text": REPORT}), "{bad", json.dumps({"id": "2"}), json.dumps({"id": "3", "text": " "}),
        json.dumps({"id": "4", "text": REPORT, "published": "31/02/2020"}), json.dumps({"id": "1", "text": "khác"}),
        '{"id": "5", "text": "\\ud800"}', json.dumps({"id": "6", "text": "x" * 17 * MEGA}), json.dumps({"id": "7", "text": REPORT}),
        "[" * 100_000, json.dumps({"id": "1", "text": REPORT}),
    ]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    found, refusals = read("a.jsonl")
    assert [article.id for article in found] == ["1", "7", "1"]  # the same id with the same text passes
    assert [refusal[: len("a.jsonl: line 0")] for refusal in refusals] == [f"a.jsonl: line {n}" for n in (2, 3, 4, 5, 6, 7, 8)] + [
        "a.jsonl: line 1"
    ]
    assert refusals[3] == "a.jsonl: line 5: not an article (published is no date: '31/02/2020')"
    assert refusals[4] == "a.jsonl: line 6: the id '1' was already used for another text"
    assert refusals[6] == "a.jsonl: line 8: longer than 16777216 bytes"


MEASURE = """
import resource, sys
from banggiao.errors import InputError
from banggiao.intake import articles
base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
found = [str(a) if isinstance(a, InputError) else a.id for a in articles(sys.argv[1:])]
print(*found, sep="\\n")
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base) // 1024)
"""


def test_bombs_and_endless_lines_take_bounded_memory(tmp_path: Path) -> None:
    """300 MB in a packed file, a member or a line: refused with less than 150 MB of memory, and quickly."""
    bomb(tmp_path / "a.gz")
    bomb(tmp_path / "b.jsonl.gz")
    with zipfile.ZipFile(tmp_path / "c.zip", "w", zipfile.ZIP_DEFLATED) as archive, archive.open("bomb.txt", "w") as member:
        for _ in range(300):
            member.write(b"0" * MEGA)
    with (tmp_path / "d.jsonl").open("wb") as stream:
        for _ in range(50):
            stream.write(b"0" * MEGA)
        stream.write(b'\n{"id": "good", "text": "Hai b\\u00ean."}\n')
    names = ["a.gz", "b.jsonl.gz", "c.zip", "d.jsonl"]
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *(str(tmp_path / name) for name in names)], capture_output=True, text=True, check=True, timeout=120
    )
    *lines, grown = done.stdout.replace(f"{tmp_path}/", "").splitlines()
    assert lines == [
        "a.gz: longer than 16777216 bytes",
        "b.jsonl.gz: unpacks to more than 200 times its size",
        "c.zip: bomb.txt: longer than 16777216 bytes",
        "d.jsonl: line 1: longer than 16777216 bytes",
        "good",
    ]
    assert int(grown) < 150
