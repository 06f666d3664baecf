"""A few seconds of mutated input, and what it has found before."""

import io
from pathlib import Path

from banggiao.errors import InputError
from banggiao.intake import archives
from tests.proofs.bombs import _zip
from tests.proofs.hostile import TARGETS, Fuzzer


def test_nothing_crashes() -> None:
    fuzzer = Fuzzer(seed=3)
    fuzzer.run(4)
    assert fuzzer.crashes == []
    assert all(fuzzer.tallies[name].runs for name, _, _ in TARGETS)


def test_a_zip_whose_table_of_contents_points_before_its_start(tmp_path: Path) -> None:
    """A few bytes missing in front: members are damaged, one by one, and the run goes on."""
    path = tmp_path / "a.zip"
    _zip(("a.txt", b"x" * 100), ("b.txt", b"y" * 100))(path)
    data = path.read_bytes()
    for cut in range(1, 60):
        for item in archives.members("a.zip", io.BytesIO(data[:10] + data[10 + cut :])):
            assert isinstance(item, InputError) or item.stream.read(10) is not None


def test_a_zip_with_a_member_without_a_name() -> None:
    """Zipfile ends a name at its first zero byte, and cannot tell whether "" is a folder."""
    stream = io.BytesIO()
    _zip(("xa.txt", b"x" * 100), ("b.txt", b"y" * 100))(stream)  # type: ignore[arg-type]
    data = stream.getvalue().replace(b"xa.txt", b"\x00a.txt")
    found = [item.reason if isinstance(item, InputError) else item.name for item in archives.members("a.zip", io.BytesIO(data))]
    assert found == ["a member without a name", "b.txt"]
