"""How a name goes on from one run of a chain to the next.

Between two runs stand prepositions, “and” or a comma. They join a run to the name before it or not,
depending on whether the name has a complement already, and whether the run begins a name itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from termx.harvest.english.lexicon import Head, place_words, pos, words
from termx.harvest.english.runs import Run
from termx.models import Kind

_TO = frozenset({"protocol", "protocols", "parties", "mission", "amendment", "annex", "rules"})
_PLACED = frozenset(
    ["mission", "operation", "force", "team", "office", "process", "forces", "police"]
)
_DETAIL = frozenset(
    ["especially", "including", "particularly", "supplementing", "their", "its", "our"]
)
_PARTS = frozenset(["division", "branch", "section", "unit", "service", "services", "centre"])
_WHOLES = frozenset({"Department", "Office"})
_COORDINATED = (("and",), (",",), ("or",), (",", "and"))
_COUNTABLE = frozenset(["act", "code", "law", "policy", "programme", "project", "strategy", "plan"])
_EACH = frozenset({"all", "any", "both", "each", "every", "these", "those"})
_LOOK_AHEAD = 5


def first_head(items: Sequence[Run], i: int) -> int | None:
    """The run with the head of the name that begins at run `i`, None if no name begins there.

    Modifiers may be coordinated before it: Economic and Social Council, Basel, Rotterdam and
    Stockholm Conventions.
    """
    j = i
    while not items[j].head:
        if _modifies(items, j):
            return j + 1
        if j + 1 == len(items) or items[j + 1].before not in _COORDINATED:
            return None
        if len(items[j].words) > 2 or items[j].words[-1] in words("role"):
            return None
        j += 1
    head = items[j].head
    if j > i and head:
        placed = any(set(run.words) & place_words() for run in items[i:j])
        if items[j].modifiers == 0 or (placed and head.kind is not Kind.INSTRUMENT):
            return None
    return j


def _modifies(items: Sequence[Run], i: int) -> bool:
    """Whether run `i` only modifies the next: the Traffic in Persons Act, a Rule of Law Programme.

    “of” or “in” without an article cannot begin what has a head in the singular.
    """
    if i + 1 == len(items):
        return False
    following = items[i + 1]
    head = following.head
    return (
        following.before in (("of",), ("in",), ("against",), ("to",))
        and head is not None
        and head.kind in (Kind.INSTRUMENT, Kind.PROGRAMME)
        and following.modifiers == 1
        and not following.placed
        and following.words[-1].lower() in _COUNTABLE
        and not set(items[i].words) & words("role")
    )


@dataclass(frozen=True, slots=True)
class State:
    """What is known about a name that may go on."""

    head: Head
    noun: str
    content: bool
    opened: str
    """The preposition that opened its complement."""
    known: bool


def step(items: Sequence[Run], at: int, state: State) -> str:
    """How the name goes on with run `at`: the word that joins it, "" if it ends before."""
    run = items[at]
    if not run.before or run.apart:
        return ""
    first, rest = run.before[0], run.before[1:]
    if first == "," and not rest and state.noun in _PARTS and run.words[0] in _WHOLES:
        return "of"
    if state.known and (state.opened or state.head.kind is not Kind.INSTRUMENT):
        body = run.head is not None and run.head.kind is Kind.ORGANIZATION
        own = items[at - 1].head
        treaty = own is not None and own.kind is Kind.INSTRUMENT and first in words("complement")
        if not treaty and (first != "of" or not body):
            return ""
    if first == ":":
        instrument = state.opened and state.head.kind is Kind.INSTRUMENT
        return first if instrument or state.head.kind is Kind.PUBLICATION else ""
    if first in words("preposition"):
        return _by_preposition(items, at, first, state)
    if first in _DETAIL:
        return first if state.opened else ""
    if first in ("the", "a", "an") and state.opened and pos(items[at - 1].words[-1]) in "vbg":
        return first
    if first in ("and", "or", ","):
        return _by_coordination(items, at, rest, state)
    return ""


def _independent(items: Sequence[Run], at: int) -> bool:
    """Whether a name of its own begins at run `at`."""
    run = items[at]
    if run.head is None:
        return False
    complemented = (
        at + 1 < len(items)
        and items[at + 1].before[:1]
        and (items[at + 1].before[0] in words("complement"))
    )
    return run.modifiers > 0 or (run.head.use != "plain" and bool(complemented))


def _by_preposition(items: Sequence[Run], at: int, first: str, state: State) -> str:
    run = items[at]
    if run.before[1:2] in (("a",), ("an",)) and state.head.kind is Kind.ORGANIZATION:
        return ""
    if run.before[1:2] and run.before[1] in _EACH:
        return ""
    if state.opened == ":" and run.before[:2] == ("of", "the") and run.head:
        return ""  # behind a subtitle stands who published it
    if not state.opened:
        if first in words("complement"):
            return first
        if first == "to":
            verb = pos(run.words[0]) in "vb" and len(run.before) == 1
            return first if verb or state.noun in _TO or not state.content else ""
        if first == "in":
            placed = run.placed and state.noun in _PLACED
            return first if placed or not state.content else ""
        return ""
    if _independent(items, at):
        return first if first in words("parent") or (first == "to" and state.noun in _TO) else ""
    if first in ("in", "at") and run.placed and state.head.kind is Kind.EVENT:
        return ""
    return first


def _by_coordination(items: Sequence[Run], at: int, rest: Sequence[str], state: State) -> str:
    run = items[at]
    comma = run.before[0] == ","
    if comma and rest[:1] == ("and",):
        rest = rest[1:]
    if {run.words[0], run.words[-1]} & words("role") and run.before != ("or",):
        return ""
    if not state.opened:
        pair = run.head is not None and run.head.kind is Kind.INSTRUMENT and run.modifiers <= 1
        instrument = state.head.kind is Kind.INSTRUMENT
        if at + 1 < len(items) and items[at + 1].before[:1] in (("on",), ("against",)):
            return ""  # the Platform for Action and Convention on …: the second stands alone
        return "and" if pair and instrument and not rest and not comma and state.content else ""
    if rest[:1] and rest[0] in _DETAIL:
        return "" if run.head and rest[0] in ("its", "their", "our") else "and"
    if "the" in rest and first_head(items, at) is not None:
        return ""
    if not comma and not rest and pos(items[at - 1].words[-1]) in "ad":
        return "and"
    if _independent(items, at) and (comma or (run.head and run.head.use != "plain")):
        return ""
    if run.placed and not set(items[at - 1].words) & place_words():
        return ""
    if rest[:1] and rest[0] in words("preposition"):
        return "and" if rest[0] in (state.opened, "of") else ""
    return "and" if not comma or _series(items, at) else ""


def _series(items: Sequence[Run], at: int) -> bool:
    """Whether the comma before run `at` is one of a series that ends with “and”."""
    if items[at].words[0].lower() in _DETAIL:
        return True
    for run in items[at + 1 : at + _LOOK_AHEAD]:
        if (run.head and run.modifiers) or ":" in run.before or run.apart:
            return False
        if "and" in run.before or "or" in run.before:
            return "the" not in run.before or run.head is None
    return False
