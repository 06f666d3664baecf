"""Whether a sentence goes on with the history of relations, so that what it tells without a time is not of the day reported.

Guarantees: pure; a sentence with words of the news in it, or after one without a year gone by, is no history.
"""

from banggiao.extract.expressions import Expressions
from banggiao.extract.page import Page, View
from banggiao.lore import Lore


def is_history(page: Page, view: View, lore: Lore) -> bool:
    """Whether the sentence before tells of years gone by only, and this one has no words of the news."""
    published = (page.scene.published or "")[:4]
    if view.number == 0 or not published or lore.once(Expressions)["history.news"].search(view.text):
        return False
    before = [date.value for _, date in page.views[view.number - 1].dates() if date.value]
    return bool(before) and all(value[:4] < published for value in before)
