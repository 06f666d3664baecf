"""Reading a text that is sent: its records with evidence, and nothing kept.

Guarantees: nothing is stored; a text longer than LONGEST is refused before it is read; offsets are code points of the text sent.
"""

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from banggiao.api.answers import answer
from banggiao.api.described import fails, gives, takes
from banggiao.api.problems import Problem
from banggiao.api.writing import Body, decoded, working
from banggiao.lore import Lore
from banggiao.model import Article
from banggiao.model.times import window
from banggiao.model.wire import LONGEST_TEXT, SentText

LONGEST = LONGEST_TEXT
"""Most characters of a text that is read."""
SENT = fails(408, 411, 413, 415)


def reading_routes(api: FastAPI, lore: Lore) -> None:
    """Add the route that reads a text."""
    described = {**gives("Read", "what the text says"), **SENT}

    @api.post("/readings", summary="Read a text; nothing is kept", responses=described, openapi_extra=takes("SentText"))
    def readings(request: Request, body: Body) -> Response:
        from banggiao.reader import read

        sent = decoded(body, SentText)
        if sent.published is not None and window(sent.published) is None:
            raise Problem(400, "published is no date of the schema, such as 2024-03-12, 2024-03 or 2024")
        article = Article(id=sent.id, text=sent.text, title=sent.title, published=sent.published, url=sent.url, source="api")
        with working():
            return answer(request, read(article, lore).as_json())
