"""banggiao reads diplomatic reports in Vietnamese and keeps a sourced ledger of relations between states.

The public API is the pipeline in verbs, each loaded when it is first used:

    from banggiao import Lore, ingest, open_ledger, pair_dossier
    with open_ledger("ledger.db", create=True) as ledger:
        ingest(ledger, ["reports/"], Lore())
        print(pair_dossier(ledger, "VN", "IN"))
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from banggiao.dossier import pair_dossier, timeline
    from banggiao.export import export_jsonl
    from banggiao.intake import articles
    from banggiao.lore import Lore
    from banggiao.pipeline.ingest import ingest
    from banggiao.reader import read
    from banggiao.store import open_ledger, readings, rebuild

__version__ = "0.1.0"

_HOME = {
    "Lore": "lore",
    "articles": "intake",
    "read": "reader",
    "open_ledger": "store",
    "ingest": "pipeline.ingest",
    "readings": "store",
    "rebuild": "store",
    "pair_dossier": "dossier",
    "timeline": "dossier",
    "export_jsonl": "export",
}

__all__ = [
    "Lore", "__version__", "articles", "export_jsonl", "ingest", "open_ledger",
    "pair_dossier", "read", "readings", "rebuild", "timeline",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """A verb, loaded from its module."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
