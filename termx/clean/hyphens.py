"""Hyphens at the ends of English lines: those of compounds stay, those of the line break go."""

from __future__ import annotations

import re
from functools import cached_property

_HYPHENATED = re.compile(r"([A-Za-z]+)-$")
_WORD = re.compile(r"[A-Za-z]+")
# First parts of English compounds that keep their hyphen and seldom are syllables of other words.
_COMPOUNDING = frozenset(
    ("all", "anti", "cross", "half", "high", "inter", "long", "low", "mid", "multi", "non", "quasi",
     "self", "short", "socio", "vice", "well")
)  # fmt: skip
# Second parts of such compounds.
_COMPOUNDED = frozenset(
    ("aged", "based", "being", "border", "bound", "building", "centred", "day", "depth", "driven",
     "free", "friendly", "going", "keeping", "led", "level", "making", "minded", "off", "on",
     "oriented", "owned", "range", "related", "responsive", "run", "saving", "scale", "sensitive",
     "sharing", "specific", "standing", "sum", "term", "time", "up", "wide", "year")
)  # fmt: skip
# Ends of English words that are none themselves: a hyphen before one came with the line break.
_SYLLABLES = re.compile(
    r"(?!(?:nation|futur|natur|mental|vision|cities|ties|[mnr]otion|ration|native|dance|fences?))"
    r"(?:(?:[bcdfglmnprstvz]?[aeiou]?)(?:tions?|sions?|tional(?:ly)?|ments|mental|mented|menting"
    r"|ences?|ances?|ities|tatives?|ization|isation|ically|tively|tives?|tures?|nators?|cies)"
    r"|ment|ity|ties|ing|ings|ed|er|ers|ly|al|ally|ness|ous|ously|ic|ical|ism|ists?|ized?|ised?"
    r"|izing|ising|ary|aries|ory|bly|bility|cally|tion|sentatives?)"
)
_BROKEN_WORD = re.compile(r"([A-Za-z]+)-[ \t]*\n+[ \t]*([a-z]+)")
_CUT_WORD = re.compile(r"[A-Za-z]+-[ \t]*$", re.MULTILINE)  # its rest is on another page


class Words:
    """The words of a text, to tell the hyphen of a compound from that of a line end."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _known(self) -> frozenset[str]:
        whole = _CUT_WORD.sub(" ", _BROKEN_WORD.sub(" ", self._text))
        return frozenset(re.findall(r"[a-z]+(?:-[a-z]+)*", whole.lower()))

    @cached_property
    def _hyphenated(self) -> bool:
        """Whether words are hyphenated at line ends, and not only compounds broken there."""
        broken = [
            (match[1].lower(), match[2].lower()) for match in _BROKEN_WORD.finditer(self._text)
        ]
        joined = sum(first + second in self._known for first, second in broken)
        joined += 2 * sum(bool(_SYLLABLES.fullmatch(second)) for _, second in broken)
        return joined > max(1, sum(f"{first}-{second}" in self._known for first, second in broken))

    def hyphen_goes(self, before: str, after: str) -> bool:
        """Whether the hyphen at the end of `before` came with the line break.

        The text tells how it writes the word elsewhere. If it does not, and the text is set with
        hyphenation, the halves of a compound are words of the text or begin as compounds do.
        """
        tail, head = _HYPHENATED.search(before), _WORD.match(after)
        if tail is None or head is None:
            return False
        first, second = tail[1].lower(), head[0].lower()
        if not head[0].islower():
            acronym = tail[1].isupper() and head[0].isupper()
            return acronym and first + second in self._known
        if f"{first}-{second}" in self._known or first + second in self._known:
            return f"{first}-{second}" not in self._known
        if _SYLLABLES.fullmatch(second):
            return True
        compound = first in _COMPOUNDING or second in _COMPOUNDED
        return self._hyphenated and not compound and not {first, second} <= self._known
