"""Names that are one character away from a name of the word lists: slips, or other renderings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from termx import lang
from termx.data import names
from termx.normalize.canon import canon
from termx.normalize.contrast import numbers_differ, words_differ
from termx.normalize.forms import Form
from termx.normalize.groups import Evidence, Link
from termx.normalize.links import is_name, neighbours, one_slip


class Near(NamedTuple):
    """A name of the word lists, its entry, and what the form beside it has otherwise."""

    name: str
    entry: int
    difference: str


def near_listed(form: Form) -> Near | None:
    """The name of the word lists that `form` misses by one character, if there is one only."""
    if form.entries or not form.chinese or not is_name(form):
        return None
    return _near(form.key)


@lru_cache(maxsize=1 << 16)
def _near(key: str) -> Near | None:
    listed = _listed()
    found = {name for text in neighbours(key) for name in listed.get(text, ())}
    nearest = []
    for name, entry in sorted(found):
        text, other = canon(key).text, canon(lang.key(name)).text
        difference = one_slip(key, text, lang.key(name), other)
        if difference and not (words_differ(text, other) or numbers_differ(text, other)):
            nearest.append(Near(name, entry, difference))
    return nearest[0] if len({near.entry for near in nearest}) == 1 else None


@cache
def _listed() -> Mapping[str, Sequence[tuple[str, int]]]:
    found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for entry, name in enumerate(names()):
        for form in name.zh:
            for text in neighbours(lang.key(form)):
                found[text].append((form, entry))
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
        if near and near.entry in printed and lang.key(near.name) not in keys:
            reason = f"the word lists have {near.name} ({near.difference})"
            yield Link(index, printed[near.entry], Evidence.LISTED, reason)
