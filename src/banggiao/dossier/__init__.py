"""The questions that the ledger answers. Each function takes an open ledger and gives frozen values (``dossier.values``).

    pair_dossier(ledger, a, b)        -> Dossier        all on the relation of two states, by section
    timeline(ledger, a, b, ...)       -> (Item, ...)    their events by date, each with its tellings
    articles(ledger, words=, ...)     -> ArticlePage    the list of articles: source, head line, counts by kind, states
    article(ledger, id)               -> ArticleView    one article: text, records with evidence spans, claims on itself
    delivered(ledger, id)             -> bytes          the article's bytes as delivered
    outlets(ledger)                   -> (str, ...)     the outlets of all articles
    event(ledger, id)                 -> Item           one merged event
    now_called(ledger, id, kind)      -> id             the object that once had this id
    facts(ledger, kinds, states)      -> Item, ...      every merged object, one after the other
    newest(ledger, until, limit)      -> (Item, ...)    the latest events up to a day
    ahead(ledger, after, limit)       -> (Item, ...)    the events that lie ahead of a day
    pairs(ledger)                     -> (PairRow, ...) pairs of states with numbers of events and articles
    summary(ledger)                   -> Summary        the ledger in numbers, inputs skipped
    asked(text, lore)                 -> Asked          what words typed ask for: phrases, states
    found(ledger, query, order, ...)  -> Page           merged objects of any kind that fit a Query, paged
    counts(ledger, query)             -> {facet: ...}   how many there are by state, kind, person, sector, year, outlet, confidence
    item(ledger, id, kind, as_of)     -> Item           one merged object
    partners(ledger, code)            -> (Partner, ...) the states that a state has events with
    arrived(ledger, after, limit)     -> Arrived        what came into the ledger since an article

An Item is a merged object: ``item.values`` are the values shown, ``item.said[field]`` every value told with the claims that tell
it, ``item.tellings`` those claims: source (article, outlet, date), quote, ``start`` and ``end`` in the article's text, evidence
spans by field, and why the claim belongs here. Offsets are code points of ``ArticleView.text``.

Words around it: ``state_code(words, lore)`` (code or name in, code out), ``state_name(code, lore, language)``, and
``Labels(lore, language)`` for kinds, fields, codes and headings.
"""

from banggiao.dossier.around import partners, states_told, top_pairs
from banggiao.dossier.articles import arrived, article, articles, delivered, outlets
from banggiao.dossier.asked import asked
from banggiao.dossier.events import ahead, event, newest, now_called
from banggiao.dossier.found import Query, counts, found, item
from banggiao.dossier.labels import Labels
from banggiao.dossier.overview import pairs, size, summary
from banggiao.dossier.pair import pair_dossier, timeline
from banggiao.dossier.states import state_code, state_name
from banggiao.dossier.whole import facts

__all__ = [
    "Labels",
    "Query",
    "ahead",
    "arrived",
    "article",
    "articles",
    "asked",
    "counts",
    "delivered",
    "event",
    "facts",
    "found",
    "item",
    "newest",
    "now_called",
    "outlets",
    "pair_dossier",
    "pairs",
    "partners",
    "size",
    "state_code",
    "state_name",
    "states_told",
    "summary",
    "timeline",
    "top_pairs",
]
