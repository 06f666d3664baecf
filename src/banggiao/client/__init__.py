"""A client of the API, for Python.

    with Client("http://127.0.0.1:8000") as ledger:
        for event in ledger.events(state=("VN", "IN"), since="2024-01-01"):
            print(event.values["date"], event.tellings[0].quote)

Answers are the frozen types of ``banggiao.model``; lists are iterators that ask for the next part when it is needed; what a server
refuses is an error of ``banggiao.errors``.
"""

from banggiao.client.client import Client

__all__ = ["Client"]
