"""The lines of the pages of a PDF and where they stand, by pdfium.

pdfium finds words and lines by itself; asking it for every character would take longer than that,
so it is asked for the place of each line, and of single characters only where a superscript may be.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termx.errors import ReadError
from termx.read.pdf.rows import (
    APART,
    RAISED,
    SUPERSCRIPTS,
    Page,
    Row,
    Rule,
    is_loose,
    is_sound,
    may_have_rule,
    mended,
    width,
)
from termx.read.safe import MAX_FILE, disguised

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

MAX_PAGES = 20_000
MAX_PAGE_TEXT = 2**20
"""Characters on a page; a full page of newsprint has a hundredth of it."""
MAX_TEXT = 2**28


_LOOKED_AT = 8
"""Wide spaces are looked for in every so many-th line: pages that have them have many."""
_PARTED = 2
_UNIT_SIZE = 2.0
"""Fonts of this size at most are scaled by the page, each time anew."""
_THIN = 3.0
"""Points: a stroke is thinner and longer."""
_TAIL = 2048
_HYPHEN = "\ufffe"
"""pdfium's sign for a hyphen at the end of a line, after which it goes on without a line break."""
_LINE = re.compile(rf"[^\r\n{_HYPHEN}]+{_HYPHEN}?|{_HYPHEN}")
_NUMBER = re.compile(r"\d+")
# 12. 3.1 (iv) （一） 一、 B. • * and the marks of footnotes
_LABEL = re.compile(
    rf"\d{{1,3}}(?:\.\d{{1,2}})*[.．]?|\*{{1,3}}|[{SUPERSCRIPTS}]+|[•●▪‣◦–—·-]"
    r"|[(（][0-9a-z一二三四五六七八九十]{1,4}[)）]|[一二三四五六七八九十]{1,3}[、.．]|[A-Z][.．]|[IVX]{1,6}[.．]"
)
# Radicals that have the shape of a character (EquivalentUnifiedIdeograph.txt of Unicode): some
# fonts say that they show the radical where the text has the character.
_SUPPLEMENT = (
    "⺁厂⺇几⺌小⺎兀⺏尣⺐尢⺓幺⺖忄⺘扌⺙攵⺝月⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺫罒⺬示⺭礻⺮竹⺶羊⺻聿⺼肉⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝"
    "⻋车⻌辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻯竜⻰龙⻳龟"
)
_FOLDED = (
    {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    | dict(zip(map(ord, _SUPPLEMENT[::2]), _SUPPLEMENT[1::2], strict=True))
    | {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
    | {ord(_HYPHEN): "-"}
)

_FOLDS = re.compile(f"[{''.join(map(chr, _FOLDED))}]")


def extract(path: Path) -> tuple[Page, ...]:
    """The pages of the PDF. Raises `ReadError` if it is broken, encrypted or too large."""
    from pypdfium2 import PdfDocument, PdfiumError

    _check_ends(path)
    try:
        document = PdfDocument(path)
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError(
                f"{path}: is encrypted; save a copy without a password and give that"
            ) from None
        raise ReadError(f"{path}: is no PDF or a broken one; download it again") from None
    try:
        return tuple(_pages(document, path))
    except PdfiumError as error:
        raise ReadError(f"{path}: a page is broken ({error}); download it again") from None
    finally:
        document.close()


def _check_ends(path: Path) -> None:
    """Refuses what is no PDF, and a PDF that lacks its end: pdfium would read what is there."""
    with path.open("rb") as file:
        head = file.read(1024)
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    if size > MAX_FILE:
        raise ReadError(f"{path}: is larger than {MAX_FILE >> 20} MB; split it")
    if b"%PDF-" not in head:
        raise ReadError(f"{path}: {disguised(head) or 'is no PDF; check the file'}")
    if b"%%EOF" not in tail:
        raise ReadError(f"{path}: is cut off: its end is missing; download it again")


def _pages(document: PdfDocument, path: Path) -> Iterator[Page]:
    if len(document) > MAX_PAGES:
        raise ReadError(f"{path}: has more than {MAX_PAGES} pages; split it")
    size = 0
    for number in range(len(document)):
        page = document[number]
        try:
            text = page.get_textpage()
            try:
                if text.count_chars() > MAX_PAGE_TEXT:
                    raise ReadError(f"{path}: page {number + 1} holds too much text; leave it out")
                rows = tuple(_Text(page, text).rows())
                rules = tuple(_rules(page)) if may_have_rule(rows) else ()
                found = Page(page.get_width(), rows, rules)
            finally:
                text.close()
        finally:
            page.close()
        size += sum(len(row.text) for row in found.rows)
        if size > MAX_TEXT:
            raise ReadError(f"{path}: holds too much text; split it")
        yield found


def _rules(page: PdfPage) -> Iterator[Rule]:
    import pypdfium2.raw as pdfium

    place = _TURNS[page.get_rotation()]
    edges = [ctypes.c_float() for _ in range(4)]
    for number in range(pdfium.FPDFPage_CountObjects(page.raw)):
        item = pdfium.FPDFPage_GetObject(page.raw, number)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_PATH:
            pdfium.FPDFPageObj_GetBounds(item, *edges)
            left, bottom, right, top = (edge.value for edge in edges)
            (x1, y1), (x2, y2) = place(left, bottom), place(right, top)
            if abs(y2 - y1) < _THIN < abs(x2 - x1):
                yield Rule(min(x1, x2), max(x1, x2), max(y1, y2))


class _Text:
    """What pdfium knows about the text of a page; it is called directly, for speed."""

    def __init__(self, page: PdfPage, text: PdfTextPage) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium: Any = pdfium
        self._raw = text.raw
        self.text: str = text.get_text_range()
        self._same = len(self.text) == text.count_chars()
        self._folds = _FOLDS.search(self.text) is not None
        self._place = _TURNS[page.get_rotation()]
        self._get_origin = self._pdfium.FPDFText_GetCharOrigin
        self._get_size = self._pdfium.FPDFText_GetFontSize
        self._point = ctypes.c_double(), ctypes.c_double()
        self._doubles = tuple(ctypes.c_double() for _ in range(4))
        self._matrix = pdfium.FS_MATRIX()
        self._size_before = 0.0
        self._scales: dict[float, float] = {}

    def rows(self) -> list[Row]:
        """The lines, parted at wide spaces; where some are, all are looked at for such spaces."""
        found: list[list[Row]] = []
        unseen: list[tuple[int, int, int, Row]] = []
        parted = 0
        for number, (start, end) in enumerate(self._stretches()):
            row = self._whole(start, end)
            if not is_sound(row):
                continue
            if number % _LOOKED_AT == 0 or is_loose(row):
                found.append(list(self._parted(start, end, row)))
                parted += len(found[-1]) > 1
            else:
                unseen.append((len(found), start, end, row))
                found.append([row])
        if parted >= _PARTED:
            for at, start, end, row in unseen:
                found[at] = list(self._parted(start, end, row))
        return list(mended(row for rows in found for row in rows))

    def _stretches(self) -> Iterator[tuple[int, int]]:
        for match in _LINE.finditer(self.text):
            if body := match[0].strip():
                start = match.start() + match[0].index(body[0])
                yield start, start + len(body)

    def _whole(self, start: int, end: int) -> Row:
        """The line as one row."""
        size = self._line_size(start, end)
        left, first = self._origin(start)
        right, last = self._origin(end - 1)
        y = max(first, last)  # one may be a superscript
        right += width(self.text[end - 1], size)
        return Row(self._marked(start, end, size, y), left, right, y, size)

    def _parted(self, start: int, end: int, row: Row) -> Iterator[Row]:
        """The line, in as many rows as wide spaces part it."""
        _, left, right, y, size = row
        rects = self._rects(start, end)
        begin = start
        for (_, edge), (after, _) in pairwise(rects):
            if after - edge > APART * size:
                cut = self._first_beyond(begin, end, (after + edge) / 2)
                before = self.text[begin:cut].strip()
                if before and cut < end and not _LABEL.fullmatch(before):
                    yield Row(self._marked(begin, cut, size, y), left, edge, y, size)
                    begin, left = cut, after
        yield Row(self._marked(begin, end, size, y), left, right, y, size)

    def _line_size(self, start: int, end: int) -> float:
        """The font size of the line, in steps of half a point.

        A second character is asked for where the size is new: the first may be a superscript.
        Spaces need not be on the page.
        """
        size = self._size(self._printed((start + end) // 2))
        if size != self._size_before:
            size = max(size, self._size(self._printed(start + (end - start) // 4)))
        self._size_before = size
        return size

    def _printed(self, at: int) -> int:
        while self.text[at].isspace():
            at += 1
        return at

    def _marked(self, start: int, end: int, size: float, y: float) -> str:
        """The text with the digits that stand raised as superscripts."""
        text = self.text[start:end]
        for match in reversed(list(_NUMBER.finditer(text))):
            first = last = match.end()
            while first > match.start() and self._is_raised(start + first - 1, start, size, y):
                first -= 1
            if first < last:
                raised = text[first:last].translate(RAISED)
                text = text[:first] + raised + text[last:]
        text = text.strip()
        return text.translate(_FOLDED) if self._folds and _FOLDS.search(text) else text

    def _is_raised(self, at: int, start: int, size: float, y: float) -> bool:
        """Whether a digit is smaller than its line and raised, or begins a footnote."""
        if at >= start + 3 and y - self._origin(at)[1] < 0.1 * size:
            return False
        return self._size(at) < 0.85 * size

    def _first_beyond(self, start: int, end: int, x: float) -> int:
        """The first character whose left edge is beyond `x`."""
        for at in range(start, end):
            if not self.text[at].isspace() and self._origin(at)[0] > x:
                return at
        return end

    def _index(self, at: int) -> int:
        """pdfium's number of a character: its text leaves some out."""
        if self._same:
            return at
        return int(self._pdfium.FPDFText_GetCharIndexFromTextIndex(self._raw, at))

    def _size(self, at: int) -> float:
        index = at if self._same else self._index(at)
        size = float(self._get_size(self._raw, index))
        scale = self._scales.get(size)
        if scale is None:
            self._pdfium.FPDFText_GetMatrix(self._raw, index, self._matrix)
            scale = max(abs(float(self._matrix.d)), abs(float(self._matrix.b)))
            if size > _UNIT_SIZE:
                self._scales[size] = scale
        return round(size * scale * 2) / 2

    def _origin(self, at: int) -> tuple[float, float]:
        x, y = self._point
        self._get_origin(self._raw, at if self._same else self._index(at), x, y)
        return self._place(x.value, y.value)

    def _rects(self, start: int, end: int) -> list[tuple[float, float]]:
        """Left and right edges of the runs of text between two characters, in order."""
        first = self._index(start)
        count = self._pdfium.FPDFText_CountRects(self._raw, first, self._index(end - 1) + 1 - first)
        get = self._pdfium.FPDFText_GetRect
        x1, y1, x2, y2 = self._doubles
        found = []
        for number in range(count):
            get(self._raw, number, x1, y1, x2, y2)
            edges = self._place(x1.value, y1.value)[0], self._place(x2.value, y2.value)[0]
            found.append((min(edges), max(edges)))
        return found


_TURNS: dict[int, Callable[[float, float], tuple[float, float]]] = {
    0: lambda x, y: (x, -y),
    90: lambda x, y: (y, x),
    180: lambda x, y: (-x, y),
    270: lambda x, y: (-y, -x),
}
"""Where a point is seen on a page that is shown turned clockwise by so many degrees."""
