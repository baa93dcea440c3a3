"""The canonical string of a form: what is left when exchangeable words and particles are folded.

Two Chinese forms with one canonical string are renderings of one concept; two whose canonical
strings hold the same blocks in another order may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from termx import lang
from termx.data import table
from termx.models import Kind


@dataclass(frozen=True, slots=True)
class Canon:
    """The canonical string of a form and the exchangeable words in it, each with its row."""

    text: str
    words: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Alternants:
    automaton: CharwiseDoubleArrayAhoCorasick
    words: tuple[tuple[int, str, str], ...]
    """Row, canonical word and where it may stand, for each pattern of the automaton."""


@cache
def _alternants() -> _Alternants:
    patterns: dict[str, tuple[int, str, str]] = {}
    for number, (cell, where) in enumerate(table("normalize_alternants.tsv")):
        first, *_ = words = [lang.key(word) for word in cell.split("|")]
        for word in words:
            patterns.setdefault(word, (number, first, where))
    automaton = CharwiseDoubleArrayAhoCorasick(list(patterns), MATCH_KIND_LEFTMOST_LONGEST)
    return _Alternants(automaton, tuple(patterns.values()))


@cache
def _usual() -> tuple[str, ...]:
    return tuple(lang.key(cell.split("|")[0]) for cell, _ in table("normalize_alternants.tsv"))


def unusual(key: str) -> int:
    """How many words of a form are not the usual ones, nor fuller ones (亚美尼亚共和国)."""
    return sum(_usual()[row] not in word for row, word in canon(key).words)


def exchanged(key: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """`key` with the first word of its row for every exchangeable word, and those words."""
    alternants = _alternants()
    pieces: list[str] = []
    words: list[tuple[int, str]] = []
    position = 0
    for start, end, index in alternants.automaton.find(key):
        row, first, where = alternants.words[index]
        alone = end - start == len(key)
        if alone if where == "inside" else where == "end" and (alone or end < len(key)):
            continue
        pieces += key[position:start], first
        words.append((row, key[start:end]))
        position = end
    return "".join((*pieces, key[position:])), tuple(words)


# Grammar: what may be left out or turned round without another meaning. The first column is a part
# of every match, which saves most searches; an example stands behind each row.
_REWRITES = tuple(
    (part, re.compile(pattern), new)
    for part, pattern, new in (
        ("至", r"(?<=\d{4})年?至(?=\d{4})", "-"),  # 2012至2015年 = 2012-2015年
        ("-", rf"(?<=[{lang.HAN}])-(?=[{lang.HAN}])", "和"),  # 联合国-非洲联盟
        ("期", r"(?<=\d)年?(?:两年期|期间)|(?<=\d年)期间", "年"),  # 2012-2013两年期
        ("暴力", r"针?对(.{2,12}?)的?暴力(?:行为)?", r"暴力侵害\1行为"),  # 对妇女的暴力行为
        ("涉及", r"涉及([^的和及]{2,8})的(?=.)", r"\1有关"),  # 涉及身份的犯罪
        ("有关", r"[与同]([^与同和及]{1,8})有关", r"\1有关"),  # 与性别有关的杀害
        ("有关", r"^有关(?=.+的)|其他有关", ""),  # 有关恐怖主义的公约
        ("关于", r"关于", ""),  # 关于…的议定书
        ("针对", r"针对", ""),
        ("系统", r"(?<=联合国)系统(?=各|实体|机构|组织)", ""),
        ("各个", "各个方面", "各方面"),
        ("各", r"各(?:项|个|类)|各(?=实体|机构|机关|部门|办事处|基金|方案|议定书)", ""),
        ("问题", r"(?<=..)问题(?=..)", ""),  # 跨国犯罪问题工作队
        ("方面", r"(?<=..)方面(?=..)", ""),
        ("行为", r"(?<=.)行为(?=..)", ""),  # 贩运人口行为的受害者
        ("非法", r"非法(?=贩运|走私|偷运)", ""),  # trafficking is never legal
        ("议定书", r"(?<=.{6})补充(?=议定书$)|[及和]其议定书(?=缔约[方国]会议)", ""),
        ("缔约国", r"(?:(?<=公约)|(?<=条约)|(?<=协定)|(?<=议定书))缔约国(?=会议)", "缔约方"),
        ("国际反", r"^国际反恐怖主义(?=公约|.{0,2}文书)", "恐怖主义国际"),  # 国际反恐公约
        ("打击", r"^打击恐怖主义的?(?=国际(?:公约|.{0,2}文书))", "恐怖主义"),
        ("物种", r"(野生动植物)受保护物种|受保护的?(野生动植物)物种", r"受保护\1\2"),
        ("年龄", r"(?:所有|各)年龄[层段]?", ""),
        ("形式", r"(?:一切|所有|各种)形式的?", ""),
        ("自愿", r"(?<=..)自愿(?=(?:信托)?基金$)", ""),  # 受害者自愿信托基金
        ("以及", r"以及", "和"),
    )
)
_PARTICLES = str.maketrans("与及暨、", "和和和和", "的，,：:；“”")
_AND = re.compile("(?<![共缓饱总维])和(?!平(?![等民衡台均])|解(?!决)|谐|睦)")  # not in 和平
_ACT = "行为"
_MANNERS = ("和平", "可持续", "非法", "自愿", "联合")
_LONG = 6


@lru_cache(maxsize=1 << 18)
def canon(key: str) -> Canon:
    """The canonical string of a form with the key `key`."""
    text, words = exchanged(key)
    if "的" in text and (match := _participle().match(text)) and not _refusing().search(text):
        text = f"被{match[1]}{text[match.end() :]}"  # 没收的资产 is not 没收资产
    for part, pattern, new in _REWRITES:
        if part in text:
            text = pattern.sub(new, text)
    text = _NUMERAL.sub(_in_digits, text.translate(_PARTICLES))
    if text.endswith(_ACT) and _act().search(text):
        text = text.removesuffix(_ACT)  # 贩运人口行为, but not 恐怖主义行为
    return Canon(text, words)


def bag(text: str) -> str:
    """The characters of a canonical string in sorted order, without the word for “and”."""
    return "".join(sorted(_AND.sub("", text)))


def reordered(one: str, other: str) -> bool:
    """Whether two canonical strings of one bag say the same in another order.

    They are cut into common blocks of two characters at least. Then either the last block stays
    where it is (关于打击恐怖主义的18项文书, 18项打击恐怖主义的文书), or the members of a list
    change places, or an object moves to the other side of its verb (贩运人口, 人口贩运).
    """
    if sorted(_AND.split(one)) == sorted(_AND.split(other)):
        return True
    members = _AND.split(one if len(one) > len(other) else other)
    one, other = _AND.sub("", one), _AND.sub("", other)
    if one == other:  # 共同和分担的责任, 妇女和儿童, but not 信息和分析
        return len(one) >= _LONG or _alike().issuperset(members)
    one, other = _differing(one, other)
    if len(one) < 4 or not tiles(one, other):
        return False
    return one[-2:] == other[-2:] or _inverted(one, other) or _inverted(other, one)


def _differing(one: str, other: str) -> tuple[str, str]:
    """Both strings from the first character in which they differ."""
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b), len(one))
    return one[start:], other[start:]


def tiles(one: str, other: str) -> bool:
    """Whether `one` is made of blocks of two or more characters of `other`, each used once."""
    start = 0
    while start < len(one):
        end = len(one)
        while end - start > 1 and one[start:end] not in other:
            end -= 1
        if end - start < 2:
            return False
        other = other.replace(one[start:end], "\0", 1)
        start = end
    return True


def _inverted(one: str, other: str) -> bool:
    """Whether `one` is verb and object, and `other` the same object and verb."""
    for size in range(2, len(one) - 1):
        verb, noun = one[:size], one[size:]
        if other == noun + verb and _verbs().fullmatch(verb):
            return not _refusing().search(noun)
    return False


def inversions(text: str, *, inside: bool = False) -> Iterator[str]:
    """`text` with an object on the other side of its verb: 贩运人口, 人口贩运.

    Verb and object are the whole text; with `inside` also a part of it (打击贩运人口小组), where
    the object has two characters as most Chinese words have.
    """
    for size in range(2, len(text) - 1):
        front, behind = text[:size], text[size:]
        for verb, noun in ((front, behind), (behind, front)):
            if _joined_verbs().fullmatch(verb) and not _refusing().search(noun):
                yield behind + front
    for match in _verb().finditer(text) if inside else ():
        start, end = match.span()
        if end + 2 <= len(text):
            yield text[:start] + text[end : end + 2] + match[0] + text[end + 2 :]
        if start >= 2:
            yield text[: start - 2] + match[0] + text[start - 2 : start] + text[end:]


@cache
def _alike() -> frozenset[str]:
    """Words for persons: side by side they are a list even without “and”."""
    cell, _ = table("normalize_contrast.tsv")[0]
    return frozenset(cell.split("|"))


@cache
def _verb() -> re.Pattern[str]:
    return re.compile("|".join(_words("verb")))


@cache
def _act() -> re.Pattern[str]:
    return re.compile(f"(?<!受)(?:{_verb().pattern})")  # not in 受保护野生动植物


@cache
def _participle() -> re.Pattern[str]:
    return re.compile(f"被?({_joined_verbs().pattern})的")


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(_MANNERS)})?(?:{_verb().pattern})+")


@cache
def _joined_verbs() -> re.Pattern[str]:
    return re.compile(f"(?:{_verb().pattern})(?:和?(?:{_verb().pattern}))*")


@cache
def _refusing() -> re.Pattern[str]:
    bodies = [word for word, kind, _ in table("heads.tsv") if kind == Kind.ORGANIZATION]
    return re.compile(f"(?:{'|'.join((*_words('noun'), *bodies))})$")


def _words(kind: str) -> list[str]:
    return [word for word, cls in table("normalize_verbs.tsv") if cls == kind]


_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_ORDINAL = re.compile(r"第(\d+|[〇零一二三四五六七八九十百千]+)(?!\d*(?:\(\d+\))?号|[/\d])")
_NUMBER = re.compile(r"\d+(?:[./]\d+)*|[二三四五六七八九十]+(?=[国方边项级大])")
_NUMERAL = re.compile(
    r"(?<=第)[〇零一二三四五六七八九十百千]+|(?<!第)[二三四五六七八九十]+(?=[国方边项级大])"
)


def _in_digits(numeral: re.Match[str]) -> str:
    return str(_value(numeral[0]))


@lru_cache(maxsize=1 << 16)
def ordinals(key: str) -> frozenset[int]:
    """The ordinal numbers in a form (第二十二届会议); numbers of documents are no ordinals."""
    return frozenset(_value(match[1]) for match in _ORDINAL.finditer(key))


@lru_cache(maxsize=1 << 16)
def numbers(key: str) -> frozenset[str]:
    """The other numbers in a form: years, counts, numbers of documents."""
    return frozenset(
        match[0] if match[0][0].isdigit() else str(_value(match[0]))
        for match in _NUMBER.finditer(_ORDINAL.sub("", key))
    )


def _value(numeral: str) -> int:
    if numeral.isdecimal():
        return int(numeral)
    total, digit = 0, 0
    for char in numeral:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit
