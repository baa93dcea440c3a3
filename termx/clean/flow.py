"""From lines to paragraphs: hard wraps and page breaks are undone, footnotes set apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from termx.clean.joins import Block, joins
from termx.clean.lines import (
    SUPERSCRIPTS,
    TABULAR,
    Layout,
    Line,
    ends_in_comma,
    is_terminal,
    unit,
)
from termx.clean.structure import label

_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_NOTE = re.compile(r"(\d{1,3}|\*{1,3})\s+(?![–—-]\s)(?=\S)")
_NOTE_END = re.compile(r"[。．.!?！？][”’」』）)\]》]*$")
_SUPERSCRIPT = re.compile(
    rf"<sup>\s*(\d{{1,3}}|\*+)\s*</sup>|([{SUPERSCRIPTS}]{{1,3}})|\[\^(\d+)\]:"
)
# How footnotes of UN documents begin.
_NOTE_WORDS = re.compile(
    r"(?:另?参?见|參?見|同[上前]|联合国，|聯合國，|可查阅|[A-Z]{1,5}/|第.{1,16}号|https?:|www\."
    r"|See |Ibid|Resolutions? |United Nations, |Official Records|Available|General Assembly res)"
)
_HAN_FIRST, _HAN_LAST = "\u33ff", "\ua000"
_NUMERAL_FIRST = frozenset("一二三四五六七八九十百第")
_FOOT, _PAGE_LINES = 10, 60
"""Lines that the footnotes of a page and its body have at most."""
_NOTE_STEP = 5
"""How far a footnote number may run ahead of the last one: some are lost in bad text."""


@dataclass(slots=True)
class Zone:
    """The stretch of the file whose marks belong to a group of footnotes."""

    start: int
    end: int
    marks: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Flow:
    """What `flow` finds: paragraphs, footnotes, where footnote marks are to be looked for."""

    body: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)
    marks: list[Line] = field(default_factory=list)
    """Footnote marks that stand on lines of their own."""


def flow(lines: list[Line], removed: list[bool], setting: Layout) -> Flow:
    """The paragraphs and footnotes that `lines` make, without the lines that are `removed`."""
    return _Builder(lines, removed, setting).run()


class _Builder:
    """The state while lines are read one after the other."""

    def __init__(self, lines: list[Line], removed: list[bool], setting: Layout) -> None:
        self.lines = lines
        self.removed = removed
        self.setting = setting
        self.flow = Flow()
        self.last_note = 0
        self.in_notes = False
        self.broken = False
        self.glued = False
        self.closed = False
        self.after_rule = False
        self.zone_start = 0

    def run(self) -> Flow:
        for index, line in enumerate(self.lines):
            if self.removed[index]:
                self.broken = True
                self.after_rule = False
                self._leave_notes()
            elif line.tag == "rule":
                self.after_rule = True
                self.broken = True
                self._leave_notes()
            else:
                self._text(index, line)
                self.after_rule = False
        return self.flow

    def _leave_notes(self) -> None:
        self.in_notes = False

    def _text(self, index: int, line: Line) -> None:
        if self._plainly_goes_on(line):
            return
        may_call = self.in_notes or line.tag or line.text[0] in "0123456789*"
        if may_call and (mark := self._note_mark(index, line)):
            self._open_note(mark, line)
        elif self.in_notes and self._continues_note(line):
            self.flow.notes[-1].lines.append(line)
        elif self._is_mark(index, line):
            self._leave_notes()
            self.flow.marks.append(line)
            self.glued = index + 1 < len(self.lines) and self.lines[index + 1].gap == 0
            self.closed = not self.glued
        else:
            if self.in_notes:
                self.broken = True
                self._leave_notes()
            self._body(line)
            self.broken = self.glued = self.closed = False

    def _plainly_goes_on(self, line: Line) -> bool:
        """Appends `line` where it is one of many in the middle of a Chinese paragraph.

        Nothing here that the slower way would not do: most lines of a wrapped text end here.
        """
        setting = self.setting
        if (
            not setting.wrapped
            or self.broken
            or self.glued
            or self.closed
            or line.tag
            or not self.flow.body
            or not _HAN_FIRST < line.text[0] < _HAN_LAST
            or line.text[0] in _NUMERAL_FIRST
            or (line.gap and setting.gaps)
            or (line.indented and setting.indents)
        ):
            return False
        block = self.flow.body[-1]
        last = block.lines[-1]
        if (
            last.tag
            or last.width <= setting.measure - 3
            or not _HAN_FIRST < last.text[-1] < _HAN_LAST
            or (last.padded and setting.padding)
            or line.text[-1] in "，,"
        ):
            return False
        block.running = True
        block.lines.append(line)
        return True

    def _open_note(self, mark: str, line: Line) -> None:
        if not self.in_notes:
            self.flow.zones.append(Zone(self.zone_start, line.start))
        self.flow.zones[-1].marks.append(mark)
        self.zone_start = line.end
        self.flow.notes.append(Block([line], note=mark))
        self.in_notes = True
        self.broken = True
        if mark.isdecimal():
            self.last_note = int(mark)

    def _note_mark(self, index: int, line: Line) -> str | None:
        """The mark of the footnote that begins with `line`, if one does."""
        opened = self.in_notes or self.after_rule
        following = self.lines[index + 1] if index + 1 < len(self.lines) else None
        if line.tag == "number":
            value = line.text.translate(_DIGITS)
            value = re.sub(r"\D", "", value)
            if following is None or following.gap or following.tag or not opened:
                return None
        elif line.tag == "note":
            match = _SUPERSCRIPT.match(line.text)
            if match is None:
                return None
            value = (match[1] or match[2] or match[3]).translate(_DIGITS)
            opened = opened or not self._unfinished(line)
        else:
            first = line.text[0]
            if not (first.isdecimal() or first == "*"):
                return None
            match = _NOTE.match(line.text)
            if match is None:
                return None
            value = match[1]
            if not opened and not (
                (value == str(self.last_note + 1) and _NOTE_WORDS.match(line.text, match.end()))
                or self._at_foot(index, value)
            ):
                return None
        if not value.isdecimal():
            return value
        number = int(value)
        if self.in_notes and number != self.last_note + 1:
            last = self.flow.notes[-1].lines[-1]
            if not _NOTE_END.search(last.text) or (self.setting.gaps and not line.gap):
                return None
        fits = self.last_note < number <= self.last_note + _NOTE_STEP
        restarts = number == 1 and not self.in_notes
        return str(number) if fits or restarts else None

    def _at_foot(self, index: int, mark: str) -> bool:
        """Whether a page ends below the line and its text calls this note: rules may be missing."""
        if not self.lines[index].gap or (mark.isdecimal() and int(mark) != self.last_note + 1):
            return False
        end = min(len(self.lines), index + _FOOT)
        if end < len(self.lines) and not any(self.removed[index + 1 : end]):
            return False
        call = re.compile(rf"[^\s\d/.,*-]{re.escape(mark)}(?![\d*/])(?!\s?[年月日个至])")
        for above in range(index - 1, max(-1, index - _PAGE_LINES), -1):
            if self.removed[above]:
                return False
            if call.search(self.lines[above].text):
                return True
        return False

    def _unfinished(self, line: Line) -> bool:
        """Whether the body's last line runs on into `line` without a page break."""
        if not self.flow.body or line.gap or not self.setting.wrapped:
            return False
        last = self.flow.body[-1].lines[-1]
        return not is_terminal(last.text)

    def _continues_note(self, line: Line) -> bool:
        note = self.flow.notes[-1]
        last = note.lines[-1]
        if last.tag == "number":
            return True
        ended = bool(_NOTE_END.search(last.text))
        if not self.setting.wrapped:
            return not ended and line.gap == 0
        if self.setting.gaps:
            short = last.width * 4 < self.setting.measure * 3
            return line.gap == 0 and not (ended and short)
        if self.setting.padding and last.padded and ended:
            return False
        if ended:
            return last.width + unit(line.text) > self.setting.measure and not self._resumes(line)
        return True

    def _resumes(self, line: Line) -> bool:
        """Whether `line` goes on where the body was cut, rather than a footnote that has ended."""
        note = self.flow.notes[-1].lines[-1]
        if self.setting.padding:
            return note.padded
        cut = bool(self.flow.body) and not is_terminal(self.flow.body[-1].lines[-1].text)
        return cut or label(line.text)[0] > 0

    def _is_mark(self, index: int, line: Line) -> bool:
        """Whether the line holds but the mark of a footnote (superscripts of some PDF text)."""
        if line.tag != "number" or not self.flow.body or index + 1 >= len(self.lines):
            return False
        if not line.text.isdecimal():
            return True
        if line.gap > 1 or int(line.text) > self.last_note + 2 * _NOTE_STEP or len(line.text) > 2:
            return False
        following = self.lines[index + 1]
        return self.setting.wrapped and (following.gap == 0 or not line.gap)

    def _body(self, line: Line) -> None:
        if line.tag in TABULAR:
            self.flow.body.append(Block([line]))
            return
        block = self.flow.body[-1] if self.flow.body else None
        if block is not None and block.lines[-1].tag not in TABULAR and self._joins(block, line):
            if block.lines[-1].width * 5 > self.setting.measure * 4:
                block.running = True
            block.lines.append(line)
        else:
            rank = label(line.text)[2]
            self.flow.body.append(Block([line], running=rank in ("para", "item")))

    def _joins(self, block: Block, line: Line) -> bool:
        """Whether `line` belongs to the paragraph `block`; footnote marks may tell."""
        last = block.lines[-1]
        if self.glued:
            return True
        ended = is_terminal(last.text) or ends_in_comma(last.text)
        if self.closed and ended and label(last.text)[0] < len(last.text):
            return False
        return joins(block, line, self.setting, broken=self.broken)
