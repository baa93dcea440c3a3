"""Whether a line goes on where another ended."""

from __future__ import annotations

import re
from dataclasses import dataclass

from termx.clean.lines import Layout, Line, ends_in_comma, is_terminal, is_unfinished, unit
from termx.clean.structure import label, opens
from termx.lang import has_han

_OPEN_END = re.compile(r"[、（(《〈“‘「『\[]$")
_STRUCTURE = re.compile(r"\[|#{1,6}\s|[-+•●▪]\s|\|")
_CAPTION = re.compile(
    r"(?:[表图圖]|附[件录錄]|插文|Table|Figure|Box|Annex|Appendix)\s?[\dIVX.一二三四五六七八九十]{1,5}"
)
# President: Ms. Tari; 主席：...: one line each
_ENTRY = re.compile(r"[A-Z][A-Za-z-]{2,}(?: [A-Za-z-]+){0,2}: |[\u4e00-\u9fff]{2,6}[:：]")
# 446 092 700: a row of a table
_FIGURES = re.compile(
    r"[(–-]?\d{1,3}(?:[ ,.]\d{3})*(?:\.\d+)?[)]?(?:\s+[\d(–-]|$)|\d{1,3}(?: \d{3})+"
)
_INNER_STOP = re.compile("[，；,;]")
_HYPHEN_END = re.compile(r"[A-Za-z]-$")
_HEADINGS = frozenset({"title", "chinese", "letter", "part"})
_LABEL_LENGTH = 8


@dataclass(slots=True)
class Block:
    """Lines that make one paragraph."""

    lines: list[Line]
    note: str | None = None
    """The mark of a footnote."""
    running: bool = False
    """It is certainly text and no heading."""


def joins(block: Block, line: Line, setting: Layout, *, broken: bool) -> bool:
    """Whether `line` belongs to the paragraph `block`; `broken` if something stood between them."""
    last = block.lines[-1]
    if len(last.text) <= _LABEL_LENGTH:
        size, _, rank = label(last.text)
        if rank in ("para", "item") and size == len(last.text):
            return line.gap <= 1
    if _ENTRY.match(line.text) and _ENTRY.match(block.lines[0].text):
        return False
    if last.text.startswith("#") or _STRUCTURE.match(line.text):
        return False
    if ends_in_comma(line.text) and not block.running and opens(line.text):
        return False
    if setting.wrapped:
        return _joins_wrapped(block, last, line, setting, broken)
    return _joins_whole(block, last, line, setting, broken)


def _joins_wrapped(block: Block, last: Line, line: Line, setting: Layout, broken: bool) -> bool:
    if _HYPHEN_END.search(last.text) or _OPEN_END.search(last.text):
        return True
    rank = label(line.text)[2]
    ended = is_terminal(last.text)
    if ended and (_CAPTION.fullmatch(line.text) or _ENTRY.match(line.text)):
        return False
    numbered = rank in ("para", "item", "bullet")
    if not line.gap and not numbered and is_unfinished(last.text):
        return True
    slack = 3 if has_han(last.text) else max(4, setting.measure // 12)
    comma = ends_in_comma(last.text)
    if (ended or comma) and not (setting.gaps or setting.indents):
        slack = 1
    elif len(block.lines) == 1:
        slack += 6
    free = setting.measure - slack - last.width
    full = free < 0 or unit(line.text) > free
    if rank and (ended or not full or rank == "para" or (rank == "title" and line.gap)):
        return False
    if setting.indents and line.indented and not broken:
        return False
    gapped = setting.gaps and line.gap > 0
    if gapped and not broken:
        return False
    if setting.padding:
        if not last.padded:
            return True
        goes_on = broken and block.running and not ends_in_comma(last.text)
        return not ended and (goes_on or _heading_goes_on(block, line, setting))
    if full and (not ended or not broken):
        return True
    if line.text[0].islower() and not (ended and line.gap):
        return True
    if ended:
        return False
    figures = _FIGURES.match(line.text) or _FIGURES.match(block.lines[0].text)
    close = setting.gaps and not (line.gap or broken or figures)
    if block.running and (not comma or (setting.gaps and not broken)):
        return close or last.width * 2 > setting.measure
    return _heading_goes_on(block, line, setting)


def _heading_goes_on(block: Block, line: Line, setting: Layout) -> bool:
    """Whether a heading that was broken over two lines goes on: they stand close together."""
    last = block.lines[-1]
    close = line.gap == 0 and block.lines[0].gap > 0
    return close and not is_terminal(last.text) and last.width * 2 > setting.measure


def _joins_whole(block: Block, last: Line, line: Line, setting: Layout, broken: bool) -> bool:
    """The same where lines are whole paragraphs, which pages and footnotes may still cut."""
    if not setting.gaps or is_terminal(last.text):
        return False
    if label(line.text)[2] or label(block.lines[0].text)[2] in _HEADINGS:
        return False
    if _OPEN_END.search(last.text):
        return True
    if ends_in_comma(last.text):
        numbered = label(block.lines[0].text.lstrip("*"))[2] in ("para", "item")
        return numbered and (broken or setting.punctuated)
    running = block.running or last.width >= 60 or bool(_INNER_STOP.search(last.text))
    if broken or line.gap > 2:
        return running and not line.text.startswith("**")
    goes_on = is_terminal(line.text) or ends_in_comma(line.text) or line.width > 60
    return setting.punctuated and last.width > 100 and goes_on
