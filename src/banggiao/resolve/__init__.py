"""Resolving: which claims of many articles are one event, one person, one partnership.

``blocks(reading)`` says what each record is compared with; ``merge(claims, lore)`` makes merged objects of one block's claims.
"""

from banggiao.resolve.blocks import blocks
from banggiao.resolve.merge import merge
from banggiao.resolve.values import Block, Member, Merged, Told

__all__ = ["Block", "Member", "Merged", "Told", "blocks", "merge"]
