"""Articles that are sent to be kept.

Guarantees: each article is stored or refused with a reason, and what was stored is merged and found; sending the same again changes
nothing and is answered alike; at most MOST_ARTICLES come at once, and reading them ends in bounded time.
"""

from collections.abc import Sequence

import msgspec
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from banggiao.api.answers import plain
from banggiao.api.described import EXAMPLES, SCHEMAS, fails, gives, takes
from banggiao.api.paths import segment
from banggiao.api.problems import Problem, problem
from banggiao.api.reading import SENT
from banggiao.api.writing import Body, Writer, needs, working
from banggiao.errors import InputError
from banggiao.lore import Lore
from banggiao.model import Article
from banggiao.model.ids import digest
from banggiao.model.times import window
from banggiao.model.wire import MOST_ARTICLES, Received, Refused, SentArticle, Stored
from banggiao.pipeline.given import Fate, take_given
from banggiao.store.audit import note

_LINES = ("application/x-ndjson", "application/jsonl")
_ARTICLE = msgspec.json.Decoder(SentArticle)
_LIST = {"oneOf": [SCHEMAS["SentArticle"], {"type": "array", "minItems": 1, "maxItems": MOST_ARTICLES, "items": SCHEMAS["SentArticle"]}]}


def receiving_routes(api: FastAPI, writer: Writer, lore: Lore, prefix: str) -> None:
    """Add the route that takes articles."""
    body_of = takes("SentArticle", ("application/x-ndjson", {"schema": {"type": "string"}}))
    body_of["requestBody"]["content"]["application/json"] = {"schema": _LIST, "example": [EXAMPLES["SentArticle"]]}
    described = {
        **gives("Received", "all of it was known before", status=200),
        **gives("Received", "some of it is new", status=201),
        **SENT,
        **fails(409),
    }
    described.pop(304, None)

    @api.post("/articles", summary="Keep articles: read, merged, found", responses=described, openapi_extra=body_of)
    def receive(request: Request, body: Body) -> Response:
        who = needs(request, "analyst")
        given = [_article(number, raw) for number, raw in enumerate(_items(body, request.headers.get("content-type", "")), 1)]
        with working(), writer(True) as ledger:
            fates = take_given(ledger, lore, given)
            received = _told(fates, prefix)
            if received.new:
                with ledger.writing() as connection:
                    note(connection, who.name, "articles.add", "", {"new": received.new, "sent": len(given)})
        if not received.stored:
            return problem(409, "none of the articles was taken", errors=msgspec.to_builtins(received.refused))
        return plain(received, 201 if received.new else 200)


def _items(body: bytes, content: str) -> Sequence[bytes]:
    """The articles of a body, each as JSON: one object, a list of them, or lines. Raises Problem."""
    if content.partition(";")[0].strip().lower() in _LINES:
        found = [line for line in body.split(b"\n") if line.strip()]
    elif body.lstrip()[:1] == b"[":
        try:
            found = [bytes(raw) for raw in msgspec.json.decode(body, type=list[msgspec.Raw])]
        except (msgspec.DecodeError, RecursionError) as error:
            raise Problem(422, f"the body is not JSON: {error}") from None
    else:
        found = [body]
    if not 0 < len(found) <= MOST_ARTICLES:
        raise Problem(422, f"send 1 to {MOST_ARTICLES} articles at once, not {len(found)}")
    return found


def _article(number: int, raw: bytes) -> Article | InputError:
    """An article as sent, or why it is none."""
    label = f"sent: {number}"
    try:
        sent = _ARTICLE.decode(raw)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError) as error:
        return InputError(label, f"not an article ({error})")
    if sent.published is not None and window(sent.published) is None:
        return InputError(label, f"published is no date: {sent.published}")
    key = sent.id or f"sent-{digest(sent.text.encode())[:24]}"
    return Article(
        id=key, text=sent.text, source=label, sha256=digest(raw), raw=raw, published=sent.published, title=sent.title or None,
        outlet=sent.outlet or None, url=sent.url or None,
    )  # fmt: skip


def _told(fates: Sequence[Fate], prefix: str) -> Received:
    stored = tuple(
        Stored(number=number, id=fate.id, state=fate.state, href=f"{prefix}/articles/{segment(fate.id)}")
        for number, fate in enumerate(fates, 1)
        if fate.state != "refused"
    )
    refused = tuple(Refused(number=number, reason=fate.reason) for number, fate in enumerate(fates, 1) if fate.state == "refused")
    return Received(stored=stored, refused=refused, new=sum(one.state == "new" for one in stored))
