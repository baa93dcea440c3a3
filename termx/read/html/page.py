"""The paragraphs of a web page, as a browser lays them out."""

from __future__ import annotations

import re

from lxml import etree

from termx.models import SegmentKind
from termx.read.blocks import Block
from termx.read.html.notes import Notes, goes_back, mark_of
from termx.read.numerals import number, numeral

_SILENT = frozenset(
    ("script", "style", "noscript", "template", "head", "nav", "iframe", "object", "svg", "select",
     "button", "textarea", "dialog", "audio", "video", "canvas", "map", "rp", "rt")
)  # fmt: skip
_AROUND = frozenset(("header", "footer", "aside"))
"""Around the document in the page; in an article they belong to it."""
_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary"))
_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
     "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr",
     "html", "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody",
     "td", "tfoot", "th", "thead", "title", "tr", "ul", "h1", "h2", "h3", "h4", "h5", "h6")
)  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_STYLES = {
    "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal",
    "lower-alpha": "lowerLetter", "upper-alpha": "upperLetter", "lower-latin": "lowerLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting", "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting", "none": "none",
}  # fmt: skip
_BREAK = "\v"
"""A line break that is meant."""
_EDGE = f" {_BREAK}\u00a0\u3000"
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_CELL_PARAGRAPHS = 6
"""A cell with so many paragraphs lays out the page."""


class Page:
    """Walks through a page and collects its paragraphs."""

    def __init__(self, found: Notes, line: int = 1, *, note: bool = False) -> None:
        self._notes = found
        self._in_note = note
        self._blocks: list[Block] = []
        self._pieces: list[tuple[str, int]] = []
        """The pieces of the paragraph that is being read, with the lines they begin on."""
        self._line = line
        self._label = ""
        self._kind = SegmentKind.BODY
        self._preformatted = False
        self._called: set[str] = set()
        """Marks of footnotes that were called without a link."""
        self._own_mark: str | None = None
        """The mark that the paragraph begins with."""

    def read(self, page: etree._Element) -> list[Block]:
        """The paragraphs in `page`."""
        self._block(page)
        return self._blocks

    # the tree

    def _children(self, element: etree._Element) -> None:
        self._text(element.text)
        for child in element:
            self._at(child)
            if isinstance(child.tag, str) and not _is_hidden(child):
                if child.tag in _BLOCKS:
                    self._close()
                    self._block(child)
                else:
                    self._inline(child)
            self._text(child.tail)

    def _block(self, element: etree._Element) -> None:
        tag = element.tag
        mark = self._notes.texts.get(element)
        if mark is not None and not self._in_note:
            self._note(element, mark)
            return
        if tag in _AROUND and not _within(element, "article", "main"):
            return
        outer = self._kind, self._preformatted
        if tag in _HEADINGS and self._kind is SegmentKind.BODY:
            self._kind = SegmentKind.TITLE
        elif tag in ("td", "th"):
            self._kind = SegmentKind.CELL if _is_cell(element) else SegmentKind.BODY
        self._preformatted = self._preformatted or tag == "pre"
        if tag in ("ol", "ul"):
            self._list(element)
        else:
            self._children(element)
        self._close()
        self._kind, self._preformatted = outer

    def _list(self, element: etree._Element) -> None:
        style = _list_style(element)
        count = number(element.get("start"), 1)
        for child in element:
            self._at(child)
            if child.tag == "li":
                count = number(child.get("value"), count)
                self._label = _label(count, style)
                self._block(child)
                self._label = ""
                count += 1
            elif isinstance(child.tag, str) and not _is_hidden(child):
                self._block(child)

    def _note(self, element: etree._Element, mark: str) -> None:
        page = Page(self._notes, self._line, note=True)
        blocks = page.read(element)
        self._line = page._line
        text = "\n".join(block.text for block in blocks)
        if text:
            line = blocks[0].marks[0][1]
            text = f"{mark} {_without_mark(text, mark)}"
            self._blocks.append(Block(text, SegmentKind.FOOTNOTE, ((0, line),)))

    def _inline(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "br":
            self._break()
        elif tag == "del" or element in self._notes.calls or (self._in_note and goes_back(element)):
            pass
        elif tag == "sup" and (mark := mark_of(element)) is not None:
            self._superscript(mark)
        elif tag == "q":
            self._text("“")
            self._children(element)
            self._text("”")
        else:
            self._children(element)

    def _superscript(self, mark: str) -> None:
        """A footnote mark without a link; or the 2 of km², which `clean` knows to keep."""
        if not any(text.strip() for text, _ in self._pieces):
            self._own_mark = mark
            self._text(f"{mark} ")
        else:
            self._called.add(mark)
            self._text(mark.translate(_SUPERSCRIPTS) if mark.isdecimal() else None)

    # the text

    def _at(self, element: etree._Element) -> None:
        self._line = max(self._line, line_of(element))

    def _text(self, text: str | None) -> None:
        for count, line in enumerate((text or "").split("\n")):
            if count:
                self._line += 1
                line = f"{_BREAK if self._preformatted else ' '}{line}"
            if line:
                self._pieces.append((line, self._line))

    def _break(self) -> None:
        while self._pieces and not self._pieces[-1][0].strip(" \t\r\f"):
            self._pieces.pop()
        if self._pieces and self._pieces[-1][0] == _BREAK:
            self._close()
        else:
            self._pieces.append((_BREAK, self._line))

    def _close(self) -> None:
        """The paragraph that is being read is at its end."""
        text, marks = _laid_out(self._pieces)
        mark, self._own_mark = self._own_mark, None
        self._pieces = []
        if not text:
            return
        label, self._label = self._label, ""
        kind = self._kind
        if mark in self._called and kind is SegmentKind.BODY:
            text, kind = f"{mark} {_without_mark(text, mark)}", SegmentKind.FOOTNOTE
        elif label and not text.startswith(label.strip()):
            text = label + text
            marks = [(at + len(label) if at else 0, line) for at, line in marks]
        self._blocks.append(Block(text, kind, tuple(marks)))


def _laid_out(pieces: list[tuple[str, int]]) -> tuple[str, list[tuple[int, int]]]:
    """The text that the pieces make as a browser shows it, and at which offsets lines begin."""
    chunks: list[str] = []
    marks: list[tuple[int, int]] = []
    length = 0
    for piece, line in pieces:
        text = _SPACE.sub(" ", piece)
        if not chunks:
            text = text.lstrip(_EDGE)
        elif chunks[-1][-1] in f" {_BREAK}":
            text = text.lstrip(" ")
        if text.strip() and (not marks or line > marks[-1][1]):
            marks.append((length + len(text) - len(text.lstrip(" ")), line))
        if text:
            chunks.append(text)
            length += len(text)
    return "".join(chunks).rstrip(_EDGE).replace(_BREAK, "\n"), marks


def _without_mark(text: str, mark: str) -> str:
    """The text of a footnote without the mark at its head."""
    return re.sub(rf"^[\[(（]?{re.escape(mark)}[\])）]?[\s.]*(?=\D)", "", text).lstrip(
        " .^\t\u00a0"
    )


def _is_hidden(element: etree._Element) -> bool:
    return (
        element.tag in _SILENT
        or "hidden" in element.attrib
        or element.get("role") in _ROLES
        or bool(_HIDDEN.search(element.get("style", "")))
    )


def _within(element: etree._Element, *tags: str) -> bool:
    return next(element.iterancestors(*tags), None) is not None


def _is_cell(element: etree._Element) -> bool:
    """Whether it is a cell of data: tables also lay out pages, and box paragraphs."""
    row = element.getparent()
    alone = row is None or sum(1 for item in row if item.tag in ("td", "th") and size(item)) < 2
    laid_out = next(element.iter("table", "ul", "ol", "h1", "h2", "h3"), None) is not None
    return not alone and not laid_out and len(list(element.iter("p", "div"))) < _CELL_PARAGRAPHS


def _list_style(element: etree._Element) -> str:
    """The number format of a list, `bullet` or `none`."""
    if match := _LIST_STYLE.search(element.get("style", "")):
        name = match[1].lower()
        if element.tag == "ol" or name == "none":
            return _STYLES.get(name, "decimal")
    if element.tag == "ul":
        return "bullet"
    return _STYLES.get(element.get("type", ""), "decimal")


def _label(count: int, style: str) -> str:
    """The number of a list item as UN documents print it: 1. (a) (i) A. 一."""
    if style == "none":
        return ""
    if style == "bullet":
        return "• "
    text = numeral(count, style)
    return f"({text}) " if style.startswith("lower") else f"{text}. "


def size(element: etree._Element) -> int:
    """How many characters the texts in the element have."""
    return sum(len(text.strip()) for text in element.itertext())


def line_of(element: etree._Element) -> int:
    """The line of the file on which the tag of the element ends."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 1
