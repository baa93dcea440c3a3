"""What is done to a whole part of a Word document before its paragraphs are read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from lxml import etree

from termx.read.docx.ooxml import NAMESPACE, RPR, VAL, is_on, w
from termx.read.docx.styles import Styles

HIDDEN, RAISED = 1, 2
"""What run properties may do to the text."""

_PREFIX = f'xmlns:w="{NAMESPACE}"'.encode()
# Properties that only say how text looks: half of what Word writes, and slow to parse.
_LOOKS = re.compile(rb"<w:rPr>(?:<w:(?!vanish|vertAlign|rStyle|ins|del|move)[^<>]*/>)*</w:rPr>")
_SETTING = re.compile(rb"<w:pPr>(?:<w:(?!pStyle|numPr|outlineLvl)[^<>]*/>)*</w:pPr>")
_RUN = re.compile(rb"<w:r(?: [^<>]*)?><w:t(?: [^<>]*)?>([^<]*)</w:t></w:r>")
_PARTS = re.compile(
    rb"<w:r(?: [^<>]*)?>"
    rb"((?:<w:t(?: [^<>]*)?>[^<]*</w:t>|<w:tab/>|<w:lastRenderedPageBreak/>)+)</w:r>"
)
_TAG = re.compile(rb"</?w:[^<>]*>")
_NEXT = re.compile(rb"</w:plain></w:p><w:p(?: [^<>]*)?><w:plain>")
_CHUNK, _COMMON = 2**16, 8
_TEXT, _END = b"</w:t>", b"</w:p>"
PLAIN = w("plain")
"""Text right inside of a paragraph: no name of WordprocessingML but what `reduced` writes."""
BREAK = "\u2029"
"""In such text: here the next paragraph begins."""
_BREAK = BREAK.encode()


def reduced(data: bytes) -> bytes:
    """The XML of a part with `PLAIN` text in place of plain runs.

    Paragraphs that begin with such text follow the text before them, behind a `BREAK`. Most runs
    are plain, and parsing them takes several times longer than finding them. A part that does not
    call the namespace `w`, or where what looks like a run may be none, stays as it is.
    """
    if _TEXT not in data or _BREAK in data or b"&#" in data:
        return data
    common = [looks for looks, _ in Counter(_LOOKS.findall(data, 0, _CHUNK)).most_common(_COMMON)]
    chunks = []
    at = 0
    while at < len(data):
        end = data.find(_END, at + _CHUNK) + len(_END)
        end = end if end > at else len(data)
        chunks.append(_reduced(data[at:end], common))
        at = end
    short = b"".join(chunks)
    sure = _PREFIX in short and short.count(b"xmlns:w=") == short.count(_PREFIX)
    return short if sure and b"<!" not in short and short.count(b"<?") < 2 else data


def _reduced(data: bytes, common: Sequence[bytes]) -> bytes:
    """The same for a piece that fits into the processor's cache: that halves the time."""
    for looks in common:  # Word repeats a few of them everywhere
        data = data.replace(looks, b"")
    pieces = _RUN.split(_SETTING.sub(b"", _LOOKS.sub(b"", data)))
    pieces[1::2] = [b"<w:plain>%b</w:plain>" % text for text in pieces[1::2]]
    data = _PARTS.sub(_joined, b"".join(pieces))
    return _NEXT.sub(_BREAK, data.replace(b"</w:plain><w:plain>", b""))


def _joined(match: re.Match[bytes]) -> bytes:
    return b"<w:plain>%b</w:plain>" % _TAG.sub(b"", match[1].replace(b"<w:tab/>", b"\t"))


def special_runs(root: etree._Element, styles: Styles) -> dict[etree._Element, int]:
    """The run properties that hide or raise text. Few have any; so the others cost no look."""
    found: dict[etree._Element, int] = {}
    off: dict[etree._Element, int] = {}
    for element in root.iter(w("vanish"), w("vertAlign"), w("rStyle")):
        properties = element.getparent()
        if properties is None or properties.tag != RPR:
            continue
        if element.tag == w("rStyle"):
            style = styles.get(element.get(VAL))
            flag = HIDDEN * style.hidden | RAISED * style.superscript
        elif element.tag == w("vanish"):
            flag = HIDDEN * is_on(element)
            off[properties] = off.get(properties, 0) | HIDDEN * (not flag)
        else:
            flag = RAISED * (element.get(VAL) == "superscript")
            off[properties] = off.get(properties, 0) | RAISED * (not flag)
        if flag:
            found[properties] = found.get(properties, 0) | flag
    return {key: flag for key, value in found.items() if (flag := value & ~off.get(key, 0))}
