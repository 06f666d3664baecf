"""What is looked for before an expression is tried never changes what it finds."""

import pytest
import regex

from banggiao.extract.listed import Ending, Listed, any_in

WORDS = ["đã", "đã từng", "sẽ", "chưa"]
WITHIN = r"(?<![^\W_])(?:đã từng|chưa|đã|sẽ)(?![^\W_])"
BEFORE = r"(?<![^\W_])(?:đã từng|chưa|đã|sẽ)\s*[\"“”]?\s*$"
TEXTS = (
    "", "hai bên", "hai bên đã", "hai bên đã ", "hai bên đã từng \n", 'bên kia sẽ "', "bên kia sẽ “ ", "đãi khách", "khách đãi",
    "hai bên đã gặp", "chưa\u00a0", "hai bên chưa, đã", "đã\x1c", "sẽ””",
)  # fmt: skip


def span(match: "regex.Match[str] | None") -> tuple[int, int] | None:
    return match.span() if match is not None else None


@pytest.mark.parametrize("text", TEXTS)
def test_as_the_expression_alone(text: str) -> None:
    assert span(Listed(WITHIN, WORDS).search(text)) == span(regex.search(WITHIN, text))
    assert span(Ending(BEFORE, WORDS).search(text)) == span(regex.search(BEFORE, text))


@pytest.mark.parametrize("text", TEXTS)
def test_within_a_range(text: str) -> None:
    start, end = min(4, len(text)), max(0, len(text) - 2)
    assert span(Listed(WITHIN, WORDS).search(text, start, end)) == span(regex.compile(WITHIN).search(text, start, end))
    assert span(Ending(BEFORE, WORDS).search(text, start, end)) == span(regex.compile(BEFORE).search(text, start, end))
    assert span(Listed(WITHIN, WORDS).match(text, start)) == span(regex.compile(WITHIN).match(text, start))


def test_any_in() -> None:
    assert any_in("khách đãi", WORDS)
    assert not any_in("hai bên", WORDS)
    assert not any_in("hai bên", ())
