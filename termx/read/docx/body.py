"""The text of a part of a Word document, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
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
    OUTLINE,
    PPR,
    RPR,
    RUBY,
    SDT,
    SIGNS,
    STYLE,
    SYM,
    TBL,
    TC,
    TEXTS,
    TR,
    VAL,
    P,
    R,
    T,
    is_on,
    value,
    w,
)
from termx.read.docx.scan import BREAK, HIDDEN, PLAIN, special_runs
from termx.read.docx.styles import Style, Styles
from termx.read.docx.symbols import symbol
from termx.read.numerals import number, numeral

# What holds none of the text, though texts may stand in it.
_SILENT = frozenset(
    (PPR, w("sdtPr"), w("sdtEndPr"), w("instrText"), w("fldData"), w("rt"), w("tblPr"),
     w("tblGrid"), w("trPr"), w("tcPr"), w("sectPr"), w("object"), w("commentReference"))
)  # fmt: skip
_PROPERTIES = (STYLE, NUMBERING, OUTLINE, RPR)
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

    styles: Styles
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
        self._kind = SegmentKind.BODY

    def read(self, parent: etree._Element) -> list[Block]:
        """The blocks of the paragraphs and tables in `parent`."""
        self._blocks_of(parent)
        if self._paragraph.marks:  # the mark of the last paragraph was deleted
            self._close({})
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
        if len(element) == 1 and element[0].tag == PLAIN and self._is_free():
            self._add_plain((element[0].text or "").split(BREAK))
            return
        self._begin()
        properties: dict[object, etree._Element] = {}
        for child in element:
            tag = child.tag
            if tag == PLAIN:
                first, *others = (child.text or "").split(BREAK)
                self._add(first)
                for text in others:
                    self._end(properties)
                    properties = {}
                    self._begin()
                    self._add(text)
            elif tag == PPR:
                properties = {item.tag: item for item in child.iterchildren(*_PROPERTIES)}
            else:
                self._inline(child)
        self._end(properties)

    def _is_free(self) -> bool:
        """Whether the next paragraph stands for itself."""
        return not self._muted and not self._paragraph.marks

    def _add_plain(self, texts: Iterable[str]) -> None:
        """Add paragraphs without properties that are only text."""
        kind = self._kind
        for text in texts:
            self._count += 1
            self.blocks.append(Block(_trimmed(text), kind, ((0, self._count),)))

    def _begin(self) -> None:
        self._count += 1
        self._paragraph.marks.append((len(self._paragraph.parts), self._count))

    def _end(self, properties: Mapping[object, etree._Element]) -> None:
        if not self._goes_on(properties.get(RPR)):
            self._close(properties)

    def _goes_on(self, run: etree._Element | None) -> bool:
        """Whether the end of the paragraph is a tracked change that does not count."""
        gone = NEW if self._context.original else OLD
        return run is not None and any(run.find(tag) is not None for tag in gone)

    def _close(self, properties: Mapping[object, etree._Element]) -> None:
        """Add the paragraph that was read: a block, those of its notes and of its boxes."""
        done, self._paragraph = self._paragraph, _Paragraph()
        raw = "".join(done.parts)
        name = _val(properties.get(STYLE))
        style = self._context.styles.get(name)
        label = ""
        if NUMBERING in properties or style.list_id is not None:
            label = self._label(properties.get(NUMBERING), name, style)
        text = _trimmed(raw)
        places: tuple[tuple[int, int], ...] = ((0, self._count),)
        if len(done.marks) > 1:
            shift = len(label) - (len(raw) - len(raw.lstrip(_BLANK)))
            offsets = list(accumulate(map(len, done.parts), initial=0))
            marks = ((offsets[part], count) for part, count in done.marks)
            places = tuple((max(0, at + shift) if at and text else 0, count) for at, count in marks)
        self.blocks.append(
            Block(label + text if text else "", self._named(properties, style), places)
        )
        for note in done.notes:
            self.blocks.append(self._note(*note))
        for box in done.boxes:
            self._blocks_of(box)

    def _named(self, properties: Mapping[object, etree._Element], style: Style) -> SegmentKind:
        """The kind of a paragraph with these properties."""
        outline = _val(properties.get(OUTLINE))
        heading = style.heading if outline is None else number(outline, 9) < 9
        return SegmentKind.TITLE if heading and self._kind is SegmentKind.BODY else self._kind

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
        elif tag == PLAIN:
            self._add(element.text or "")
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
                for base in child.iterfind(f"{w('rubyBase')}/*"):
                    self._inline(base)
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


def _trimmed(raw: str) -> str:
    """The text of a paragraph without blanks around it, and with a space behind its number."""
    text = raw.strip(_BLANK)
    return _LEAD_TAB.sub(r"\1 ", text, count=1) if "\t" in text else text


def _val(element: etree._Element | None) -> str | None:
    return None if element is None else element.get(VAL)


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
