"""Settings: where each comes from, and what is refused."""

from pathlib import Path

import pytest

from banggiao.errors import SettingError
from banggiao.settings import SETTINGS, load


def test_defaults(tmp_path: Path) -> None:
    found = load(env={"HOME": str(tmp_path)})
    home = tmp_path / ".local/share/banggiao"
    assert (found.home, found.ledger, found.port, found.lang, found.jobs) == (home, str(home / "ledger.db"), 8000, "vi", 0)
    assert found.cache == home / "cache"


def test_the_call_wins_over_the_environment_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('port = 1\nlang = "en"\nhost = "::1"\n')
    found = load({"port": 3, "lang": None}, {"BANGGIAO_HOME": str(tmp_path), "BANGGIAO_PORT": "2", "BANGGIAO_LANG": "vi"})
    assert (found.port, found.lang, found.host) == (3, "vi", "::1")


def test_a_ledger_is_a_file_or_the_url_of_a_known_store(tmp_path: Path) -> None:
    env = {"BANGGIAO_HOME": str(tmp_path)}
    assert load({"ledger": str(tmp_path / "x" / ".." / "l.db")}, env).ledger == str(tmp_path / "l.db")
    assert load({"ledger": "postgresql://host/name"}, env).ledger == "postgresql://host/name"


# origin, value, what the message says
REFUSED = [
    ({"BANGGIAO_PORT": "abc"}, "BANGGIAO_PORT has the unusable value 'abc': not a whole number"),
    ({"BANGGIAO_PORT": "70000"}, "not between 0 and 65535"),
    ({"BANGGIAO_LANG": "fr"}, "not one of vi, en"),
    ({"BANGGIAO_LEDGER": "mysql://x/y"}, "the store must be one of sqlite, postgresql"),
    ({"BANGGIAO_HOST": "  "}, "empty"),
]


@pytest.mark.parametrize(("env", "message"), REFUSED)
def test_unusable_values_are_refused(tmp_path: Path, env: dict[str, str], message: str) -> None:
    with pytest.raises(SettingError, match=message):
        load(env={"BANGGIAO_HOME": str(tmp_path), **env})


def test_a_broken_file_is_refused(tmp_path: Path) -> None:
    env = {"BANGGIAO_HOME": str(tmp_path)}
    for text, message in (("port = ", "settings.toml"), ("prot = 1", "no such setting: prot"), ("port = 99999", "settings.toml: port")):
        (tmp_path / "settings.toml").write_text(text)
        with pytest.raises(SettingError, match=message):
            load(env=env)


def test_every_setting_has_a_variable_and_a_help() -> None:
    assert all(setting.env == f"BANGGIAO_{setting.name.upper()}" and setting.help for setting in SETTINGS)
