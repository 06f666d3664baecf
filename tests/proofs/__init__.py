"""The long proofs (``make proof``): faults are injected into a ledger at work, and a table says what became of it.

``python -m tests.proofs`` runs them all and writes bench/PROOF.md; a few of each run with the other tests.
"""
