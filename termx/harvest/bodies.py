"""Names that stand without marks: organizations, programmes, instruments, events.

A head noun (`data/heads.tsv`) fixes the right edge of a name and its kind; `edges` reads the left
edge. A beginning that recurs behind different words elsewhere in the collection wins over one that
is seen once, as in the branching entropy of Jin and Tanaka-Ishii (2006).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from termx.harvest.edges import CERTAIN, PRINCIPAL, Reading, known, readings
from termx.harvest.heads import SURE, any_head, ending_head, heads
from termx.harvest.judgement import is_name
from termx.harvest.known import known_names
from termx.harvest.mentions import Mention
from termx.harvest.tokens import QUOTED, TITLE, Token, tokens
from termx.models import Kind, Occurrence, Segment

CLAUSE = re.compile(rf"(?:{TITLE}|{QUOTED}|[^，。；：！？（）()\[\]【】“”\"\n\t…*_|])+")
"""A stretch that no mark interrupts, but for 、 and marks inside titles and short quotations."""

JOIN, STRONG_JOIN = 1.0, 0.3
"""The score from which a name counts as one word for the heads that follow it, and where its own
head noun is one of names alone."""

KINDS = frozenset(Kind)
_YEARS = re.compile(r"\d{4}(?:[-–—]\d{4})?")
UNHEADED = frozenset({"name", "compound", "year", "number", "ordinal"})


_VERB = re.compile("织|成(?!员)")
"""What makes a verb of the 组 before it: 由专家|组成."""

ENOUGH = 3
"""More words before a form than this say nothing more about it."""


def contexts(segments: Sequence[Segment]) -> dict[str, set[str]]:
    """Possible names in `segments` -> words that stand before them, at most `ENOUGH`."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for clause in dict.fromkeys(clause for _, _, clause in _clauses(segments)):
        for options in analyse(clause):
            for reading in options:
                if reading.score > 0:
                    found[clause[reading.start : reading.end]].add(reading.before)
    return {form: set(sorted(words)[:ENOUGH]) for form, words in found.items()}


def merge_contexts(whole: dict[str, set[str]], later: Mapping[str, set[str]]) -> None:
    """Add the contexts of another part to those of `whole`."""
    for form, words in later.items():
        own = whole.setdefault(form, set())
        own.update(words)
        if len(own) > ENOUGH:
            whole[form] = set(sorted(own)[:ENOUGH])


def bodies(segments: Sequence[Segment], contexts: Mapping[str, int]) -> Iterator[Mention]:
    """Names that a head noun ends, with the left edge that the whole collection supports.

    `contexts` says behind how many different words a form stands in the collection.
    """
    for segment, offset, clause in _clauses(segments):
        base = segment.start + offset
        for reading in _chosen(clause, contexts):
            place = Occurrence(segment, base + reading.start, base + reading.end)
            yield Mention(clause[reading.start : reading.end], reading.kind, place)


def _clauses(segments: Sequence[Segment]) -> Iterator[tuple[Segment, int, str]]:
    for segment in segments:
        for match in CLAUSE.finditer(segment.text):
            yield segment, match.start(), match[0]


def _chosen(clause: str, contexts: Mapping[str, int]) -> Iterator[Reading]:
    """The reading of every name of `clause` that the contexts of its forms support best."""

    def seen(reading: Reading) -> int:
        return contexts.get(clause[reading.start : reading.end], 0)

    for options in analyse(clause):
        best = max(options, key=lambda r: (r.score + min(1.5, 0.5 * seen(r)), -r.start))
        if not is_name(best, clause[best.start : best.end], seen(best)):
            continue
        yield best
        if best.first == "ordinal" and best.kind is Kind.EVENT:
            yield from (reading for reading in options if _is_unnumbered(reading, best))


def _is_unnumbered(reading: Reading, numbered: Reading) -> bool:
    """Whether `reading` is the meeting that `numbered` is one of: 第二次|阿拉伯资产追回论坛."""
    behind_number = reading.before[:1] == "第" and reading.before[-1:] in ("届", "次")
    return reading.start > numbered.start and reading.first in CERTAIN and behind_number


def analyse(clause: str) -> tuple[tuple[Reading, ...], ...]:
    """For every head noun of `clause` the readings of the name that it ends, best first.

    A name that is found becomes one word for the heads that follow, so that bodies of bodies
    (委员会第二十二届会议) are built from the left.
    """
    listed = tuple(known_names(clause))
    return _analysed(clause, listed) if listed or any_head(clause) else ()


@lru_cache(1 << 18)
def _analysed(
    clause: str, listed: Sequence[tuple[int, int, Kind]]
) -> tuple[tuple[Reading, ...], ...]:
    # Remembered: UN texts repeat their clauses, and each is looked at twice. What does not fit is
    # worked out again for the second look.
    words = tokens(clause, {edge for start, end, _ in listed for edge in (start, end)})
    for start, end, kind in listed:
        words = _collapse(words, known(start, end, kind))
    found: list[tuple[Reading, ...]] = []
    for compound in _compounds(words):
        found.append((compound,))
        words = _collapse(words, compound)
    found.extend((organ,) for organ in _principal_organs(words))
    for end in [word.end for word in words if not word.classes & UNHEADED]:
        head = ending_head(clause, end)
        if head is None or _grows(clause, head, end):
            continue
        session = _session(words, head, end)
        options = (session,) if session else readings(clause, words, head, end)
        if options:
            found.append(options)
            if options[0].score >= (STRONG_JOIN if options[0].strength in SURE else JOIN):
                words = _collapse(words, options[0])
    return tuple(found)


def _collapse(words: Sequence[Token], reading: Reading) -> list[Token]:
    """`words` with the name as one of them, unless its edges fall inside of words."""
    inside = [i for i, w in enumerate(words) if reading.start <= w.start and w.end <= reading.end]
    if (
        not inside
        or words[inside[0]].start != reading.start
        or words[inside[-1]].end != reading.end
    ):
        return list(words)
    text = "".join(words[i].text for i in inside)
    name = Token(text, reading.start, reading.end, frozenset({"name", reading.kind}), "name")
    return [*words[: inside[0]], name, *words[inside[-1] + 1 :]]


def _principal_organs(words: Sequence[Token]) -> Iterator[Reading]:
    for i, word in enumerate(words):
        free = {"stop", "conj", "comma", "verb", "about", "transitive", "scrutiny"}
        if word.text in PRINCIPAL and (i == 0 or words[i - 1].classes & free):
            yield known(word.start, word.end, Kind.ORGANIZATION)


def _compounds(words: Sequence[Token]) -> Iterator[Reading]:
    """Known names that make a longer one with what stands before them.

    A body of a body (大会第二委员会), 联合国 before a body, a number before a meeting
    (第二次联合国人类住区会议).
    """
    for before, word in pairwise(words):
        if not word.classes & KINDS:
            continue
        owner = Kind.ORGANIZATION in before.classes or before.text in ("联合国", *PRINCIPAL)
        if Kind.ORGANIZATION in word.classes and owner:
            yield known(before.start, word.end, Kind.ORGANIZATION)
        elif before.text == "联合国" and word.text.endswith("基金"):
            yield known(before.start, word.end, Kind.PROGRAMME)
        elif _tells_which(before, word):
            yield known(before.start, word.end, Kind.EVENT)


def _tells_which(before: Token, event: Token) -> bool:
    """Whether `before` numbers an event: 第十三届…大会, 2015年…审议大会, 2008国际…年."""
    if before.main == "ordinal":
        return before.text[-1] in "届次" and _meets(event.text)
    if before.main == "year":
        return event.text.endswith(("审议大会", "审查会议", "审议会议"))
    return bool(_YEARS.fullmatch(before.text)) and event.text.endswith(("年", "十年"))


def _meets(name: str) -> bool:
    return name.endswith(("会议", "大会", "论坛", "峰会"))


def _session(words: Sequence[Token], head: str, end: int) -> Reading | None:
    """A session of a body: 大会第六十八届会议."""
    if heads()[head][0] is not Kind.EVENT:
        return None
    i = next(i for i, word in enumerate(words) if word.end > end - len(head)) - 1
    while i > 0 and "generic" in words[i].classes:
        i -= 1
    if i < 1 or words[i].main != "ordinal":
        return None
    body = words[i - 1]
    if not words[i].text.endswith("届") and not _meets(body.text):
        return None
    if body.main != "name" and body.text not in ("大会", "联大"):
        return None
    return known(body.start, end, Kind.EVENT)


def _grows(clause: str, head: str, end: int) -> bool:
    """Whether a longer head noun begins here: 公约 of 公约和议定书, 小组 of 小组委员会."""
    if head == "小组" and clause.startswith("委员会", end):
        return True
    if head[-1] == "组" and _VERB.match(clause, end):
        return True
    return any(clause.startswith(other, end - len(head)) for other in _longer_heads().get(head, ()))


@cache
def _longer_heads() -> dict[str, tuple[str, ...]]:
    longer: defaultdict[str, list[str]] = defaultdict(list)
    for other in heads():
        for length in range(1, len(other)):
            if other[:length] in heads():
                longer[other[:length]].append(other)
    return {head: tuple(others) for head, others in longer.items()}
