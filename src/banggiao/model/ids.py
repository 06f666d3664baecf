"""Ids made of content.

Guarantees: equal content gives equal ids on any machine and in any order; different content gives different ones (128 bits).
"""

import hashlib
from typing import Any

import msgspec

from banggiao.model.records import Record


def content_id(*parts: Any) -> str:
    """The id of a sequence of plain values: 32 hexadecimal digits."""
    data = msgspec.json.encode(parts, order="sorted")
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def claim_id(article: str, record: Record) -> str:
    """The id of what an article says: its article, kind, fields, the place of its quote, and who read it where the built-in reader did not."""
    reader = (record.reader,) if record.reader else ()
    return content_id("claim", article, record.kind, record.values, record.start, record.end, *reader)


def digest(data: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
