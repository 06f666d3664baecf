"""Who asks: a name and a role.

Guarantees: a role may all that the roles before it in ROLES may; who is unknown may nothing.
"""

import msgspec

ROLES = ("reader", "analyst", "administrator")
"""A reader reads; an analyst also decides and adds articles; an administrator also keeps the accounts."""


class Visitor(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks. ``account``: the id of the account, empty where there are none (one user on one's own machine); ``session``: its login."""

    name: str
    role: str
    account: str = ""
    session: str = ""

    def may(self, role: str) -> bool:
        """Whether the visitor may what a role may."""
        return may(self.role, role)


NOBODY = Visitor(name="", role="")
"""Who is not known."""


def may(role: str, needed: str) -> bool:
    """Whether a role may what another one may; "" is needed for what anybody may."""
    return not needed or (role in ROLES and needed in ROLES and ROLES.index(role) >= ROLES.index(needed))


def lesser(one: str, two: str) -> str:
    """The lesser of two roles."""
    return min(one, two, key=lambda role: ROLES.index(role) if role in ROLES else -1)
