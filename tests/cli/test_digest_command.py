"""``banggiao digest``: what is new and altered, its words and reason, and mail taken by a real server on this machine."""

import email
import email.policy
import socket
from pathlib import Path
from typing import Any

import pytest
from tests.made import LORE, made_article, made_ledger, plain_read

from banggiao.cli import main
from banggiao.store import open_ledger, refresh
from banggiao.store.put import put

FIRST = "VN+IN reception 2026-01-30 An Văn Bình, Ravi Kumar @ Hà Nội"


def pair(key: str, text: str, published: str) -> tuple[object, object]:
    made = made_article(key, text, published=published)
    return made, plain_read(made, LORE)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a ledger of one article and a saved search."""
    monkeypatch.setenv("BANGGIAO_HOME", str(tmp_path))
    monkeypatch.setenv("BANGGIAO_LANG", "en")
    monkeypatch.delenv("BANGGIAO_LEDGER", raising=False)
    made_ledger(tmp_path / "ledger.db", pair("a", FIRST, "2026-01-31")).close()  # type: ignore[arg-type]
    assert main(["digest", "--save", "india", "--state", "VN", "--state", "Ấn Độ", "--kind", "event"]) == 0
    return tmp_path


def add(home: Path, key: str, text: str, published: str) -> None:
    """One more article."""
    with open_ledger(home / "ledger.db", write=True) as ledger:
        with ledger.writing() as connection:
            put(connection, [pair(key, text, published)], "made-1")  # type: ignore[list-item]
        refresh(ledger, LORE)


def test_only_what_changed_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["digest", "india"]) == 0
    first = capsys.readouterr().out
    assert first.startswith("Digest india, changes: 1\n") and f"“{FIRST}” (a, 2026-01-31)" in first and "[new]" in first
    assert "Sent because it fits the search india (Vietnam – India; event)." in first
    assert main(["digest"]) == 0
    assert capsys.readouterr().out == "Digest india, changes: 0\n"
    add(home, "b", FIRST + "\nBáo khác cũng đưa tin.", "2026-02-01")
    add(home, "c", "VN+IN call 2026-03-02 An Văn Bình, Ravi Kumar", "2026-03-02")
    add(home, "d", "VN+LA call 2026-03-02 An Văn Bình, Ai Đó", "2026-03-02")
    assert main(["digest"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Digest india, changes: 2\n") and told.count("[new]") == 1 and told.count("[altered]") == 1
    assert "(b, 2026-02-01)" in told and "(a, 2026-01-31)" not in told and "(d," not in told


def test_searches_are_listed_and_forgotten(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["digest", "--list"]) == 0
    assert capsys.readouterr().out == "india: Vietnam – India; event\n"
    assert main(["digest", "--forget", "india"]) == 0
    assert main(["digest", "--list"]) == 0
    assert capsys.readouterr().out == ""


# arguments, exit status
WRONG = [(["nosuch"], 2), (["--forget", "nosuch"], 2), (["--save", "x"], 2), (["--save", "x", "--kind", "rumour"], 2)]


@pytest.mark.parametrize(("arguments", "status"), WRONG)
def test_what_cannot_be_done(home: Path, arguments: list[str], status: int) -> None:
    assert main(["digest", *arguments]) == status


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


class Kept:
    """What a mail server does with messages: it keeps them."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:
        """Keep a message."""
        self.taken.append(envelope.original_content)
        return "250 kept"


def test_mail(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    controller = pytest.importorskip("aiosmtpd.controller")
    kept = Kept()
    server = controller.Controller(kept, hostname="127.0.0.1", port=free_port())
    server.start()
    monkeypatch.setenv("BANGGIAO_SMTP_PORT", str(server.port))
    assert main(["digest", "--mail", "desk@example.org"]) == 0
    assert main(["digest", "--mail", "desk@example.org"]) == 0  # nothing changed: nothing is sent
    server.stop()
    (data,) = kept.taken
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert (message["To"], message["From"], message["Subject"]) == ("desk@example.org", "banggiao@localhost", "Digest india, changes: 1")
    assert f"“{FIRST}”" in message.get_content()


def test_what_no_server_takes_is_told_again(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("BANGGIAO_SMTP_PORT", str(free_port()))
    assert main(["digest", "--mail", "desk@example.org"]) == 1
    assert main(["digest"]) == 0
    assert capsys.readouterr().out.startswith("Digest india, changes: 1\n")
