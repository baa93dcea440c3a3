"""The words of a clause and what each says about the edges of a name.

The classes are those of `data/context.tsv`; words that the table does not list get theirs from the
parts of speech of jieba's dictionary, from the list of places and from how they are written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from termx import lang
from termx.data import lines, table
from termx.harvest.heads import SURE, ending_head, heads
from termx.harvest.vocabulary import sections

TITLE = "《(?:[^《》]|《[^《》]*》)*》"
QUOTED = '“[^“”，。；：、]{1,12}”|"[^"，。；：、]{1,12}"'

_PATTERN = re.compile(
    r"(?<![平同对高初中均优劣上下何])等(?![级于待同价式额])"
    r"|(?:《[^《》]+》|公约)及其(?:各项)?《?(?:任择|补充)?议定书》?"
    rf"|{TITLE}|{QUOTED}|第[一二三四五六七八九十百零〇\d]+(?:届|次|号|[个条款项段章节页])?"
    r"|\d{4}(?:\s*[-–—至]\s*\d{4})?\s*年(?:代|度|期间|后)?|[A-Za-z][A-Za-z0-9+./-]*"
    r"|\+\d{1,2}|\d{4}[-–—]\d{4}|\d{1,2}[月日]|\d[\d,. ]*"
)
"""What is one word whatever is inside: titles, quotations, ordinals, years, Latin, numbers."""

ORDER = (
    "stop", "slash", "conj", "comma", "name", "un", "about", "topic", "starter",
    "generic_starter", "ordinal", "year", "number", "verb", "actor", "locative", "inner",
    "generic", "tail", "content",
)  # fmt: skip
"""Classes in the order in which they decide."""


class Token(NamedTuple):
    """A word of a clause, `clause[start:end]`, its classes and the one that decides."""

    text: str
    start: int
    end: int
    classes: frozenset[str]
    main: str


_Piece = tuple[str, frozenset[str], str]
"""A word with its classes and the one that decides."""


def tokens(clause: str, edges: Collection[int] = ()) -> list[Token]:
    """The words of `clause`, which they cover without gaps; dictionary words end at `edges`."""
    found: list[Token] = []
    position = 0
    for text, classes, main in _words(clause):
        end = position + len(text)
        if len(text) == 1 and found:
            if found[-1].main == "number" and "content" in classes:
                classes, main = _NUMBER, "number"  # 3项, 10点
            elif text in _HYPHENS and found[-1].main == "starter":
                classes, main = _SLASH, "slash"  # 喀麦隆-尼日利亚
        cuts = sorted(edge for edge in edges if position < edge < end) if edges else None
        if cuts and not classes & _WHOLE:
            for start, stop in pairwise([position, *cuts, end]):
                part = clause[start:stop]
                found.append(Token(part, start, stop, *_classified(part)))
        else:
            found.append(Token(text, position, end, classes, main))
        position = end
    return found


_WHOLE = frozenset({"name", "starter", "ordinal", "year"})


@lru_cache(1 << 15)
def _classified(word: str) -> tuple[frozenset[str], str]:
    classes = word_classes(word)
    return classes, main_class(classes)


@lru_cache(1 << 10)
def main_class(classes: frozenset[str]) -> str:
    """The class of `classes` that decides."""
    return next(cls for cls in ORDER if cls in classes)


def _words(clause: str) -> list[_Piece]:
    found: list[_Piece] = []
    position = 0
    for match in _PATTERN.finditer(clause):
        found += _plain(clause[position : match.start()])
        classes = _pattern_classes(match[0])
        found.append((match[0], classes, main_class(classes)))
        position = match.end()
    return found + _plain(clause[position:])


def _plain(text: str) -> list[_Piece]:
    if not text:
        return []
    automaton, wholes = _wholes()
    found: list[_Piece] = []
    position = 0
    for start, end, index in automaton.find(text):
        found += _segmented(text[position:start])
        found.append((wholes[index], *_classified(wholes[index])))
        position = end
    return found + _segmented(text[position:])


def _segmented(text: str) -> list[_Piece]:
    words = lang.words(text) if text else []
    found: list[_Piece] = []
    carried = ""
    for i, word in enumerate(words):
        whole = carried + word
        following = words[i + 1] if i + 1 < len(words) else ""
        carried = whole if following in _LAST and _is_cut_name(whole) else ""
        if not carried:
            found += _pieces(whole)
    return found


@lru_cache(1 << 15)
def _pieces(word: str) -> tuple[_Piece, ...]:
    return tuple((part, *_classified(part)) for part in _parts(word))


_LAST = frozenset("尔斯特克姆茨夫兹亚卡德")
"""Last characters of foreign names that are no words of their own."""


def _is_cut_name(word: str) -> bool:
    """Whether it may be a foreign name of which segmentation has cut off the end: 阿瓦|兹."""
    return len(word) > 1 and is_foreign(word) and lang.tag(word) in _NAMES


_NAMES = frozenset({"x", "nrt", "nr", "ns"})


@cache
def _wholes() -> tuple[CharwiseDoubleArrayAhoCorasick, tuple[str, ...]]:
    """Words that segmentation must not cut nor join with their neighbours (委员会|议事规则)."""
    strong = {word for word, (_, strength) in heads().items() if strength in SURE}
    wholes = {*lines("compounds.txt"), *places(), *(word for word in strong if len(word) > 2)}
    forms = tuple(sorted(wholes))
    return CharwiseDoubleArrayAhoCorasick(list(forms), MATCH_KIND_LEFTMOST_LONGEST), forms


_CUT_OFF = frozenset("厅处司股网")
"""Heads of one character that dictionary words hold: 事务|处, 专家|网."""


def _parts(word: str) -> tuple[str, ...]:
    """A dictionary word that holds a head noun of its own, cut before it: 情报|中心."""
    if len(word) == 3 and word[-1] in _CUT_OFF and lang.tag(word[:2]) != "x":
        return word[:2], word[2]
    joined = context().get(word[0], frozenset()) & {"stop", "conj"}
    if joined and len(word) > 2 and lang.tag(word) == "x" and is_foreign(word[1:]):
        return word[0], word[1:]  # 与萨赫勒
    head = ending_head(word, len(word)) or ""
    if len(head) < 2 or len(word) - len(head) < 2 or lang.tag(word) in {"nt", "nz", "ns"}:
        return (word,)
    return word[: -len(head)], head


def _pattern_classes(text: str) -> frozenset[str]:
    if text == "等":
        return _STOP
    if "及其" in text or text[0] == "《":
        return _NAME
    if text[0] == "第":
        return _NUMBER if text[-1] in "个条款项段章节页" else _ORDINAL
    if "年" in text and text[0].isdigit():
        return _YEAR if len(text.rstrip("年代度后期间")) < 5 else _YEARS
    if text[0].isdigit():
        return _NUMBER
    if text[0] == "+":
        return _ROUND
    return _PROPER if len(text) > 1 else _STOP


_STOP = frozenset({"stop"})
_NAME = frozenset({"name"})
_ORDINAL = frozenset({"ordinal"})
_YEAR = frozenset({"year"})
_YEARS = frozenset({"year", "content"})
_NUMBER = frozenset({"number"})
_ROUND = frozenset({"content"})  # 北京+5, 里约+20
_PROPER = frozenset({"starter", "content"})
_SLASH = frozenset({"slash"})
_HYPHENS = frozenset("-–—－")
_VERB = frozenset({"verb"})
_NUMERALS = frozenset("0123456789〇零一二两三四五六七八九十百千万亿半双数几多")


@lru_cache(1 << 15)
def word_classes(word: str) -> frozenset[str]:
    """The classes of a word of running text."""
    if word in places():
        return frozenset({"starter", "ns"})
    listed = context().get(word)
    if listed:
        return listed
    if word in heads():
        return frozenset({"generic"})
    if word in _wholes()[1]:
        return frozenset({"compound", "content"})
    if not lang.has_han(word):
        return frozenset({{"、": "comma", "/": "slash"}.get(word, "stop")})
    return _spelling(word) or _part_of_speech(word)


def _spelling(word: str) -> frozenset[str] | None:
    """The classes that the characters of a word tell: 该国, 意大利政府, 全力支持, 致力于."""
    if word[0] in "这那该每某" or "各" in word or word[-1] in "于为成向到":
        return _STOP
    if len(word) > 3 and "stop" in context().get(word[:2], ()):
        return _STOP
    if len(word) > 2 and word.endswith(("政府", "当局")):
        return frozenset({"actor"})
    if len(word) == 4 and context().get(word[2:], frozenset()) & {"stop", "verb"}:
        return _VERB
    return None


def _part_of_speech(word: str) -> frozenset[str]:
    """The classes that follow from the tag in jieba's dictionary (ICTCLAS)."""
    tag = lang.tag(word)
    if tag[0] in "pryeoudcv" and tag != "vn" and (term := _part_of_term(word)):
        return term
    if tag[0] in "pryeou" or tag in {"d", "c"}:
        return _STOP
    if tag == "x" and "stop" in context().get(word[0], ()):
        return _STOP
    if tag == "q" or (tag[0] == "m" and set(word) & _NUMERALS):
        indefinite = word[0] == "一" and word[-1] in "项种类名份批"
        return _STOP if indefinite or (len(word) > 1 and word[-1] == "次") else _NUMBER
    if len(word) > 1 and (tag == "x" or tag.startswith("nr")):
        foreign = len(word) > 2 and is_foreign(word)
        return frozenset({"starter" if foreign else "content", "unknown"})
    if tag in {"ns", "nt", "nz"}:
        return frozenset({"starter", tag})
    if tag[0] == "v" and tag != "vn":
        return _VERB
    return frozenset({"content"})


def _part_of_term(word: str) -> frozenset[str] | None:
    """The classes of a word that the dictionary takes for a verb or adverb, but terms hold."""
    listed = sections().get(word, frozenset())
    if "break" in listed:
        return None
    if listed & {"domain", "head"}:
        return frozenset({"topic", "content"})
    return frozenset({"content"}) if "modifier" in listed else None


@cache
def context() -> dict[str, frozenset[str]]:
    """The words of `data/context.tsv` with their classes."""
    rows: defaultdict[str, set[str]] = defaultdict(set)
    for word, cls in table("context.tsv"):
        rows[word].add(cls)
    return {word: frozenset(classes) for word, classes in rows.items()}


@cache
def places() -> frozenset[str]:
    """Countries, regions and cities (`data/places.txt`)."""
    return frozenset(place for line in lines("places.txt") for place in line.split())


def is_foreign(word: str) -> bool:
    """Whether only characters that write foreign names stand in `word`."""
    return set(word) <= _transliteration()


@cache
def _transliteration() -> frozenset[str]:
    return frozenset("".join(lines("transliteration.txt")))
