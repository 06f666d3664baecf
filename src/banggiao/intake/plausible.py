"""Whether words are built like Vietnamese ones.

Guarantees: pure; a word is judged in its composed form, by the onset, rhyme and tone that Vietnamese spelling allows.
"""

import re
import unicodedata

import msgspec

from banggiao.lore import Lore

_WORD = re.compile(r"[^\W\d_]+")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))


class SyllablePart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to begin or to go on in a syllable. ``part``: onset or rhyme; ``text``: its letters without tone."""

    part: str
    text: str


def _shape(lore: Lore) -> re.Pattern[str]:
    rows = lore.rows("vi/syllable", SyllablePart)
    ways = {part: sorted((r.text for r in rows if r.part == part), key=lambda t: (-len(t), t)) for part in ("onset", "rhyme")}
    return re.compile(f"(?:{'|'.join(ways['onset'])})?(?:{'|'.join(ways['rhyme'])})")


def is_syllable(word: str, lore: Lore) -> bool:
    """Whether one word, in any case and normal form, is a possible Vietnamese syllable."""
    bare = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word.lower()).translate(_TONES))
    return lore.once(_shape).fullmatch(bare) is not None


def vietnamese_share(text: str, lore: Lore, words: int = 400) -> float:
    """The share, among the first ``words`` words with letters beyond ASCII, of possible Vietnamese syllables (0.0 to 1.0)."""
    composed = unicodedata.normalize("NFC", text)
    seen = []
    for match in _WORD.finditer(composed):
        if not match.group().isascii():
            seen.append(match.group())
            if len(seen) == words:
                break
    return sum(is_syllable(word, lore) for word in seen) / len(seen) if seen else 0.0
