"""Millions of broken inputs: mutated reports and fragments of the knowledge through intake, cleaning, reading and search.

Guarantees of what is proved: nothing but an InputError ever comes out; what cleaning changes leads back to the delivered text; every
quote of a reading stands where it says. Inputs that make the code answer in a new way are kept and mutated further.
"""

import hashlib
import io
import random
import tempfile
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

from banggiao.cleaning import clean
from banggiao.errors import InputError
from banggiao.intake import archives, walk
from banggiao.intake.dates import iso_date
from banggiao.intake.encodings import decode
from banggiao.intake.source import buffered
from banggiao.model import Article, Span
from banggiao.reader import read
from banggiao.store.search import words_of
from banggiao.text import fold, tone_fold
from tests.made import LORE
from tests.proofs import guided, repeated
from tests.proofs.bombs import BOMBS, burst

Answer = tuple[object, ...]
SAMPLES = Path(__file__).parents[2] / "samples" / "reports"
_LONGEST = 4_000
_POOL = 3_000
_ODD = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\xcc\x81", b"\xe2\x80\x8b", b"\xc3", b"\xed\xa0\x80", b"\r", b"\n\n", b"??", b'"',
    b"&amp;", b"&#x110000;", b"&#0;", b"<b>", b"</", b"<!--", b"<![CDATA[", b"<!ENTITY a '&a;'>", b'{"text":', b"\\ud800", b"[[[", b"%00", b" - ",
    b"30/2/2024", b"99999999999999999999", b"1e999", b"\xf0\x9f\x87\xbb\xf0\x9f\x87\xb3", b"PK\x03\x04", b"\x1f\x8b", "“".encode(), "ð".encode(),
)  # fmt: skip


def _intake(name: str) -> Callable[[bytes], Answer]:
    def target(data: bytes) -> Answer:
        found = list(walk._stream(name, name, io.BytesIO(data), len(data), LORE))
        return tuple(item.reason[:20] if isinstance(item, InputError) else "read" for item in found[:4])

    return target


def _member(data: bytes) -> Answer:
    found = list(archives.members("a.zip", io.BytesIO(b"PK\x03\x04" + data)))
    return tuple(item.reason[:20] if isinstance(item, InputError) else "member" for item in found[:4])


def _packed(data: bytes) -> Answer:
    packed = zlib.compress(data)
    source = archives.gunzipped(buffered("a.gz", io.BytesIO(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + packed[2:])), len(data))  # type: ignore[arg-type]
    with suppress(InputError):
        source.stream.read(100_000)
    return ("gz",)


def _decode(data: bytes) -> Answer:
    try:
        return (decode(data, LORE) == "",)
    except ValueError as error:
        return (str(error)[:20],)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "ignore")


def _clean(data: bytes) -> Answer:
    text = _text(data)
    found = clean(Article(id="x", text=text), LORE)
    for at in range(0, len(found.text), max(1, len(found.text) // 7)):
        span = found.to_source(Span(at, min(at + 3, len(found.text))))
        assert 0 <= span.start <= span.end <= len(text), (at, span)
    return (len(found.text) - len(text), len(found.zones))


def _read(data: bytes) -> Answer:
    text = _text(data)
    found = read(Article(id="x", text=text, published="2024-05-20"), LORE)
    for record in found.records:
        assert text[record.start : record.end] == record.quote, record
        for spans in record.evidence.values():
            assert all(0 <= span.start < span.end <= len(text) for span in spans), record
    return (found.relevant, *sorted({record.pattern for record in found.records}))


def _words(data: bytes) -> Answer:
    text = _text(data)
    assert fold(fold(text)) == fold(text) or not text.isascii()
    tone_fold(text)
    words_of(text)
    with suppress(ValueError):
        iso_date(text[:40])
    return (min(len(text) // 100, 9),)


TARGETS: tuple[tuple[str, Callable[[bytes], Answer], int], ...] = (
    ("texts", _intake("a.txt"), 3),
    ("JSON Lines", _intake("a.jsonl"), 16),
    ("JSON", _intake("a.json"), 12),
    ("pages", _intake("a.html"), 1),
    ("zip archives", _member, 10),
    ("gzip streams", _packed, 4),
    ("encodings", _decode, 4),
    ("words, dates", _words, 12),
    ("cleaning", _clean, 3),
    ("reading", _read, 1),
)
"""What is fed, and how often in proportion."""


class Tally(msgspec.Struct):
    """What became of a target."""

    runs: int = 0
    crashes: int = 0
    answers: int = 0
    slowest: float = 0.0
    """Most microseconds a byte, of inputs of at least 500 bytes."""


class Fuzzer:
    """Feeds targets with mutations; inputs with new answers join the pool."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.pool = [path.read_bytes()[:_LONGEST] for path in sorted(SAMPLES.iterdir()) if path.is_file()]
        self.pool += [
            f'{{"text": "Việt Nam và Lào hội đàm {n}", "id": "{n}", "published": "2024-01-0{n}"}}\n'.encode() for n in range(1, 9)
        ]
        self.seen: set[bytes] = set()
        self.tallies = {name: Tally() for name, _, _ in TARGETS}
        self.crashes: list[tuple[str, bytes, str]] = []

    def run(self, seconds: float) -> None:
        """Feed until the time is over."""
        ends = time.monotonic() + seconds
        names = [target for target in TARGETS for _ in range(target[2])]
        while time.monotonic() < ends:
            data = self.mutated()
            for _ in range(8):
                self.feed(*self.chance.choice(names)[:2], data)

    def feed(self, name: str, target: Callable[[bytes], Answer], data: bytes) -> None:
        """Run one target on one input."""
        tally = self.tallies[name]
        tally.runs += 1
        began = time.process_time()
        try:
            answer = target(data)
        except Exception as error:  # noqa: BLE001 - any other end is what is looked for
            tally.crashes += 1
            self.crashes.append((name, data, f"{type(error).__name__}: {error}"))
            return
        if len(data) >= 500:
            tally.slowest = max(tally.slowest, (time.process_time() - began) * 1e6 / len(data))
        mark = hashlib.blake2b(repr((name, answer)).encode("utf-8", "replace"), digest_size=8).digest()
        if mark not in self.seen:
            self.seen.add(mark)
            tally.answers += 1
            if len(self.pool) < _POOL:
                self.pool.append(data)

    def mutated(self) -> bytes:
        """A new input made of kept ones."""
        chance = self.chance
        data = bytearray(chance.choice(self.pool))
        for _ in range(chance.choice((1, 1, 2, 4, 8))):
            at = chance.randrange(len(data) + 1)
            match chance.randrange(7):
                case 0:
                    data[at:at] = chance.choice(_ODD)
                case 1:
                    other = chance.choice(self.pool)
                    start = chance.randrange(len(other) + 1)
                    data[at:at] = other[start : start + chance.randrange(300)]
                case 2:
                    del data[at : at + chance.randrange(200)]
                case 3 if data:
                    data[min(at, len(data) - 1)] = chance.randrange(256)
                case 4:
                    data[at:at] = data[max(0, at - chance.randrange(1, 40)) : at] * chance.randrange(1, 40)
                case 5:
                    data[at:at] = chance.randbytes(chance.randrange(12))
                case _:
                    del data[chance.randrange(_LONGEST) :]
        return bytes(data[:_LONGEST])


def table(seconds: float) -> tuple[str, bool]:
    """Explode the bombs, measure repetition, fuzz for so long. Returns the tables and whether all went well.

    The executions of earlier slices (``tests.proofs.guided``) count with these.
    """
    with tempfile.TemporaryDirectory() as folder:
        bursts = [burst(bomb, Path(folder)) for bomb in BOMBS]
    lines = ["| input | MB | what becomes of it | seconds | MB of memory |", "| --- | ---: | --- | ---: | ---: |"]
    lines += [f"| {one.name} | {one.megabytes:.3f} | {one.outcome} | {one.seconds:.1f} | {one.peak:.0f} |" for one in bursts]
    grown, linear = repeated.table()
    found = guided.fuzz(seconds, guided.FOLDER) if seconds else guided.sums(guided.FOLDER)
    mutated, led, crashes = (sum(getattr(one, name) for one in found.values()) for name in ("mutated", "guided", "crashes"))
    lines += ["", grown, "", f"Broken inputs: {mutated + led:,} executions, {led:,} of them guided by coverage; {crashes} crashes.", ""]
    lines += [
        "| target | mutated | guided by coverage | crashes | slowest, µs of the processor a byte |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    lines += [f"| {name} | {one.mutated:,} | {one.guided:,} | {one.crashes} | {one.slowest:.1f} |" for name, one in found.items()]
    return "\n".join(lines), not crashes and linear and all(one.good for one in bursts)
