"""Normalize: candidates become concepts with their variants grouped.

`forms` merges printings, `links` and `shortening` find evidence that two forms are one concept,
`contrast` finds evidence that they are not, `groups` weighs the two, `preference` decides which
form is preferred and says why. To add evidence, write a generator of links and a line in `_group`.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from math import prod

from termx.models import Candidate, Concept
from termx.normalize import links as link
from termx.normalize.anaphora import anaphora_links, protocol_links
from termx.normalize.context import Contexts
from termx.normalize.english import english_ellipsis_links, english_word_links
from termx.normalize.forms import Form, best_kind, forms
from termx.normalize.groups import Evidence, Groups, Link
from termx.normalize.near import near_links
from termx.normalize.preference import terms
from termx.normalize.shortening import abbreviation_links, ellipsis_links
from termx.normalize.translated import not_apart, translation_links

__all__ = ["normalize"]

_SEVERAL = 2


def normalize(
    candidates: Sequence[Candidate],
    *,
    subject: str | None = None,
    english: Mapping[str, str] | None = None,
) -> tuple[Concept, ...]:
    """The concepts that `candidates` name, best score first, then by text.

    `english` leads from the keys of Chinese forms to what they are sure to be called in English.

    Every concept holds the variants of its name with their statuses; the note of a term gives the
    reason of its status. Ids depend on the fullest form alone: they stay when variants are added.
    A candidate with `variant_of` that joins no other form is dropped.
    """
    found = forms(candidates)
    groups = _group(found, english or {})
    tied: defaultdict[int, list[Link]] = defaultdict(list)
    for item in groups.links:
        tied[groups.of(item.one)].append(item)
    slips = frozenset(
        found[item.one].key for item in groups.links if item.evidence is Evidence.SLIP
    )
    members: defaultdict[int, dict[int, Form]] = defaultdict(dict)
    for index, form in enumerate(found):
        if not _carved(form, [found[other] for other in groups.members(index)]):
            members[groups.of(index)][index] = form
    contexts = Contexts()
    concepts = [
        Concept(
            id=_id(group.values(), slips),
            kind=best_kind(group.values()),
            terms=terms(group, tied[root], slips, contexts),
            subject=subject,
            score=_score(group.values()),
        )
        for root, group in sorted(members.items())
        if not all(form.derived for form in group.values())
    ]
    return tuple(sorted(_unique(concepts), key=lambda item: (-item.score, item.terms[0].text)))


def _group(found: Sequence[Form], english: Mapping[str, str]) -> Groups:
    groups = Groups(found)
    groups.apply([*link.script_links(found), *link.list_links(found), *near_links(found)])
    groups.apply([*link.word_links(found), *link.order_links(found), *english_word_links(found)])
    groups.apply(link.citation_links(found))
    definitions = list(link.definition_links(found))
    groups.apply(definitions)
    groups.apply([*ellipsis_links(found), *english_ellipsis_links(found)])
    groups.apply(abbreviation_links(found))
    groups.apply(not_apart(link.slip_links(found), found, english))
    groups.apply(translation_links(found, english))
    for _ in range(2):  # a part may itself be known by a part of it
        groups.apply(link.part_links(found, groups))
    groups.apply(definitions)  # again: full forms that were two may have become one
    groups.apply([*protocol_links(found), *anaphora_links(found, groups)])
    return groups


def _carved(form: Form, group: Collection[Form]) -> bool:
    """Whether a form is counted several times, and always inside of fuller forms of its concept.

    The harvest counts what stands free; such a form was cut out where texts were paired.
    """
    inside = [
        (other.text, other.text.index(form.text))
        for other in group
        if len(other.text) > len(form.text) and form.text in other.text
    ]
    if not inside or len(form.occurrences) < _SEVERAL:
        return False
    return all(
        any(
            place.start >= start
            and place.segment.document.text.startswith(text, place.start - start)
            for text, start in inside
        )
        for place in form.occurrences
    )


def _score(group: Collection[Form]) -> float:
    """The score of a concept: each rendering adds to what the others say (noisy-or).

    That a thing has several renderings is itself a sign of a term.
    """
    return round(1 - prod(1 - form.score for form in group), 4)


def _id(group: Collection[Form], slips: Collection[str]) -> str:
    """An id from the fullest form that is no slip: shorter variants do not change it."""
    right = [form.canon for form in group if form.key not in slips] or [
        form.canon for form in group
    ]
    return _name(min(right, key=lambda text: (-len(text), text)))


def _name(text: str) -> str:
    return "c-" + hashlib.blake2s(text.encode(), digest_size=6).hexdigest()


def _unique(concepts: Sequence[Concept]) -> list[Concept]:
    """`concepts` with ids made unique: homographs take the form itself into their id."""
    counts = Counter(concept.id for concept in concepts)
    return [
        concept
        if counts[concept.id] == 1
        else replace(concept, id=_name(f"{concept.id} {concept.terms[0].text}"))
        for concept in concepts
    ]
