"""All places of English forms: automata over every paragraph, whole words only. They pickle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from daachorse import (
    MATCH_KIND_LEFTMOST_LONGEST,
    MATCH_KIND_STANDARD,
    CharwiseDoubleArrayAhoCorasick,
)

from termx.harvest.occurrences import cover
from termx.harvest.parts import At, Part

_BLOT = "\ufffc"
_HYPHENS = "-‐‑’'"

_Matches = Sequence[tuple[int, int, int]]


class Names:
    """Names that are to be found in texts."""

    def __init__(self, forms: Iterable[str]) -> None:
        self.forms = tuple(sorted(form for form in forms if form))

    def __reduce__(self) -> tuple[type[Names], tuple[tuple[str, ...]]]:
        return Names, (self.forms,)

    @cached_property
    def _all(self) -> CharwiseDoubleArrayAhoCorasick:
        return CharwiseDoubleArrayAhoCorasick(list(self.forms), MATCH_KIND_STANDARD)

    @cached_property
    def _longest(self) -> CharwiseDoubleArrayAhoCorasick:
        return CharwiseDoubleArrayAhoCorasick(list(self.forms), MATCH_KIND_LEFTMOST_LONGEST)

    def places(self, part: Part) -> dict[str, list[At]]:
        """Form -> its places in reading order; a name inside a longer one does not count."""
        return _places(part, self.forms, self._outer) if self.forms else {}

    def _outer(self, text: str) -> _Matches:
        matches = self._all.find_overlapping(text)
        return list(cover([match for match in matches if is_whole(text, match[0], match[1])]))

    def hide(self, text: str) -> str:
        """`text` with its names blotted out, of the same length."""
        if not self.forms:
            return text
        pieces: list[str] = []
        position = 0
        for start, end, _ in self._longest.find(text):
            if is_whole(text, start, end):
                pieces += (text[position:start], _BLOT * (end - start))
                position = end
        return "".join((*pieces, text[position:])) if pieces else text


class Terms:
    """Domain terms that are to be found around names, also inside of each other."""

    def __init__(self, forms: Iterable[str]) -> None:
        self.forms = tuple(sorted(forms))

    def __reduce__(self) -> tuple[type[Terms], tuple[tuple[str, ...]]]:
        return Terms, (self.forms,)

    @cached_property
    def _all(self) -> CharwiseDoubleArrayAhoCorasick:
        return CharwiseDoubleArrayAhoCorasick(list(self.forms), MATCH_KIND_STANDARD)

    def places(self, part: Part, names: Names) -> dict[str, list[At]]:
        """Form -> its places in reading order."""

        def find(text: str) -> _Matches:
            hidden = names.hide(text)
            return [
                match
                for match in self._all.find_overlapping(hidden)
                if _is_free(hidden, match[0], match[1])
            ]

        return _places(part, self.forms, find) if self.forms else {}


def _places(
    part: Part, forms: Sequence[str], find: Callable[[str], _Matches]
) -> dict[str, list[At]]:
    found: defaultdict[str, list[At]] = defaultdict(list)
    known: dict[str, _Matches] = {}
    for number, segment in enumerate(part.segments):
        text = segment.text
        matches = known.get(text)
        if matches is None:
            matches = known[text] = find(text)
        for start, end, index in matches:
            found[forms[index]].append((number, start, end))
    return found


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` begins and ends where words do."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    return not (
        (before.isalnum() and text[start].isalnum())
        or (behind.isalnum() and text[end - 1].isalnum())
    )


def _is_free(text: str, start: int, end: int) -> bool:
    """Whether no word, compound or possessive runs across an edge of `text[start:end]`."""
    if start and (text[start - 1].isalnum() or text[start - 1] in _HYPHENS):
        return False
    behind = text[end : end + 2]
    if not behind or not (behind[0].isalnum() or behind[0] in _HYPHENS):
        return True
    return behind[0] in _HYPHENS and not behind[1:].isalnum()
