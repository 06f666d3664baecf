"""States by code or name, and labels in both languages."""

import pytest
from tests.made import LORE

from banggiao.dossier import Labels, state_code, state_name
from banggiao.errors import UsageError

# words, code
STATES = [
    ("VN", "VN"),
    ("in", "IN"),
    ("Ấn Độ", "IN"),
    ("an do", "IN"),
    ("India", "IN"),
    ("MY", "MY"),
    ("Mỹ", "US"),
    ("nga", "RU"),
    ("Hàn Quốc", "KR"),
    ("EU", "EU"),
    ("liên minh châu âu", "EU"),
    ("VNM", "VN"),
]


@pytest.mark.parametrize(("words", "code"), STATES)
def test_states_by_code_or_name(words: str, code: str) -> None:
    assert state_code(words, LORE) == code


def test_an_unknown_state_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"no state or body is known as 'Indai'; did you mean .*IN"):
        state_code("Indai", LORE)


def test_names_to_show() -> None:
    assert (state_name("IN", LORE), state_name("IN", LORE, "en"), state_name("XX", LORE)) == ("Ấn Độ", "India", "XX")


# kind, field, value, Vietnamese, English
VALUES = [
    ("event", "type", "talks", "hội đàm", "talks"),
    ("event", "parties", ["VN", "IN"], "Việt Nam, Ấn Độ", "Vietnam, India"),
    ("statistic", "value", 15_000_000_000, "15.000.000.000", "15,000,000,000"),
    ("statistic", "value", 2.5, "2.5", "2.5"),
    ("anniversary", "years", 50, "50", "50"),
    ("post", "former", True, "có", "yes"),
    ("event", "place", None, "", ""),
    ("event", "type", "unheard_of", "unheard_of", "unheard_of"),
]


@pytest.mark.parametrize(("kind", "field", "value", "vi", "en"), VALUES)
def test_values_in_words(kind: str, field: str, value: object, vi: str, en: str) -> None:
    assert (Labels(LORE, "vi").value(kind, field, value), Labels(LORE, "en").value(kind, field, value)) == (vi, en)


def test_a_missing_label_shows_its_key() -> None:
    assert Labels(LORE, "vi").word("no.such") == "no.such"
