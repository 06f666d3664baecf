"""Migrations of the ledger; ``banggiao.store.migrate`` runs them, nothing else imports them."""
