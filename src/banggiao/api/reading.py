"""Reading a text that is sent: its records with evidence, and nothing kept.

Guarantees: nothing is stored; a text longer than LONGEST is refused before it is read; offsets are code points of the text sent.
"""

from typing import Annotated

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from banggiao.api.answers import answer
from banggiao.api.problems import Problem
from banggiao.lore import Lore
from banggiao.model import Article
from banggiao.model.times import window

LONGEST = 100_000
"""Most characters of a text that is read."""
_NAME = 300


class Sent(BaseModel):
    """A text to be read; ``published`` as an ISO date of any precision resolves its days."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    title: Annotated[str | None, Field(max_length=_NAME)] = None
    published: Annotated[str | None, Field(max_length=30)] = None
    url: Annotated[str | None, Field(max_length=2_000)] = None
    id: Annotated[str, Field(max_length=_NAME)] = "sent"


def reading_routes(api: FastAPI, lore: Lore) -> None:
    """Add the route that reads a text."""

    @api.post("/readings", summary="Read a text; nothing is kept", responses={413: {"description": "the text is too long"}})
    def readings(request: Request, sent: Sent) -> Response:
        from banggiao.reader import read

        if sent.published is not None and window(sent.published) is None:
            raise Problem(400, "published is no date of the schema, such as 2024-03-12, 2024-03 or 2024")
        article = Article(id=sent.id, text=sent.text, title=sent.title, published=sent.published, url=sent.url, source="api")
        return answer(request, read(article, lore).as_json())
