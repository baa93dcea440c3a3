"""Names that are one character away from a name of the word lists: slips, or other renderings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from termx import lang
from termx.data import names
from termx.normalize.canon import canon
from termx.normalize.contrast import numbers_differ, words_differ
from termx.normalize.forms import Form, listed
from termx.normalize.groups import Evidence, Link
from termx.normalize.links import is_name, one_slip


class Near(NamedTuple):
    """The key of a name of the word lists, its entry, what the form beside it has otherwise."""

    key: str
    entry: int
    difference: str

    def __str__(self) -> str:
        name = next(form for form in names()[self.entry].zh if lang.key(form) == self.key)
        return f"the word lists have {name} ({self.difference})"


def near_listed(form: Form) -> Near | None:
    """The name of the word lists that `form` misses by one character, if there is one only."""
    if form.entries or not form.chinese or not is_name(form):
        return None
    return _near(form.key)


@lru_cache(maxsize=1 << 16)
def _near(key: str) -> Near | None:
    text = canon(key).text
    found = []
    for other in _listed().get((key[0], key[-1]), ()):
        if Levenshtein.distance(key, other, score_cutoff=1) == 1:
            same = canon(other).text
            difference = one_slip(key, text, other, same)
            if difference and not (words_differ(text, same) or numbers_differ(text, same)):
                found += [Near(other, entry, difference) for entry in sorted(listed()[other])]
    return found[0] if len({near.entry for near in found}) == 1 else None


@cache
def _listed() -> Mapping[tuple[str, str], Sequence[str]]:
    """The keys of listed Chinese names by their first and their last character."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for key in listed():
        if lang.has_han(key):
            found[key[0], key[-1]].append(key)
    return found


def near_links(forms: Sequence[Form]) -> Iterator[Link]:
    """A form near a listed name, and another form of its entry, where no text prints the name.

    Beside the name itself the form is a slip (`slip_links`).
    """
    keys = {form.key for form in forms}
    printed: dict[int, int] = {}
    for index, form in enumerate(forms):
        for entry in form.entries:
            printed.setdefault(entry, index)
    for index, form in enumerate(forms):
        near = near_listed(form)
        if near and near.entry in printed and near.key not in keys:
            yield Link(index, printed[near.entry], Evidence.LISTED, str(near))
