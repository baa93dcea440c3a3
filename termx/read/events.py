"""XML as a stream of elements and text with line and column, in bounded memory.

For translation files: they are larger than what `safe.parse_xml` is made for, often stand on one
line, and users want to know where in them. Entities that a file declares are refused, external
document types (TMX names one) are accepted and never fetched.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Generator, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple
from xml.parsers import expat

from termx.errors import ReadError
from termx.read.safe import MAX_LINE, disguised

MAX_DEPTH = 256
XML_LANG = "http://www.w3.org/XML/1998/namespace lang"

_CHUNK = 2**18
_NONE: Mapping[str, str] = {}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")


class Event(NamedTuple):
    """An element that begins or ends, or text.

    Names in the namespace of the root element are bare, others are `namespace name`; text is a
    stretch of one line. Line and column count from 1, and are 0 outside of texts.
    """

    kind: str
    """start, end or text."""
    name: str
    """The name of the element, or the text."""
    attributes: Mapping[str, str]
    line: int
    column: int


Plain = tuple[str, str, Mapping[str, str], int, int]
"""The same, without names: a large file has millions."""


def events(path: Path, *, texts: frozenset[str]) -> Generator[Plain, None, None]:
    """The elements of the XML file at `path` and what stands inside of those called one of `texts`.

    Who does not read to the end closes it, and so the file. Raises `ReadError`.
    """
    with path.open("rb") as file:
        encoding = _encoding(file, path)
        try:
            decoder = codecs.getincrementaldecoder(encoding)()
        except LookupError:
            raise ReadError(f"{path}: unknown encoding {encoding}; save it as UTF-8") from None
        parser = _Parser(path, texts)
        try:
            while data := file.read(_CHUNK):
                yield from parser.feed(decoder.decode(data))
            yield from parser.feed(decoder.decode(b"", final=True), final=True)
        except expat.ExpatError as error:
            raise ReadError(f"{path}: not well-formed XML ({error}); save the file again") from None
        except UnicodeError:
            raise ReadError(
                f"{path}: its bytes are not {encoding} as it says; save it as UTF-8"
            ) from None


def _encoding(file: BinaryIO, path: Path) -> str:
    head = file.read(400)
    file.seek(0)
    if known := disguised(head):
        raise ReadError(f"{path}: {known}")
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return encoding
    match = _DECLARED.match(head)
    name = match[1].decode("ascii").lower() if match else "utf-8"
    return "gb18030" if name in ("gb2312", "gbk", "cp936") else name


class _Parser:
    """expat, with what it calls back kept as events."""

    def __init__(self, path: Path, texts: frozenset[str]) -> None:
        self._path = path
        self._texts = texts
        self._inside = 0
        self._found: list[Plain] = []
        self._depth = 0
        self._fed = 0
        self._root = ""
        parser = self._parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.EntityDeclHandler = self._refuse
        parser.SkippedEntityHandler = self._refuse

    def feed(self, text: str, *, final: bool = False) -> Iterator[Plain]:
        self._fed += len(text.encode())
        self._parser.Parse(text, final)
        if self._fed - max(self._parser.CurrentByteIndex, 0) > MAX_LINE:
            raise ReadError(f"{self._path}: holds a tag of ten million bytes; save it again")
        found, self._found = self._found, []
        yield from found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1:
            self._root = name[: name.rfind(" ") + 1]
        if self._depth > MAX_DEPTH:
            raise ReadError(
                f"{self._path}: has more than {MAX_DEPTH} elements one inside the other; save it"
                " again"
            )
        bare = self._bare(name)
        if bare in self._texts:
            self._inside += 1
            self._parser.CharacterDataHandler = self._text
        parser = self._parser
        place = (
            (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1) if self._inside else (0, 0)
        )
        self._found.append(("start", bare, attributes, *place))

    def _end(self, name: str) -> None:
        self._depth -= 1
        bare = self._bare(name)
        if bare in self._texts:
            self._inside -= 1
            if not self._inside:
                self._parser.CharacterDataHandler = None
        self._found.append(("end", bare, _NONE, 0, 0))

    def _text(self, text: str) -> None:
        parser = self._parser
        self._found.append(
            ("text", text, _NONE, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        )

    def _bare(self, name: str) -> str:
        return name.removeprefix(self._root) if self._root else name

    def _refuse(self, *_: object) -> None:
        raise ReadError(
            f"{self._path}: declares or uses XML entities, which translation files do not;"
            " remove them"
        )
