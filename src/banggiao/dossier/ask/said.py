"""How a question was understood, and that nothing answers it, in words.

Guarantees: every part that was understood is said; silence is counted over the articles that were looked at.
"""

from banggiao.dossier.ask.understand import Understood
from banggiao.dossier.labels import Labels
from banggiao.lifecycle import World
from banggiao.model.times import window


def said(asked: Understood, labels: Labels) -> str:
    """What was understood of a question."""
    parts = [labels.word(asked.question) if asked.question else "?"]
    parts += [f"{labels.word('ask.states')} {' – '.join(map(labels.state, asked.states))}"] if asked.states else []
    parts += [f"{labels.word('ask.sector')} {labels.value('commitment', 'sectors', one)}" for one in asked.sectors]
    parts += [f"{labels.word('ask.topic')} {labels.value('stance', 'topic', asked.topic)}"] if asked.topic else []
    parts += [f"{labels.word('ask.post')} {labels.value('post', 'post', asked.post)}"] if asked.post else []
    parts += [f"{labels.word('ask.filter')} {labels.word(f'ask.filter.{one}')}" for one in asked.filters]
    parts += [f"{labels.word('ask.period')} {asked.period}"] if asked.period else []
    parts += [f"{labels.word('ask.months')} {asked.months}"] if asked.months else []
    return "; ".join(parts)


def nothing(world: World, labels: Labels) -> str:
    """That nothing answers, in how many articles since when."""
    days = [found.first for paper in world.papers.values() if (found := window(paper.published))]
    key = "ask.nothing" if days else "ask.nothing_undated"
    return labels.word(key).format(n=len(world.papers), date=min(days).isoformat() if days else "")
