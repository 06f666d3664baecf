"""banggiao: a reader of diplomatic reports and a ledger of relations between states, with evidence for every field."""

__version__ = "0.1.0"
