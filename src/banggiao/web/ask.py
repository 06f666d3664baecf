"""The page of questions in plain language.

Guarantees: the page answers as ``banggiao ask`` does, from the same ledger: how the question was understood comes first, every row
leads to its words, and where nothing answers, that is said with the number of articles looked at.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from banggiao.dossier.ask import Understood, command_for, reply, understand
from banggiao.dossier.ask.said import nothing, said
from banggiao.dossier.questions import Answer
from banggiao.dossier.questions.in_words import in_words, note_word
from banggiao.dossier.words import Words
from banggiao.lifecycle import World
from banggiao.web import asking, links
from banggiao.web.checked import world_at
from banggiao.web.pages import Pages

MOST = 200
_CITED = ("quote", "source")


class Row(msgspec.Struct, frozen=True):
    """A row of an answer: its cells as (column, words), its quote with the page that holds it, and who says so."""

    cells: tuple[tuple[str, str], ...]
    quote: str
    href: str
    source: str


class Shown(msgspec.Struct, frozen=True):
    """An answer as the page shows it; ``missing`` tells why there is none."""

    understood: str
    heads: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    total: int = 0
    missing: str = ""


class Ask:
    """The page of questions to one ledger."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages

    def ask(self, request: Request) -> Response:
        """``/ask?q=``: the form, and below it the answer."""
        ledger = self.pages.desk.ledger()
        if ledger is None:
            return self.pages.render(request, "empty.html", place=self.pages.desk.place)
        words, lore = self.pages.say_words(request), self.pages.lore
        question = asking.text(request.query_params, "q")
        answered = None
        if question:
            asked = understand(question, lore)
            told = world_at(ledger, asked.states, self.pages.when(request))
            answered = shown(asked, told, reply(asked, told, lore), words)
        return self.pages.render(request, "ask.html", question=question, answered=answered, longest=asking.LONGEST)


def shown(asked: Understood, told: World, answer: Answer | None, words: Words) -> Shown:
    """The answer to a question, or why there is none, in words."""
    understood = said(asked, words.labels)
    if command := command_for(asked):
        return Shown(understood, missing=words.say("ask.command", command=command))
    if answer is None:
        return Shown(understood, missing=words.say("ask.unclear"))
    if not answer.rows:
        return Shown(understood, missing=nothing(told, words.labels))
    columns = [column for column in answer.columns if column not in _CITED]
    return Shown(
        understood,
        heads=tuple(words.say(column) for column in columns),
        rows=tuple(_row(row, columns, words) for row in answer.rows[:MOST]),
        notes=tuple((note_word(key, words.labels), note_word(value, words.labels)) for key, value in answer.notes),
        total=len(answer.rows),
    )


def _row(row: Mapping[str, Any], columns: list[str], words: Words) -> Row:
    article = row.get("article")
    place = (row["start"], row["end"]) if row.get("start") is not None and row.get("end") is not None else None
    return Row(
        cells=tuple((column, in_words(column, row.get(column), words.labels)) for column in columns),
        quote=str(row.get("quote") or ""),
        href=links.article_path(str(article), place) if article else "",
        source=str(row.get("source") or ""),
    )
