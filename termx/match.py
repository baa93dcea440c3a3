"""Known terms in a text: by characters, so that no segmentation can hide one.

Width, script and case are folded in copies of the same length; offsets are those of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from daachorse import MATCH_KIND_STANDARD, CharwiseDoubleArrayAhoCorasick

from termx import lang
from termx.harvest.occurrences import cover


def fold(text: str) -> str:
    """`text` simplified, half-width and in lower case, of the same length."""
    folded = lang.simplified(lang.fold_width(text))
    lowered = folded.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in folded)


class Matcher:
    """Finds `forms` in texts. It can be pickled.

    Of overlapping matches the longest holds. A form of capitals alone (WHO) matches capitals alone,
    every other form matches in any case. No match begins or ends inside a run of Latin letters and
    digits. Of forms that fold to the same, the first that fits is reported.
    """

    def __init__(self, forms: Sequence[str]) -> None:
        self._forms = tuple(forms)
        indices: dict[str, list[int]] = {}
        for index, form in enumerate(self._forms):
            if form and not form.isspace():
                indices.setdefault(fold(form), []).append(index)
        self._indices = tuple(tuple(indices[pattern]) for pattern in sorted(indices))
        self._automaton = CharwiseDoubleArrayAhoCorasick(sorted(indices), MATCH_KIND_STANDARD)

    def __call__(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Start, end and index of the form of each match, in the order of the text."""
        fitting = []
        for start, end, pattern in self._automaton.find_overlapping(fold(text)):
            if _inside_word(text, start) or _inside_word(text, end):
                continue
            for index in self._indices[pattern]:
                if not self._forms[index].isupper() or text[start:end].isupper():
                    fitting.append((start, end, index))
                    break
        return cover(fitting)


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and _wordlike(text[at - 1]) and _wordlike(text[at])


def _wordlike(char: str) -> bool:
    return char.isalnum() and not lang.is_han(char)
