"""Chains of capitalized words, and the names in them.

A chain is a stretch of capitalized words joined by function words and commas, which may hold one
name, several, or none: “Commission on Narcotic Drugs and the Commission on Crime Prevention and
Criminal Justice”. It is cut into runs, words without anything between them. A run that ends in a
head noun (`english_heads.tsv`) begins a name; what is between two runs, and whether the next run
has a head of its own, decides how far the name goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from termx.data import names
from termx.harvest.english.lemma import key
from termx.harvest.english.lexicon import Head, heads, place_words, words
from termx.models import Kind

_BODY = r"\w*(?:[-‐‑–.’'&/+]\w+)*\+?"
_CAP = (
    rf"(?:(?:[a-z]+[-‑])?[A-ZÀ-Þ]{_BODY}(?:’(?=\s[A-Z]))?|(?<=of )\d{{1,2}}\b|\d{{4}}(?=\s[A-Z]))"
)
_LINK = rf"(?:{'|'.join(sorted(words('link'), key=len, reverse=True))})\b"
_ORDINAL = (
    r"(?:(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)(?:y-|ieth\b)(?:first|second|third|fourth"
    r"|fifth|sixth|seventh|eighth|ninth)?|first|second|third|fourth|fifth|sixth|seventh|eighth"
    r"|ninth|tenth|eleventh|twelfth|[a-z]+teenth|\d+(?:st|nd|rd|th))"
)
CHAIN = re.compile(
    rf"(?<![\w-])(?:(?P<ordinal>{_ORDINAL})\s(?=[A-Z]))?{_CAP}"
    rf"(?:(?:,\s|:\s|\s)(?:{_LINK}\s){{0,5}}{_CAP})*(?P<thereto>\sthereto\b)?"
    r"(?P<year>\sof\s\d{4}\b|,?\s\d{4}\s?[-–]\s?\d{4}\b|,\s\d{4}\b(?!/)|\s\(\d{4}\)|\s\d{4}\b(?!/))?"
)
"""A chain in a text, with an ordinal number before it and a year behind it."""

_PIECE = re.compile(rf"{_CAP}|[,:]|\S+?(?=[,:]?\s|$)")
_TO = frozenset({"protocol", "protocols", "parties", "mission", "amendment", "annex", "rules"})
_PLACED = frozenset(
    {"mission", "operation", "force", "team", "office", "process", "forces", "police"}
)
_DETAIL = frozenset({"especially", "including", "particularly", "supplementing", "their", "its"})
_LOOK_AHEAD = 5


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a chain: `chain[start:end]` and its kind; `open` if a complement may follow."""

    start: int
    end: int
    kind: Kind
    open: bool = False


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalized words with nothing between them, and what stands before them."""

    before: tuple[str, ...]
    words: tuple[str, ...]
    start: int
    end: int
    head: Head | None
    modifiers: int
    """How many words stand before the head."""


def analyse(chain: str, *, initial: bool) -> tuple[Name, ...]:
    """The names in `chain`, nested ones behind the one that holds them.

    `initial` says whether the chain begins a sentence, where a capital letter means nothing.
    """
    return _analyse(chain, initial)


@lru_cache(maxsize=1 << 16)
def _analyse(chain: str, initial: bool) -> tuple[Name, ...]:
    runs = _runs(chain, initial)
    found: list[Name] = []
    i = 0
    while i < len(runs):
        first = _coordinated(runs, i)
        if first is None:
            i += 1
            continue
        outer, last = _name(chain, runs, i, first)
        found += outer
        for k in range(first + 1, last + 1):
            head = runs[k].head
            if head and (runs[k].modifiers or head.bare):
                nested, end = _name(chain, runs[: last + 1], k, k)
                if end == last or any(is_known(chain[n.start : n.end]) for n in nested):
                    found += nested[:1]
        i = last + 1
    return tuple(dict.fromkeys(found))


def _runs(chain: str, initial: bool) -> list[_Run]:
    runs: list[_Run] = []
    before: list[str] = []
    own: list[re.Match[str]] = []

    def close() -> None:
        if own:
            runs.append(_run(chain, before, own))
            before.clear()
            own.clear()

    for match in _PIECE.finditer(chain):
        text = match[0]
        capital = text[0].isdigit() or any(char.isupper() for char in text[:12])
        if not capital:
            close()
            before.append(text)
            continue
        if initial and not runs and not own and text.lower() in words("opener"):
            continue
        if text in words("calendar"):
            close()
            before.append("|")
            continue
        own.append(match)
        if _possessive(text):
            close()
            before.append("|")
    close()
    return runs


def _possessive(text: str) -> bool:
    """Whether the word is an owner, so that another name begins behind it."""
    base, mark, _ = text.replace("'", "’").partition("’s")
    return bool(mark) and (
        base.lower() in heads() or base in place_words() or base in ("Secretary-General", "Nations")
    )


def _run(chain: str, before: Sequence[str], own: Sequence[re.Match[str]]) -> _Run:
    texts = tuple(match[0] for match in own)
    end = own[-1].end()
    if _possessive(texts[-1]):
        end = chain.replace("'", "’").rindex("’s", own[-1].start(), end)
        texts = (*texts[:-1], chain[own[-1].start() : end])
    head, modifiers = _head(texts)
    return _Run(tuple(before), texts, own[0].start(), end, head, modifiers)


def _head(texts: Sequence[str]) -> tuple[Head | None, int]:
    """The head noun at the end of a run and the number of words before it."""
    known = heads()
    for size in (3, 2, 1):
        if size <= len(texts):
            head = known.get(" ".join(texts[-size:]).lower())
            if head:
                return head, len(texts) - size
    return None, len(texts)


def _coordinated(runs: Sequence[_Run], i: int) -> int | None:
    """The run with the head of the name that begins at run `i`, None if no name begins there.

    Modifiers may be coordinated before it: Economic and Social Council, Basel, Rotterdam and
    Stockholm Conventions.
    """
    j = i
    while j < len(runs) and not runs[j].head:
        plain = j + 1 < len(runs) and runs[j + 1].before in (
            ("and",),
            (",",),
            ("or",),
            (",", "and"),
        )
        if not plain or len(runs[j].words) > 2:
            return None
        j += 1
    if j == len(runs):
        return None
    head = runs[j].head
    if j > i and head:
        placed = any(set(run.words) & place_words() for run in runs[i:j])
        if runs[j].modifiers == 0 or (placed and head.kind is not Kind.INSTRUMENT):
            return None
    return j


def _name(chain: str, runs: Sequence[_Run], i: int, first: int) -> tuple[list[Name], int]:
    """The name that begins at run `i` with its head in run `first`, then shorter readings of it,
    and the last of its runs."""
    head = runs[first].head
    if head is None:
        return [], first
    start, end, last = runs[i].start, runs[first].end, first
    content = first > i or runs[first].modifiers > 0
    opened: str | None = None
    readings: list[Name] = []
    noun = runs[first].words[-1].lower()
    while last + 1 < len(runs):
        following = runs[last + 1]
        if opened is None and (joined := _compound(noun, following)):
            head, noun = joined, f"{noun} of {following.words[0].lower()}"
        else:
            state = _State(head, noun, content, opened, is_known(chain[start:end]))
            step = _step(runs, last + 1, state)
            if step is None:
                break
            if (
                content
                and step == "of"
                and following.before[:2] == ("of", "the")
                and following.head
            ):
                readings.append(Name(start, end, head.kind))
            if step != "and" or opened:
                opened = opened or step
                content = True
        last += 1
        end = following.end
    if not content:
        return [], last
    return [Name(start, end, head.kind, opened in (None, "of", "to")), *readings], last


def _compound(noun: str, following: _Run) -> Head | None:
    """The head of several words that `noun` and the next run make: Plan of Action."""
    if len(following.before) != 1 or following.before[0] not in ("of", "for", "to"):
        return None
    return heads().get(f"{noun} {following.before[0]} {' '.join(following.words).lower()}")


@dataclass(frozen=True, slots=True)
class _State:
    """What is known about a name that may go on."""

    head: Head
    noun: str
    content: bool
    opened: str | None
    """The preposition that opened its complement."""
    known: bool


def _step(runs: Sequence[_Run], at: int, state: _State) -> str | None:
    """How the name goes on with run `at`: the word that joins it, None if it ends before."""
    run = runs[at]
    if not run.before or run.before[0] in ("|", "the", "a", "an"):
        return None
    first, rest = run.before[0], run.before[1:]
    if "|" in rest:
        return None
    own = run.head is not None and (run.modifiers > 0 or _takes_complement(runs, at))
    if state.known and (first in ("and", ",", "or", ":", "in", "at", "for", "on", "by", "to")):
        return None
    if first == ":":
        return first if state.opened and state.head.kind is not Kind.ORGANIZATION else None
    if first in words("preposition"):
        return _by_preposition(run, first, own, state)
    if first in _DETAIL:
        return first if state.opened else None
    if first in ("and", "or", ","):
        return _by_coordination(runs, at, rest, own, state)
    return None


def _takes_complement(runs: Sequence[_Run], at: int) -> bool:
    run = runs[at]
    bare = run.head is not None and run.head.bare
    return (
        bare
        and at + 1 < len(runs)
        and runs[at + 1].before[:1] > ()
        and (runs[at + 1].before[0] in words("complement"))
    )


def _by_preposition(run: _Run, first: str, own: bool, state: _State) -> str | None:
    place = bool(set(run.words[:1]) & place_words())
    if not state.opened:
        if first in words("complement"):
            return first
        if first == "to":
            return first if state.noun in _TO or not state.content else None
        if first == "in":
            return first if (place and state.noun in _PLACED) or not state.content else None
        return None
    if own:
        return first if first in words("parent") or (first == "to" and state.noun in _TO) else None
    if first in ("in", "at") and place and state.head.kind is Kind.EVENT:
        return None
    return first


def _by_coordination(
    runs: Sequence[_Run], at: int, rest: Sequence[str], own: bool, state: _State
) -> str | None:
    run = runs[at]
    comma = run.before[0] == ","
    if comma and rest[:1] == ("and",):
        rest = rest[1:]
    if not state.opened:
        pair = run.head is not None and run.head.kind is Kind.INSTRUMENT and run.modifiers <= 1
        instrument = state.head.kind is Kind.INSTRUMENT
        return "and" if pair and instrument and not rest and not comma and state.content else None
    if rest[:1] and rest[0] in _DETAIL:
        return "and"
    if own:
        return None
    here, before = set(run.words) & place_words(), set(runs[at - 1].words) & place_words()
    if here and not before:
        return None
    if rest[:1] and rest[0] in words("preposition"):
        return "and" if rest[0] == state.opened or rest[0] == "of" else None
    return "and" if not comma or _series(runs, at) else None


def _series(runs: Sequence[_Run], at: int) -> bool:
    """Whether the comma before run `at` is one of a series that ends with “and”."""
    if runs[at].words[0].lower() in _DETAIL:
        return True
    for run in runs[at + 1 : at + _LOOK_AHEAD]:
        if run.head and run.modifiers:
            return False
        if "and" in run.before or "or" in run.before:
            return "the" not in run.before or run.head is None
        if ":" in run.before or "|" in run.before:
            return False
    return False


@lru_cache(maxsize=1 << 16)
def is_known(form: str) -> bool:
    """Whether `form` is an English name of the word lists."""
    return key(form) in known_keys()


@cache
def known_keys() -> frozenset[str]:
    """The keys of the English names of the word lists."""
    return frozenset(key(form) for name in names() for form in name.en)


def chains(text: str) -> Iterator[tuple[int, tuple[Name, ...], re.Match[str]]]:
    """Where each chain of a text starts, the names in it, and the match."""
    for match in CHAIN.finditer(text):
        begin = match.end("ordinal") + 1 if match["ordinal"] else match.start()
        end = min(
            (match.start(group) for group in ("thereto", "year") if match[group]),
            default=match.end(),
        )
        if " " not in text[begin:end]:
            continue
        found = analyse(text[begin:end], initial=_initial(text, begin))
        if found:
            yield begin, _with_edges(found, begin, end, match), match


def _with_edges(
    found: Sequence[Name], begin: int, end: int, match: re.Match[str]
) -> tuple[Name, ...]:
    """The names of a chain with the ordinal number before it and the year behind it."""
    result: list[Name] = []
    for name in found:
        if match["ordinal"] and name.start == 0 and name.kind is Kind.EVENT:
            result.append(replace(name, start=match.start() - begin))
        if name.end == end - begin and match.end() > end:
            result.append(replace(name, end=match.end() - begin))
        result.append(name)
    return tuple(result)


def _initial(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip(" “\"'‘*")
    return not before or before[-1] in ".;:?!)"
