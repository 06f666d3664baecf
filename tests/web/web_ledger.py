"""A small ledger in our own words for the pages: two tellings of one event, a hostile article, an irrelevant one."""

import datetime
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from fastapi.testclient import TestClient

from banggiao.lore import Lore
from banggiao.model import Article, Claim, Reading, Record, Span
from banggiao.settings import Settings
from banggiao.web import create_app

TODAY = datetime.date(2024, 6, 1)

FIRST = """Việt Nam và Lào hội đàm tại Hà Nội
Ngày 12/3/2024, tại Hà Nội, Bộ trưởng Ngoại giao Lê Văn Sông hội đàm với Bộ trưởng Ngoại giao Lào Bounmy Keola.
Hai bên nhất trí nâng kim ngạch thương mại lên 2 tỷ USD vào năm 2025. Năm 2023, kim ngạch hai nước đạt 1,5 tỷ USD.
Hai nước có quan hệ đặc biệt. Hai bên ký Thỏa thuận hợp tác giáo dục.
Ảnh: Minh họa"""

SECOND = """Sáng 13/3/2024, Bộ trưởng Ngoại giao Lê Văn Sông hội đàm với Bộ trưởng Ngoại giao Lào Bounmy Keola tại Hà Nội."""

HOSTILE = (
    "<script>window.hit = 1</script>\r\nNgày 1/2/2024, <b>Nga</b> & \"Lào\" hội đàm 'tại' <img src=x onerror=hit()> "
    "\u202eđảo chữ\u202c {{ 7 * 7 }} </div></main>\x01 " + "dài" * 400 + "\n"
)
HOSTILE_ID = '"><svg onload=hit()>/../..?q=1#x'
HOSTILE_TITLE = "</title><script>window.hit = 2</script>"
HOSTILE_OUTLET = "'\"><img src=x onerror=hit()>"

IRRELEVANT = "Đội bóng thắng trận thứ ba liên tiếp trên sân nhà."


def span(text: str, words: str, after: int = 0) -> Span:
    """Where words stand in a text."""
    start = text.index(words, after)
    return Span(start, start + len(words))


def record(text: str, kind: str, quote: str, values: dict[str, Any], **shown: str) -> Record:
    """A record with its quote, and for each field the words within the quote that show it."""
    place = span(text, quote)
    evidence = {field: (span(text, words, place.start),) for field, words in shown.items()}
    return Record(
        kind=kind, values=values, quote=quote, start=place.start, end=place.end, pattern="test.made", confidence=0.8, evidence=evidence
    )


def talks(text: str, quote: str, day: int) -> tuple[Record, ...]:
    """The talks that both tellings tell of, and who held them."""
    values = {
        "type": "talks",
        "parties": ["LA", "VN"],
        "date": f"2024-03-{day}",
        "status": "held",
        "people": ["Lê Văn Sông", "Bounmy Keola"],
        "place": "Hà Nội",
    }
    shown = {"type": "hội đàm", "date": f"{day}/3/2024", "people": "Lê Văn Sông", "parties": "Lào", "place": "Hà Nội"}
    return (
        record(text, "event", quote, values, **shown),
        minister(text, "Bộ trưởng Ngoại giao Lê Văn Sông", "Lê Văn Sông", "VN"),
        minister(text, "Bộ trưởng Ngoại giao Lào Bounmy Keola", "Bounmy Keola", "LA"),
    )


def minister(text: str, quote: str, person: str, country: str) -> Record:
    """A foreign minister."""
    values = {"person": person, "post": "foreign_minister", "country": country}
    return record(text, "post", quote, values, person=person, post="Bộ trưởng Ngoại giao")


def first_records() -> tuple[Record, ...]:
    """The records of the first telling."""
    told = "Ngày 12/3/2024, tại Hà Nội, Bộ trưởng Ngoại giao Lê Văn Sông hội đàm với Bộ trưởng Ngoại giao Lào Bounmy Keola"
    agreed = "Hai bên nhất trí nâng kim ngạch thương mại lên 2 tỷ USD vào năm 2025"
    both = ["LA", "VN"]
    return (
        *talks(FIRST, told, 12),
        record(
            FIRST,
            "commitment",
            agreed,
            {"act": "agree", "by": both, "to": None, "sectors": ["trade"], "due": "2025"},
            act="nhất trí",
            by="Hai bên",
            due="năm 2025",
            sectors="thương mại",
        ),
        record(
            FIRST,
            "target",
            agreed,
            {"parties": both, "measure": "trade", "value": 2_000_000_000, "unit": "USD", "by": "2025"},
            value="2 tỷ USD",
            by="năm 2025",
        ),
        record(
            FIRST,
            "statistic",
            "Năm 2023, kim ngạch hai nước đạt 1,5 tỷ USD",
            {"parties": both, "measure": "trade", "value": 1_500_000_000, "unit": "USD", "period": "2023"},
            value="1,5 tỷ USD",
            period="Năm 2023",
        ),
        record(
            FIRST,
            "partnership",
            "Hai nước có quan hệ đặc biệt",
            {"parties": both, "tier": "special", "name": "quan hệ đặc biệt", "since": None, "status": "current"},
            tier="quan hệ đặc biệt",
        ),
        record(
            FIRST,
            "agreement",
            "Hai bên ký Thỏa thuận hợp tác giáo dục",
            {"name": "Thỏa thuận hợp tác giáo dục", "parties": both, "type": "agreement", "status": "signed", "date": None},
            name="Thỏa thuận hợp tác giáo dục",
        ),
    )


def hostile_records() -> tuple[Record, ...]:
    """Records whose quotes cross, with values that are markup."""
    values = {
        "type": "talks",
        "parties": ["LA", "RU"],
        "date": "2024-02-01",
        "status": "held",
        "people": ["<b>Nga</b>"],
        "place": "<i>x</i>",
    }
    first = record(
        HOSTILE, "event", 'Ngày 1/2/2024, <b>Nga</b> & "Lào" hội đàm', values, type="hội đàm", date="1/2/2024", people="<b>Nga</b>"
    )
    second = record(
        HOSTILE, "mechanism", "<b>Nga</b> & \"Lào\" hội đàm 'tại' <img src=x onerror=hit()>", {"name": "<u>y</u>", "parties": ["LA", "RU"]}
    )
    return first, second


def readings() -> list[tuple[Article, Reading]]:
    """The articles with their readings."""
    second = talks(SECOND, SECOND.rstrip("."), 13)
    made = [
        ("vn-la/một", FIRST, "Việt Nam và Lào hội đàm", "Báo Một", "2024-03-12", "https://example.org/1", first_records()),
        ("vn-la-2", SECOND, None, "Báo Hai", "2024-03-13", None, second),
        (HOSTILE_ID, HOSTILE, HOSTILE_TITLE, HOSTILE_OUTLET, "2024-02-02", "javascript:window.hit=3", hostile_records()),
        ("the-thao", IRRELEVANT, None, "Báo Một", None, None, ()),
        ("..", "Hai chấm.", None, None, "2023", None, ()),
        ("dòng\nmới", "Xuống dòng.", None, None, None, None, ()),
    ]
    found = []
    for key, text, title, outlet, published, url, records in made:
        article = Article(id=key, text=text, title=title, outlet=outlet, published=published, url=url, source=key, raw=text.encode())
        dates = (Claim("2024-03-12", "text", span(text, "12/3/2024")),) if key == "vn-la/một" else ()
        basis = "given" if published else None
        reading = Reading(id=key, relevant=bool(records), records=records, published=published, published_basis=basis, dates=dates)
        found.append((article, reading))
    return found


def client_of(settings: Settings, lore: Lore, team: bool = False, scheme: str = "http") -> TestClient:
    """A client of the pages, as a browser on this machine; ``team``: of pages that ask for accounts."""
    app = create_app(settings, lore, lambda: TODAY, team)
    return TestClient(app, base_url=f"{scheme}://127.0.0.1", headers={"Accept-Language": "vi"}, follow_redirects=not team)


def proof(client: TestClient, visit: str = "here") -> dict[str, str]:
    """The field that a form of the pages bears as proof."""
    return {"proof": client.app.state.proofs.of(visit)}  # type: ignore[attr-defined]


@contextmanager
def served(settings: Settings, lore: Lore, team: bool = False) -> Iterator[tuple[str, Any]]:
    """The pages under a real server: their address and the application."""
    app = create_app(settings, lore, lambda: TODAY, team)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}", app
        finally:
            server.should_exit = True
            thread.join(timeout=10)
