"""Which states a record is about, stated or by its article's context."""

from tests.made import record

from banggiao.model import Reading
from banggiao.resolve import states_of

TEXT = "a b c d e"


def _reading() -> Reading:
    return Reading(
        id="x",
        relevant=True,
        records=(
            record(TEXT, "a", type="talks", parties=["VN", "IN"]),
            record(TEXT, "b", kind="partnership", parties=["IN", "VN"], tier="strategic"),
            record(TEXT, "c", type="talks", parties=["VN", "US"]),
            record(TEXT, "d", kind="commitment", act="pledge", by=["VN"], to=None),
            record(TEXT, "e", kind="stance", by=["US"], topic="climate"),
            record(TEXT, "a", kind="post", person="An", post="minister", country="IN"),
            record(TEXT, "b", kind="commitment", act="request", by=["JP"], to=["LA"]),
        ),
    )


def test_context_adds_the_pair_that_the_article_speaks_of_most() -> None:
    found = [(one.kind, states.stated, states.parties) for one, states in states_of(_reading())]
    assert found == [
        ("event", ("IN", "VN"), ("IN", "VN")),
        ("partnership", ("IN", "VN"), ("IN", "VN")),
        ("event", ("US", "VN"), ("US", "VN")),
        ("commitment", ("VN",), ("IN", "VN")),
        ("stance", ("US",), ("US", "VN")),
        ("post", ("IN",), ("IN",)),
        ("commitment", ("JP", "LA"), ("JP", "LA")),
    ]
