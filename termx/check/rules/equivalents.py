"""TX1: terms of the source and what became of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from termx.check.draft import Draft, Hit, Pair
from termx.check.figures import symbols
from termx.check.folding import squeeze
from termx.check.lexicon import Entry
from termx.check.registry import Problem
from termx.models import Severity

_ENOUGH = 0.65
"""So much of a form, in order and near each other, is a rendering of it."""
_SHORT = 4
"""A form of so few characters is only rendered where all of them are."""
_REST = 6
"""So much of the end of a long form, a third of it at least, is a short form of it."""
_OFTEN, _EVERYWHERE = 20, 0.9
"""A name that a document has so often goes without saying now and then."""
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
    over. So are names that are taken up (本组织, 该公约, 《公约》). A domain term is only missed in
    a document that renders it as the glossary has it elsewhere. A name that the document never
    renders so is reported once.

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
        often = len(group) >= _OFTEN and share >= _EVERYWHERE
        for item in missed:
            light = theme or often or item.term.islower()
            yield _missing(item, len(group), share, light=light)


def _missing(item: Expected, times: int, share: float, *, light: bool) -> Problem:
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
        Severity.INFO if light else None,
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
            term = pair.source[hit.start : hit.end]
            if term.isupper() and _means_another(pair.source, hit, entries):
                continue
            yield Expected(
                pair,
                hit,
                tuple(entries),
                _POSSESSIVE.sub("", term),
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


_POSSESSIVE = re.compile(r"['’]s?$")


def _means_another(source: str, hit: Hit, entries: Sequence[Entry]) -> bool:
    """Whether the acronym is a part of a symbol, or explained here as something else."""
    if any(figure.start < hit.end and hit.start < figure.end for figure in symbols(source)):
        return True
    explained = source[hit.start - 1 : hit.start] == "(" and source[hit.end : hit.end + 1] == ")"
    known = (form.text.lower() for entry in entries for form in entry.source)
    return explained and not any(len(form.split()) > 1 and form in source.lower() for form in known)


def _is_rendered(pair: Pair, entries: Sequence[Entry]) -> bool:
    forms = {squeeze(form.text) for entry in entries for form in entry.target} - {""}
    text = pair.squeezed
    if any(form in text or _taken_up(form, text, pair.target) for form in forms):
        return True
    if "联合国" in forms and "本组织" in text:
        return True
    return any(_loosely(form, text) for form in forms)


def _taken_up(form: str, text: str, target: str) -> bool:
    """Whether the text has the end of `form`: as a short form, or after 该 or in title marks."""
    if len(form) >= _REST * 2 and form[-max(_REST, len(form) // 3) :] in text:
        return True
    heads = [form[-size:] for size in (2, 3, 4) if size < len(form)]
    if any(f"该{head}" in text or f"《{head}》" in target for head in heads):
        return True
    return form[:4].isdecimal() and any(f"《{form[:5]}{head}》" in target for head in heads)


def _loosely(form: str, text: str) -> bool:
    """Whether most of `form` stands in `text` in order and close together (coordination, 的).

    Its last character is there: the noun that says what it is.
    """
    from rapidfuzz.distance import LCSseq

    size = 2 * len(form)
    least = _ENOUGH * len(form) if len(form) > _SHORT else len(form)
    step = max(1, len(form) // 2)
    return any(
        form[-1] in text[at : at + size] and LCSseq.similarity(form, text[at : at + size]) >= least
        for at in range(0, max(1, len(text) - len(form) + 1), step)
    )
