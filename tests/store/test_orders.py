"""The merged world is the same whatever the order, the batches, what comes twice, and when decisions are made."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.made import LORE
from tests.proofs.orders import ACTS, LINES, Chosen, ordered, orders, reading, world

from banggiao.model import Reading
from banggiao.store import open_ledger, refresh
from banggiao.store.put import put

_worlds = st.fixed_dictionaries(
    {
        "articles": st.lists(
            st.tuples(st.lists(st.integers(0, len(LINES) - 1), min_size=1, max_size=3, unique=True), st.booleans()), min_size=1, max_size=7
        ),
        "decisions": st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 20), st.integers(0, 20)), max_size=5),
    }
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(chosen=_worlds, one=st.integers(0, 9_999), two=st.integers(10_000, 20_000))
def test_any_order_gives_the_same_world(chosen: Chosen, one: int, two: int) -> None:
    """Two orders, batchings and interleavings of the same articles and decisions, and a rebuild, give one world."""
    with TemporaryDirectory() as home:
        first, second = (ordered(chosen, seed, Path(home)) for seed in (one, two))
    assert first[0] == first[1] == second[0] == second[1]


def test_some_orders_of_the_proof() -> None:
    """``make proof`` counts hundreds."""
    found = list(orders(12))
    assert [row.order for row in found] == [*range(1, 11), 1, 2]
    assert [
        len({row.digest for row in found if row.world == world} | {row.rebuilt for row in found if row.world == world}) for world in (1, 2)
    ] == [1, 1]


def test_a_newer_reading_ends_where_it_would_have_begun(tmp_path: Path) -> None:
    """Articles read by an older reader and read anew give the world of the newer reader alone."""
    pairs = [reading(f"a{n}", [n, n + 2], n % 2 == 0) for n in range(6)]
    with open_ledger(tmp_path / "one.db", create=True) as one, open_ledger(tmp_path / "two.db", create=True) as two:
        for article, read in pairs:
            with one.writing() as connection:
                put(connection, [(article, Reading(id=article.id, relevant=True, records=read.records[:2]))], "made-0")
            refresh(one, LORE)
        for ledger in (one, two):
            with ledger.writing() as connection:
                put(connection, pairs, "made-1")
            refresh(ledger, LORE)
        assert world(one) == world(two)
