"""Questions answered with a table: each module has functions that take a ``World`` (``dossier.world``) and give an ``Answer``.

Guarantees: a row is a flat mapping of plain values that a table, CSV and JSON show alike; it ends with the words it rests on and
where they stand; equal ledgers and days give equal answers; nothing found is an empty answer, never an error.
"""

from banggiao.dossier.questions.answer import Answer

__all__ = ["Answer"]
