"""Names that stand without marks: organizations, programmes, instruments, events.

A head noun (`data/heads.tsv`) fixes the right edge of a name and its kind. The left edge is the
hard part: every word before the head is a possible beginning, scored by what stands on both of its
sides (`data/context.tsv` and the parts of speech of jieba's dictionary). A beginning that recurs
behind different words elsewhere in the collection wins over one that is seen once, as in the
branching entropy of Jin and Tanaka-Ishii (2006).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from termx import lang
from termx.data import lines, table
from termx.harvest.heads import ending_head, heads
from termx.harvest.known import known_names
from termx.harvest.mentions import Mention
from termx.models import Kind, Occurrence, Segment

_TITLE = "《(?:[^《》]|《[^《》]*》)*》"
_QUOTED = '“[^“”，。；：、]{1,12}”|"[^"，。；：、]{1,12}"'
CLAUSE = re.compile(rf"(?:{_TITLE}|{_QUOTED}|[^，。；：！？（）()\[\]【】“”\"\n\t…*_|])+")


def _length(word: str) -> tuple[int, str]:
    return -len(word), word


@cache
def _places() -> frozenset[str]:
    return frozenset(place for line in lines("places.txt") for place in line.split())


def _atoms() -> set[str]:
    """Words that segmentation must not cut nor join with their neighbours (委员会|议事规则)."""
    strong = (word for word, (_, strength) in heads().items() if strength == "strong")
    return {*lines("compounds.txt"), *_places(), *(word for word in strong if len(word) > 2)}


_ATOM = re.compile(
    "|".join(map(re.escape, sorted(_atoms(), key=_length)))
    + r"|(?<![平同对高初中均优劣上下何])等(?![级于待同价式额])"
    + r"|(?:《[^《》]+》|公约)及其(?:各项)?《?(?:任择|补充)?议定书》?"
    + rf"|{_TITLE}|{_QUOTED}|第[一二三四五六七八九十百零〇\d]+(?:届|次|号)?"
    r"|\d{4}(?:\s*[-–—至]\s*\d{4})?\s*年(?:代|度|期间|后)?|[A-Za-z][A-Za-z0-9+./-]*|\d[\d,. ]*"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a clause, `clause[start:end]`, with the classes it has on the edge of a name."""

    text: str
    start: int
    end: int
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Option:
    """One reading of a name: `clause[start:end]` and how well its left edge looks."""

    start: int
    end: int
    kind: Kind
    strength: str
    score: float
    before: str
    first: str
    specific: int
    bare: bool
    unknown: bool = False
    after_number: bool = False
    unit: bool = False


@cache
def _classes() -> dict[str, frozenset[str]]:
    rows: defaultdict[str, set[str]] = defaultdict(set)
    for word, cls in table("context.tsv"):
        rows[word].add(cls)
    return {word: frozenset(classes) for word, classes in rows.items()}


def tokens(clause: str) -> list[Token]:
    """The words of `clause`; titles, quotations, years, ordinals and Latin words are one each."""
    result: list[Token] = []
    position = 0
    for atom in [*_ATOM.finditer(clause), None]:
        end = atom.start() if atom else len(clause)
        for word in map(_split_head, lang.words(clause[position:end])):
            for part in word:
                result.append(Token(part, position, position + len(part), _word_classes(part)))
                position += len(part)
        if atom:
            result.append(Token(atom[0], atom.start(), atom.end(), _atom_classes(atom[0])))
            position = atom.end()
    return result


@lru_cache(1 << 14)
def _split_head(word: str) -> tuple[str, ...]:
    """A dictionary word that holds a head noun of its own, cut before it: 情报中心."""
    if len(word) == 3 and word[-1] in CUT_OFF and lang.tag(word[:2]) != "x":
        return (word,) if word[-1] == "网" and lang.tag(word) == "n" else (word[:2], word[2])
    head = ending_head(word, len(word)) or ""
    if len(head) < 2 or len(word) - len(head) < 2 or lang.tag(word) in {"nt", "nz", "ns"}:
        return (word,)
    return word[: -len(head)], head


@lru_cache(1 << 14)
def _word_classes(word: str) -> frozenset[str]:
    if word in _places():
        return frozenset({"starter", "ns"})
    known = _classes().get(word)
    if known:
        return known
    if word in heads():
        return frozenset({"generic"})
    if word == "/":
        return frozenset({"slash"})
    if word.isspace() or not lang.has_han(word):
        return frozenset({"stop"} if word != "、" else {"comma"})
    if word[0] in "这那该每某" or "各" in word:
        return frozenset({"stop"})
    pos = lang.tag(word)
    if len(word) > 3 and "stop" in _classes().get(word[:2], ()):
        return frozenset({"stop"})
    if pos == "x" and "stop" in _classes().get(word[0], ()):
        return frozenset({"stop"})
    if len(word) > 2 and word.endswith(("政府", "当局")):
        return frozenset({"actor"})
    if len(word) == 4 and _classes().get(word[2:], NONE) & {"stop", "verb"}:
        return frozenset({"verb"})
    if word[-1] in "于为成向到":
        return frozenset({"stop"})
    if pos[0] in "pryeou" or pos in {"d", "c"}:
        return frozenset({"stop"})
    if pos == "q" or (pos[0] == "m" and set(word) & NUMERALS):
        return frozenset({"number"})
    if len(word) > 1 and (pos == "x" or pos.startswith("nr")):
        foreign = len(word) > 2 and set(word) <= _transliteration()
        return frozenset({"starter" if foreign else "content", "unknown"})
    if pos in {"ns", "nt", "nz"}:
        return frozenset({"starter", pos})
    if pos[0] == "v" and pos not in {"vn"}:
        return frozenset({"verb"})
    return frozenset({"content"})


@cache
def _transliteration() -> frozenset[str]:
    return frozenset("".join(lines("transliteration.txt")))


def _atom_classes(atom: str) -> frozenset[str]:
    if atom in _classes() or atom in _places():
        return _word_classes(atom)
    if "及其" in atom:
        return frozenset({"name"})
    if atom[0] == "《":
        return frozenset({"name"} if len(atom) > 5 else {"name", "short"})
    if atom[0] in '“"':
        return frozenset({"starter", "content"})
    if atom[0] == "第":
        return frozenset({"ordinal"})
    if "年" in atom:
        return frozenset({"year"} if len(atom.rstrip("年代度后期间")) < 5 else {"year", "content"})
    if atom[0].isdigit():
        return frozenset({"number"})
    if atom in heads():
        return frozenset({"generic"})
    if lang.is_han(atom):
        return frozenset({"compound", "content"})
    return frozenset({"starter", "content"})


def analyse(clause: str) -> tuple[tuple[Option, ...], ...]:
    """For every head noun of `clause` the readings of the name that it ends, best first.

    A name that is found becomes one word for the heads that follow, so that bodies of bodies
    (委员会第二十二届会议) are built from the left.
    """
    words = _with_known_names(clause, tokens(clause))
    found: list[tuple[Option, ...]] = []
    for option in _compounds(words):
        found.append((option,))
        words = _collapse(words, option)
    for i, word in enumerate(words):
        if word.text in PRINCIPAL and _alone(words, i):
            found.append((_known(word.start, word.end, Kind.ORGANIZATION),))
    for end in [word.end for word in words if not word.classes & UNHEADED]:
        head = ending_head(clause, end)
        if head is None or _grows(clause, head, end):
            continue
        options = _options(clause, words, head, end)
        if not options:
            continue
        found.append(options)
        if options[0].score >= JOIN:
            words = _collapse(words, options[0])
    return tuple(found)


JOIN = 1.0
UNHEADED = frozenset({"name", "compound", "year", "number", "ordinal"})
PRINCIPAL = frozenset({"大会", "秘书长", "秘书处"})
"""Organs of the United Nations that are called by a common noun, where nothing stands before it."""


def _alone(words: list[Token], i: int) -> bool:
    if i == 0:
        return True
    before = words[i - 1].classes
    return bool(before & {"stop", "conj", "comma", "verb", "topic", "about"})


def _grows(clause: str, head: str, end: int) -> bool:
    """Whether a longer head noun begins here: 公约 of 公约和议定书."""
    rest = clause[end - len(head) :]
    return any(rest.startswith(other) for other in _longer_heads().get(head, ()))


@cache
def _longer_heads() -> dict[str, tuple[str, ...]]:
    return {
        head: tuple(other for other in heads() if other != head and other.startswith(head))
        for head in heads()
    }


def _with_known_names(clause: str, words: list[Token]) -> list[Token]:
    for start, end, kind in known_names(clause):
        edges = {word.start for word in words} | {len(clause)}
        if start in edges and end in edges:
            words = _collapse(words, _known(start, end, kind))
    return words


def _collapse(words: list[Token], option: Option) -> list[Token]:
    before = [word for word in words if word.end <= option.start]
    after = [word for word in words if word.start >= option.end]
    text = "".join(word.text for word in words if option.start <= word.start < option.end)
    name = Token(text, option.start, option.end, frozenset({"name", option.kind}))
    return [*before, name, *after]


def _options(clause: str, words: list[Token], head: str, end: int) -> tuple[Option, ...]:
    kind, strength = heads()[head]
    head_start = end - len(head)
    first = next(i for i, word in enumerate(words) if word.end > head_start)
    whole = words[first]
    if whole.start < head_start:
        if whole.classes & {"name", "stop", "compound"} or head_start - whole.start < 2:
            return ()
        if strength in ("weak", "medium") and lang.tag(whole.text) not in {"nt", "nz", "ns", "x"}:
            return ()
        if len(head) == 1:
            return ()
    if len(head) == 1 and (first == 0 or not _carries(words[first - 1])):
        return ()
    if kind is Kind.EVENT and (session := _session(words, first, end)):
        return (session,)
    walk = _Walk(clause, words, first, head_start, kind)
    behind = next((word for word in words if word.start >= end), None)
    runs_on = (
        strength in ("weak", "medium")
        and behind is not None
        and _main_class(behind.classes) in RUN_ON
    )
    options = [
        Option(
            start,
            end,
            kind,
            strength,
            score - 2.0 * runs_on,
            before,
            first,
            specific,
            walk.bare(start),
            walk.unknown(start),
            before[:1] == "第" and before[-1:] in "届次",
            head in UNITS,
        )
        for start, score, before, first, specific in walk.starts()
    ]
    return tuple(sorted(options, key=lambda option: (-option.score, option.start)))


def _compounds(words: list[Token]) -> list[Option]:
    """Known names that make a longer one with what stands before them.

    A body of a body (大会第二委员会), 联合国 before a body, a number before a meeting
    (第二次联合国人类住区会议).
    """
    found: list[Option] = []
    for before, word in pairwise(words):
        kinds = word.classes & set(Kind)
        if not kinds:
            continue
        body = Kind.ORGANIZATION in kinds
        if body and (Kind.ORGANIZATION in before.classes or before.text in {"联合国", *PRINCIPAL}):
            found.append(_known(before.start, word.end, Kind.ORGANIZATION))
        elif _numbers(before, word):
            found.append(_known(before.start, word.end, Kind.EVENT))
    return found


def _numbers(before: Token, word: Token) -> bool:
    """Whether `before` tells which of several events: 第十三届…大会, 2015年…审议大会, 2008国际…年."""
    if "ordinal" in before.classes:
        return before.text[-1] in "届次" and _meets(word.text)
    if "year" in before.classes:
        return word.text.endswith(("审议大会", "审查会议", "审议会议"))
    dated = len(before.text) == 4 and before.text.isdigit()
    return dated and word.text.endswith(("年", "十年"))


def _meets(name: str) -> bool:
    return name.endswith(("会议", "大会", "论坛", "峰会"))


def _known(start: int, end: int, kind: Kind) -> Option:
    return Option(start, end, kind, "known", 9.0, "", "name", 1, False)


def _carries(word: Token) -> bool:
    """Whether a head of one character may follow `word`: 事务|厅, not 11|日."""
    return len(word.text) > 1 and not word.classes & {"number", "year", "ordinal", "stop"}


def _session(words: list[Token], first: int, end: int) -> Option | None:
    """A session of a body: 大会第六十八届会议."""
    i = first - 1
    while i > 0 and "generic" in words[i].classes:
        i -= 1
    if i < 1 or "ordinal" not in words[i].classes:
        return None
    body = words[i - 1]
    if not words[i].text.endswith("届") and not _meets(body.text):
        return None
    if "name" not in body.classes and body.text not in ("大会", "联大"):
        return None
    return _known(body.start, end, Kind.EVENT)


@dataclass(slots=True)
class _Walk:
    """The way from a head noun to the left, with what has been crossed so far."""

    clause: str
    words: list[Token]
    first: int  # the word that holds the beginning of the head
    head_start: int
    kind: Kind
    specific: int = 0
    active: bool = False
    generics: int = 0
    proper: bool = False
    joined: bool = False
    cost: float = 0.0

    def starts(self) -> Iterator[tuple[int, float, str, str, int]]:
        """Beginnings of the name: offset, score, the word before."""
        whole = self.words[self.first]
        if whole.start < self.head_start:
            rest = _word_classes(whole.text[: self.head_start - whole.start])
            self.specific = int(bool(rest & SPECIFIC))
            yield self._score(self.first, bool(rest & PROPER))
        for i in range(self.first - 1, -1, -1):
            word = self.words[i]
            classes = word.classes
            if not self._crosses(i):
                return
            if classes & {"conj", "comma", "slash"} or word.text == "的":
                continue
            proper = bool(classes & PROPER)
            self.specific += bool(classes & SPECIFIC) and "ordinal" not in classes
            self.generics += "generic" in classes
            self.active |= bool(classes & {"verb", "topic"})
            yield self._score(i, proper or self.proper)
            crossed = _main_class(classes)
            factor = 2.5 if self.proper and crossed != "name" else 1.0
            self.cost += CROSSING.get(crossed, 0.0) * factor
            self.proper |= proper

    def bare(self, start: int) -> bool:
        """Whether nothing stands between a name or 联合国 that begins at `start` and the head."""
        begin = next(word for word in self.words if word.start == start)
        return bool(begin.classes & {"name", "un"}) and begin.end == self.head_start

    def unknown(self, start: int) -> bool:
        """Whether the word at `start` is in no dictionary, as short forms are."""
        return any("unknown" in word.classes for word in self.words if word.start == start)

    def _crosses(self, i: int) -> bool:
        """Whether a name may hold word `i`."""
        word = self.words[i]
        if word.text == "的":
            if i == 0 or self.words[i - 1].classes & {"verb", "stop"}:
                return False
            self.cost += 1.5 if self.specific else 0.3
            return True
        if "stop" in word.classes:
            return False
        behind = self.words[i + 1].classes
        governs = "verb" in behind and self.words[i + 1].text in _classes() and i + 2 < self.first
        if "slash" in word.classes:
            return True
        if "name" in word.classes and (governs or behind & {"un", "name"}):
            return False
        if "starter" in word.classes and (governs or behind & {"name", "un"}):
            return False
        if "comma" in word.classes:
            self.cost += 0.7
            return self.joined and self._coordinates(i)
        if "conj" in word.classes:
            self.joined = True
            self.cost += 0.3
            return self._coordinates(i)
        return True

    def _coordinates(self, i: int) -> bool:
        """Whether 和 or 、 at word `i` joins parts of one name, not two names or two actors."""
        if i == 0:
            return False
        left, right = self.words[i - 1].classes, self.words[i + 1].classes
        if left & {"name", "actor", "stop", "comma", "conj", "number"}:
            return False
        if i + 1 == self.first and self.words[i + 1].start == self.head_start:
            return False
        if right & {"un", "name", "nt", "ordinal", "stop"}:
            return False
        if "starter" in right and "starter" not in left:
            return False
        if "comma" in self.words[i].classes and "starter" in left and "starter" not in right:
            return False
        if "comma" in self.words[i].classes and "verb" in right:
            return False
        text = self.clause[: self.words[i].start]
        return not text.endswith(_body_heads())

    def _task_follows(self, i: int) -> bool:
        """Whether the name at word `i` is only a part of the task of a body (审议《公约》…工作组)."""
        return self.kind is Kind.ORGANIZATION and self.specific > 1

    def _score(self, i: int, proper: bool = False) -> tuple[int, float, str, str, int]:
        classes = self.words[i].classes
        before = self.words[i - 1] if i else None
        first = _main_class(classes)
        if first == "topic" and self.kind is Kind.EVENT:
            first = "verb"
        score = FIRST[first] - self.cost + (1.0 if proper else 0.0)
        if before is None:
            score += 2.0
        elif before.classes & {"conj", "comma"}:
            score += 0.0 if self._coordinates(i - 1) else 2.0
        elif first == "name" and "topic" in before.classes and self._task_follows(i):
            score -= 0.5
        elif first in STRONG_FIRST and before.classes & {"topic", "about", "year"}:
            score += 1.2
        elif first in ("un", "name") and before.classes & {"generic", "inner"}:
            score += 0.8
        else:
            preceding = _main_class(before.classes)
            if preceding == "topic" and self.kind is Kind.EVENT:
                preceding = "verb"
            score += BEFORE[preceding] if before.text != "的" else 1.0
        if first == "year" and len(self.words[i].text) < 6 and self.words[i + 1].classes & PROPER:
            score -= 2.0
        if first == "year" and "content" in classes:
            score += 1.0
        dated = first == "year" and self.kind is Kind.INSTRUMENT
        unit = self.clause[self.head_start] in UNITS and self.head_start - self.words[i].start > 2
        if not self.specific and first != "ordinal" and not dated and not unit:
            score -= 1.5 if self.active or self.joined or self.generics > 1 else 5.0
        return self.words[i].start, score, before.text if before else "", first, self.specific


# Classes in the order in which they decide.
ORDER = (
    "stop",
    "slash",
    "conj",
    "comma",
    "name",
    "un",
    "about",
    "topic",
    "starter",
    "generic_starter",
    "ordinal",
    "year",
    "number",
    "verb",
    "actor",
    "locative",
    "inner",
    "generic",
    "tail",
    "content",
)
PROPER = frozenset({"un", "starter", "name", "ordinal", "year", "generic_starter"})
SPECIFIC = frozenset({"content", "starter", "name", "ordinal"})
STRONG_FIRST = frozenset({"name", "un", "starter"})
# How well a word begins a name, stands before one, and how badly one is crossed.
FIRST = {
    "locative": -3.0,
    "name": 2.0, "un": 2.0, "starter": 1.8, "ordinal": 1.5, "generic_starter": 1.2, "topic": 0.4,
    "content": 0.3, "generic": 0.0, "tail": 0.0, "year": 0.2, "about": 0.0, "actor": -1.5,
    "inner": -3.0, "number": -3.0, "verb": -1.5,
}  # fmt: skip
BEFORE = {
    "slash": -2.0,
    "locative": 1.0,
    "stop": 2.0, "verb": 1.5, "number": 1.5, "about": -1.0, "topic": -0.5, "name": 0.5,
    "year": 0.0, "actor": -0.5, "content": -3.0, "generic": -3.0, "tail": -1.0,
    "generic_starter": -3.0, "starter": -2.0, "un": -2.0, "ordinal": -2.0, "inner": -3.0,
}  # fmt: skip
RUN_ON = frozenset({"content", "generic", "inner", "tail"})
CROSSING = {"locative": 1.5, "verb": 1.8, "topic": 0.3, "actor": 1.0, "name": 0.5, "number": 1.0, "about": 0.3}


CUT_OFF = frozenset("厅处司网")
"""Heads of one character that dictionary words hold: 事务|处, 专家|网."""

MEETING = re.compile(r"第\d+次(?:全体)?会议$")
"""A meeting that is known by its number alone is no name."""

NUMBERLESS = frozenset({Kind.INSTRUMENT, Kind.PROGRAMME})

NUMERALS = frozenset("0123456789〇零一二两三四五六七八九十百千万亿半双数几多")

UNITS = frozenset("厅司处股科")
"""Units of a secretariat, which are called by their task alone (采购司, 独立评价股)."""

NONE: frozenset[str] = frozenset()


def _main_class(classes: frozenset[str]) -> str:
    return next(cls for cls in ORDER if cls in classes)


@cache
def _body_heads() -> tuple[str, ...]:
    kinds = {Kind.ORGANIZATION, Kind.INSTRUMENT}
    return tuple(
        word for word, (kind, strength) in heads().items() if kind in kinds and strength == "strong"
    )


@lru_cache(1 << 16)
def readings(clause: str) -> tuple[tuple[Option, ...], ...]:
    """`analyse`, remembered: UN texts repeat their clauses."""
    return analyse(clause)


def bodies(segments: Sequence[Segment], names: Mapping[str, Kind]) -> Iterator[Mention]:
    """Names that a head noun ends, with the left edge that the whole collection supports."""
    contexts: defaultdict[str, set[str]] = defaultdict(set)
    clauses = [
        (segment, match.start(), match[0])
        for segment in segments
        for match in CLAUSE.finditer(segment.text)
    ]
    for clause in dict.fromkeys(clause for _, _, clause in clauses):
        for options in readings(clause):
            for option in options:
                if option.score > 0:
                    contexts[clause[option.start : option.end]].add(option.before)
    for segment, offset, clause in clauses:
        base = segment.start + offset
        for option in chosen(clause, contexts):
            place = Occurrence(segment, base + option.start, base + option.end)
            yield Mention(clause[option.start : option.end], option.kind, place)


def chosen(clause: str, contexts: Mapping[str, Collection[str]]) -> Iterator[Option]:
    """The reading of every name of `clause` that the contexts of its forms support best."""
    for options in readings(clause):
        best = max(
            options, key=lambda option: (_supported(option, clause, contexts), -option.start)
        )
        form = clause[best.start : best.end]
        if not accept(best, form, len(contexts.get(form, ()))):
            continue
        yield best
        if best.first == "ordinal" and best.kind is Kind.EVENT:
            yield from (option for option in options if _unnumbered(option, best))


def _unnumbered(option: Option, numbered: Option) -> bool:
    """Whether `option` is the meeting that `numbered` is one of: 第二次|阿拉伯资产追回论坛."""
    return option.start > numbered.start and option.first in STRONG_FIRST and option.after_number


def _supported(option: Option, clause: str, contexts: Mapping[str, Collection[str]]) -> float:
    seen = len(contexts.get(clause[option.start : option.end], ()))
    return option.score + min(1.5, 0.5 * seen)


def accept(option: Option, form: str, contexts: int) -> bool:
    """Whether a reading is a name, not a description (有关机构, 区域合作机制)."""
    if option.strength == "known":
        return True
    if (
        option.specific == 0
        and option.first in ("topic", "verb")
        and form.endswith(tuple(PRINCIPAL))
    ):
        return False
    if option.bare and (option.strength != "strong" or option.first in ("topic", "verb")):
        return False
    if MEETING.search(form) or (option.first == "ordinal" and option.kind in NUMBERLESS):
        return False
    if option.strength == "strong" and option.first == "about" and "的" in form:
        return option.kind is Kind.INSTRUMENT and option.score >= 1.0
    if "的" in form and contexts < 2:
        begins = option.first == "topic" or form.startswith("联合国")
        return option.strength == "strong" and begins and option.score >= 1.5
    if option.first == "ordinal" and option.kind is Kind.EVENT and not option.specific:
        return False
    score = option.score + min(1.0, 0.5 * (contexts - 1)) + 0.8 * ("问题" in form)
    if option.strength == "strong":
        return score >= 0.3
    if option.unit:
        return score >= 1.0 and len(form) > 3
    if option.first in ("un", "starter", "name", "year", "ordinal"):
        return score >= 1.5
    if option.unknown:
        return score >= 2.2
    if option.strength == "medium":
        return score >= 1.9 and option.specific > 0
    if option.first == "generic_starter":
        return score >= 2.5
    return score >= 2.8
