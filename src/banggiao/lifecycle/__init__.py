"""What has become of what was told: promises, invitations, targets, tiers, documents, mechanisms, anniversaries.

Everything here is a pure function of a ``World`` (merged objects with their tellings, and the day as of which is asked) and of
tables under ``knowledge/lifecycle``; a new article, a decision or another day changes the answer at once (what ``dossier.kept`` keeps of it
is forgotten with them).

    promises(world, lore)      -> (Promise, ...)       commitments with their steps, due date, state, reaffirmations
    invitations(world, lore)   -> (Invitation, ...)    issued, accepted, realised, lapsed
    series(world, lore)        -> (TargetSeries, ...)  statements of targets against the figures reported
    tiers(world, state, lore)  -> (Tier, ...)          tiers as intervals with their declared names
    documents(world, lore)     -> (Document, ...)      validity of agreements, gaps to their successors
    mechanisms(world, lore)    -> (Mechanism, ...)     sessions, period, next one expected, dormant since
    anniversaries(world, ...)  -> (Anniversary, ...)   round years told, and those computed
"""

from banggiao.lifecycle.anniversaries import Anniversary, anniversaries
from banggiao.lifecycle.documents import Document, documents
from banggiao.lifecycle.invitations import Invitation, invitations
from banggiao.lifecycle.mechanisms import Mechanism, Session, mechanisms
from banggiao.lifecycle.promises import Promise, Step, promises
from banggiao.lifecycle.targets import TargetSeries, series
from banggiao.lifecycle.tiers import Tier, tiers
from banggiao.lifecycle.world import World, world_of

__all__ = [
    "Anniversary", "Document", "Invitation", "Mechanism", "Promise", "Session", "Step", "TargetSeries", "Tier", "World",
    "anniversaries", "documents", "invitations", "mechanisms", "promises", "series", "tiers", "world_of",
]  # fmt: skip
