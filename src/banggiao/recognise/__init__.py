"""What a cleaned text names: states, offices, persons, bodies, times and amounts."""

from banggiao.lore import Lore
from banggiao.model.cleaned import Cleaned
from banggiao.model.scene import Mentions
from banggiao.recognise.amounts import find_amounts
from banggiao.recognise.dates import find_dates
from banggiao.recognise.offices import find_offices
from banggiao.recognise.persons import find_persons
from banggiao.recognise.states import find_states

__all__ = ["recognise"]


def recognise(cleaned: Cleaned, published: str | None, lore: Lore) -> Mentions:
    """All mentions of a text; ``published`` (ISO date of any precision) resolves the times that lean on it."""
    text = cleaned.text
    states = find_states(text, lore)
    offices = find_offices(text, states, lore)
    return Mentions(
        states=states,
        offices=offices,
        persons=find_persons(text, states, offices, lore),
        dates=find_dates(text, published, lore),
        amounts=find_amounts(text, lore),
    )
