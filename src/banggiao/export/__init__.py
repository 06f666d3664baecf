"""What the ledger holds, in the formats of others: one module per format."""

from banggiao.export.jsonl import export_jsonl

__all__ = ["export_jsonl"]
