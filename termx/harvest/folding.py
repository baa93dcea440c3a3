"""Text without what may differ between two renderings of one thing, and the way back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from termx import lang
from termx.data import table

_AND = ("和", "以及", "与", "及", "暨", "、")
_DROPPED = (
    *"的《》〈〉“”",
    "关于",
    "针对",
    "问题",
    "方面",
    "行为",
    "各项",
    "各个",
    "各类",
    "一切形式",
    "所有年龄",
    "所有年龄层",
)
_CRIMES = ("贩运", "走私", "偷运")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text in pieces: piece *i* begins at `starts[i]`, its original at `origins[i]`.

    `exchanged[i]` is the length of the original if the piece stands for another word, else 0.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    exchanged: tuple[int, ...]

    def origin(self, start: int, end: int) -> tuple[int, int] | None:
        """The place in the original of `text[start:end]`, None if it cuts an exchanged word."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_left(self.starts, end) - 1
        begin = self.origins[first] + start - self.starts[first]
        if self.exchanged[first] and start != self.starts[first]:
            return None
        if not self.exchanged[last]:
            return begin, self.origins[last] + end - self.starts[last]
        behind = self.starts[last + 1] if last + 1 < len(self.starts) else len(self.text)
        return (begin, self.origins[last] + self.exchanged[last]) if end == behind else None


def fold(text: str) -> Folded:
    """`text` with exchangeable words as the first of their row, without particles and fillers."""
    automaton, words = _exchanges()
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    exchanged: list[int] = []
    size = position = 0
    for start, end, index in automaton.find(text):
        if start > position:
            pieces.append(text[position:start])
            starts.append(size)
            origins.append(position)
            exchanged.append(0)
            size += start - position
        if new := words[index]:
            pieces.append(new)
            starts.append(size)
            origins.append(start)
            exchanged.append(end - start)
            size += len(new)
        position = end
    if position < len(text):
        pieces.append(text[position:])
        starts.append(size)
        origins.append(position)
        exchanged.append(0)
    return Folded("".join(pieces), tuple(starts), tuple(origins), tuple(exchanged))


@cache
def _exchanges() -> tuple[CharwiseDoubleArrayAhoCorasick, tuple[str, ...]]:
    words: dict[str, str] = {}
    for cell, where in table("normalize_alternants.tsv"):
        first, *others = map(lang.key, cell.split("|"))
        for word in (first, *others) if where != "end" else ():
            words.setdefault(word, first)
    words |= dict.fromkeys(_AND, "和") | dict.fromkeys(_DROPPED, "")
    words["各个方面"] = "各"
    words |= {f"非法{crime}": crime for crime in _CRIMES}
    automaton = CharwiseDoubleArrayAhoCorasick(list(words), MATCH_KIND_LEFTMOST_LONGEST)
    return automaton, tuple(words.values())
