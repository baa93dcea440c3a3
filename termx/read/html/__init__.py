"""Web pages (.html, .htm): the text of the document in the page, without what is around it.

`page` walks through the paragraphs, `notes` finds the footnotes among the links.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from pathlib import Path

from lxml import etree

from termx.errors import ReadError
from termx.models import Document, SourceMap, Unit
from termx.read.blocks import assemble
from termx.read.head import date_of, language_of, symbol_of
from termx.read.html.notes import notes
from termx.read.html.page import Page, line_of, size
from termx.read.safe import read_bytes
from termx.read.text import decode, line_starts

_CHARSET = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?\bcharset|\?xml\b[^>]{0,99}?\bencoding)\s*=\s*["']?\s*([\w.:-]{2,30})""",
    re.IGNORECASE,
)
# What pages that say one of these mean, as browsers know (WHATWG Encoding Standard, 4.2). Others
# are not believed: windows-1252 is what an editor says that knows nothing of Chinese.
_ENCODINGS = {
    "utf-8": "utf-8", "utf8": "utf-8", "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030",
    "x-gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs",
}  # fmt: skip
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEAD = 4_096
"""Bytes in which a page says its encoding."""
_DAMAGE = 0.002
"""The share of characters that may be unreadable: pages of old programs cut some in two."""
_PLAIN_SHARE = 0.8
"""A page with so much of its text in one `<pre>` is a plain text."""


def read_html(path: Path) -> Document:
    """The text of a web page, its places counted in lines of the file.

    The column is that in the text of the line, markup left out. Raises `ReadError`.
    """
    text = _decode(read_bytes(path), path)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError, AssertionError):
        root = None
    if root is None:
        raise ReadError(f"{path}: holds no text; give a file with text")
    if any("depth" in entry.message or "too long" in entry.message for entry in parser.error_log):
        raise ReadError(f"{path}: is nested too deeply or too long in one place; save it again")
    title = " ".join((root.findtext("head/title") or "").split())
    page = _main(root)
    if plain := _plain(page, path):
        return plain
    try:
        blocks = Page(notes(page)).read(page)
    except RecursionError:
        raise ReadError(f"{path}: is nested too deeply; save the page again") from None
    return assemble(path, blocks, unit=Unit.LINE, head=title)


def _decode(data: bytes, path: Path) -> str:
    """By byte order mark, by what the page says of itself if that is true, else by likelihood."""
    declared = _CHARSET.search(data, 0, _HEAD)
    encoding = _ENCODINGS.get(declared[1].decode("ascii", "replace").lower()) if declared else None
    if encoding and not data.startswith(_BOMS):
        with suppress(UnicodeDecodeError):
            return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    try:
        return decode(data, path)
    except ReadError:
        text = data.decode(encoding or "utf-8", "replace")
        if text.count("\ufffd") > _DAMAGE * len(text) or "\x00" in text:
            raise
        return text


def _main(root: etree._Element) -> etree._Element:
    """The element that holds the document, where the page says which."""
    for way in (".//main", ".//*[@role='main']", ".//article"):
        found = root.findall(way)
        if len(found) == 1 and size(found[0]):
            return found[0]
    body = root.find("body")
    return root if body is None else body


def _plain(page: etree._Element, path: Path) -> Document | None:
    """A page that is a plain text in `<pre>`: its lines are for `clean` to put together."""
    longest = max(page.iter("pre"), key=size, default=None)
    if longest is None or size(longest) < _PLAIN_SHARE * size(page):
        return None
    text = "".join(map(str, longest.itertext()))
    before = (0,) * (line_of(longest) - 1)
    return Document(
        path=str(path),
        text=text,
        lang=language_of(text),
        symbol=symbol_of(text, path),
        date=date_of(text),
        source=SourceMap(units=before + line_starts(text), unit=Unit.LINE),
    )
