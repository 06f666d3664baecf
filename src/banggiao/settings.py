"""Every setting once: name, environment variable, default, help.

Guarantees: a setting comes from the first of these that has it: the call (an option of the command line), the environment,
``settings.toml`` in the home folder, the default; a value that cannot be used is a SettingError that names its origin.
"""

import os
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from banggiao.errors import SettingError

LANGUAGES = ("vi", "en")
_STORES = ("sqlite", "postgresql")


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of one run; SETTINGS tells what each means."""

    home: Path
    ledger: str
    jobs: int
    host: str
    port: int
    names: str
    lang: str
    author: str
    smtp_host: str
    smtp_port: int
    smtp_from: str

    @property
    def cache(self) -> Path:
        """The folder for what can be computed again."""
        return self.home / "cache"


class Setting(msgspec.Struct, frozen=True):
    """One setting: ``parse`` makes its value of words and raises ValueError saying what is wrong with them."""

    name: str
    env: str
    default: Callable[[Mapping[str, str]], str]
    parse: Callable[[str], Any]
    help: str


def _home(env: Mapping[str, str]) -> str:
    """The user's data folder by the XDG rules."""
    base = env.get("XDG_DATA_HOME") or os.path.join(env.get("HOME") or os.path.expanduser("~"), ".local", "share")
    return os.path.join(base, "banggiao")


def _path(words: str) -> Path:
    return Path(os.path.abspath(os.path.expanduser(words)))


def _ledger(words: str) -> str:
    """A file's absolute path, or the URL of a store that we know."""
    if "://" not in words:
        return str(_path(words))
    if words.partition("://")[0].partition("+")[0] not in _STORES:
        raise ValueError(f"the store must be one of {', '.join(_STORES)}")
    return words


def _between(low: int, high: int) -> Callable[[str], int]:
    """A parser of whole numbers within bounds."""

    def parse(words: str) -> int:
        try:
            number = int(words)
        except ValueError:
            raise ValueError("not a whole number") from None
        if not low <= number <= high:
            raise ValueError(f"not between {low} and {high}")
        return number

    return parse


def _language(words: str) -> str:
    if words not in LANGUAGES:
        raise ValueError(f"not one of {', '.join(LANGUAGES)}")
    return words


def _words(words: str) -> str:
    if not words.strip():
        raise ValueError("empty")
    return words.strip()


def _user(env: Mapping[str, str]) -> str:
    """The name of the user account."""
    return env.get("USER") or env.get("LOGNAME") or env.get("USERNAME") or ""


def _always(words: str) -> Callable[[Mapping[str, str]], str]:
    return lambda env: words


SETTINGS = (
    Setting("home", "BANGGIAO_HOME", _home, _path, "Folder for settings.toml, caches and, unless set, the ledger"),
    Setting(
        "ledger", "BANGGIAO_LEDGER", _always(""), _ledger, "The ledger: a file, or a database's URL (default: ledger.db in the home folder)"
    ),
    Setting("jobs", "BANGGIAO_JOBS", _always("0"), _between(0, 256), "Processes that read (0: as many as the machine has processors)"),
    Setting("host", "BANGGIAO_HOST", _always("127.0.0.1"), _words, "Address that the pages are served on"),
    Setting("port", "BANGGIAO_PORT", _always("8000"), _between(0, 65535), "Port that the pages are served on (0: any free one)"),
    Setting(
        "names",
        "BANGGIAO_NAMES",
        _always(""),
        _words,
        "Host names that the pages answer to, separated by commas (default: this machine's own, any where others can come in)",
    ),
    Setting("lang", "BANGGIAO_LANG", _always("vi"), _language, "Language of labels and headings: vi or en"),
    Setting("author", "BANGGIAO_AUTHOR", _user, _words, "Who makes decisions (default: the name of the user account)"),
    Setting("smtp_host", "BANGGIAO_SMTP_HOST", _always("127.0.0.1"), _words, "Mail server that digests are sent by"),
    Setting("smtp_port", "BANGGIAO_SMTP_PORT", _always("25"), _between(1, 65535), "Port of the mail server"),
    Setting("smtp_from", "BANGGIAO_SMTP_FROM", _always("banggiao@localhost"), _words, "Sender of digests"),
)


def load(given: Mapping[str, Any] | None = None, env: Mapping[str, str] | None = None) -> Settings:
    """The settings in force. ``given`` holds what the call asks for (None: not asked). Raises SettingError."""
    env = os.environ if env is None else env
    asked = {name: str(value) for name, value in (given or {}).items() if value is not None}
    found: dict[str, Any] = {}
    written: dict[str, str] = {}
    for setting in SETTINGS:
        found[setting.name] = _value(setting, asked, env, written)
        if setting.name == "home":
            written = _file(found["home"] / "settings.toml")
    if str(found["ledger"]) == "":
        found["ledger"] = str(found["home"] / "ledger.db")
    return Settings(**found)


def _value(setting: Setting, asked: Mapping[str, str], env: Mapping[str, str], written: Mapping[str, str]) -> Any:
    """The setting's value from the first origin that has one."""
    for origin, words in (
        (f"--{setting.name}", asked.get(setting.name)),
        (setting.env, env.get(setting.env) or None),
        (f"settings.toml: {setting.name}", written.get(setting.name)),
        ("default", setting.default(env)),
    ):
        if words is None:
            continue
        if words == "" and origin == "default":
            return ""
        try:
            return setting.parse(words)
        except ValueError as error:
            raise SettingError(f"{origin} has the unusable value {words[:60]!r}: {error}") from None
    raise AssertionError("the default always has a value")


def _file(path: Path) -> dict[str, str]:
    """The settings written in a file, as words. Raises SettingError where it cannot be read or has unknown names."""
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingError(f"{path}: {error}") from None
    known = {setting.name for setting in SETTINGS} - {"home"}
    if unknown := sorted(set(table) - known):
        raise SettingError(f"{path}: no such setting: {', '.join(unknown)}")
    return {name: str(value) for name, value in table.items()}
