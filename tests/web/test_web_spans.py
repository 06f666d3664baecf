"""Marks that overlap in any way become pieces that nest and lose no letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.web.marks import letters
from banggiao.web.spans import Close, Mark, Open, Run, nested

TEXT = "abcdefghij"


def drawn(*marks: tuple[int, int, str]) -> str:
    """Pieces as text with brackets: ``(name`` a first piece, ``<name`` a further one, a leaf in lower case, else in upper case."""
    made = ""
    for piece in nested(len(TEXT), [Mark(start, end, 0, name) for start, end, name in marks]):
        if isinstance(piece, Run):
            made += TEXT[piece.start : piece.end]
        elif isinstance(piece, Open):
            made += ("(" if piece.first else "<") + (piece.what.lower() if piece.leaf else piece.what.upper()) + ":"
        else:
            made += ")"
    return made


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ((), "abcdefghij"),
        (((2, 4, "x"),), "ab(x:cd)efghij"),
        (((2, 4, "x"), (0, 6, "y")), "(Y:ab(x:cd)ef)ghij"),  # one within another
        (((0, 4, "x"), (2, 6, "y")), "(X:ab(y:cd))<y:ef)ghij"),  # crossing: the later one is continued
        (((2, 4, "x"), (4, 6, "y")), "ab(x:cd)(y:ef)ghij"),  # touching
        (((0, 4, "x"), (2, 8, "y"), (3, 6, "z")), "(X:ab(Y:c(z:d)))<Y:<z:ef)gh)ij"),
        (((3, 3, "x"), (8, 99, "y"), (20, 30, "z"), (-2, 3, "w")), "abcdefgh(y:ij)"),  # empty, too long, outside
    ],
)
def test_nested(marks: tuple[tuple[int, int, str], ...], expected: str) -> None:
    assert drawn(*marks) == expected
    assert drawn(*reversed(marks)) == expected


SPANS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 2)), max_size=12)


@given(SPANS)
def test_every_mark_covers_its_letters_and_nothing_else(spans: list[tuple[int, int, int]]) -> None:
    marks = [Mark(start, end, rank, at) for at, (start, end, rank) in enumerate(spans)]
    covered: dict[int, set[int]] = {at: set() for at in range(len(marks))}
    opened: list[int] = []
    here = 0
    for piece in nested(10, marks):
        if isinstance(piece, Open):
            assert piece.first != bool(covered[piece.what])
            opened.append(piece.what)
        elif isinstance(piece, Close):
            assert opened.pop() == piece.what
        else:
            assert piece.start == here
            here = piece.end
            for at in opened:
                covered[at].update(range(piece.start, piece.end))
    assert (here, opened) == (10, [])
    for at, (start, end, _) in enumerate(spans):
        assert covered[at] == set(range(start, min(end, 10)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb\tc\r", [("a\nb\tc\r", "")]),  # line ends and tabs act on nothing
        ("a\u202eb", [("a", ""), ("\u202e", "202E"), ("b", "")]),  # turns the direction of writing
        ("\x01\x9f", [("\x01", "0001"), ("\x9f", "009F")]),
        ("", []),
    ],
)
def test_letters(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(piece.text, piece.control) for piece in letters(text)] == expected
