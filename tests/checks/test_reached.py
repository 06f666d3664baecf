"""Every check fires on what the built-in reader makes of reports (in words of our own), not on records given by hand alone.

Two are of the reader's own work and must hold: that nothing rests on noise, and that every quote stands in its text.
"""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from banggiao.checks import RULES, findings
from banggiao.dossier.world import world
from banggiao.lifecycle import World
from banggiao.lore import Lore
from banggiao.pipeline.ingest import ingest
from banggiao.store import open_ledger

LORE = Lore()
OF_THE_READER = ("scope", "evidence")
TRADE = "kim ngạch thương mại hai chiều Việt Nam - Ấn Độ"
DIALOGUE = "Đối thoại Chính sách Quốc phòng Việt Nam - Anh"
SEAT = "tại Hà Nội, Thủ tướng tiếp Bộ trưởng Ngoại giao Lào"


def held(day: str, place: str, what: str) -> str:
    """A session of the dialogue."""
    return (
        f"Ngày {day}, tại {place}, Thứ trưởng Quốc phòng Việt Nam Phạm An và Quốc vụ khanh Quốc phòng Anh John Smith đã đồng chủ trì {what}. "
        "Hai bên đánh giá cao kết quả hợp tác quốc phòng Việt Nam - Anh và nhất trí tăng cường trao đổi đoàn."
    )


# a check, the reports (day of publication, text) on which it fires, what it says
REPORTS: dict[str, tuple[list[tuple[str, str]], str]] = {
    "anniversary_year": ([("2024-11-20", "Hai bên kỷ niệm 50 năm thiết lập quan hệ ngoại giao Việt Nam - Malaysia (1973-2024).")], "1973 + 50 = 2023; 2024"),
    "anniversary_day": ([("2026-03-20", "Việt Nam và Chile tổ chức lễ kỷ niệm 55 năm thiết lập quan hệ ngoại giao (25/3/1971 - 26/3/2026).")], "03-25; 03-26"),
    "anniversary_object": ([("2021-03-01", "Hai bên nhất trí tổ chức kỷ niệm 50 năm thiết lập quan hệ ngoại giao Việt Nam - Ấn Độ (1971-2021). Việt Nam và Ấn Độ thiết lập quan hệ ngoại giao ngày 7/1/1972.")], "50: 1971; diplomatic_relations 1972-01-07"),
    "inferred_base": ([("2021-03-01", "Hai bên nhất trí tổ chức kỷ niệm 50 năm thiết lập quan hệ ngoại giao Việt Nam - Ấn Độ trong năm 2021.")], "2021 - 50 = 1971; 1972-01-07"),
    "parts_and_total": ([("2024-02-01", f"Năm 2023, {TRADE} đạt 15 tỷ USD, trong đó Việt Nam xuất khẩu sang Ấn Độ 8,5 tỷ USD, nhập khẩu từ Ấn Độ 9,2 tỷ USD.")], "∦"),
    "growth_of_parts": ([("2024-02-01", f"Năm 2023, {TRADE} đạt 15 tỷ USD, tăng 40%, trong đó xuất khẩu sang Ấn Độ đạt 8 tỷ USD, tăng 10%, nhập khẩu từ Ấn Độ đạt 7 tỷ USD, tăng 12%.")], "40.0 %"),
    "growth_and_last_year": ([("2023-02-01", f"Năm 2022, {TRADE} đạt 12,5 tỷ USD."), ("2024-02-01", f"Năm 2023, {TRADE} đạt 15,2 tỷ USD, tăng 10% so với năm 2022.")], "13.82 bn; 12.5 bn"),
    "mirror_figures": ([("2024-02-01", "Năm 2023, xuất khẩu của Việt Nam sang Ấn Độ đạt 8,5 tỷ USD."), ("2024-03-01", "Năm 2023, nhập khẩu của Ấn Độ từ Việt Nam đạt 5,1 tỷ USD.")], "8.5 bn; 5.1 bn"),
    "unit_sanity": ([(f"{year + 1}-02-01", f"Năm {year}, {TRADE} đạt {value} USD.") for year, value in ((2021, "13 tỷ"), (2022, "15 triệu"), (2023, "14 tỷ"))], "15 m : 13 bn"),
    "target_and_actual": ([("2022-07-12", "Hai bên nhất trí đưa kim ngạch thương mại Việt Nam - Ấn Độ lên 15 tỷ USD vào năm 2025."), ("2023-07-12", "Hai bên nhất trí đưa kim ngạch thương mại Việt Nam - Ấn Độ lên 10 tỷ USD vào năm 2026.")], "15 bn → 10 bn"),
    "partial_sums": ([("2024-02-01", f"Năm 2023, {TRADE} đạt 10 tỷ USD. Trong quý 1/2023, {TRADE} đạt 12 tỷ USD.")], "12 bn > 10 bn"),
    "editions_in_time": ([("2022-06-10", held("10/6/2022", "Hà Nội", f"{DIALOGUE} lần thứ 5")), ("2023-12-10", held("10/12/2023", "London", f"{DIALOGUE} lần thứ 4"))], "4: 2023-12-10; 5: 2022-06-10"),
    "edition_twice": ([("2022-06-10", held("10/6/2022", "Hà Nội", f"{DIALOGUE} lần thứ 4")), ("2022-12-10", held("10/12/2022", "London", f"{DIALOGUE} lần thứ 4"))], "4: 2022-06-10; 4: 2022-12-10"),
    "legs_in_order": ([("2022-06-10", held("10/6/2022", "Hà Nội", f"phiên thứ hai {DIALOGUE} lần thứ 4")), ("2022-12-10", held("10/12/2022", "London", f"phiên thứ nhất {DIALOGUE} lần thứ 4"))], "4.1: 2022-12-10; 4.2: 2022-06-10"),
    "periodicity": ([("2020-06-10", held("10/6/2020", "Hà Nội", "Đối thoại Chính sách Quốc phòng thường niên Việt Nam - Anh lần thứ 3"))], "2020–2025: 2021"),
    "single_seat": ([("2024-02-01", f"Ngày 1/2/2024, {SEAT} Bounmy Keola."), ("2024-04-01", f"Ngày 1/4/2024, {SEAT} Somphet Vilay."), ("2024-05-01", f"Ngày 1/5/2024, {SEAT} Somphet Vilay."), ("2024-06-01", f"Ngày 31/5/2024, {SEAT} Bounmy Keola.")], "LA foreign_minister"),
    "post_at_date": ([("2024-02-01", "Ngày 1/2/2024, tại Hà Nội, Thủ tướng tiếp nguyên Bộ trưởng Ngoại giao Lào Bounmy Keola."), ("2024-06-02", f"Ngày 1/6/2024, {SEAT} Bounmy Keola.")], "≠ 2024-02-01; 2024-06-02"),
    "held_or_planned": ([("2024-05-27", "Hội nghị thượng đỉnh Việt Nam - Ấn Độ sẽ diễn ra trong hai ngày 7-8/5/2024 tại New Delhi. Hai bên nhất trí tăng cường hợp tác.")], "planned 2024-05-07/2024-05-08; 2024-05-27"),
    "publication_dates": ([("2024-02-01", "")], "url 2024-01-20: 12"),
    "weekday": ([("2023-01-17", "Bộ trưởng Ngoại giao Ấn Độ Ravi Kumar thăm chính thức Việt Nam vào thứ Ba, 16/1/2023.")], "2023-01-16: 1"),
    "range_of_days": ([("2024-07-31", "Bộ trưởng Ngoại giao Ấn Độ Ravi Kumar thăm chính thức Việt Nam từ ngày 1/7/2024 đến ngày 30/7/2024.")], "30 ≤ 15"),
    "containment": ([("2024-07-12", "Bộ trưởng Ngoại giao Ấn Độ Ravi Kumar thăm chính thức Việt Nam từ ngày 1/7/2024 đến ngày 3/7/2024. Ngày 10/7/2024, tại Hà Nội, Thủ tướng Phạm An tiếp Bộ trưởng Ngoại giao Ấn Độ Ravi Kumar.")], "2024-07-10; 2024-07-01–2024-07-03"),
    "ubiquity": ([("2024-07-12", "Ngày 10/7/2024, tại Hà Nội, Thủ tướng Phạm An tiếp Bộ trưởng Ngoại giao Ấn Độ Ravi Kumar."), ("2024-07-12", "Ngày 10/7/2024, tại Viêng Chăn, Thủ tướng Lào Somphet Vilay tiếp Bộ trưởng Ngoại giao Ấn Độ Ravi Kumar.")], "ravi kumar, 2024-07-10"),
    "host_and_place": ([("2024-07-12", "Ngày 10/7/2024, tại Trụ sở Bộ Ngoại giao Lào, Bộ trưởng Ngoại giao Việt Nam Phạm An tiếp Bộ trưởng Ngoại giao Lào Bounmy Keola.")], "Phạm An (VN)"),
    "rank_parity": ([("2024-07-12", "Ngày 10/7/2024, tại Hà Nội, Thủ tướng Phạm An hội đàm với Thứ trưởng Ngoại giao Ấn Độ Ravi Kumar.")], "Phạm An (1); Ravi Kumar"),
    "tiers_in_time": ([("2016-09-03", "Ngày 3/9/2016, hai nước Việt Nam - Ấn Độ ra Tuyên bố chung nâng cấp quan hệ lên Đối tác chiến lược toàn diện."), ("2022-01-03", "Hai bên nhất trí thúc đẩy quan hệ Đối tác chiến lược Việt Nam - Ấn Độ.")], "2022-01-03: strategic"),
    "tier_count": ([("2024-07-12", "Hai bên nhất trí thúc đẩy quan hệ Đối tác chiến lược Việt Nam - Ấn Độ.")], "= 37; 38"),
    "validity_gap": ([("2021-06-10", "Hai bên nhất trí triển khai hiệu quả Chương trình hành động giai đoạn 2021-2023."), ("2024-08-02", "Ngày 1/8/2024, hai bên ký Chương trình hành động giai đoạn 2024-2028.")], "2024-01-01–2024-07-31: 213"),
    "forum_terms": ([("2023-01-02", "Ấn Độ giữ cương vị Chủ tịch G20 năm 2023."), ("2023-02-02", "Bộ trưởng chúc mừng Brazil giữ cương vị Chủ tịch G20 năm 2023.")], "IN 2023; BR 2023"),
    "first_ever": ([("2019-07-02", "Ngày 1/7/2019, Bộ trưởng Ngoại giao Ấn Độ Ravi Kumar thăm chính thức Việt Nam."), ("2024-07-02", "Ngày 1/7/2024, Bộ trưởng Ngoại giao Ấn Độ Ravi Kumar lần đầu tiên thăm chính thức Việt Nam.")], "2024-07-01, lần đầu tiên: 2019-07-01"),
    "told_by_both": ([("2024-07-12", "Ngày 10/7/2024, tại Hà Nội, Thủ tướng Phạm An tiếp Bộ trưởng Ngoại giao Ấn Độ Ravi Kumar.")], "IN–VN: 1 / 1"),
    "date_disputes": ([("2025-10-30", "Ngày 29/10/2025, Việt Nam và Anh nâng cấp quan hệ lên Đối tác chiến lược toàn diện."), ("2025-10-31", "Ngày 30/10/2025, Việt Nam và Anh nâng cấp quan hệ lên Đối tác chiến lược toàn diện.")], "2025-10-30; 2025-10-29"),
    "proposal_answered": ([("2024-07-12", "Bộ trưởng Phạm An đề nghị Ấn Độ mở cửa thị trường cho thanh long Việt Nam.")], "IN–VN: 1 / 1"),
}  # fmt: skip
ALONE = {"anniversary_year", "anniversary_day", "weekday", "range_of_days", "editions_in_time", "edition_twice", "legs_in_order", "periodicity", "held_or_planned"}  # fmt: skip
"""Reports that need no lead."""


def _lead(day: str, text: str) -> str:
    """What a report begins with: talks on the day of publication."""
    year, month, number = (int(part) for part in day.split("-"))
    state = "Anh" if "Anh" in text else "Ấn Độ"
    return f"Ngày {number}/{month}/{year}, tại Hà Nội, Bộ trưởng Ngoại giao Phạm An hội đàm với Bộ trưởng Ngoại giao {state} Ravi Kumar. "


def _read(name: str, home: Path) -> World:
    """The world of a check's reports, as the built-in reader reads them."""
    rows: list[dict[str, Any]] = []
    for number, (day, text) in enumerate(REPORTS[name][0]):
        row = {"id": f"{name}-{number}", "published": day, "text": text if name in ALONE else _lead(day, text) + text}
        rows.append(row | ({"url": "https://bao.example/tin-20240120113118545.htm"} if name == "publication_dates" else {}))
    (home / "reports.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    with open_ledger(home / "l.db", create=True) as ledger:
        ingest(ledger, [home / "reports.jsonl"], LORE, jobs=1)
        return world(ledger, as_of=datetime.date(2026, 1, 1), texts=True)


def test_every_check_is_reached() -> None:
    assert {*REPORTS, *OF_THE_READER} == set(RULES)


@pytest.mark.parametrize("name", REPORTS)
def test_it_fires_on_what_is_read(name: str, tmp_path: Path) -> None:
    found = _read(name, tmp_path)
    assert [one.says for one in findings(found, LORE, [name]) if REPORTS[name][1] in one.says]
    assert {one.outcome for one in findings(found, LORE, OF_THE_READER, holding=True)} == {"holds"}
