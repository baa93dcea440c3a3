"""Page furniture: which lines belong to the page and not to the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from termx.clean.lines import SPREAD, Line, ends_in_comma, is_terminal
from termx.clean.structure import label

_HEAD = 20
"""Lines among which the masthead shows the symbol for the first time; it stays."""
_REACH = 3
"""Lines of running head or foot beside a page number or symbol."""
# The date of a resolution stands above its title and below its text.
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|\d{1,2}[A-Z][a-z]{2,8}\d{4}")
_SQUEEZE = re.compile(r"\s+")


def furniture(lines: list[Line], symbol: str | None) -> list[bool]:
    """For each line whether it is a running head or foot, a page or job number or a barcode.

    Job numbers, page numbers in words and the document's own symbol are furniture by themselves;
    bare numbers and repeated lines are if they stand beside one, or count up through the text.
    """
    found = _sure(lines, symbol)
    notes = _note_numbers(lines, found)
    _spread(
        lines,
        found,
        lambda index: lines[index].tag in ("number", "page", "symbol") and index not in notes,
    )
    for index in _page_numbers(lines):
        found[index] = True
    if not any(found):
        return found
    repeated = _repeated(lines, found)
    _spread(lines, found, lambda index: index in repeated)
    return found


def _sure(lines: list[Line], symbol: str | None) -> list[bool]:
    symbols = Counter(_name(line) for line in lines if line.tag == "symbol")
    own = (symbol or "").replace(" ", "")
    found = []
    for index, line in enumerate(lines):
        sure = line.tag == "job"
        if line.tag == "page":
            sure = not line.text[0].isdecimal()
        elif line.tag == "symbol":
            name = _name(line)
            sure = (name == own or symbols[name] >= 3) and index >= _HEAD
        elif line.tag == "cells" and own:
            sure = (
                index >= _HEAD
                and own in _SQUEEZE.sub("", line.text)
                and any(_SQUEEZE.sub("", cell) == own for cell in SPREAD.split(line.text))
            )
        found.append(sure)
    return found


def _name(line: Line) -> str:
    """The symbol on a line that may name the organization before it."""
    text = _SQUEEZE.sub("", line.text).removeprefix("UnitedNations")
    return text.lstrip("联合国聯國*").rstrip("*")


def _spread(lines: list[Line], found: list[bool], belongs: Callable[[int], bool]) -> None:
    """Marks the lines that belong and stand beside furniture, at most `_REACH` lines away."""
    for step in (1, -1):
        order = range(len(lines)) if step == 1 else range(len(lines) - 1, -1, -1)
        distance = _REACH + 1
        for index in order:
            if found[index]:
                distance = 0
                continue
            distance += 1
            if distance <= _REACH and lines[index].tag != "rule" and belongs(index):
                found[index] = True
                distance = 0


def _note_numbers(lines: list[Line], found: list[bool]) -> set[int]:
    """Numbers on lines of their own that begin footnotes: below a rule, right above their text."""
    notes = set()
    below = False
    for index, line in enumerate(lines):
        below = line.tag == "rule" or (below and not found[index])
        following = lines[index + 1] if index + 1 < len(lines) else None
        text_follows = following is not None and not following.gap and following.tag is None
        if below and line.tag == "number" and text_follows:
            notes.add(index)
    return notes


def _page_numbers(lines: list[Line]) -> list[int]:
    """Bare numbers and `3/27` that stand alone and count up by one through the text."""
    alone = [
        index
        for index, line in enumerate(lines)
        if line.tag in ("number", "page")
        and line.text[0].isdecimal()
        and line.gap
        and (index + 1 == len(lines) or lines[index + 1].gap)
    ]
    best = (0, 0)
    start, last = 0, -1
    for at, index in enumerate(alone):
        value = int(lines[index].text.split("/")[0])
        if value != last + 1:
            start = at
        best = max(best, (start, at + 1), key=lambda run: run[1] - run[0])
        last = value
    return alone[slice(*best)] if best[1] - best[0] >= 3 else []


def _repeated(lines: list[Line], found: list[bool]) -> set[int]:
    """Short lines whose text stands beside furniture again and again, or repeats the title.

    Where the text stands first among the lines of the masthead, there it is the title and stays.
    """
    texts = [_SQUEEZE.sub("", line.text) for line in lines]
    near = [
        index
        for index, line in enumerate(lines)
        if not found[index]
        and line.tag in (None, "cells")
        and line.width <= 100
        and not is_terminal(line.text)
        and any(found[max(0, index - _REACH) : index + _REACH + 1])
    ]
    counts = Counter(texts[index] for index in near)
    everywhere = Counter(texts)
    size = _title_size(lines)
    title = "".join(texts[:size])
    repeated = set()
    for index in near:
        text = texts[index]
        again = counts[text] >= 3 and counts[text] * 5 >= everywhere[text] * 4
        titled = index >= size and len(text) >= 4 and text in title and not _DATE.fullmatch(text)
        if titled or (again and (index >= _HEAD or text in texts[:index])):
            repeated.add(index)
    return repeated


def _title_size(lines: list[Line]) -> int:
    """How many lines stand before the running text."""
    for index, line in enumerate(lines[: 2 * _HEAD]):
        text = line.text
        if line.tag == "rule":
            continue
        if label(text)[2] == "para" or ends_in_comma(text) or text[-1] in "。；;":
            return index
    return min(len(lines), _HEAD)
