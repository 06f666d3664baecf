"""From delivered bytes to the ledger: ``ingest.ingest`` has articles read by several processes and keeps them batch by batch.

Nothing is imported here: a reading process loads ``workers`` alone, without the store.
"""
