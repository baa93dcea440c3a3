"""The parts of a UN document: numbering, headings, preamble and operative paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from termx.lang import HAN
from termx.models import SegmentKind

_CHINESE = "一二三四五六七八九十百〇零"
_LABEL = re.compile(
    rf"""
      (?P<title>(?:[SE]-|ES-)?\d{{1,3}}/\d{{1,4}}(?:\ ?[A-Z])?)[.．]\s*          # 80/229.
    | (?P<para>\d{{1,3}}(?:\.\d{{1,2}}){{0,3}})(?:[.．]\s+|[.．](?=[{HAN}《“])|、(?=[{HAN}])|\.$)
    | [(（]\s*(?P<item>[a-z]{{1,4}}|[{_CHINESE}]{{1,3}}|\d{{1,3}})\s*[)）]\s*     # (a) (iv) （一）
    | (?P<chinese>[{_CHINESE}]{{1,3}})\s*(?:[.．、]\s*)                          # 一. 一、
    | (?P<letter>[A-Z]|[IVX]{{1,6}})[.．]\s+                                     # A. IV.
    | 第\s*(?P<part>[{_CHINESE}]{{1,4}}|\d{{1,3}})\s*
      (?P<word>[章节節部条條编編])分?(?=\s|$)\s*                                # 第三章
    | (?P<article>Article|Chapter|Section|Part|Rule|Principle)\s+
      (?P<which>\d{{1,3}}|[IVXL]{{1,6}})\b\.?\s*
    | (?P<bullet>[•●▪‣◦–—·-])\s+
    """,
    re.VERBOSE,
)
_LABEL_FIRST = frozenset("0123456789(（第•●▪‣◦–—·-ABCDEFGHIJKLMNOPQRSTUVWXYZ" + _CHINESE)
_NUMERALS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0}
_ROMAN = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
    (1, "I"),
)  # fmt: skip
_ROMAN_ITEM = re.compile(r"(?:x{0,3})(?:ix|iv|v?i{0,3})")
_PART_NAMES = dict.fromkeys("章", "chap.") | dict.fromkeys("节節", "sect.") | {
    "部": "part", "编": "part", "編": "part", "条": "art.", "條": "art.",
    "Article": "art.", "Chapter": "chap.", "Section": "sect.", "Part": "part",
    "Rule": "rule", "Principle": "principle",
}  # fmt: skip

# The line that opens a resolution: the organ that acts, and a comma.
_OPENING = re.compile(
    rf"(?:[{HAN}《》“”、\s]{{0,60}}(?:大会|大會|理事会|理事會|委员会|委員會|会议|會議|机构|理事机构)|"
    r"The\ [A-Z][A-Za-z’',\- ]{3,140}|"
    r"The\ Conference\ of\ the\ (?:States\ )?Parties[^.;]{0,120})\s*[，,]",
    re.VERBOSE,
)
_END = re.compile(r"[。；！？.;:：!?，,…][”’」』）)]*$")
_ANNEX = re.compile(r"附件|附录|附錄|Annex|Appendix|ANNEX")


def label(text: str) -> tuple[int, str | None, str]:
    """The numbering at the head of a paragraph: its length, the number, its rank.

    The rank is the name of the group that matched, and empty where there is no numbering. Numbers
    are the same in both languages: 一 is I, （一） is (i), 第三章 is chap. 3.
    """
    if text[:1] not in _LABEL_FIRST or not (match := _LABEL.match(text)):
        return 0, None, ""
    rank = match.lastgroup or ""
    if rank == "word":
        return match.end(), f"{_PART_NAMES[match['word']]} {arabic(match['part'])}", "part"
    if rank == "which":
        return match.end(), f"{_PART_NAMES[match['article']]} {match['which']}", "part"
    number = match[rank]
    if rank == "chinese":
        number = roman(arabic(number))
    elif rank == "item":
        number = f"({roman(arabic(number)).lower() if number[0] in _CHINESE else number})"
    elif rank == "bullet":
        return match.end(), None, "bullet"
    return match.end(), number, rank


def arabic(numeral: str) -> int:
    """The value of a Chinese numeral below a thousand, or of digits."""
    if numeral.isdecimal():
        return int(numeral)
    total, digit = 0, 0
    for char in numeral:
        if char in "十百":
            total += max(digit, 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = digit * 10 + _NUMERALS[char]
    return total + digit


def roman(value: int) -> str:
    """`value` as a Roman numeral."""
    numeral = ""
    for step, letters in _ROMAN:
        numeral += letters * (value // step)
        value %= step
    return numeral or "0"


def opens(text: str) -> bool:
    """Whether the line opens a resolution: `大会，`, `The Security Council,`."""
    return bool(_OPENING.fullmatch(text))


def structure(
    texts: Iterable[tuple[str, SegmentKind | None]],
) -> Iterator[tuple[SegmentKind, str | None]]:
    """Kind and number of each paragraph; a kind that is known already is kept.

    Preamble is what stands between the opening of a resolution and its first number, operative all
    numbered text after it. Items carry the numbers above them: 3 (a) (i).
    """
    above: list[tuple[str, str]] = []
    state = SegmentKind.BODY
    for text, known in texts:
        _, number, rank = label(text)
        if known is SegmentKind.FOOTNOTE:
            yield known, text.split(" ", 1)[0].strip("*¹²³") or None
            continue
        if known is SegmentKind.CELL:
            yield known, None
            continue
        if rank == "item" and number:
            above = _raise(above, number)
            number = " ".join(part for part, _ in above)
        elif rank == "para" and number:
            above = [(number, "para")]
        elif rank in ("chinese", "letter", "part", "title"):
            above = []
        if known is None and state is SegmentKind.BODY and opens(text):
            state = SegmentKind.PREAMBLE
            yield state, None
            continue
        kind = known or _kind(text, rank, state)
        if kind is SegmentKind.TITLE and _ANNEX.match(text):
            state = SegmentKind.BODY
        elif state is SegmentKind.PREAMBLE and rank in ("para", "item"):
            state = kind = SegmentKind.OPERATIVE
        yield kind, number


def _raise(above: list[tuple[str, str]], number: str) -> list[tuple[str, str]]:
    """The numbers above an item, and the item: (i) is below (a) unless it follows (h)."""
    inner = number.strip("()")
    level = "digit" if inner.isdecimal() else "letter"
    if level == "letter" and _ROMAN_ITEM.fullmatch(inner):
        previous = next((part for part, kind in above if kind == "letter"), "")
        following = len(inner) == 1 and previous.strip("()") == chr(ord(inner) - 1)
        if not following:
            level = "roman"
    order = ("para", "letter", "roman", "digit")
    kept = [item for item in above if order.index(item[1]) < order.index(level)]
    return [*kept, (number, level)]


def _kind(text: str, rank: str, state: SegmentKind) -> SegmentKind:
    if rank == "title":
        return SegmentKind.TITLE
    short = len(text) <= (60 if text[:1] > "\u2fff" or rank == "chinese" else 160)
    if short and not _END.search(text, max(0, len(text) - 6)):
        if rank in ("", "chinese", "letter", "part", "para"):
            return SegmentKind.TITLE
    elif rank in ("chinese", "letter", "part") and short:
        return SegmentKind.TITLE
    return SegmentKind.BODY if state is SegmentKind.BODY else state
