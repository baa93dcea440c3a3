"""English names and acronyms that the word lists of the package know (`data/names/`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from daachorse import MATCH_KIND_STANDARD, CharwiseDoubleArrayAhoCorasick

from termx import data
from termx.harvest.english.lexicon import common, place_names
from termx.harvest.mentions import Mention
from termx.harvest.occurrences import cover
from termx.models import Kind, Occurrence, Segment

_PARTIAL = re.compile(r"[\w’'-]")
_WEIGHT = 3


def known(segments: Sequence[Segment]) -> Iterator[Mention]:
    """Names of the lists that stand in `segments`, as printed there."""
    for segment in segments:
        for start, end, kind in known_names(segment.text):
            place = Occurrence(segment, segment.start + start, segment.start + end)
            yield Mention(place.text, kind, place, weight=_WEIGHT)


@lru_cache(maxsize=1 << 10)
def known_names(text: str) -> tuple[tuple[int, int, Kind], ...]:
    """Known names in `text`, longest first where they overlap: start, end, kind."""
    automaton, kinds = _automaton()
    loud = text.isupper()
    fitting = [
        (start, end, index)
        for start, end, index in automaton.find_overlapping(_folded(text))
        if _whole(text, start, end) and (loud or _capital(text, start, end, kinds[index][1]))
    ]
    return tuple((start, end, kinds[index][0]) for start, end, index in cover(fitting))


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no word runs across an edge of `text[start:end]`; a possessive may follow."""
    if start and (text[start - 1].isalnum() or text[start - 1] in "-/."):
        return False
    behind = text[end : end + 2]
    if not behind or not _PARTIAL.match(behind):
        return not (behind.startswith("/") and behind[1:].isalnum())
    return behind in ("’s", "'s") or (behind[0] in "’'-" and not behind[1:].isalnum())


def _capital(text: str, start: int, end: int, form: str) -> bool:
    """Whether the capitals of a match are those of a name: WHO, but not “who”."""
    found = text[start:end]
    if form.isupper():
        return found == form
    if form[0].islower():
        return True
    capitals = sum(word[0].isupper() for word in form.split())
    printed = sum(word[0].isupper() for word in found.split())
    return printed >= min(2, capitals) or (capitals > 2 and printed > 0)


def _folded(text: str) -> str:
    folded = text.lower()
    if not text.isascii():
        folded = _MARK.sub(_plain, folded)
    return folded if len(folded) == len(text) else text


_MARK = re.compile("[’‘‐‑–]")


def _plain(mark: re.Match[str]) -> str:
    return "'" if mark[0] in "’‘" else "-"


@cache
def _automaton() -> tuple[CharwiseDoubleArrayAhoCorasick, tuple[tuple[Kind, str], ...]]:
    """Finds folded forms; the kind and the printed form of each."""
    forms: dict[str, tuple[Kind, str]] = {}
    for name in data.names():
        for form in (*name.en, *name.acronyms):
            if len(form) > 2 and (" " in form or not common(form)) and form not in place_names():
                forms.setdefault(_folded(form), (name.kind, form))
    patterns = sorted(forms)
    automaton = CharwiseDoubleArrayAhoCorasick(patterns, MATCH_KIND_STANDARD)
    return automaton, tuple(forms[pattern] for pattern in patterns)
