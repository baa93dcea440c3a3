"""Comments in a copy of a Word file (ECMA-376 part 1, 17.13.4): all else of it stays.

Runs are split where a comment begins and ends, with their properties, so the layout does not
change. Parts that no comment touches are copied byte for byte.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from termx.errors import ReadError
from termx.read.docx.ooxml import COMPATIBILITY, NAMESPACE, RELATIONS, P, R, T, w
from termx.read.safe import Archive, open_zip

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BLANK = re.compile(r"\s+")
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Comment(NamedTuple):
    """What to say about `text` in the paragraph numbered `paragraph` (all `w:p`, from 1).

    `nth` tells which of equal texts in the paragraph is meant, from 0. Spaces do not count. A text
    that is not there (it is in a note) has its comment on the whole paragraph.
    """

    paragraph: int
    text: str
    nth: int
    says: Sequence[str]


def commented(path: Path, comments: Iterable[Comment], *, author: str = "termx") -> bytes:
    """The bytes of a copy of the Word file at `path` with `comments`. Raises `ReadError`."""
    with open_zip(path) as archive:
        parts = _Parts(archive, path)
        root = parts.document
        notes = parts.comments()
        if root.nsmap.get(root.prefix) != NAMESPACE:
            raise ReadError(f"{path}: is in the Strict form of Word files; save it as .docx")
        number = max((_id(item) for item in notes), default=-1) + 1
        paragraphs = _paragraphs(root)
        for comment in sorted(comments, key=lambda item: (item.paragraph, item.nth)):
            if not paragraphs:
                break
            at = min(max(comment.paragraph, 1), len(paragraphs)) - 1
            _mark(paragraphs[at], comment, number)
            notes.append(_note(number, comment.says, author))
            number += 1
        return parts.zipped()


def _paragraphs(root: etree._Element) -> list[etree._Element]:
    """The paragraphs as the reader counts them: of two alternatives the first."""
    return [
        item
        for item in root.iter(P)
        if next(item.iterancestors(f"{{{COMPATIBILITY}}}Fallback"), None) is None
    ]


def _texts(paragraph: etree._Element) -> list[etree._Element]:
    """The texts of the paragraph itself, not of boxes in it."""
    return [
        item
        for item in paragraph.iter(T)
        if next(item.iterancestors(P)) is paragraph
        and (parent := item.getparent()) is not None
        and parent.tag == R
    ]


def _mark(paragraph: etree._Element, comment: Comment, number: int) -> None:
    """Put the range and the reference of comment `number` into the paragraph."""
    place = _place(_texts(paragraph), comment)
    start = etree.Element(w("commentRangeStart"), {w("id"): str(number)})
    end = etree.Element(w("commentRangeEnd"), {w("id"): str(number)})
    reference = etree.Element(R)
    etree.SubElement(reference, w("commentReference"), {w("id"): str(number)})
    if place is None:
        at = 1 if len(paragraph) and paragraph[0].tag == w("pPr") else 0
        paragraph.insert(at, start)
        paragraph.extend((end, reference))
        return
    (last, last_at), (first, first_at) = place[1], place[0]
    # Cutting the last text first keeps the offset into the first one right.
    after = _cut(last, last_at)
    before = _cut(first, first_at)
    before.addprevious(start)
    after.addprevious(end)
    after.addprevious(reference)


Point = tuple[etree._Element, int]


def _place(texts: list[etree._Element], comment: Comment) -> tuple[Point, Point] | None:
    """The text and offset in it where the commented stretch begins and ends."""
    points: list[Point] = []
    chars: list[str] = []
    for item in texts:
        for at, char in enumerate(item.text or ""):
            if not char.isspace():
                points.append((item, at))
                chars.append(char)
    wanted = _BLANK.sub("", comment.text)
    line = "".join(chars)
    found = [match.start() for match in re.finditer(f"(?={re.escape(wanted)})", line)]
    if not wanted or not found:
        return None
    start = found[min(comment.nth, len(found) - 1)]
    last, at = points[start + len(wanted) - 1]
    return points[start], (last, at + 1)


def _cut(text: etree._Element, at: int) -> etree._Element:
    """Cut the run of `text` before its character `at`; the run that begins there.

    At the end of the run, an empty one is made, so that there is something to stand before.
    """
    run = _parent(text)
    if at == 0 and text is next(iter(run.iterchildren(T)), None):
        before = [item for item in run if item.tag != w("rPr")]
        if before and before[0] is text:
            return run
    rest = etree.Element(R, run.attrib)
    properties = run.find(w("rPr"))
    if properties is not None:
        rest.append(deepcopy(properties))
    moved = list(text.itersiblings())
    whole = text.text or ""
    if at < len(whole):
        tail = etree.SubElement(rest, T)
        tail.text = whole[at:]
        tail.set(_SPACE, "preserve")
    text.text = whole[:at]
    text.set(_SPACE, "preserve")
    for item in moved:
        rest.append(item)
    run.addnext(rest)
    return rest


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    if parent is None:
        raise ReadError("a text of the Word file stands nowhere; save the document again")
    return parent


def _note(number: int, says: Sequence[str], author: str) -> etree._Element:
    comment = etree.Element(
        w("comment"), {w("id"): str(number), w("author"): author, w("initials"): "tx"}
    )
    for line in says:
        run = etree.SubElement(etree.SubElement(comment, P), R)
        text = etree.SubElement(run, T)
        text.text = _NOT_XML.sub("�", line)
        text.set(_SPACE, "preserve")
    return comment


def _id(comment: etree._Element) -> int:
    value = comment.get(w("id"), "")
    return int(value) if value.isdecimal() and len(value) < 10 else -1


class _Parts:
    """The parts of the package: those that change, and the others as they are."""

    def __init__(self, archive: Archive, path: Path) -> None:
        self._archive = archive
        self._changed: dict[str, etree._Element] = {}
        main = next(
            (
                target
                for kind, target in _targets(archive.xml("_rels/.rels"), "")
                if kind == "officeDocument"
            ),
            "",
        )
        if main not in archive.names:
            raise ReadError(f"{path}: is no Word document; save it as .docx")
        self._main = main
        self._folder, name = posixpath.split(main)
        self._relations = posixpath.join(self._folder, "_rels", f"{name}.rels")
        self.document = self._xml(main)

    def _xml(self, name: str) -> etree._Element:
        self._changed[name] = self._archive.xml(name)
        return self._changed[name]

    def comments(self) -> etree._Element:
        """The part with the comments; it is made where there is none."""
        if self._relations in self._archive.names:
            relations = self._xml(self._relations)
        else:
            relations = etree.Element(f"{{{_PACKAGE}}}Relationships", nsmap={None: _PACKAGE})
            self._changed[self._relations] = relations
        for kind, target in _targets(relations, self._folder):
            if kind == "comments" and target in self._archive.names:
                return self._xml(target)
        name = next(
            name
            for number in range(1, 1000)
            if (name := f"{self._folder}/comments{number if number > 1 else ''}.xml".lstrip("/"))
            not in self._archive.names
        )
        etree.SubElement(
            relations,
            f"{{{_PACKAGE}}}Relationship",
            {
                "Id": _free(relations),
                "Type": f"{RELATIONS}/comments",
                "Target": posixpath.basename(name),
            },
        )
        types = self._xml("[Content_Types].xml")
        etree.SubElement(
            types, f"{{{_TYPES}}}Override", {"PartName": f"/{name}", "ContentType": _COMMENTS_TYPE}
        )
        self._changed[name] = etree.Element(w("comments"), nsmap={"w": NAMESPACE})
        return self._changed[name]

    def zipped(self) -> bytes:
        """The bytes of the package; the same parts give the same bytes."""
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in dict.fromkeys((*self._archive.names, *self._changed)):
                if name.endswith("/"):
                    continue
                changed = self._changed.get(name)
                data = (
                    self._archive.read(name)
                    if changed is None
                    else etree.tostring(
                        changed, xml_declaration=True, encoding="UTF-8", standalone=True
                    )
                )
                info = zipfile.ZipInfo(name, _EPOCH)
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, data)
        return file.getvalue()


def _targets(relations: etree._Element, folder: str) -> Iterator[tuple[str, str]]:
    for item in relations:
        if item.get("TargetMode") != "External":
            target = item.get("Target") or ""
            full = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            yield (item.get("Type") or "").rsplit("/", 1)[-1], posixpath.normpath(full)


def _free(relations: etree._Element) -> str:
    used = {item.get("Id") for item in relations}
    return next(name for number in range(1, 1 << 20) if (name := f"rId{number}") not in used)
