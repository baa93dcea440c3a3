"""TX1: terms of the source and what became of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from termx.check.draft import Draft, Hit, Pair
from termx.check.folding import squeeze
from termx.check.lexicon import Entry
from termx.check.registry import Problem
from termx.models import Severity

_ENOUGH = 0.65
"""So much of a form, in order and near each other, is a rendering of it."""
_USUAL = 0.75
"""A domain term that is rendered so often as the glossary has it is missed where it is not."""
_CAPITAL_BEFORE = re.compile(r"(?:^|[^A-Za-z])([A-Z][A-Za-z’'-]*)[ -]$")
_CAPITAL_AFTER = re.compile(
    r"(?:[’']s?)?[ -](?:[A-Z][a-z]|(?:of|on|for|against|in|to) (?:the )?"
    r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
    r"[A-Z][a-z])"
)
_OPENERS = frozenset({"The", "This", "That", "These", "Those", "A", "An", "Its", "Our", "In", "At"})
_SENTENCE_START = re.compile(r"(?:^|[.;:!?)\]”\"]\s*|^\W*)$")


class Expected(NamedTuple):
    """A term of the source at `hit`, the entries it may belong to, and whether one is rendered."""

    pair: Pair
    hit: Hit
    entries: tuple[Entry, ...]
    term: str
    rendered: bool


def missing_term(draft: Draft) -> Iterator[Problem]:
    """A name or term of the source without any known equivalent in the translation.

    Any form of the glossary will do, also one that is interrupted or shortened. A name that stands
    inside a longer one, and a word like “Committee” that only its context explains, are passed
    over. A domain term is only missed in a document that renders it as the glossary has it
    elsewhere. A name that the document never renders so is reported once.

    Terms: organization: 人权事务委员会 = Human Rights Committee
    Bad:   The Human Rights Committee met in Geneva. | 该小组在日内瓦开会。
    Good:  The Human Rights Committee met in Geneva. | 人权事务委员会在日内瓦开会。
    Good:  The former Human Rights Committee Secretariat | 该机构的前秘书处
    """
    of_term: defaultdict[tuple[str, ...], list[Expected]] = defaultdict(list)
    for expected in _expected(draft):
        of_term[tuple(entry.id for entry in expected.entries)].append(expected)
    for group in of_term.values():
        theme = all(entry.kind == "theme" for entry in group[0].entries)
        missed = [item for item in group if not item.rendered]
        share = 1 - len(missed) / len(group)
        if theme and (share < _USUAL or len(group) < 4):
            continue
        if share == 0 and len(group) > 1:
            missed = missed[:1]
        for item in missed:
            yield _missing(item, len(group), share, theme=theme)


def _missing(item: Expected, times: int, share: float, *, theme: bool) -> Problem:
    entry = item.entries[0]
    evidence = ""
    if times > 1:
        evidence = f" ({round(times * share)} of {times} times it is rendered so)"
    return Problem(
        item.pair.start,
        item.pair.end,
        f"no equivalent of “{item.term}”: {' or '.join(entry.preferred)}{evidence}",
        entry.preferred,
        entry.id,
        Severity.INFO if theme else None,
    )


def _expected(draft: Draft) -> Iterator[Expected]:
    """The terms of the source that ask for an equivalent."""
    lexicon = draft.lexicon
    for pair in draft.pairs:
        for hit in pair.terms:
            entries = []
            for number, at in hit.references:
                entry = lexicon.entry(number)
                if entry.target and _asks(entry, entry.source[at].text):
                    entries.append(entry)
            if len(entries) < len(hit.references) or not entries:
                continue
            named = any(entry.kind != "theme" for entry in entries)
            if named and _in_longer_name(pair.source, hit):
                continue
            yield Expected(
                pair,
                hit,
                tuple(entries),
                pair.source[hit.start : hit.end],
                _is_rendered(pair, entries),
            )


def _asks(entry: Entry, term: str) -> bool:
    """Whether `term` alone says what is meant: no “Committee” for one with a longer name."""
    words = re.findall(r"[A-Za-z0-9’']+", term)
    if term.isupper():
        return len(term) > 2
    if len(words) < 2:
        return False
    shortest = min(len(squeeze(form.text)) for form in entry.target)
    fullest = max(len(form.text) for form in entry.source)
    return len(term) == fullest or shortest <= 3 * len(words) + 2


def _in_longer_name(source: str, hit: Hit) -> bool:
    if _CAPITAL_AFTER.match(source, hit.end):
        return True
    before = _CAPITAL_BEFORE.search(source, max(0, hit.start - 30), hit.start)
    if before is None or before[1] in _OPENERS or not source[hit.start].isupper():
        return False
    return not _SENTENCE_START.search(source[: before.start(1)])


def _is_rendered(pair: Pair, entries: Sequence[Entry]) -> bool:
    forms = {squeeze(form.text) for entry in entries for form in entry.target} - {""}
    text = pair.squeezed
    if any(form in text for form in forms):
        return True
    return any(_loosely(form, text) for form in forms)


def _loosely(form: str, text: str) -> bool:
    """Whether most of `form` stands in `text` in order and close together (coordination, 的)."""
    from rapidfuzz.distance import LCSseq

    size = 2 * len(form)
    least = max(2, _ENOUGH * len(form))
    step = max(1, len(form) // 2)
    return any(
        LCSseq.similarity(form, text[at : at + size]) >= least
        for at in range(0, max(1, len(text) - len(form) + 1), step)
    )
