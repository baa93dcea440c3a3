"""Word documents (.docx: Office Open XML, ECMA-376): text, lists, tables, notes, tracked changes.

`ooxml` names elements, `styles` and `lists` know what paragraphs inherit and how they are numbered,
`body` walks through the text.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from termx.errors import ReadError
from termx.models import Document, Unit
from termx.read.blocks import assemble
from termx.read.docx.body import Body, Context, Notes
from termx.read.docx.lists import Lists
from termx.read.docx.ooxml import RELATIONS, STRICT, value, w
from termx.read.docx.scan import reduced
from termx.read.docx.styles import Styles
from termx.read.numerals import number
from termx.read.safe import Archive, open_zip, parse_xml

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_FURNITURE = 60
"""A running head or foot that may tell symbol or date is no longer than this."""


def read_docx(path: Path, *, original: bool = False) -> Document:
    """The text of a Word document, its places counted in paragraphs (all `w:p` of the main text).

    Tracked changes are taken as accepted, or with `original` as rejected. Hidden text, field
    instructions and what stands in headers and footers are left out; a footnote has the place of
    the paragraph that calls it. Raises `ReadError`.
    """
    with path.open("rb") as file:
        if file.read(len(_OLE)) == _OLE:
            raise ReadError(
                f"{path}: is encrypted, or an old Word file; remove the password or name it .doc"
            )
    with open_zip(path) as archive:
        package = _Package(archive, path)
        try:
            return _document(package, original)
        except RecursionError:
            raise ReadError(f"{path}: is nested too deeply; save the document again") from None


class _Package:
    """The parts of a Word document, found by their relationships."""

    def __init__(self, archive: Archive, path: Path) -> None:
        self.path = path
        self._archive = archive
        main = next(
            (target for kind, _, target in self._targets("") if kind == "officeDocument"), ""
        )
        if main not in archive.names:
            raise ReadError(f"{path}: is no Word document; save it as .docx")
        self.main = main
        self._parts = list(self._targets(main))

    def xml(self, name: str) -> etree._Element:
        data = self._archive.read(name)
        for strict, transitional in STRICT:
            data = data.replace(strict, transitional)
        return parse_xml(reduced(data), self.path, part=name)

    def part(self, kind: str) -> etree._Element | None:
        """The part of the main document with this type of relationship, if there is one."""
        name = next((target for type_, _, target in self._parts if type_ == kind), None)
        return self.xml(name) if name in self._archive.names and name is not None else None

    def by_id(self, key: str | None) -> etree._Element | None:
        name = next((target for _, id_, target in self._parts if id_ == key), None)
        return self.xml(name) if name in self._archive.names and name is not None else None

    def _targets(self, source: str) -> Iterator[tuple[str, str, str]]:
        """Type, id and name of the parts that `source` refers to; the package itself is ``."""
        folder, name = posixpath.split(source)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self._archive.names:
            return
        for item in self.xml(relations):
            target = item.get("Target") or ""
            if item.get("TargetMode") == "External":
                continue
            full = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            kind = (item.get("Type") or "").rsplit("/", 1)[-1]
            yield kind, item.get("Id") or "", posixpath.normpath(full)


def _document(package: _Package, original: bool) -> Document:
    root = package.xml(package.main)
    body = root.find(w("body"))
    if body is None:
        raise ReadError(f"{package.path}: has no text part; save it as .docx")
    context = Context(
        Styles(lambda: package.part("styles")),
        Lists(package.part("numbering")),
        {
            w("footnoteReference"): _notes(package, body, "footnote", "decimal"),
            w("endnoteReference"): _notes(package, body, "endnote", "lowerRoman"),
        },
        original,
    )
    blocks = Body(body, context).read(body)
    head = "\n".join(_furniture(package, body, context))
    return assemble(package.path, blocks, unit=Unit.PARAGRAPH, head=head)


def _notes(package: _Package, body: etree._Element, name: str, style: str) -> Notes:
    """The notes of one sort; their numbering is that of the document, else of its last section."""
    root = package.part(f"{name}s")
    if root is None:
        return Notes()
    first = 1
    settings = package.part("settings")
    sections = list(body.iter(w("sectPr")))[-1:]
    for holder in (*([] if settings is None else [settings]), *sections):
        properties = holder.find(w(f"{name}Pr"))
        style = value(properties, "numFmt") or style
        first = number(value(properties, "numStart"), first)
    elements = {item.get(w("id")) or "": item for item in root.iterfind(w(name))}
    return Notes(elements, style, first)


def _furniture(package: _Package, body: etree._Element, context: Context) -> Iterator[str]:
    """The short lines of running heads and feet, those of the first page first."""
    order = ("first", "default", "even")
    seen: set[str | None] = set()
    for section in body.iter(w("sectPr")):
        for name in ("headerReference", "footerReference"):
            references = {item.get(w("type")): item for item in section.iterfind(w(name))}
            for kind in order:
                item = references.get(kind)
                key = None if item is None else item.get(f"{{{RELATIONS}}}id")
                root = None if key in seen else package.by_id(key)
                seen.add(key)
                if root is not None:
                    for block in Body(root, context).read(root):
                        yield from (
                            line for line in block.text.split("\n") if 0 < len(line) <= _FURNITURE
                        )
