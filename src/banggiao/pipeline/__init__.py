"""From delivered bytes to the ledger: articles are read by several processes and kept in order, batch by batch."""

from banggiao.pipeline.ingest import Outcome, Progress, ingest

__all__ = ["Outcome", "Progress", "ingest"]
