"""Names in chains of capitalized words.

“Commission on Narcotic Drugs and the Commission on Crime Prevention and Criminal Justice”: a run
that ends in a head noun (`english_heads.tsv`) begins a name; what is between two runs, and whether
the next run has a head of its own, decides how far the name goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from termx.data import names
from termx.harvest.english.complements import complement
from termx.harvest.english.lemma import key
from termx.harvest.english.lexicon import ORDINAL, Head, head_words, heads, words
from termx.harvest.english.runs import CHAIN, Run, runs
from termx.harvest.english.steps import State, first_head, step
from termx.models import Kind

_CAPITAL = re.compile("[A-ZÀ-Þ]")
_HYPHENS = "-‑"
_BACK = 24
"""So many characters before its first capital a chain may begin."""

_OPENING = re.compile(rf"(?<![\w-])(?:{ORDINAL}|\d{{4}})\s$")
_PREFIX = re.compile(rf"(?<![\w-])(?:{ORDINAL}\s)?[a-z]+[-‑]$")
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"\d{4}$")
_THERETO = re.compile(
    r" and (?:the|its) (?:\w+ ){0,3}(?:Protocols?|Agreements?|Annex(?:es)?) thereto"
)
_TOLD = re.compile(
    r"\b(?:advis|assur|brief|consult|inform|notif|report|updat)\w* (?:to |with )?(?:the )?$"
)
"""Before a body that is told of something: to advise the Committee on the steps to be taken."""

_MATTER = re.compile(r" (?:on|for|against) (?:the|its|their|these|those|this|all|any) [a-z]")
"""Behind a body without its name: what is told to the Committee on the steps that were taken."""

_PLURAL = re.compile(r" (?:conventions|protocols|treaties|agreements|covenants)\b")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a chain: `chain[start:end]` and its kind."""

    start: int
    end: int
    kind: Kind
    noun: str = ""
    """The head of a name that a complement may follow, empty for any other."""
    bare: bool = False
    """Whether it is a name only with that complement: Special Rapporteur on the right to …"""


@lru_cache(maxsize=1 << 16)
def analyse(chain: str, initial: bool = False) -> tuple[Name, ...]:
    """The names in `chain`, nested ones behind the one that holds them.

    `initial` says whether the chain begins a sentence, where a capital letter means nothing.
    """
    if head_words().isdisjoint(_WORD.findall(chain.lower())):
        return ()
    items = runs(chain, initial=initial)
    found: list[Name] = []
    i = 0
    while i < len(items):
        first = first_head(items, i)
        if first is None:
            i += 1
            continue
        outer, last = _name(chain, items, i, first)
        found += outer
        for k in range(first + 1, last + 1):
            if "the" in items[k].before and items[k].head:
                nested, end = _name(chain, items[: last + 1], k, k)
                nested = [name for name in nested if not name.bare]
                if end == last or any(is_known(chain[n.start : n.end]) for n in nested):
                    found += [
                        name if name.kind is Kind.INSTRUMENT else replace(name, noun="")
                        for name in nested[:1]
                    ]
        i = last + 1
    return tuple(dict.fromkeys(found))


def _name(chain: str, items: Sequence[Run], i: int, first: int) -> tuple[list[Name], int]:
    """The name that begins at run `i` with its head in run `first`, then shorter readings of it,
    and the last of its runs."""
    head, noun = items[first].head, items[first].words[-1].lower()
    start, end, last = items[i].start, items[first].end, first
    modifiers = items[first].modifiers + len(items[i:first])
    dated = bool(_YEAR.match(items[i].words[0]))
    opened = ""
    if head is None:
        return [], first
    if last + 1 < len(items) and (joined := _compound(noun, items[last + 1])):
        last += 1
        head, noun, end = joined, items[last].words[-1].lower(), items[last].end
    if modifiers == 0 and head.use == "plain":
        return [], last
    content = modifiers > 0 or head.use == "alone"
    listed = max(
        (k for k in range(last, len(items)) if is_known(chain[start : items[k].end])), default=-1
    )
    readings: list[Name] = []
    while last + 1 < len(items):
        following = items[last + 1]
        state = State(head, noun, content, opened, last == listed)
        joint = step(items, last + 1, state) or (last < listed and "of")
        if not joint:
            break
        if content and _belongs(following, items[last], opened, modifiers):
            readings.append(Name(start, end, head.kind))
        if joint != "and" or opened:
            opened = opened or joint
            content = True
        last += 1
        end = following.end
    if dated and _droppable(head, modifiers, opened) and not is_known(chain[start:end]):
        start = items[i].start + len(items[i].words[0]) + 1
        readings = [replace(name, start=start) for name in readings]
    complete = head.kind is not Kind.INSTRUMENT and is_known(chain[start:end])
    extensible = not complete and _extensible(noun, opened)
    if not content and not extensible:
        return [], last
    whole = Name(start, end, head.kind, noun if extensible else "", bare=not content)
    return [whole, *readings], last


def _extensible(noun: str, opened: str) -> bool:
    """Whether a complement in lower case may follow: the Optional Protocol to … on the sale of …"""
    return (
        noun in words("extended") if not opened else noun in words("mandate") and opened in "of to"
    )


def _droppable(head: Head, modifiers: int, opened: str) -> bool:
    """Whether a year before the name only tells it apart: the 1951 Convention relating to …"""
    return bool(opened) and (
        head.kind is Kind.ORGANIZATION or (modifiers == 1 and head.kind is Kind.INSTRUMENT)
    )


def _belongs(following: Run, run: Run, opened: str, modifiers: int) -> bool:
    """Whether what stands before “of the …” is a name too: Second Committee of the Assembly."""
    if following.before[:2] != ("of", "the") or following.head is None:
        return False
    if opened:
        united = opened == "of" or following.words[:2] == ("United", "Nations")
        return united and following.head.kind is Kind.ORGANIZATION and run.head is None
    return modifiers > 0


def _compound(noun: str, following: Run) -> Head | None:
    """The head of several words that `noun` and the next run make: Plan of Action."""
    joint = " ".join(following.before)
    for size in range(min(3, len(following.words)), 0, -1):
        text = " ".join(following.words[:size]).lower()
        if head := heads().get(f"{noun} {joint} {text}"):
            return head
    return None


@lru_cache(maxsize=1 << 16)
def is_known(form: str) -> bool:
    """Whether `form` is an English name of the word lists."""
    return key(form) in known_keys()


@cache
def known_keys() -> frozenset[str]:
    """The keys of the English names of the word lists."""
    return frozenset(key(form) for name in names() for form in name.en)


def chains(text: str) -> Iterator[tuple[Name, ...]]:
    """The names of each chain of a text, with offsets into the text."""
    for match in _matches(text):
        begin = match.end("ordinal") + 1 if match["ordinal"] else match.start()
        end = match.start("tail") if match["tail"] else match.end()
        found = analyse(text[begin:end], _initial(text, begin))
        if found:
            names = tuple(_with_edges(text, found, begin, end, match))
            if (match["tail"] or "").endswith("thereto"):
                names += tuple(_with_protocols(text, names, match.end()))
            if names:
                yield names


def _matches(text: str) -> Iterator[re.Match[str]]:
    """The matches of `CHAIN`, which is only tried where a chain can begin: that is much faster."""
    position = 0
    for capital in _CAPITAL.finditer(text):
        at = capital.start()
        if at < position:
            continue
        before = text[at - 1 : at]
        if before.isspace():
            opening = _OPENING.search(text, max(position, at - _BACK), at)
            at = opening.start() if opening else at
        elif before in _HYPHENS and before:
            opening = _PREFIX.search(text, max(position, at - _BACK), at)
            at = opening.start() if opening else at
        elif before.isalnum() or before == "_":
            continue
        match = CHAIN.match(text, at)
        if match:
            yield match
            position = match.end()


def _with_edges(
    text: str, found: Sequence[Name], begin: int, end: int, match: re.Match[str]
) -> Iterator[Name]:
    """The names of a chain with an ordinal number before it and what is added behind it."""
    last = max((n.start for n in found if n.end == end - begin and n.noun), default=-1)
    further = complement(text, end) if last >= 0 and not match["tail"] else 0
    plural = _PLURAL.match(text, end) if not match["tail"] else None
    for inner in found:
        kind, noun, bare = inner.kind, inner.noun, inner.bare
        name = Name(begin + inner.start, begin + inner.end, kind, noun, bare)
        if inner.start == 0 and match["ordinal"] and name.kind is Kind.EVENT:
            name = replace(name, start=match.start())
        if name.end == end and match["tail"]:
            tail = match["tail"]
            if (name.kind is Kind.INSTRUMENT or tail[-1] != ")") and not name.bare:
                yield replace(name, end=match.end(), noun="")
            if tail[-1] in '”"' or "since" in tail or name.bare:
                continue
        elif name.end == end:
            longer = further if inner.start <= last else 0
            if name.bare and kind is Kind.ORGANIZATION and noun not in words("mandate"):
                longer = 0 if _MATTER.match(text, end) else longer
            if longer and _TOLD.search(text, max(0, name.start - 30), name.start):
                longer = 0
            if name.bare and not longer:
                continue
            name = replace(name, end=plural.end() if plural else longer or end)
        elif name.bare:
            continue
        yield name


def _with_protocols(text: str, names: Sequence[Name], end: int) -> Iterator[Name]:
    """A treaty together with what belongs to it: the Convention and the Protocols thereto."""
    for name in names:
        if name.kind is Kind.INSTRUMENT and _THERETO.fullmatch(text, name.end, end):
            yield replace(name, end=end, noun="")


def _initial(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip(" “\"'‘*")
    return not before or before[-1] in ".;:?!)" or (start < 5 and before.isdigit())
