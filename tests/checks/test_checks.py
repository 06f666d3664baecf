"""Every check on a world where it fires and on one where it stays silent (holds, or has nothing to say)."""

import msgspec
import pytest
from tests.lifecycle.worlds import LORE, made_world, merged, one, person, told

from banggiao.checks import RULES, findings
from banggiao.lifecycle import World
from banggiao.lifecycle.world import Paper
from banggiao.model.items import Item, Source

IN_VN = ["IN", "VN"]
GB_VN = ["GB", "VN"]


def figure(measure: str, value: float, period: str | None, parties: list[str] = IN_VN, article: str = "a", **more: object) -> Item:
    """A statistic; those of one article stand in it one after another."""
    quote = str(more.pop("quote", f"{measure} {value}"))
    return one(
        "statistic", quote, "2021-04-17", article=article, parties=parties, measure=measure, value=value, unit="USD", period=period, **more
    )


def jubilee(
    years: int, since: str | None, when: str | None, of: str = "diplomatic_relations", parties: list[str] = IN_VN, name: str = ""
) -> Item:
    """An anniversary."""
    return one(
        "anniversary", f"kỷ niệm {years} năm {name}".strip(), "2021-04-17", parties=parties, years=years, since=since, when=when, of=of
    )


def tier(name: str, since: str | None, status: str, published: str, parties: list[str] = IN_VN) -> Item:
    """A partnership."""
    return one("partnership", f"quan hệ {name}", published, parties=parties, tier=name, name=name, since=since, status=status)


def event(kind: str, date: str | None, published: str, quote: str = "", parties: list[str] = IN_VN, **more: object) -> Item:
    """An event that was held, unless told otherwise."""
    return one(
        "event",
        quote or f"{kind} {date} {published}",
        published,
        **{"status": "held", "type": kind, "parties": parties, "date": date, **more},
    )


def session(edition: int, date: str, leg: int | None = None, quote: str = "") -> Item:
    """A session of one mechanism."""
    more = {"leg": leg} if leg else {}
    return event(
        "session",
        date,
        "2026-01-01",
        quote=quote or f"lần {edition} {date}",
        parties=GB_VN,
        mechanism="Đối thoại Chính sách Quốc phòng",
        ordinal=edition,
        **more,
    )


def seat(country: str, period: str) -> Item:
    """A chair of the G20."""
    return one("role", f"{country} chủ trì {period}", "2025-01-01", country=country, body="G20", role="chair", period=period)


def document(name: str, period: str, published: str) -> Item:
    """A programme that was signed."""
    return one(
        "agreement",
        f"ký {name}",
        published,
        parties=IN_VN,
        name=name,
        type="action_programme",
        status="signed",
        period=period,
        date=published,
    )


def ask(act: str, by: list[str], words: str, published: str) -> Item:
    """A commitment."""
    strength = {"request": 1, "agree": 4}[act]
    return one(
        "commitment", words, published, parties=IN_VN, act=act, by=by, to=None, sectors=["agriculture"], strength=strength, object=words
    )


def page(text: str) -> tuple[Paper, ...]:
    """An article with its text."""
    return (Paper(id="p", published="2026-01-01", text=text),)


TEXT = "Ngày 1/1, Bộ trưởng tiếp Đại sứ.\n\nẢnh: TTXVN"
RECEPTION = merged(
    told("event", "Bộ trưởng tiếp Đại sứ", "2026-01-01", article="p", start=10, type="reception", parties=IN_VN, status="held")
)
DISPUTED = merged(
    told("event", "ngày 29", "2025-10-30", type="upgrade", parties=GB_VN, date="2025-10-29", status="held"),
    told("event", "ngày 30", "2025-10-31", type="upgrade", parties=GB_VN, date="2025-10-30", status="held"),
)
VAGUER = merged(
    told("event", "ngày 29", "2025-10-30", type="upgrade", parties=GB_VN, date="2025-10-29", status="held"),
    told("event", "tháng 10", "2025-10-31", type="upgrade", parties=GB_VN, date="2025-10", status="held"),
)
TARGET = one("target", "đạt 15 tỷ", "2021-04-17", parties=IN_VN, measure="trade", value=15e9, unit="USD", by="2022")
HIGHER = one("target", "đạt 20 tỷ", "2023-10-16", parties=IN_VN, measure="trade", value=20e9, unit="USD", by=None)
LOWER = one("target", "đạt 10 tỷ", "2023-10-16", parties=IN_VN, measure="trade", value=10e9, unit="USD", by=None)
VISIT = event("visit", "2024-07-30/2024-08-01", "2024-08-02", people=["Phạm An"], host="IN", guest="Phạm An")


def told_in(article: str, item: Item) -> Item:
    """The object as told by this article."""
    first = item.tellings[0]
    return merged(told(first.kind, first.quote, first.source.published, article=article, **{**first.extra, **first.values}))


# check, where it fires (what it says), where it stays silent
CASES: list[tuple[str, World, str, World]] = [
    ("anniversary_year", made_world(jubilee(50, "1973", "2022")), "1973 + 50 = 2023; 2022", made_world(jubilee(50, "1973", "2023"))),
    ("anniversary_day", made_world(jubilee(55, "1971-03-25", "2026-03-26")), "03-25; 03-26", made_world(jubilee(55, "1971-03-25", "2026-03-25"))),
    (
        "anniversary_object",
        made_world(jubilee(10, "2016", "2026", "partnership", name="quan hệ strategic"), tier("strategic", "2007-07", "current", "2016-01-01")),
        "10: 2016; strategic 2007-07",
        made_world(jubilee(10, "2016", "2026", "partnership"), tier("strategic", "2007-07", "current", "2016-01-01"), tier("comprehensive_strategic", "2016-09", "current", "2026-01-01")),
    ),
    ("inferred_base", made_world(jubilee(50, None, "2021")), "2021 - 50 = 1971; 1972-01-07", made_world(jubilee(50, None, "2022"))),
    (
        "parts_and_total",
        made_world(figure("exports", 1.71e9, "2021-Q1"), figure("imports", 1.58e9, "2021-Q1"), figure("trade", 3.5e9, "2021-Q1")),
        "3.28 bn–3.3 bn ∦ 3.45 bn–3.55 bn",
        made_world(figure("exports", 1.71e9, "2021-Q1"), figure("imports", 1.58e9, "2021-Q1"), figure("trade", 3.3e9, "2021-Q1")),
    ),
    (
        "growth_of_parts",
        made_world(*(figure(m, v, "2021-Q1", change_percent=g) for m, v, g in (("exports", 1.71e9, 22.2), ("imports", 1.58e9, 50), ("trade", 3.3e9, 44.1)))),
        "44.1 %",
        made_world(*(figure(m, v, "2021-Q1", change_percent=g) for m, v, g in (("exports", 1.71e9, 22.2), ("imports", 1.58e9, 50), ("trade", 3.3e9, 34.1)))),
    ),
    (
        "growth_and_last_year",
        made_world(figure("trade", 12e9, "2022", change_percent=20.0), figure("trade", 8e9, "2021", article="b")),
        "12 bn / (1 + 20.0 %) = 10 bn; 8 bn",
        made_world(figure("trade", 12e9, "2022", change_percent=20.0), figure("trade", 10e9, "2021", article="b")),
    ),
    (
        "mirror_figures",
        made_world(figure("exports", 1.71e9, "2021"), figure("imports", 1.9e9, "2021", parties=["VN", "IN"], article="b")),
        "1.71 bn; 1.9 bn",
        made_world(figure("exports", 1.71e9, "2021"), figure("imports", 1.712e9, "2021", parties=["VN", "IN"], article="b")),
    ),
    (
        "unit_sanity",
        made_world(*(figure("trade", value, year, article=year) for value, year in ((12e9, "2020"), (13e9, "2021"), (14e6, "2022")))),
        "14 m : 12 bn = 0.00117",
        made_world(*(figure("trade", value, year, article=year) for value, year in ((12e9, "2020"), (13e9, "2021"), (14e9, "2022")))),
    ),
    ("target_and_actual", made_world(TARGET, LOWER), "15 bn → 10 bn", made_world(TARGET, HIGHER)),
    (
        "partial_sums",
        made_world(figure("other", 258, "2024-10/2025-10"), figure("other", 339, "2025-01/2025-09", article="b")),
        "339 > 258",
        made_world(figure("other", 339, "2025-01/2025-09"), figure("other", 253, "2025-01/2025-06", article="b"), figure("other", 86, "2025-07/2025-09", article="c")),
    ),
    ("editions_in_time", made_world(session(4, "2024-09-13"), session(5, "2022-06-29")), "4: 2024-09-13; 5: 2022-06-29", made_world(session(4, "2022-06-29"), session(5, "2024-09-13"))),
    ("edition_twice", made_world(session(4, "2022-06-29"), session(4, "2023-03-29")), "4: 2022-06-29; 4: 2023-03-29", made_world(session(4, "2022-06-29", 1), session(4, "2023-03-29", 2))),
    ("legs_in_order", made_world(session(4, "2023-06-29", 1), session(4, "2022-06-29", 2)), "4.1: 2023-06-29; 4.2: 2022-06-29", made_world(session(4, "2022-06-29", 1), session(4, "2023-03-29", 2))),
    (
        "periodicity",
        made_world(session(1, "2021-05-01", quote="đối thoại thường niên lần 1"), session(2, "2023-05-01"), as_of="2024-06-01"),
        "2021–2023: 2022",
        made_world(session(1, "2022-05-01", quote="đối thoại thường niên lần 1"), session(2, "2023-05-01"), as_of="2024-06-01"),
    ),
    (
        "single_seat",
        made_world(person("Lê An", "VN", ("foreign_minister", "2021-01-01", False), ("foreign_minister", "2023-01-01", False)), person("Trần Bình", "VN", ("foreign_minister", "2022-01-01", False), ("foreign_minister", "2022-06-01", False))),
        "VN foreign_minister: Lê An 2021-01-01–2023-01-01; Trần Bình 2022-01-01–2022-06-01",
        made_world(person("Lê An", "VN", ("deputy_foreign_minister", "2021-01-01", False), ("deputy_foreign_minister", "2023-01-01", False)), person("Trần Bình", "VN", ("deputy_foreign_minister", "2022-01-01", False))),
    ),
    (
        "post_at_date",
        made_world(person("Lê An", "VN", ("foreign_minister", "2021-01-01", True), ("foreign_minister", "2021-09-01", False))),
        "Lê An, foreign_minister: ≠ 2021-01-01; 2021-09-01",
        made_world(person("Lê An", "VN", ("foreign_minister", "2021-01-01", False), ("foreign_minister", "2023-01-01", True))),
    ),
    ("held_or_planned", made_world(event("talks", "2026-05-01", "2026-01-30")), "held 2026-05-01; 2026-01-30", made_world(event("talks", "2026-01-30", "2026-01-30"))),
    (
        "publication_dates",
        made_world(RECEPTION, papers=(Paper(id="p", published="2026-01-26", dates=(("2026-01-01", "url"), ("2026-01-20", "text"))),)),
        "url 2026-01-01; text 2026-01-20: 19",
        made_world(RECEPTION, papers=(Paper(id="p", published="2026-01-26", dates=(("2026-01-26", "header"), ("2026-01-28", "text"))),)),
    ),
    ("weekday", made_world(event("talks", "2023-01-16", "2023-01-17", "Thứ Ba, 16/1, hai bên hội đàm")), "thứ ba, 16/1; 2023-01-16: 1", made_world(event("talks", "2023-01-16", "2023-01-17", "Thứ Hai, 16/1, hai bên hội đàm"))),
    ("range_of_days", made_world(event("visit", "2024-07-01/2024-07-30", "2024-08-01")), "2024-07-01/2024-07-30: 30 ≤ 15", made_world(VISIT)),
    (
        "containment",
        made_world(told_in("v", VISIT), told_in("v", event("talks", "2024-08-05", "2024-08-06", people=["Phạm An"]))),
        "2024-08-05; 2024-07-30–2024-08-01",
        made_world(told_in("v", VISIT), told_in("v", event("talks", "2024-07-31", "2024-08-06", people=["Phạm An"]))),
    ),
    (
        "ubiquity",
        made_world(event("talks", "2024-07-31", "2024-08-01", people=["Phạm An"], place="New Delhi"), event("meeting", "2024-07-31", "2024-08-01", people=["Phạm An"], place="London")),
        "pham an, 2024-07-31: London (GB); New Delhi (IN)",
        made_world(event("talks", "2024-07-31", "2024-08-01", people=["Phạm An"], place="New Delhi"), event("message", "2024-07-31", "2024-08-01", people=["Phạm An"], place="London")),
    ),
    (
        "host_and_place",
        made_world(event("reception", "2024-07-31", "2024-08-01", host="Phạm An", place="New Delhi"), person("Phạm An", "VN", ("minister", "2024-08-01", False))),
        "Phạm An (VN); New Delhi (IN)",
        made_world(event("reception", "2024-07-31", "2024-08-01", host="Phạm An", place="Hà Nội"), person("Phạm An", "VN", ("minister", "2024-08-01", False))),
    ),
    (
        "rank_parity",
        made_world(_talks := merged(told("event", "hội đàm", "2024-08-01", article="t", type="talks", parties=IN_VN, people=["Phạm An", "Ravi Kumar"], status="held")), *(
            merged(told("post", name, "2024-08-01", article="t", person=name, country=country, post=post), kind="person") for name, country, post in (("Phạm An", "VN", "head_of_government"), ("Ravi Kumar", "IN", "deputy_minister"))
        )),
        "Ravi Kumar (4)",
        made_world(_talks, *(
            merged(told("post", name, "2024-08-01", article="t", person=name, country=country, post=post), kind="person") for name, country, post in (("Phạm An", "VN", "foreign_minister"), ("Ravi Kumar", "IN", "foreign_minister"))
        )),
    ),
    ("tiers_in_time", made_world(tier("strategic", None, "current", "2022-06-30")), "2022-06-30: strategic; comprehensive_strategic 2016-09 (reference)", made_world(tier("strategic", None, "current", "2022-06-30", GB_VN))),
    ("tier_count", made_world(tier("strategic", None, "current", "2022-06-30", GB_VN)), "= 37; 38", made_world(tier("strategic", None, "current", "2022-06-30", ["IN", "KR"]))),
    (
        "validity_gap",
        made_world(document("Chương trình hành động 2021-2023", "2021/2023", "2020-12-20"), document("Chương trình hành động 2024-2028", "2024/2028", "2024-08-01")),
        "2023-12-31; 2024-01-01–2024-07-31: 213",
        made_world(document("Chương trình hành động 2021-2023", "2021/2023", "2020-12-20"), document("Chương trình hành động 2024-2028", "2024/2028", "2023-12-20")),
    ),
    ("forum_terms", made_world(seat("IN", "2023"), seat("BR", "2023")), "2023", made_world(seat("IN", "2023"), seat("BR", "2024"))),
    (
        "first_ever",
        made_world(event("visit", "2024-07-30", "2024-08-01", "lần đầu tiên thăm Ấn Độ", host="IN"), event("visit", "2019-03-01", "2019-03-02", "thăm Ấn Độ", host="IN")),
        "2024-07-30, lần đầu tiên: 2019-03-01",
        made_world(event("visit", "2024-07-30", "2024-08-01", "chuyến thăm đầu tiên sau 4 năm", host="IN"), event("visit", "2019-03-01", "2019-03-02", "thăm Ấn Độ", host="IN")),
    ),
    ("told_by_both", made_world(event("reception", "2026-01-01", "2026-01-02")), "IN–VN: 1 / 1", made_world(merged(*(told("event", "tiếp", "2026-01-01", article=name, type="reception", parties=IN_VN) for name in "ab")))),
    ("date_disputes", made_world(DISPUTED), "2025-10-29; 2025-10-30", made_world(VAGUER)),
    ("scope", made_world(merged(told("event", "Ảnh: TTXVN", "2026-01-01", article="p", start=TEXT.index("Ảnh"), parties=IN_VN)), papers=page(TEXT)), "", made_world(RECEPTION, papers=page(TEXT))),
    ("evidence", made_world(RECEPTION, papers=page("Một bài khác hẳn với bài đã đọc.")), "[10:31]", made_world(RECEPTION, papers=page(TEXT))),
    (
        "proposal_answered",
        made_world(ask("request", ["VN"], "mở cửa thị trường cho thanh long", "2022-06-17")),
        "IN–VN: 1 / 1",
        made_world(ask("request", ["VN"], "mở cửa thị trường cho thanh long", "2022-06-17"), ask("agree", IN_VN, "mở cửa thị trường cho thanh long và bưởi", "2022-06-17")),
    ),
]  # fmt: skip


def test_every_check_has_a_case() -> None:
    assert [case[0] for case in CASES] == list(RULES)


@pytest.mark.parametrize(("name", "world", "says", "silent"), CASES, ids=[case[0] for case in CASES])
def test_it_fires_and_stays_silent(name: str, world: World, says: str, silent: World) -> None:
    fired = findings(world, LORE, [name])
    assert fired and says in fired[0].says, [one.says for one in fired]
    assert fired[0].items and fired[0].tellings
    loud = ("fails", fired[0].outcome)
    assert [one.says for one in findings(silent, LORE, [name]) if one.outcome in loud] == []


def _tour(kind: str, place: str, start: int) -> Item:
    """A station of a tour, told in one sentence."""
    values = {"status": "held", "type": kind, "parties": IN_VN, "date": "2024-07-31", "people": ["Ravi Kumar"], "place": place}
    return merged(told("event", "thăm ba nước Lào, Thái Lan, Ấn Độ", "2024-08-01", "tour", start, **values))


VISIT_DAYS = [
    told("event", "bắt đầu thăm ngày 27", "2024-07-27", "v1", status="held", type="visit", parties=IN_VN, date="2024-07-27", people=["Ravi Kumar"]),
    told("event", "thăm từ 27 đến 29", "2024-07-28", "v2", status="held", type="visit", parties=IN_VN, date="2024-07-27/2024-07-29", people=["Ravi Kumar"]),
]  # fmt: skip
TALKS_LAST_DAY = told(
    "event", "hội đàm ngày 29", "2024-07-29", "v2", 50, status="held", type="talks", parties=IN_VN, date="2024-07-29", people=["Ravi Kumar"]
)
OLD_LEADER = told("post", "bộ trưởng Lê An", "2023-05-01", "old", 10, person="Lê An", country="VN", post="foreign_minister", former=None)
OLD_VISIT = told(
    "event", "năm 2014, bộ trưởng Lê An thăm Ấn Độ", "2023-05-01", "old", status="held", type="visit", parties=IN_VN, date="2014"
)
SEAT = [told("post", f"bộ trưởng {name}", day, person=name, country="VN", post="foreign_minister", former=None)
        for name, day in (("Lê An", "2020-01-01"), ("Phạm Bé", "2022-01-01"), ("Phạm Bé", "2024-01-01"))]  # fmt: skip

# a case of real reports in which nothing contradicts, the check, the world
QUIET: list[tuple[str, str, World]] = [
    ("the years come from two articles", "anniversary_year", made_world(merged(
        told("anniversary", "kỷ niệm 50 năm", "2012-07-01", "a", parties=IN_VN, years=50, since="1962-09-05", of="diplomatic_relations"),
        told("anniversary", "kỷ niệm 50 năm", "2013-05-27", "b", parties=IN_VN, years=50, when="2013", of="diplomatic_relations")))),
    ("what begins in the year of the jubilee is not its base", "inferred_base", made_world(
        jubilee(50, None, "2025", parties=["CN", "TH"]), tier("diplomatic_relations", "2025", "current", "2025-11-02", ["CN", "TH"]))),
    ("growth of ten months beside the figure of a year", "growth_and_last_year", made_world(
        merged(told("statistic", "năm 2024 đạt 8,3 tỷ", "2024-12-01", "a", parties=IN_VN, measure="trade", value=8.3e9, unit="USD", period="2024"),
               told("statistic", "10 tháng đạt 8,3 tỷ, tăng 17,5%", "2024-12-01", "b", parties=IN_VN, measure="trade", value=8.3e9, unit="USD", change_percent=17.5)),
        figure("trade", 8.6e9, "2023"))),
    ("two goods in one article", "mirror_figures", made_world(
        figure("exports", 8.8e6, "2023"), figure("imports", 3.7e5, "2023", ["VN", "IN"]))),
    ("trade grew in twenty years", "unit_sanity", made_world(
        figure("trade", 4.5e8, "1995"), figure("trade", 6.9e10, "2014"), figure("trade", 7e10, "2015"), figure("trade", 7.1e10, "2016"))),
    ("an average of years", "partial_sums", made_world(
        figure("trade", 4e8, "2019/2023", quote="bình quân đạt 400 triệu"), figure("trade", 4.97e8, "2023"))),
    ("a president who came back", "post_at_date", made_world(
        person("Joe Kumaran", "US", ("head_of_state", "2021-04-20", True), ("head_of_state", "2026-05-26", False)))),
    ("a first visit of one's own after others'", "first_ever", made_world(
        event("visit", "2019-07-01", "2019-07-02", host="VN", people=["Anil Mehta"]),
        event("visit", "2024-07-01", "2024-07-02", "Bộ trưởng lần đầu tiên thăm Việt Nam", host="VN", people=["Ravi Kumar"]))),
    ("a plan of another time", "validity_gap", made_world(*(
        one("agreement", f"kế hoạch hợp tác {period}", "2017-05-01", parties=IN_VN, name="Kế hoạch hợp tác quốc phòng", type="action_programme", status="signed", period=period)
        for period in ("2017", "2025")))),
    ("a jubilee of another tier", "anniversary_object", made_world(
        jubilee(10, "2009", "2019", "partnership"), tier("strategic", "2019", "current", "2019-05-01"))),
    ("what a province draws", "unit_sanity", made_world(*(
        figure("investment", value, "2021", article=str(value)) for value in (8e10, 7e10, 5e8)))),
    ("a president who came back to the seat", "single_seat", made_world(
        person("Lê An", "VN", ("head_of_state", "2024-05-01", False), ("head_of_state", "2026-05-01", False)),
        person("Phạm Bé", "VN", ("head_of_state", "2025-05-01", False), ("head_of_state", "2025-06-01", False)))),
    ("an office named in words of a past event", "single_seat", made_world(
        merged(*SEAT[:1], OLD_LEADER, kind="person"), merged(*SEAT[1:], kind="person"), merged(OLD_VISIT))),
    ("published on a day read from the text", "held_or_planned", made_world(merged(msgspec.structs.replace(
        told("event", "ngày 20/11 hội đàm", status="held", type="talks", parties=IN_VN, date="2005-11-20"),
        source=Source(article="x", published="2005-07", published_basis="text"))))),
    ("planned, and a year alone", "held_or_planned", made_world(event("upgrade", "1973", "2013-05-29", status="planned"))),
    ("a visit of three days, its first day told", "containment", made_world(merged(*VISIT_DAYS), merged(TALKS_LAST_DAY))),
    ("stations of one tour", "ubiquity", made_world(_tour("visit", "Lào", 0), _tour("visit", "Thái Lan", 3), _tour("visit", "Ấn Độ", 6))),
    ("a guest received in a third place", "host_and_place", made_world(
        event("reception", "2024-07-31", "2024-08-01", host="VN", guest="IN", place="Ấn Độ"))),
    ("negotiations of a minister with an ambassador", "rank_parity", made_world(
        event("talks", "2024-07-31", "2024-08-01", "hai bên đàm phán", people=["Lê An", "Ravi Kumar"]))),
    ("days that a third telling bridges", "date_disputes", made_world(merged(
        *(told("event", f"đối thoại {date}", "2013-06-02", date, status="held", type="conference", parties=IN_VN, date=date)
          for date in ("2013-05-31", "2013-05-31/2013-06-02", "2013-06-02"))))),
]  # fmt: skip


@pytest.mark.parametrize(("case", "name", "world"), QUIET, ids=[case for case, *_ in QUIET])
def test_what_real_reports_tell_is_no_contradiction(case: str, name: str, world: World) -> None:
    assert [one.says for one in findings(world, LORE, [name]) if one.outcome == "fails"] == []
