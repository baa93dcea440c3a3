"""The lines of a text, and what their lengths say about how the text was set."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from termx.lang import HAN
from termx.read.head import SYMBOL

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
CJK = f"{HAN}\u3001-\u3003\u3005-\u301f\uff01-\uff5e"
"""Inside of a character class: Chinese characters and full-width punctuation."""

# V.13-84747, GE.13-12345, 13-38284 (C), 25-14304 (E)    100925, each with a page beside it
_JOB = r"(?:[A-Za-z]{1,4}\.)?\d{2}-\d{5}\b\*{0,2}(?:\ *[(（][A-Z][)）])?(?:\s+\d{6})*"
_RECYCLE = r"(?:请\s*回\s*收|Please\ recycle).*"
_PAGE = r"\d{1,3}(?:\s*/\s*\d{1,3})?"
_TAG = re.compile(
    rf"""
      (?P<rule>[_‗]{{5,}}|[-–—─═=]{{3,}}|\*(?:\ ?\*){{2,}})$
    | (?P<job>(?:{_PAGE}\s+)?{_JOB}(?:\s+{_PAGE})?|\*\d{{6,8}}[A-Z]?\*(?:\s+{_RECYCLE})?)$
    | (?P<page>第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?|[Pp]age\s+\d+(?:\s+of\s+\d+)?
        |{_RECYCLE}|\d{{1,3}}/\d{{1,3}}|[-–—]\s*\d{{1,4}}\s*[-–—])$
    | (?P<symbol>(?:联\s*合\s*国|聯\s*合\s*國|United\ Nations)?\s*\**{SYMBOL}\**)$
    | (?P<number>\d{{1,4}}|[{SUPERSCRIPTS}]{{1,3}}|<sup>\s*\d{{1,3}}\s*</sup>)$
    | (?P<note>(?:<sup>\s*(?:\d{{1,3}}|\*+)\s*</sup>|[{SUPERSCRIPTS}]{{1,3}}|\[\^\d+\]:)\s*(?=\S))
    | (?P<row>\|.*\|)$
    """,
    re.VERBOSE,
)
# Between two stretches of a line that stand apart; not behind the number of a paragraph.
SPREAD = re.compile(r"(?<=\S)(?: {4,}|[ ]?\t\s*)(?=\S)")
LEADER = re.compile(
    r"[ ]*(?:[.…·]{5,}|(?:[.…] ){5,})[.…·\s]*(?:(?:\d{1,3}(?:[-–]\d{1,3})?\s*){1,2}$)?"
)
"""Dots that lead to a page number, which goes with them."""
_NUMBERING = re.compile(
    rf"[({SUPERSCRIPTS}（]?(?:[\d.*•●▪–—-]{{1,8}}|[A-Za-z]{{1,5}}|[一二三四五六七八九十]{{1,4}})[)）.．、]?\s"
)
_TAG_FIRST = frozenset(
    "0123456789*_‗-–—─═=<[|联聯请第PpU" + SUPERSCRIPTS + "ABCDEFGHIJKLMNOPQRSTVWXYZabc"
)
_UNIT = re.compile(r"[《“‘（〈(\[「]*(?:[!-~]+|.)[。，、；：？！》”’）〉」]*")
_UNFINISHED = frozenset(
    ("the", "a", "an", "of", "in", "for", "to", "at", "on", "by", "and", "or", "with", "from",
     "its", "their", "that")
)  # fmt: skip
_TERMINAL = re.compile(
    r"[。．！？；：.!?;:…][”’」』）)\]》*_]*(?:<sup>[^<]*</sup>|[⁰¹²³⁴-⁹]+|\d{1,3})?$"
)
_COMMA = re.compile(r"[，,][*_]*(?:<sup>[^<]*</sup>|[⁰¹²³⁴-⁹]+|\d{1,3})?$")


_STOPS = frozenset("。．！？；：.!?;:…")
_AFTER_STOP = frozenset("”’」』）)]》*_>0123456789" + SUPERSCRIPTS)
_HAN_FIRST = "\u33ff"
TABULAR = ("row", "cells")
"""Tags of lines that are no part of a paragraph."""


class Line(NamedTuple):
    """A line that is not blank: its stretch of the text without the spaces around it."""

    start: int
    end: int
    text: str
    gap: int
    """Blank lines before it."""
    width: int
    """In half-width columns: a Chinese character takes two."""
    padded: bool
    """Whether spaces follow it."""
    indented: bool
    """Whether spaces stand before it."""
    tag: str | None
    """What it looks like: rule, job, page, symbol, number, note, row of a table, cells of one."""


class Layout(NamedTuple):
    """How a text was set."""

    wrapped: bool
    """Lines end where the page did, not where the paragraph does."""
    measure: int
    """Width of a full line."""
    gaps: bool
    """Blank lines stand between paragraphs, and only there."""
    punctuated: bool
    """Long lines end with punctuation: one that does not has been cut."""
    indents: bool
    """The first line of a paragraph is indented, and no other."""
    padding: bool
    """Only the last line of a paragraph is followed by a space (text taken from PDF by Word)."""


def split(text: str) -> list[Line]:
    """The lines of `text` that are not blank; one of spaces only may stand for a footnote rule."""
    lines = []
    at, gap = 0, 9
    feeds = "\f" in text
    for raw in text.split("\n"):
        body = raw.strip()
        if body:
            start = at + raw.index(body[0]) if raw[0] != body[0] else at
            if feeds and "\f" in raw:
                gap = 9
            tag = None
            if body[0] in _TAG_FIRST and (match := _TAG.match(body)):
                tag = match.lastgroup
            if tag in (None, "symbol") and _is_spread(body):
                tag = "cells"
            width = (len(body) + len(body.encode("utf-8", "surrogatepass"))) // 2
            padded = raw[-1].isspace()
            indented = start > at
            lines.append(Line(start, start + len(body), body, gap, width, padded, indented, tag))
            gap = 0
        elif len(raw) >= 20:
            lines.append(Line(at, at, "", gap, 0, False, False, "rule"))
            gap = 0
        else:
            gap += 1
        at += len(raw) + 1
    return lines


def _is_spread(text: str) -> bool:
    if "    " not in text and "\t" not in text and "…" not in text and "....." not in text:
        return ". . . . . " in text
    gaps = [match.start() for match in SPREAD.finditer(text)]
    behind_number = len(gaps) == 1 and _NUMBERING.match(text, 0, gaps[0] + 1)
    return (bool(gaps) and not behind_number) or bool(LEADER.search(text))


def is_terminal(text: str) -> bool:
    """Whether `text` ends as a paragraph of running text may end anywhere."""
    last = text[-1]
    if last in _STOPS or last not in _AFTER_STOP:
        return last in _STOPS
    return bool(_TERMINAL.search(text, max(0, len(text) - 20)))


def is_unfinished(text: str) -> bool:
    """Whether `text` ends with a word with which no English line ends that is not cut."""
    return text.rpartition(" ")[2] in _UNFINISHED


def ends_in_comma(text: str) -> bool:
    """Whether `text` ends as a paragraph of a preamble does."""
    last = text[-1]
    if last in "，," or last not in _AFTER_STOP:
        return last in "，,"
    return bool(_COMMA.search(text, max(0, len(text) - 20)))


def unit(text: str) -> int:
    """Width of the first piece of `text` that cannot be broken."""
    if text[0] > _HAN_FIRST and text[1:2] > _HAN_FIRST:
        return 2
    match = _UNIT.match(text)
    piece = match[0] if match else text[:1]
    return (len(piece) + len(piece.encode("utf-8", "surrogatepass"))) // 2


def layout(lines: list[Line], *, printed: bool = False) -> Layout:
    """How the text of these lines was set, from their widths and ends.

    The lines of `printed` pages are known to end where the page did: few of them suffice.
    """
    plain = [line for line in lines if line.tag is None]
    found = _layout(lines, plain, _measure(plain))
    if printed and not found.wrapped:
        return _layout(lines, plain, max((line.width for line in plain), default=0), few=True)
    if not found.wrapped and (measure := _continued(plain)):
        return _layout(lines, plain, measure, few=True)
    return found


def _continued(lines: list[Line]) -> int:
    """The width of short texts, told by lines that plainly go on; else 0.

    Of few lines no width is frequent, but where none is much wider than those that go on, it is
    the page that has cut them.
    """
    widths = [
        line.width
        for line, after in pairwise(lines)
        if not after.gap
        and not is_terminal(line.text)
        and (after.text[0].islower() or is_unfinished(line.text))
    ]
    measure = max(widths, default=0)
    long = sum(line.width * 2 >= measure for line in lines)
    wider = any(line.width > measure * 1.15 for line in lines)
    full = sum(width * 10 >= measure * 6 for width in widths)  # not so in lists of words
    sure = len(widths) >= 2 and len(widths) * 4 >= long and full * 2 >= len(widths)
    return measure if sure and not wider else 0


def _layout(lines: list[Line], plain: list[Line], measure: int, *, few: bool = False) -> Layout:
    cut = full = gapped = padded = indented = 0
    short_padded = short = short_indented = short_gapped = 0
    for line, after in pairwise(plain):
        if measure * 0.85 <= line.width <= measure + 6:
            full += 1
            if not is_terminal(line.text):
                cut += 1
                gapped += after.gap > 0
                padded += line.padded
                indented += after.indented
        elif line.width < measure * 0.8 and is_terminal(line.text):
            short += 1
            short_padded += line.padded
            short_gapped += after.gap > 0
            short_indented += after.indented
    long = sum(line.width >= measure * 0.5 for line in plain)
    beyond = sum(line.width > measure * 1.4 for line in plain)
    mostly = full >= 4 and full * 2 >= long and beyond * 10 <= long
    partly = full >= 4 and full * 5 >= long and beyond * 50 <= long
    wrapped = (measure >= 40 and cut * 10 >= full * 6 and (mostly or partly)) or (
        few and measure >= 40 and cut > 0
    )
    return Layout(
        wrapped=wrapped,
        measure=measure,
        gaps=short_gapped * 2 > short and gapped * 3 < cut if wrapped else _gapped(lines),
        punctuated=_punctuated(plain),
        indents=cut > 0 and indented * 8 < cut and short > 0 and short_indented * 10 > short * 7,
        padding=cut > 0 and padded * 6 < cut and short > 0 and short_padded * 10 > short * 7,
    )


def _gapped(lines: list[Line]) -> bool:
    return sum(line.gap > 0 for line in lines) * 3 > len(lines) * 2


def _punctuated(lines: list[Line]) -> bool:
    long = [line.text for line in lines if line.width > 100]
    ended = sum(is_terminal(text) or ends_in_comma(text) for text in long)
    return len(long) >= 5 and ended * 10 >= len(long) * 8


def _measure(lines: list[Line]) -> int:
    """The width that most full lines have: the upper edge of the fullest band of widths."""
    counts = Counter(line.width for line in lines if line.width >= 30)
    if not counts:
        return 0
    band = {width: sum(counts[width - step] for step in range(6)) for width in counts}
    peak = max(band, key=lambda width: (band[width], -width))
    while any(counts[peak + step] * 12 >= band[peak] for step in (1, 2, 3)):
        peak += next(step for step in (1, 2, 3) if counts[peak + step] * 12 >= band[peak])
    return peak
