"""Eight real chains of promise and outcome, told in reports written for these tests (``chains/*.jsonl``), read by the built-in reader.

What is reported happened in the real world; the words are ours. The ledger must end as the chain did.
"""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.made import made_ledger, record

from banggiao.checks import findings
from banggiao.dossier.questions.compared import conflicts
from banggiao.dossier.questions.standing import rhythm
from banggiao.dossier.world import world
from banggiao.lifecycle import Promise, World, documents, invitations, mechanisms, promises, series, tiers
from banggiao.lore import Lore
from banggiao.model import Article, Reading
from banggiao.pipeline.ingest import ingest
from banggiao.store import Ledger, open_ledger

CHAINS = Path(__file__).parent / "chains"
LORE = Lore()
DAY = datetime.date.fromisoformat


@pytest.fixture(scope="module")
def ledger_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Ledger]:
    """The ledger of one chain."""
    made: dict[str, Ledger] = {}

    def get(chain: str) -> Ledger:
        if chain not in made:
            made[chain] = open_ledger(tmp_path_factory.mktemp(chain) / "l.db", create=True)
            ingest(made[chain], [CHAINS / f"{chain}.jsonl"], LORE, jobs=1)
        return made[chain]

    return get


@pytest.fixture
def seen(ledger_of: Callable[[str], Ledger]) -> Callable[..., World]:
    """A chain as seen on a day."""

    def get(chain: str, *states: str, as_of: str, known: bool = False) -> World:
        return world(ledger_of(chain), states, DAY(as_of), DAY(as_of) if known else None)

    return get


def about(found: World, words: str) -> Promise:
    """The one promise whose words hold these."""
    (promise,) = [one for one in promises(found, LORE) if words in one.item.tellings[0].quote]
    return promise


# L1: the second leg, promised for the end of 2022, held in March 2023 and reported simply as the fourth dialogue
def test_a_session_held_late_is_a_leg_of_its_own(seen: Callable[..., World]) -> None:
    on_time = about(seen("L1", "VN", "GB", as_of="2022-11-01", known=True), "phiên thứ hai")
    assert (on_time.state, on_time.open) == ("scheduled", True)
    silent = about(seen("L1", "VN", "GB", as_of="2023-02-01", known=True), "phiên thứ hai")
    assert (silent.state, silent.suggested) == ("overdue", False)
    end = seen("L1", "VN", "GB", as_of="2024-12-31")
    promise = about(end, "phiên thứ hai")
    assert (promise.state, promise.late, promise.suggested) == ("done_late", 88, True)  # 29 March 2023: three months
    (dialogue,) = mechanisms(end, LORE)
    assert [(one.edition, one.leg, one.leg_basis) for one in dialogue.held] == [(4, 1, "told"), (4, 2, "inferred"), (5, None, "told")]
    assert [(row["edition"], row["leg"], row["late_months"]) for row in rhythm(end, LORE, late=True).rows] == [(4, 2, 2.9)]


# L2: 15 bn, by 2020, 2020, undated, 2022; more than that in 2022; 20 bn; "nearly 15 bn" in 2023
def test_a_target_moves_is_reached_raised_and_disputed(seen: Callable[..., World]) -> None:
    found = seen("L2", "VN", "IN", as_of="2025-01-01")
    (one,) = series(found, LORE)
    assert [(said.value / 1e9, said.days and said.days.last.year) for said in one.statements] == [
        (15, 2020), (15, 2020), (15, None), (15, 2022), (20, None),
    ]  # fmt: skip
    low, high = one.levels
    assert (low.state, low.moved, low.superseded is not None, high.state) == ("disputed", True, True, "in_progress")
    assert low.reached is not None and low.reached.days is not None and low.reached.days.last.year == 2022
    assert [(actual.bound, actual.days and actual.days.last.year) for actual in low.against] == [("below", 2023)]
    promise = about(found, "15 tỷ USD vào năm 2020")
    assert (promise.state, promise.reaffirmed, len(promise.slipped)) == ("done_late", 3, 2)
    assert [check.outcome for check in findings(found, LORE, ["target_and_actual"])] == ["fails"]


# L3: a programme for 2024-2026 was agreed, one for 2024-2028 was signed in August 2024
def test_a_programme_kept_in_another_form_leaves_a_gap(seen: Callable[..., World]) -> None:
    found = seen("L3", "VN", "IN", as_of="2025-01-01")
    promise = about(found, "2024-2026")
    assert (promise.state, promise.late) == ("done_modified", 213)
    (old,) = [one for one in documents(found, LORE) if one.valid and one.valid.first.year == 2021]
    assert (old.state, old.gap and str(old.gap.first), old.gap and str(old.gap.last)) == ("replaced", "2024-01-01", "2024-07-31")
    assert [one.says for one in findings(found, LORE, ["validity_gap"])] == ["2023-12-31; 2024-01-01–2024-07-31: 213"]


# L4: the 18th session, to which one side invited for the second half of 2022, was held on 16 October 2023
def test_an_invitation_realised_late(seen: Callable[..., World]) -> None:
    found = seen("L4", "VN", "IN", as_of="2024-01-01")
    promise = about(found, "mời Bộ trưởng Jaishankar")
    assert (promise.entry, promise.state, promise.late) == ("proposed", "done_late", 289)  # 9.5 months
    (invitation,) = invitations(found, LORE)
    assert (invitation.by, invitation.to, invitation.state) == (("VN",), ("IN",), "realised")
    assert [row["late_months"] for row in rhythm(found, LORE, late=True).rows] == [9.5]
    assert [one.outcome for one in findings(found, LORE, ["editions_in_time"], holding=True)] == ["holds"]
    before = invitations(seen("L4", "VN", "IN", as_of="2022-09-01", known=True), LORE)
    assert [one.state for one in before] == ["issued"]


# L5: strategic from September 2010, comprehensive strategic from 29 or 30 October 2025
def test_a_tier_ends_where_the_next_begins_and_its_day_is_disputed(seen: Callable[..., World]) -> None:
    old, new = tiers(seen("L5", "VN", "GB", as_of="2026-01-01"), LORE)
    assert (old.tier, old.since, old.until) == ("strategic", ("2010-09-08",), "2025-10-29")
    assert (new.tier, sorted(new.since), new.disputed) == ("comprehensive_strategic", ["2025-10-29", "2025-10-30"], True)
    assert (old.in_force(DAY("2022-06-29")), old.in_force(DAY("2026-01-01")), new.in_force(DAY("2026-01-01"))) == (True, False, True)
    rows = conflicts(seen("L5", "VN", "GB", as_of="2026-01-01"), LORE, ["since"]).rows
    assert {(row["value"], row["article"]) for row in rows} == {("2025-10-29", "L5-2025a"), ("2025-10-30", "L5-2025b")}


# L6: "Tham khảo" and "Tham vấn" are one mechanism; after the 7th session nothing below the 8th may come
def test_a_mechanism_under_another_name_and_an_edition_out_of_order(seen: Callable[..., World]) -> None:
    (found,) = mechanisms(seen("L6", "VN", "CL", as_of="2025-12-01", known=True), LORE)
    assert {found.name, *found.aliases} == {"Tham khảo chính trị Việt Nam - Chile", "Tham vấn chính trị Việt Nam - Chile"}
    assert [one.edition for one in found.held] == [7]
    (wrong,) = findings(seen("L6", "VN", "CL", as_of="2026-12-01"), LORE, ["editions_in_time"])
    assert (wrong.severity, wrong.says) == ("E", "6: 2026-06-10; 7: 2022-10-19")


# L7: three tellings of one call, three calls of one day; two readouts of one dialogue that differ in what they tell
def test_one_event_of_many_tellings_and_many_events_of_one_day(seen: Callable[..., World]) -> None:
    calls = {item.parties: item for item in seen("L7", as_of="2024-01-01").of("event") if item.values["type"] == "call"}
    assert {parties: len(item.articles) for parties, item in calls.items()} == {("IN", "VN"): 3, ("MA", "VN"): 1, ("SG", "VN"): 1}
    found = seen("L7", "KR", "IN", as_of="2024-01-01")
    (dialogue,) = [item for item in found.of("event") if item.values["type"] == "session"]
    assert (dialogue.values["ordinal"], dialogue.articles) == (5, ("L7-d", "L7-e"))
    (target,) = found.of("target")
    assert (target.values["value"], target.articles) == (5e10, ("L7-e",))


# L8: counts of one state's agreements with all partners concern no pair of states, so that the reader refuses them; as records they conflict
def test_counts_of_agreements_that_conflict(tmp_path: Path) -> None:
    told = [
        ("h1", "2025-07-17", "đã ký hơn 250 thỏa thuận", 250, "2025-01/2025-06"),
        ("q3", "2025-10-01", "trong quý III là 86 thỏa thuận", 86, "2025-07/2025-09"),
        ("m9", "2025-10-01", "trong chín tháng là 339 thỏa thuận", 339, "2025-01/2025-09"),
        ("y1", "2025-10-20", "từ tháng 10/2024 là 258 thỏa thuận", 258, "2024-10/2025-10"),
    ]
    pairs = []
    for key, published, words, value, period in told:
        article = Article(id=key, text=words, source=key, raw=words.encode(), published=published)
        made = record(words, words, "statistic", parties=["VN"], measure="other", value=value, unit="agreements", period=period)
        pairs.append((article, Reading(id=key, relevant=True, records=(made,), published=published, published_basis="given")))
    with made_ledger(tmp_path / "l.db", *pairs) as ledger:
        found = findings(world(ledger, (), DAY("2026-01-14")), LORE, ["partial_sums"], holding=True)
    assert [(one.outcome, one.says) for one in found] == [("fails", "339 > 258"), ("holds", "339 - 86 = 253; 250")]
