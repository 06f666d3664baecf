"""The ledger: articles as delivered, what each says with its evidence, and the merged objects computed of that.

``open_ledger(place, create, write)`` opens one; ``put`` keeps readings, ``readings`` takes them out, ``refresh`` brings the
merged objects up to date. Questions on a ledger live in ``banggiao.dossier``.
"""

from banggiao.store.ledger import Ledger
from banggiao.store.merged import pending, rebuild, refresh
from banggiao.store.open import open_ledger
from banggiao.store.take import readings

__all__ = ["Ledger", "open_ledger", "pending", "readings", "rebuild", "refresh"]
