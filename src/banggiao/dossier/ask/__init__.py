"""Questions in plain language: what they ask for, as the reader understands them, and the answer of the ledger.

understand(text, lore)            -> Understood     states, question, sector, topic, post, period, wishes
reply(understood, world, lore)    -> Answer | None  the rows that answer it; None where only a command does
"""

from banggiao.dossier.ask.reply import command_for, reply
from banggiao.dossier.ask.understand import Understood, understand

__all__ = ["Understood", "command_for", "reply", "understand"]
