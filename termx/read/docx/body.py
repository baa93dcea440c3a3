"""The text of a part of a Word document, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from lxml import etree

from termx.models import SegmentKind
from termx.read.blocks import Block
from termx.read.docx.lists import Lists
from termx.read.docx.ooxml import (
    ALTERNATE,
    BOX,
    CALLS,
    ENDNOTE,
    FIELD,
    MATH_TEXT,
    NEW,
    NUMBERING,
    OLD,
    PPR,
    RPR,
    RUBY,
    SDT,
    SIGNS,
    SYM,
    TBL,
    TC,
    TEXTS,
    TR,
    P,
    R,
    T,
    is_on,
    value,
    w,
)
from termx.read.docx.scan import HIDDEN, NO_STYLE, plain, special_runs
from termx.read.docx.styles import Style
from termx.read.docx.symbols import symbol
from termx.read.numerals import number, numeral

# What holds none of the text, though texts may stand in it.
_SILENT = frozenset(
    (PPR, w("sdtPr"), w("sdtEndPr"), w("instrText"), w("fldData"), w("rt"), w("tblPr"),
     w("tblGrid"), w("trPr"), w("tcPr"), w("sectPr"), w("object"), w("commentReference"))
)  # fmt: skip
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NOTE_MARK = re.compile(r"\d{1,3}|[*†‡§]{1,3}")
_LEAD_TAB = re.compile(r"\A(\S{1,10})\t+")
_BLANK = " \t\r\n\u3000"


@dataclass(slots=True)
class Notes:
    """The footnotes or endnotes of a document: their texts, and how they are numbered."""

    elements: dict[str, etree._Element] = field(default_factory=dict)
    style: str = "decimal"
    next: int = 1


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for the whole document. `original` leaves out what was inserted since."""

    styles: Mapping[str, Style]
    lists: Lists
    notes: Mapping[object, Notes]
    original: bool = False

    def counts(self, tag: object) -> bool:
        """Whether what this element holds is there: a tracked change that counts, or no change."""
        return tag not in (NEW if self.original else OLD)


@dataclass(slots=True)
class _Paragraph:
    """The paragraph that is being read."""

    parts: list[str] = field(default_factory=list)
    blank: int = 0
    """So many parts at the head are known to be blank."""
    marks: list[tuple[int, int]] = field(default_factory=list)
    """From which part on it is which `w:p`: tracked changes may have made one of several."""
    notes: list[tuple[object, str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


class Body:
    """Walks through a part and collects its `blocks`, footnotes behind what calls them."""

    def __init__(self, root: etree._Element, context: Context) -> None:
        self.blocks: list[Block] = []
        self._context = context
        self._count = 0
        self._fields: list[bool] = []
        """For each field around the text whether its instruction is being read."""
        self._muted = 0
        """How many fields around the text have their instructions read."""
        self._paragraph = _Paragraph()
        self._special = special_runs(root, context.styles)
        self._plain = plain(root, self._special, original=context.original)
        self._kind = SegmentKind.BODY

    def read(self, parent: etree._Element) -> list[Block]:
        """The blocks of the paragraphs and tables in `parent`."""
        self._blocks_of(parent)
        if self._paragraph.marks:  # the mark of the last paragraph was deleted
            self._close(None)
        return self.blocks

    # paragraphs and tables

    def _blocks_of(self, parent: etree._Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == P:
                self._read_paragraph(child)
            elif tag == TBL:
                self._read_table(child)
            elif tag == ALTERNATE:
                if (chosen := _chosen(child)) is not None:
                    self._blocks_of(chosen)
            elif tag not in _SILENT and self._context.counts(tag) and not _placeholder(child):
                self._blocks_of(child)

    def _read_table(self, table: etree._Element) -> None:
        rows = [list(_cells(row)) for row in _rows(table, self._context)]
        outer = self._kind
        # A box around paragraphs is a table of one column.
        if any(len(row) > 1 for row in rows):
            self._kind = SegmentKind.CELL
        for row in rows:
            for cell in row:
                self._blocks_of(cell)
        self._kind = outer

    def _read_paragraph(self, element: etree._Element) -> None:
        self._count += 1
        paragraph = self._paragraph
        simple = self._plain.get(element)
        if simple is not None and not self._muted and not paragraph.marks:
            self._add_block(*simple)
            return
        paragraph.marks.append((len(paragraph.parts), self._count))
        properties = None
        for child in element:
            if child.tag == PPR:
                properties = child
            else:
                self._inline(child)
        if not self._goes_on(properties):
            self._close(properties)

    def _goes_on(self, properties: etree._Element | None) -> bool:
        """Whether the end of the paragraph is a tracked change that does not count."""
        run = None if properties is None else properties.find(RPR)
        gone = NEW if self._context.original else OLD
        return run is not None and any(run.find(tag) is not None for tag in gone)

    def _close(self, properties: etree._Element | None) -> None:
        done, self._paragraph = self._paragraph, _Paragraph()
        raw = "".join(done.parts)
        marks: list[tuple[int, int]] = []
        if len(done.marks) > 1:
            offsets = list(accumulate(map(len, done.parts), initial=0))
            marks = [(offsets[part], count) for part, count in done.marks]
        numbering = None if properties is None else properties.find(NUMBERING)
        outline = value(properties, "outlineLvl")
        self._add_block(raw, value(properties, "pStyle"), numbering, outline, marks)
        for note in done.notes:
            self.blocks.append(self._note(*note))
        for box in done.boxes:
            self._blocks_of(box)

    def _add_block(
        self,
        raw: str,
        name: str | None,
        numbering: etree._Element | None,
        outline: str | None = None,
        marks: Sequence[tuple[int, int]] = (),
    ) -> None:
        """Add the paragraph with the text `raw`; `marks` tell where which `w:p` begins in it."""
        style = self._context.styles.get(name, NO_STYLE) if name else NO_STYLE
        label = ""
        if numbering is not None or style.list_id is not None:
            label = self._label(numbering, name, style)
        text = raw.strip(_BLANK)
        if "\t" in text:
            text = _LEAD_TAB.sub(r"\1 ", text, count=1)
        shift = len(label) - (len(raw) - len(raw.lstrip(_BLANK))) if marks else 0
        kind = self._kind
        heading = style.heading if outline is None else number(outline, 9) < 9
        if heading and kind is SegmentKind.BODY:
            kind = SegmentKind.TITLE
        places = tuple((max(0, at + shift) if at and text else 0, count) for at, count in marks)
        self.blocks.append(Block(label + text if text else "", kind, places or ((0, self._count),)))

    def _label(self, numbering: etree._Element | None, name: str | None, style: Style) -> str:
        list_id = value(numbering, "numId") or style.list_id
        if list_id is None:
            return ""
        level = number(value(numbering, "ilvl"), -1)
        if level < 0:
            found = self._context.lists.level(list_id, name) if name else None
            level = found if found is not None else style.level or 0
        return self._context.lists.label(list_id, level)

    def _note(self, tag: object, key: str, mark: str) -> Block:
        notes = self._context.notes[tag]
        element = notes.elements.pop(key, None)  # a note is called once, or a file could explode
        texts = [] if element is None else Body(element, self._context).read(element)
        text = "\n".join(block.text for block in texts if block.text)
        if text and not text.startswith(mark):
            text = f"{mark} {text}"
        return Block(text, SegmentKind.FOOTNOTE, endnote=tag == ENDNOTE)

    # what stands in a paragraph

    def _inline(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == R:
            self._run(element)
        elif tag == ALTERNATE:
            if (chosen := _chosen(element)) is not None:
                for child in chosen:
                    self._inline(child)
        elif tag == BOX:
            self._paragraph.boxes.append(element)
        elif tag == FIELD:
            self._field(element.get(w("fldCharType")))
        elif tag == MATH_TEXT:
            self._add(element.text or "")
        elif tag not in _SILENT and self._context.counts(tag) and not _placeholder(element):
            for child in element:
                self._inline(child)

    def _run(self, run: etree._Element) -> None:
        special = 0
        custom = False
        for child in run:
            tag = child.tag
            if tag in TEXTS:
                text = child.text
                if text and not self._muted and not custom:
                    self._paragraph.parts.append(_raised(text) if special else text)
            elif tag == RPR:
                special = self._special.get(child, 0)
                if special & HIDDEN:
                    return
                if special and not self._text_before():
                    special = 0  # the label of a note that was typed
            elif sign := SIGNS.get(str(tag)):
                self._add(sign)
            elif tag in CALLS:
                custom = self._call(run, child)
            elif tag == SYM:
                self._add(symbol(child.get(w("font")), child.get(w("char"))))
            elif tag == RUBY:
                for base in child.iterfind(f"{w('rubyBase')}/{R}"):
                    self._run(base)
            else:
                self._inline(child)

    def _text_before(self) -> bool:
        paragraph = self._paragraph
        parts = paragraph.parts
        while paragraph.blank < len(parts) and not parts[paragraph.blank].strip():
            paragraph.blank += 1
        return paragraph.blank < len(parts)

    def _add(self, text: str) -> None:
        if text and not self._muted:
            self._paragraph.parts.append(text)

    def _field(self, step: str | None) -> None:
        if step == "begin":
            self._fields.append(True)
            self._muted += 1
        elif step in ("separate", "end") and self._fields:
            self._muted -= self._fields.pop()
            if step == "separate":
                self._fields.append(False)

    def _call(self, run: etree._Element, reference: etree._Element) -> bool:
        """Note the call of a note; whether the run holds its mark."""
        tag, key = reference.tag, reference.get(w("id")) or ""
        notes = self._context.notes.get(tag)
        if notes is None or self._muted:
            return False
        follows = reference.get(w("customMarkFollows"))
        custom = follows is not None and follows not in ("0", "false", "off")
        if custom:
            mark = "".join(item.text or "" for item in run.iterfind(T)).strip()
        else:
            mark = numeral(notes.next, notes.style)
            notes.next += 1
        self._paragraph.notes.append((tag, key, mark))
        return custom


def _raised(text: str) -> str:
    """A superscript: the mark of a note that was typed, which goes, or the 2 of km²."""
    core = text.strip()
    if not _NOTE_MARK.fullmatch(core):
        return text
    return core.translate(_SUPERSCRIPTS) if core.isdecimal() else ""


def _rows(table: etree._Element, context: Context) -> Iterator[etree._Element]:
    """The rows that are there, also in content controls."""
    for child in table:
        if child.tag == TR:
            changes = child.find(w("trPr"))
            gone = NEW if context.original else OLD
            if changes is None or all(changes.find(tag) is None for tag in gone):
                yield child
        elif child.tag not in _SILENT and context.counts(child.tag):
            yield from _rows(child, context)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == TC:
            yield child
        elif child.tag not in _SILENT:
            yield from _cells(child)


def _placeholder(element: etree._Element) -> bool:
    """Whether it is a content control that still shows what one is to enter."""
    return element.tag == SDT and is_on(element.find(f"{w('sdtPr')}/{w('showingPlcHdr')}"))


def _chosen(element: etree._Element) -> etree._Element | None:
    """Of the alternatives in `mc:AlternateContent` the first that may hold text, never two."""
    choices = list(element)
    return next((item for item in choices if next(item.iter(T, BOX), None) is not None), None)
