"""What is sent to the API: bodies decoded, the ledger opened to be written to, and who may.

Guarantees: a body that is not of its type is a problem that says where; a few readings are made at a time, and whoever comes when there
are too many is told to come again; who decides is who the door let in, never a name in the body.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, TypeVar

import msgspec
from fastapi import Depends
from starlette.requests import Request

from banggiao.api.problems import Problem
from banggiao.errors import LedgerMissing
from banggiao.store import Ledger, open_ledger
from banggiao.team.visitor import NOBODY, Visitor

T = TypeVar("T")
Writer = Callable[[bool], Ledger]
"""Opens the ledger to be written to; True: makes one where there is none."""
_AT_ONCE = threading.BoundedSemaphore(2)
_PATIENCE = 20.0


async def _raw(request: Request) -> bytes:
    return await request.body()


Body = Annotated[bytes, Depends(_raw)]
"""The bytes of a body."""


def decoded(body: bytes, form: type[T]) -> T:
    """A JSON body as a value of a type. Raises Problem."""
    try:
        return msgspec.json.decode(body, type=form)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError) as error:
        raise Problem(422, f"the body is not of the form described: {error}") from None


@contextmanager
def working() -> Iterator[None]:
    """Do something that takes the processor for a while. Raises Problem where too much is being done already."""
    if not _AT_ONCE.acquire(timeout=_PATIENCE):
        raise Problem(503, "too much is being read just now; try again in a while")
    try:
        yield
    finally:
        _AT_ONCE.release()


def writer_of(place: str) -> Writer:
    """What opens the ledger at a place to be written to; raises Problem where there is none."""

    def opened(create: bool) -> Ledger:
        try:
            return open_ledger(place, create=create, write=True)
        except LedgerMissing:
            raise Problem(503, "there is no ledger yet") from None

    return opened


def visitor(request: Request) -> Visitor:
    """Who asks, as the door knows them."""
    found = request.scope.get("visitor", NOBODY)
    return found if isinstance(found, Visitor) else NOBODY


def needs(request: Request, role: str) -> Visitor:
    """Who asks, where they may what a role may. Raises Problem."""
    found = visitor(request)
    if not found.may(role):
        raise Problem(403, f"this needs the role {role}")
    return found
