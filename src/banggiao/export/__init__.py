"""What the ledger holds, in the formats of others: one module per format.

    export_jsonl(ledger, target)                       readings in the published schema
    export_csv(ledger, target, lore, table, states)    one table for spreadsheets
    export_parquet(ledger, target, lore, table, states)  the same, typed
    export_graphml(ledger, target, lore, states)       the network of states and persons
    export_jsonld(ledger, target, lore, states)        linked data with the words as evidence
    export_plover(ledger, target, lore, states)        PLOVER rows in the columns of POLECAT, CAMEO beside
    export_ftm(ledger, target, lore, states)           followthemoney entities
    export_ics(entries, target, words, name)           a calendar of what export.calendar.entries finds
    export_datasette(target, lore, database, language)  what Datasette shows of the ledger's views
    codebook(lore)                                     what the tables hold

``target`` is a file, which appears whole or not at all, or an open stream; ``states`` keeps what names all of them. Each returns how
much it wrote. Equal content gives equal bytes.
"""

from banggiao.export.codebook import codebook
from banggiao.export.csvs import export_csv
from banggiao.export.datasette import export_datasette
from banggiao.export.ftm import export_ftm
from banggiao.export.graphml import export_graphml
from banggiao.export.ics import export_ics
from banggiao.export.jsonl import export_jsonl
from banggiao.export.jsonld import export_jsonld
from banggiao.export.parquet import export_parquet
from banggiao.export.plover import export_plover

__all__ = [
    "codebook",
    "export_csv",
    "export_datasette",
    "export_ftm",
    "export_graphml",
    "export_ics",
    "export_jsonl",
    "export_jsonld",
    "export_parquet",
    "export_plover",
]
