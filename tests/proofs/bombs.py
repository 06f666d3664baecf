"""Inputs made to do harm: each must end soon, in little memory, with articles or with one line that says why not."""

import gzip
import io
import json
import os
import resource
import stat
import tarfile
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import msgspec

from banggiao.errors import InputError
from banggiao.intake import articles
from tests.made import LORE
from tests.proofs.forked import Tell, forked

MB = 1 << 20
TEXT = "Việt Nam và Lào hội đàm tại Viêng Chăn. "
MOST_MEGABYTES = 400
MOST_SECONDS = 60.0


class Bomb(msgspec.Struct, frozen=True):
    """A file to be made and what the outcome must hold (a part of each refusal, or of the ids of articles)."""

    name: str
    file: str
    make: Callable[[Path], None]
    holds: tuple[str, ...]


class Burst(msgspec.Struct, frozen=True):
    """What became of a bomb."""

    name: str
    megabytes: float
    outcome: str
    seconds: float
    peak: float
    good: bool


def _gz(part: bytes, times: int) -> Callable[[Path], None]:
    """A gzip file of the same part many times over."""
    return lambda path: (path.write_bytes(gzip.compress(part, 9) * times), None)[1]


def _zip(*members: tuple[str, bytes]) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members:
                archive.writestr(name, data)

    return make


def _bytes(data: Callable[[], bytes]) -> Callable[[Path], None]:
    return lambda path: (path.write_bytes(data()), None)[1]


def _nested_gz(path: Path) -> None:
    _zip(("a.txt.gz", gzip.compress(b" " * (20 * MB), 9) * 75), ("b.txt", TEXT.encode()))(path)


def _many_members(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(60_000):
            archive.writestr(f"{number}.txt", b"")


def _loop(path: Path) -> None:
    path.mkdir()
    (path / "a.txt").write_text(TEXT)
    (path / "again").symlink_to(path, target_is_directory=True)
    os.mkfifo(path / "pipe.txt")


def _entities() -> bytes:
    steps = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a0 "lol">{steps}]><html><body><p>{TEXT * 20}&a11;</p></body></html>'.encode()


def _feed(entities: str, use: str) -> Callable[[], bytes]:
    """A feed of the news whose entities grow: each of the one before, or one long one many times over."""
    item = f"<item><title>{TEXT}</title><description>{TEXT * 20}{use}</description></item>"
    return lambda: f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]><rss version="2.0"><channel>{item}</channel></rss>'.encode()


def _tar(path: Path) -> None:
    """A tape archive with a name that leads out and a link out of it."""
    with tarfile.open(path, "w:gz") as archive:
        for name, link in (("../../etc/x.txt", ""), ("/abs.txt", ""), ("link.txt", "/etc/passwd")):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = (tarfile.SYMTYPE, link) if link else (tarfile.REGTYPE, "")
            member.size = 0 if link else len(TEXT.encode())
            archive.addfile(member, None if link else io.BytesIO(TEXT.encode()))


def _links(path: Path) -> None:
    """A zip with a member that is a link out of the archive."""
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("in.txt", TEXT)


_LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "lol"}">' for n in range(12))
_LINE = "longer than 16777216 bytes"
BOMBS = (
    Bomb("gzip bomb, 2 GB of blanks", "bomb.txt.gz", _gz(b" " * (20 * MB), 100), (_LINE,)),
    Bomb("gzip bomb, lines of JSON", "bomb.jsonl.gz", _gz(b"{}\n" * 3_500_000, 50), ("more than 1000 lines in a row",)),
    Bomb("gzip bomb, lines of blanks", "blank.jsonl.gz", _gz(b"\n" * (20 * MB), 100), ("more than 1000000 blank lines",)),
    Bomb("gzip bomb in a zip", "nested.zip", _nested_gz, (_LINE, "b.txt")),
    Bomb("16 MB of JSON that are no articles", "none.json", _bytes(lambda: b"[" + b"0," * (8 * MB - 2) + b"0]"), ("more than 1000 lines in a row",)),
    Bomb("zip bomb, 300 MB member", "bomb.zip", _zip(("z.txt", b" " * (300 * MB)), ("a.txt", TEXT.encode())), ("read a.txt", _LINE)),
    Bomb("zip with 60,000 members", "many.zip", _many_members, ("more than 50000 members",)),
    Bomb("zip whose names lead out", "out.zip", _zip(("../../etc/x.txt", TEXT.encode()), ("/abs.txt", b"x"), ("c:\\x.txt", b"x"), ("in.txt", TEXT.encode())), ("leads out of the archive", "in.txt")),
    Bomb("zip in a zip", "inner.zip", _zip(("a.zip", b"PK\x03\x04" + b"x" * 100), ("b.txt", TEXT.encode())), ("an archive inside an archive", "b.txt")),
    Bomb("cut-off zip", "cut.zip", lambda path: (_zip(("a.txt", os.urandom(5000)))(path), os.truncate(path, 2000), None)[2], ("damaged",)),
    Bomb("100 MB in one line of text", "line.txt", _bytes(lambda: TEXT.encode() * (100 * MB // len(TEXT.encode()))), (_LINE,)),
    Bomb("100 MB in one line of JSON", "line.jsonl", _bytes(lambda: b'{"text": "' + b"a" * (100 * MB) + b'"}\n{"text": "Ok."}\n'), (_LINE, "line.jsonl:2")),
    Bomb("100 MB page", "line.html", _bytes(lambda: b"<html><body><p>" + b"<b>" * (33 * MB)), (_LINE,)),
    Bomb("16 MB in one line of text", "long.txt", _bytes(lambda: b"a" * (16 * MB)), ("long.txt",)),
    Bomb("page nested 200,000 deep", "deep.html", _bytes(lambda: b"<html><body>" + b"<div>" * 200_000 + TEXT.encode() * 9), ("deep.html",)),
    Bomb("JSON nested 200,000 deep", "deep.jsonl", _bytes(lambda: b'{"text": "x", "a": ' + b"[" * 200_000 + b"\n"), ("not an article",)),
    Bomb("XML entities that multiply", "entities.xhtml", _bytes(_entities), ("entities.xhtml",)),
    Bomb("XML with an outside entity", "outside.xhtml", _bytes(lambda: f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>{TEXT * 20}&x;</p></body></html>'.encode()), ("outside.xhtml",)),
    Bomb("feed whose entities multiply", "feed.xml", _bytes(_feed(_LAUGHS, "&a11;")), ("feed.xml",)),
    Bomb("feed with one long entity used 20,000 times", "long.rss", _bytes(_feed(f'<!ENTITY a "{"a" * 50_000}">', "&a;" * 20_000)), ("long.rss",)),
    Bomb("feed with an outside entity", "out.xml", _bytes(_feed('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;")), ("out.xml",)),
    Bomb("tape archive whose names lead out", "out.tar.gz", _tar, ("out.tar.gz",)),
    Bomb("zip with a link out of it", "links.zip", _links, ("read in.txt", "a link, not a file")),
    Bomb("folder that holds itself, and a pipe", "loop", _loop, ("a.txt", "neither a file nor a folder")),
    Bomb("UTF-7, UTF-16 and zeros", "odd.txt", _bytes(lambda: b"+ADw-script+AD4-\x00\x00" + TEXT.encode("utf-16")), ("binary data",)),
    Bomb("raw deflate under the name of a gzip", "raw.gz", _bytes(lambda: zlib.compress(b"x" * 5000)), ("not the archive",)),
    Bomb("half surrogates in JSON", "half.jsonl", _bytes(lambda: json.dumps({"text": "\ud800 x", "id": "\udfff"}).encode() + b"\n"), ("half.jsonl",)),
)  # fmt: skip


def burst(bomb: Bomb, folder: Path) -> Burst:
    """Make a bomb and take it in, in a process of its own."""
    path = folder / bomb.file
    forked(lambda tell: bomb.make(path))
    size = path.stat().st_size / MB

    def work(tell: Tell) -> None:
        start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        found = [
            f"{item.source}: {item.reason}" if isinstance(item, InputError) else f"read {item.id}" for item in articles([path], lore=LORE)
        ]
        tell((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - start) // 1024)
        missing = [part for part in bomb.holds if not any(part in line for line in found)]
        read = sum(line.startswith("read ") for line in found)
        reasons = sorted({line.rpartition(": ")[2][:70] for line in found if not line.startswith("read ")})
        raise AssertionError(f"missing {missing} in {found[:5]}" if missing else f"ok {read} read; {'; '.join(reasons[:3])}")

    began = time.monotonic()
    end = forked(work, MOST_SECONDS)
    seconds = time.monotonic() - began
    outcome = "not ended" if end.killed else end.error.removeprefix("AssertionError: ")
    good = outcome.startswith("ok ") and end.told <= MOST_MEGABYTES
    if path.is_file():
        path.unlink()
    return Burst(bomb.name, size, outcome.removeprefix("ok "), seconds, end.told, good)
