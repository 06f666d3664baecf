"""Frozen value types that every stage shares: spans, articles, cleaned texts, mentions, records, readings."""

from banggiao.model.article import BASES, Article, Claim
from banggiao.model.cleaned import READ_ZONES, ZONES, Cleaned, Edit, Zone
from banggiao.model.mentions import (
    AmountMention,
    BodyMention,
    DateMention,
    Mention,
    OfficeMention,
    PersonMention,
    StateMention,
)
from banggiao.model.records import KINDS, Reading, Record
from banggiao.model.scene import Actor, Holding, Mentions, Person, Scene, Sentence
from banggiao.model.spans import Span

__all__ = [
    "BASES", "KINDS", "READ_ZONES", "ZONES", "Actor", "AmountMention", "Article", "BodyMention", "Claim", "Cleaned",
    "DateMention", "Edit", "Holding", "Mention", "Mentions", "OfficeMention", "Person", "PersonMention", "Reading", "Record",
    "Scene", "Sentence", "Span", "StateMention", "Zone",
]  # fmt: skip
