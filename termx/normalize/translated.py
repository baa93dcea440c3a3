"""Evidence from another language: what Chinese names are sure to be called in English."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from termx.normalize.forms import Form
from termx.normalize.groups import Evidence, Link
from termx.normalize.links import is_name


def translation_links(forms: Sequence[Form], english: Mapping[str, str]) -> Iterator[Link]:
    """Two names with one name in English; `english` leads from the key of a form to its English.

    Of a form and a part of it one has a wrong edge, which says nothing about its sense.
    """
    called: defaultdict[str, list[int]] = defaultdict(list)
    for index, form in enumerate(forms):
        if form.chinese and is_name(form) and form.key in english:
            called[english[form.key]].append(index)
    for group in called.values():
        for one, other in combinations(group, 2):
            keys = forms[one].key, forms[other].key
            if keys[0] not in keys[1] and keys[1] not in keys[0]:
                yield Link(one, other, Evidence.TRANSLATED, "one name in English")


def not_apart(
    links: Iterable[Link], forms: Sequence[Form], english: Mapping[str, str]
) -> Iterator[Link]:
    """The `links` without those of look-alikes that are two things in English."""
    for link in links:
        one, other = (english.get(forms[index].key) for index in (link.one, link.other))
        if one is None or other is None or one in other or other in one:
            yield link
