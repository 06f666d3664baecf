"""Forms of our own pages: what they bear as proof, and what they say.

Guarantees: a proof fits only the visit that the page was made for and the server that made it, and is compared in constant time; a form
has at most FIELDS fields.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from urllib.parse import parse_qs

FIELD = "proof"
"""The hidden field that bears the proof."""
FIELDS = 99
CONTENT = "application/x-www-form-urlencoded"


def new_secret() -> bytes:
    """A secret that proofs can be made with."""
    return secrets.token_bytes(32)


class Proofs:
    """Makes and checks proofs with a secret that lives as long as the server (empty: one of its own)."""

    def __init__(self, secret: bytes = b"") -> None:
        self._secret = secret or new_secret()

    def of(self, visit: str) -> str:
        """The proof of the forms of a visit."""
        return hmac.new(self._secret, visit.encode(), hashlib.sha256).hexdigest()

    def fits(self, visit: str, given: str) -> bool:
        """Whether a proof is that of the visit."""
        return hmac.compare_digest(self.of(visit).encode(), given.encode("utf-8", "replace"))


def said(body: bytes) -> Mapping[str, str]:
    """The fields of a form, the first value of each; none where there are too many."""
    try:
        found = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=FIELDS)
    except ValueError:
        return {}
    return {name: values[0] for name, values in found.items()}
