"""Every bomb ends soon, in little memory, with what it holds or one line."""

from pathlib import Path

import pytest

from tests.proofs.bombs import BOMBS, Bomb, burst


@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb.file)
def test_bombs(bomb: Bomb, tmp_path: Path) -> None:
    found = burst(bomb, tmp_path)
    assert found.good, found
