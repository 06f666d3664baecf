"""Resolving: which claims of many articles are one event, one person, one partnership.

``states_of(reading)`` says which states each record is about; ``merge(claims, lore)`` makes merged objects of the claims of a kind,
``identity(kind, lore)`` and ``settle`` do the same step by step.
"""

from banggiao.resolve.merge import KINDS, Identity, identity, merge, ordered, settle
from banggiao.resolve.states import states_of
from banggiao.resolve.values import Link, Member, Merged, Rulings, States, Told

__all__ = [
    "KINDS",
    "Identity",
    "Link",
    "Member",
    "Merged",
    "Rulings",
    "States",
    "Told",
    "identity",
    "merge",
    "ordered",
    "settle",
    "states_of",
]
