"""The left edge of a name whose head noun is known.

Every word before the head is a possible beginning. What stands on both of its sides and what lies
between it and the head make its score; `judgement` then tells names from descriptions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from termx.harvest.heads import SURE, heads
from termx.harvest.right_edges import may_be_head
from termx.harvest.tokens import Token, context, word_classes
from termx.models import Kind

# How well a word begins a name, how well one stands before a name, how badly one is crossed.
FIRST = {
    "name": 2.0, "un": 2.0, "starter": 1.8, "ordinal": 1.5, "generic_starter": 1.2, "topic": 0.4,
    "content": 0.3, "generic": 0.0, "tail": 0.0, "year": 0.2, "about": 0.0, "actor": -1.5,
    "verb": -1.5, "inner": -3.0, "number": -3.0, "locative": -3.0,
}  # fmt: skip
BEFORE = {
    "stop": 2.0, "verb": 1.5, "number": 1.5, "locative": 1.0, "name": 0.5, "year": 0.0,
    "topic": -0.5, "actor": -0.5, "about": -1.0, "tail": -1.0, "slash": -2.0, "starter": -2.0,
    "un": -2.0, "ordinal": -2.0, "content": -3.0, "generic": -3.0, "generic_starter": -3.0,
    "inner": -3.0,
}  # fmt: skip
CROSSED = {
    "verb": 1.8, "locative": 1.5, "actor": 1.0, "number": 1.0, "name": 0.5, "topic": 0.3,
    "about": 0.3,
}  # fmt: skip

PROPER = frozenset({"un", "starter", "name", "ordinal", "year", "generic_starter"})
SPECIFIC = frozenset({"content", "starter", "name"})
CERTAIN = frozenset({"name", "un", "starter"})
RUN_ON = frozenset({"content", "generic", "inner", "tail"})
SEPARATE = frozenset({"name", "actor", "stop", "comma", "conj", "number"})

UNITS = frozenset("厅司处股科")
"""Units of a secretariat, which are called by their task alone (采购司, 独立评价股)."""

ORGANS = ("机构", "机关", "部队", "组织")
"""Heads that mostly say what kind of organs, not which."""

_ASSEMBLING = ("组织", "联盟", "机构", "同盟")
"""Last words of bodies that may have an assembly."""

_DEPENDENT = frozenset("国区期者性式题员化级型类间度率量物品") | {
    "问题", "方面", "情况", "事项", "领域", "行为", "期间", "一级", "两级",
}  # fmt: skip
"""What ends the words before it: suffixes that segmentation has cut off, and 问题."""

PRINCIPAL = ("大会", "秘书长", "秘书处")
"""Organs of the United Nations that are called by a common noun, where nothing stands before it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a name: `clause[start:end]`, how well its left edge looks and why.

    `before` is the word in front of it, `first` the class of its first word, `specific` how many
    of its words mean something of their own; `bare` says that only a name stands before the head,
    `wanting` that only a verb does that needs an object.
    """

    start: int
    end: int
    kind: Kind
    strength: str
    score: float
    before: str = ""
    first: str = "name"
    specific: int = 1
    bare: bool = False
    unknown: bool = False
    unit: bool = False
    wanting: bool = False


def known(start: int, end: int, kind: Kind) -> Reading:
    """The reading of a name that needs no judgement."""
    return Reading(start, end, kind, "known", 9.0)


def readings(clause: str, words: Sequence[Token], head: str, end: int) -> tuple[Reading, ...]:
    """Readings of the name that the head noun `head` ends at `end`, best first."""
    kind, strength = heads()[head]
    head_start = end - len(head)
    first = next(i for i, word in enumerate(words) if word.end > head_start)
    if not may_be_head(words, first, head_start, head, strength):
        return ()
    penalty = 0.0
    if strength not in SURE:
        behind = next((word for word in words if word.start >= end), None)
        runs_on = behind is not None and behind.main in RUN_ON and behind.text != "草案"
        penalty = 2.0 if runs_on else 0.0
    walk = _Walk(clause, words, first, head_start, end, kind, strength, penalty)
    return tuple(sorted(walk.readings(), key=lambda reading: (-reading.score, reading.start)))


@dataclass(slots=True)
class _Walk:
    """The way from a head noun to the left, with what has been crossed so far."""

    clause: str
    words: Sequence[Token]
    first: int  # the word that holds the beginning of the head
    head_start: int
    head_end: int
    kind: Kind
    strength: str
    penalty: float
    specific: int = 0
    generics: int = 0
    active: bool = False
    proper: bool = False
    joined: bool = False
    linked: bool = False  # 的 has been crossed
    governed: bool = False  # a verb has been crossed that takes an object
    cost: float = 0.0

    def readings(self) -> Iterator[Reading]:
        whole = self.words[self.first]
        if whole.start < self.head_start:
            rest = word_classes(whole.text[: self.head_start - whole.start])
            self.specific = int(bool(rest & SPECIFIC))
            yield self._reading(self.first, proper=bool(rest & PROPER))
        for i in range(self.first - 1, -1, -1):
            word = self.words[i]
            if not self._crosses(i):
                return
            if word.main in ("conj", "comma", "slash") or word.text == "的":
                continue
            proper = bool(word.classes & PROPER)
            self.specific += bool(word.classes & SPECIFIC)
            self.generics += "generic" in word.classes
            self.active |= bool(word.classes & {"verb", "topic"})
            yield self._reading(i, proper=proper or self.proper)
            adjacent = i + 1 == self.first
            self.governed |= word.main == "verb" and word.text in context() and not adjacent
            factor = 2.5 if self.proper and word.main != "name" else 1.0
            if not self._is_national(i):
                self.cost += CROSSED.get(word.main, 0.0) * factor
            self.proper |= proper

    def _crosses(self, i: int) -> bool:
        """Whether a name may hold word `i`."""
        word = self.words[i]
        if word.text == "的":
            if i == 0 or self.words[i - 1].classes & {"verb", "stop"}:
                return False
            self.cost += 1.5 if self.specific else 0.3
            self.linked = True
            return True
        if word.main == "comma":
            self.cost += 0.7
            return self.joined and self._coordinates(i)
        if word.main == "conj":
            self.joined = True
            self.cost += 0.3
            return self._coordinates(i)
        if word.main in ("name", "starter"):
            behind = self.words[i + 1]
            governs = "verb" in behind.classes and behind.text in context() and i + 2 < self.first
            return not (governs or behind.classes & {"name", "un"})
        return word.main != "stop"

    def _coordinates(self, i: int) -> bool:
        """Whether 和 or 、 at word `i` joins parts of one name, not two names or two actors."""
        if i == 0 or self.words[i - 1].classes & SEPARATE or self.words[i - 1].text in UNITS:
            return False
        word, left, right = self.words[i], self.words[i - 1].classes, self.words[i + 1].classes
        if i + 1 == self.first and self.words[i + 1].start == self.head_start:
            return False
        if i + 2 == self.first and self.words[i + 1].main == "generic_starter":
            return False
        if right & {"un", "name", "nt", "ordinal", "stop"}:
            return False
        if "starter" in right and "starter" not in left:
            return False
        if word.main == "comma" and ("verb" in right or ("starter" in left - right)):
            return False
        return not self.clause.endswith(_strong_heads(), 0, word.start)

    def _reading(self, i: int, *, proper: bool) -> Reading:
        word = self.words[i]
        before = self.words[i - 1] if i else None
        first = "verb" if word.main == "topic" and self._is_act(word) else word.main
        if self._is_national(i):
            first = "generic"
        score = FIRST[first] + self._left(i, first) - self.cost + (1.0 if proper else 0.0)
        if first == "year":
            several = "content" in word.classes
            score += 1.0 if several else -2.0 if self.words[i + 1].classes & PROPER else 0.0
        if first == "about" and not self.linked:
            score -= 2.0
        if word.text in _DEPENDENT or (first == "year" and self.kind is Kind.ORGANIZATION):
            score -= 3.0
        if first in ("name", "starter") and self.governed:
            score -= 3.5
        if not self.specific and not self._says_enough(i, first):
            light = self.active or self.joined or self.generics > 1
            score -= 1.5 if light else 5.0
        return Reading(
            word.start,
            self.head_end,
            self.kind,
            self.strength,
            score - self.penalty,
            before.text if before else "",
            first,
            self.specific,
            self._is_bare(word),
            "unknown" in word.classes,
            self.clause[self.head_start : self.head_end] in UNITS,
            wanting=word.end == self.head_start and self._wants_object(word),
        )

    def _is_bare(self, word: Token) -> bool:
        """Whether a name alone stands before the head.

        A report may have a unit of its own, a body its assembly, a treaty its organization.
        """
        head = self.clause[self.head_start : self.head_end]
        own = (
            (head in UNITS and Kind.PUBLICATION in word.classes)
            or (head == "大会" and word.text.endswith(_ASSEMBLING))
            or (head == "组织" and word.text.endswith("条约"))
        )
        return bool(word.classes & {"name", "un"}) and word.end == self.head_start and not own

    def _wants_object(self, word: Token) -> bool:
        """Whether a verb before the head has it as its object: 防止|委员会, 损害|公约."""
        treaty = self.kind is Kind.INSTRUMENT and "topic" in word.classes
        return treaty or "transitive" in word.classes

    def _left(self, i: int, first: str) -> float:
        """How well the word before `i` stands before a name that begins with class `first`."""
        if i == 0:
            return 2.0
        before = self.words[i - 1]
        if before.main in ("conj", "comma"):
            if not self._coordinates(i - 1):
                return 2.6 if self._is_listed(i) else 2.0
            return (
                -1.0
                if first == "starter" and i > 1 and "starter" in self.words[i - 2].classes
                else 0.0
            )
        if before.text == "的":
            return 1.0
        if before.main == "about" and not self.linked:
            return 1.0
        if first == "name" and before.main == "topic" and self._is_part_of_task():
            return -0.5
        if first in CERTAIN and before.classes & {"topic", "about", "year"}:
            return 1.2
        if first in ("un", "name") and before.classes & {"generic", "inner"}:
            return 0.8
        if before.main == "topic" and self._meets() and "content" not in before.classes:
            return BEFORE["verb"]
        return BEFORE[before.main]

    def _is_act(self, word: Token) -> bool:
        """Whether a topic is what someone does with the thing that is named: 审议|政治宣言."""
        text = self.kind in (Kind.INSTRUMENT, Kind.PROGRAMME) and "scrutiny" in word.classes
        return text or (self._meets() and "content" not in word.classes)

    def _meets(self) -> bool:
        """Whether the name is that of a meeting; a day or year is for what its verb says."""
        return self.kind is Kind.EVENT and self.clause[self.head_end - 1] not in "日年周"

    def _is_listed(self, i: int) -> bool:
        """Whether a body stands before it in a list: X委员会、Y中心."""
        head = self.clause[self.head_start : self.head_end]
        body = self.kind is Kind.ORGANIZATION and head not in (*ORGANS, "集团")
        return body and i > 1 and Kind.ORGANIZATION in self.words[i - 2].classes

    def _is_national(self, i: int) -> bool:
        """Whether 国家 at word `i` says what kind of body, not who acts: 国家安全理事会."""
        if i == self.first or self.words[i].text != "国家":
            return False
        return self.words[i + 1].main in ("content", "generic", "name")

    def _is_part_of_task(self) -> bool:
        """Whether a name is only a part of the task of a body (审议《公约》…工作组)."""
        group = self.clause[self.head_end - 1] == "组"
        return self.kind is Kind.ORGANIZATION and (group or self.specific > 1)

    def _says_enough(self, i: int, first: str) -> bool:
        """Whether the beginning makes up for words that mean nothing of their own."""
        unit = self.clause[self.head_start] in UNITS and self.head_start - self.words[i].start > 2
        dated = first == "year" and self.kind is Kind.INSTRUMENT
        return first == "ordinal" or dated or unit


@cache
def _strong_heads() -> tuple[str, ...]:
    kinds = {Kind.ORGANIZATION, Kind.INSTRUMENT}
    return tuple(
        word for word, (kind, strength) in heads().items() if kind in kinds and strength in SURE
    )
