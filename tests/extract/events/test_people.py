"""Who takes part in events where their words name leaders without a name, or several of one state in a row."""

import pytest
from tests.scenes import records_of

KIM = "Tổng thống Hàn Quốc Kim Min"
PETROV = "Tổng thống Nga Ivan Petrov"

# text, type and people
CASES = [
    # the leader of a state who acts, where the article names but one
    (f"{KIM} thăm Lào. Lãnh đạo Hàn Quốc cũng dự Hội nghị cấp cao ASEAN.", "conference", {"Kim Min"}),
    # of each of two states, or of none
    (f"Lãnh đạo Hàn Quốc - Nga điện đàm. {KIM} cảm ơn {PETROV}.", "call", {"Kim Min", "Ivan Petrov"}),
    (f"Lãnh đạo Hàn Quốc - Nga điện đàm. {KIM} cảm ơn Nga.", "call", set()),
    # who meets several of one state one after the other
    (
        (
            "Thủ tướng Lào Khăm Vông sẽ chào Chủ tịch nước Pháp Jean Dupont, hội đàm với Thủ tướng Pháp Paul Martin, "
            "hội kiến Chủ tịch Quốc hội Pháp Luc Bernard."
        ),
        "talks",
        {"Khăm Vông", "Paul Martin"},
    ),
    # who signs right after talks in one sentence
    (
        f"Ngày 14/5, {KIM} đã hội đàm với {PETROV} và ký bản ghi nhớ về vận tải giữa hai nước.",
        "signing",
        {"Kim Min", "Ivan Petrov"},
    ),
]


@pytest.mark.parametrize(("text", "kind", "people"), CASES)
def test_people(text: str, kind: str, people: set[str]) -> None:
    assert [set(record.values["people"]) for record in records_of(text, "event") if record.values["type"] == kind] == [people]
