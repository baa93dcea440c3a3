"""The text of a part of a Word document, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from lxml import etree

from termx.models import SegmentKind
from termx.read.blocks import Block
from termx.read.docx.lists import Lists
from termx.read.docx.ooxml import COMPATIBILITY, VAL, is_on, value, w
from termx.read.docx.styles import Style
from termx.read.docx.symbols import symbol
from termx.read.numerals import number, numeral

_P, _R, _T, _TBL, _TR, _TC = w("p"), w("r"), w("t"), w("tbl"), w("tr"), w("tc")
_PPR, _RPR, _SDT = w("pPr"), w("rPr"), w("sdt")
_SYM, _FIELD, _FLAT_FIELD = w("sym"), w("fldChar"), w("fldSimple")
_FOOTNOTE, _ENDNOTE, _BOX = w("footnoteReference"), w("endnoteReference"), w("txbxContent")
_CALLS, _TEXTS = (_FOOTNOTE, _ENDNOTE), (_T, w("delText"))
_RUBY, _ALTERNATE = w("ruby"), f"{{{COMPATIBILITY}}}AlternateContent"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"

_SIGNS: Mapping[str, str] = {
    w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-",
}  # fmt: skip
_NEW, _OLD = (w("ins"), w("moveTo")), (w("del"), w("moveFrom"))
_STYLE, _NUMBERING, _OUTLINE = w("pStyle"), w("numPr"), w("outlineLvl")
_PLAIN = (_T, _STYLE, _NUMBERING, *_SIGNS)
# What makes a paragraph more than runs of text one after the other.
_COMPLEX = (
    *_OLD, *_CALLS, _FIELD, _SYM, _RUBY, _ALTERNATE, _BOX, _MATH_TEXT, _OUTLINE, w("delText"),
    w("instrText"), w("object"), w("showingPlcHdr"), w("pPrChange"),
)  # fmt: skip
# What holds none of the text, though texts may stand in it.
_SILENT = frozenset(
    (_PPR, w("sdtPr"), w("sdtEndPr"), w("instrText"), w("fldData"), w("rt"), w("tblPr"),
     w("tblGrid"), w("trPr"), w("tcPr"), w("sectPr"), w("object"), w("commentReference"))
)  # fmt: skip
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NOTE_MARK = re.compile(r"\d{1,3}|[*†‡§]{1,3}")
_LEAD_TAB = re.compile(r"\A(\S{1,10})\t+")
_BLANK = " \t\r\n\u3000"
_HIDDEN, _RAISED = 1, 2


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
        return tag not in (_NEW if self.original else _OLD)


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


_NO_STYLE = Style()


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
        self._special = _special_runs(root, context.styles)
        self._plain = _plain(root, _complex(root, self._special, context.original))
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
            if tag == _P:
                self._read_paragraph(child)
            elif tag == _TBL:
                self._read_table(child)
            elif tag == _ALTERNATE:
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
        plain = self._plain.get(element)
        if plain is not None and not self._muted and not paragraph.marks:
            self._add_block(*plain)
            return
        paragraph.marks.append((len(paragraph.parts), self._count))
        properties = None
        for child in element:
            if child.tag == _PPR:
                properties = child
            else:
                self._inline(child)
        if not self._goes_on(properties):
            self._close(properties)

    def _goes_on(self, properties: etree._Element | None) -> bool:
        """Whether the end of the paragraph is a tracked change that does not count."""
        run = None if properties is None else properties.find(_RPR)
        gone = _NEW if self._context.original else _OLD
        return run is not None and any(run.find(tag) is not None for tag in gone)

    def _close(self, properties: etree._Element | None) -> None:
        done, self._paragraph = self._paragraph, _Paragraph()
        raw = "".join(done.parts)
        marks: list[tuple[int, int]] = []
        if len(done.marks) > 1:
            offsets = list(accumulate(map(len, done.parts), initial=0))
            marks = [(offsets[part], count) for part, count in done.marks]
        numbering = None if properties is None else properties.find(_NUMBERING)
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
        style = self._context.styles.get(name, _NO_STYLE) if name else _NO_STYLE
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
        return Block(text, SegmentKind.FOOTNOTE, endnote=tag == _ENDNOTE)

    # what stands in a paragraph

    def _inline(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == _R:
            self._run(element)
        elif tag == _ALTERNATE:
            if (chosen := _chosen(element)) is not None:
                for child in chosen:
                    self._inline(child)
        elif tag == _BOX:
            self._paragraph.boxes.append(element)
        elif tag == _FIELD:
            self._field(element.get(w("fldCharType")))
        elif tag == _MATH_TEXT:
            self._add(element.text or "")
        elif tag not in _SILENT and self._context.counts(tag) and not _placeholder(element):
            for child in element:
                self._inline(child)

    def _run(self, run: etree._Element) -> None:
        special = 0
        custom = False
        for child in run:
            tag = child.tag
            if tag in _TEXTS:
                text = child.text
                if text and not self._muted and not custom:
                    self._paragraph.parts.append(_raised(text) if special else text)
            elif tag == _RPR:
                special = self._special.get(child, 0)
                if special & _HIDDEN:
                    return
                if special and not self._text_before():
                    special = 0  # the label of a note that was typed
            elif sign := _SIGNS.get(str(tag)):
                self._add(sign)
            elif tag in _CALLS:
                custom = self._call(run, child)
            elif tag == _SYM:
                self._add(symbol(child.get(w("font")), child.get(w("char"))))
            elif tag == _RUBY:
                for base in child.iterfind(f"{w('rubyBase')}/{_R}"):
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
            mark = "".join(item.text or "" for item in run.iterfind(_T)).strip()
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


def _special_runs(root: etree._Element, styles: Mapping[str, Style]) -> dict[etree._Element, int]:
    """The run properties that hide or raise text. Few have any; so the others cost no look."""
    found: dict[etree._Element, int] = {}
    off: dict[etree._Element, int] = {}
    for element in root.iter(w("vanish"), w("vertAlign"), w("rStyle")):
        properties = element.getparent()
        if properties is None or properties.tag != _RPR:
            continue
        if element.tag == w("rStyle"):
            style = styles.get(element.get(VAL) or "", _NO_STYLE)
            flag = _HIDDEN * style.hidden | _RAISED * style.superscript
        elif element.tag == w("vanish"):
            flag = _HIDDEN * is_on(element)
            off[properties] = off.get(properties, 0) | _HIDDEN * (not flag)
        else:
            flag = _RAISED * (element.get(VAL) == "superscript")
            off[properties] = off.get(properties, 0) | _RAISED * (not flag)
        if flag:
            found[properties] = found.get(properties, 0) | flag
    return {key: flag for key, value in found.items() if (flag := value & ~off.get(key, 0))}


def _complex(
    root: etree._Element, special: Iterable[etree._Element], original: bool
) -> set[etree._Element]:
    """The paragraphs that hold more than plain runs, and those around them."""
    found: set[etree._Element] = set()
    for item in (*root.iter(*_COMPLEX, *(_NEW if original else ())), *special):
        found.update(item.iterancestors(_P))
    return found


def _plain(
    root: etree._Element, without: Container[etree._Element]
) -> dict[etree._Element, tuple[str, str | None, etree._Element | None]]:
    """Text, style and list of all other paragraphs, in one go: most are so, and it is fast."""
    found: dict[etree._Element, tuple[str, str | None, etree._Element | None]] = {}
    paragraph: etree._Element | None = None
    parts: list[str] = []
    style, numbering = None, None
    for item in root.iter(_P, *_PLAIN):
        tag = item.tag
        if tag == _T:
            if text := item.text:
                parts.append(text)
        elif tag == _P:
            if paragraph is not None:
                found[paragraph] = "".join(parts), style, numbering
            paragraph = None if item in without else item
            parts.clear()
            style, numbering = None, None
        elif tag == _STYLE:
            style = item.get(VAL)
        elif tag == _NUMBERING:
            numbering = item
        elif (parent := item.getparent()) is not None and parent.tag == _R:
            parts.append(_SIGNS[str(tag)])  # the others are tab stops
    if paragraph is not None:
        found[paragraph] = "".join(parts), style, numbering
    return found


def _rows(table: etree._Element, context: Context) -> Iterator[etree._Element]:
    """The rows that are there, also in content controls."""
    for child in table:
        if child.tag == _TR:
            changes = child.find(w("trPr"))
            gone = _NEW if context.original else _OLD
            if changes is None or all(changes.find(tag) is None for tag in gone):
                yield child
        elif child.tag not in _SILENT and context.counts(child.tag):
            yield from _rows(child, context)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == _TC:
            yield child
        elif child.tag not in _SILENT:
            yield from _cells(child)


def _placeholder(element: etree._Element) -> bool:
    """Whether it is a content control that still shows what one is to enter."""
    return element.tag == _SDT and is_on(element.find(f"{w('sdtPr')}/{w('showingPlcHdr')}"))


def _chosen(element: etree._Element) -> etree._Element | None:
    """Of the alternatives in `mc:AlternateContent` the first that may hold text, never two."""
    choices = list(element)
    return next((item for item in choices if next(item.iter(_T, _BOX), None) is not None), None)
