"""The questions that the ledger answers. Each function takes an open ledger and gives frozen values (``dossier.values``).

    pair_dossier(ledger, a, b)        -> Dossier        all on the relation of two states, by section
    timeline(ledger, a, b, ...)       -> (Item, ...)    their events by date, each with its tellings
    articles(ledger, words=, ...)     -> ArticlePage    the list of articles: source, head line, counts by kind, states
    article(ledger, id)               -> ArticleView    one article: text, records with evidence spans, claims on itself
    delivered(ledger, id)             -> bytes          the article's bytes as delivered
    outlets(ledger)                   -> (str, ...)     the outlets of all articles
    event(ledger, id)                 -> Item           one merged event
    newest(ledger, until, limit)      -> (Item, ...)    the latest events up to a day
    ahead(ledger, after, limit)       -> (Item, ...)    the events that lie ahead of a day
    pairs(ledger)                     -> (PairRow, ...) pairs of states with numbers of events and articles
    summary(ledger)                   -> Summary        the ledger in numbers, inputs skipped

An Item is a merged object: ``item.values`` are the values shown, ``item.said[field]`` every value told with the claims that tell
it, ``item.tellings`` those claims: source (article, outlet, date), quote, ``start`` and ``end`` in the article's text, evidence
spans by field, and why the claim belongs here. Offsets are code points of ``ArticleView.text``.

Words around it: ``state_code(words, lore)`` (code or name in, code out), ``state_name(code, lore, language)``, and
``Labels(lore, language)`` for kinds, fields, codes and headings.
"""

from banggiao.dossier.articles import article, articles, delivered, outlets
from banggiao.dossier.events import ahead, event, newest
from banggiao.dossier.labels import Labels
from banggiao.dossier.overview import pairs, summary
from banggiao.dossier.pair import pair_dossier, timeline
from banggiao.dossier.states import state_code, state_name

__all__ = [
    "Labels",
    "ahead",
    "article",
    "articles",
    "delivered",
    "event",
    "newest",
    "outlets",
    "pair_dossier",
    "pairs",
    "state_code",
    "state_name",
    "summary",
    "timeline",
]
