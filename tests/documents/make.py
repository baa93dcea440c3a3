"""Makes real documents of a text: docx by hand and by python-docx, the others by LibreOffice.

    python tests/documents/make.py FOLDER [TEXT ...]

TEXT is any file that termx reads; without one, the sample texts of `pipelines/sample` are taken.
Tests import `package`, `written`, `plain` and `converted`.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from termx.clean import clean
from termx.models import Document, SegmentKind
from termx.read import read
from termx.read.office import convert

ROOT = Path(__file__).resolve().parents[2]
SUFFIXES = ("odt", "rtf", "doc", "html", "pdf")

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = {
    "w": _W,
    "r": _R,
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
_XMLNS = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMES.items())
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ROOTS = {
    "document": "document", "footnotes": "footnotes", "endnotes": "endnotes", "styles": "styles",
    "numbering": "numbering", "settings": "settings", "header1": "hdr", "footer1": "ftr",
}  # fmt: skip
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)
# As UN documents are set: ten points, six points between paragraphs, headings bold.
_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="20"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="0"/></w:pPr>'
    '<w:rPr><w:b/><w:sz w:val="24"/></w:rPr></w:style>'
)


def package(path: Path, body: str, **parts: str) -> Path:
    """Write a Word document with this XML inside of `w:body`, and inside of the roots of `parts`.

    The names of parts are `footnotes`, `endnotes`, `styles`, `numbering`, `settings`, `header1` and
    `footer1`; their relationships have the ids `rIdNAME`.
    """
    content = {"document": f"<w:body>{body}</w:body>", **parts}
    base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    types, relations = [], []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in content.items():
            kind = "document.main" if name == "document" else name.rstrip("1")
            types.append(f'<Override PartName="/word/{name}.xml" ContentType="{base}.{kind}+xml"/>')
            if name != "document":
                relations.append(
                    f'<Relationship Id="rId{name}" Type="{_R}/{kind}" Target="{name}.xml"/>'
                )
            root = _ROOTS[name]
            archive.writestr(
                f"word/{name}.xml", f"{_DECLARATION}<w:{root} {_XMLNS}>{xml}</w:{root}>"
            )
        archive.writestr(
            "[Content_Types].xml",
            f"{_DECLARATION}<Types"
            ' xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f"{''.join(types)}</Types>",
        )
        package_relation = (
            f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
        )
        for name, items in (("", [package_relation]), ("word/", relations)):
            file = f"{name}_rels/{'document.xml' if name else ''}.rels"
            archive.writestr(
                file,
                f"{_DECLARATION}<Relationships"
                ' xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f"{''.join(items)}</Relationships>",
            )
    return path


def run(text: str) -> str:
    """The XML of a run."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*texts: str, properties: str = "") -> str:
    """The XML of a paragraph whose text is broken into runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(map(run, texts))}</w:p>"


def written(document: Document, path: Path) -> Path:
    """A Word document with the paragraphs and the footnotes of a clean document.

    A footnote is called at the end of a long paragraph; runs are cut inside of words.
    """
    texts = [(document.text[item.start : item.end], item.kind) for item in document.paragraphs]
    notes = [text.split(" ", 1) for text, kind in texts if kind is SegmentKind.FOOTNOTE]
    waiting = list(enumerate(notes, 1))
    others = [item for item in texts if item[1] is not SegmentKind.FOOTNOTE]
    body = []
    for number, (text, kind) in enumerate(others, 1):
        last = number == len(others)
        called = len(waiting) if last else int(len(text) > 60)
        calls = "".join(_call(key, mark) for key, (mark, _) in waiting[:called])
        del waiting[:called]
        style = '<w:pStyle w:val="Heading1"/>' if kind is SegmentKind.TITLE else ""
        cut = len(text) // 2
        xml = paragraph(text[:cut], text[cut:], properties=style)
        body.append(xml.removesuffix("</w:p>") + calls + "</w:p>")
    footnotes = "".join(_note(key, mark, text) for key, (mark, text) in enumerate(notes, 1))
    return package(path, "".join(body), styles=_STYLES, footnotes=_SEPARATORS + footnotes)


def _call(key: int, mark: str) -> str:
    """The call of a footnote that Word numbers, or of one with a mark of its own."""
    custom = "" if mark.isdecimal() else ' w:customMarkFollows="1"'
    text = f"<w:t>{mark}</w:t>" if custom else ""
    return f'<w:r>{_RAISED}<w:footnoteReference{custom} w:id="{key}"/>{text}</w:r>'


def _note(key: int, mark: str, text: str) -> str:
    own = "<w:footnoteRef/>" if mark.isdecimal() else f"<w:t>{mark}</w:t>"
    return (
        f'<w:footnote w:id="{key}"><w:p><w:r>{_RAISED}{own}</w:r>{run(" " + text)}</w:p>'
        "</w:footnote>"
    )


def plain(texts: Iterable[str], path: Path) -> Path:
    """A Word document with a paragraph for each text, made by python-docx."""
    from docx import Document as Word

    document = Word()
    for text in texts:
        document.add_paragraph(text)
    document.save(str(path))
    return path


def converted(path: Path, folder: Path, suffixes: Iterable[str] = SUFFIXES) -> Mapping[str, Path]:
    """What LibreOffice makes of the document, by suffix, and the document itself."""
    made = {path.suffix[1:]: path}
    with tempfile.TemporaryDirectory(prefix="termx-documents-") as scratch:
        for suffix in suffixes:
            target = folder / f"{path.stem}.{suffix}"
            made[suffix] = Path(shutil.move(convert(path, suffix, Path(scratch)), target))
    return made


def main(arguments: list[str]) -> None:
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    sample = ROOT / "pipelines" / "sample"
    texts = [Path(name) for name in arguments[1:]] or sorted(sample.glob("*_*.??.*"))
    for path in texts:
        document = clean(read(path))
        stem = path.name.removesuffix(path.suffix)
        for made in converted(written(document, folder / f"{stem}.docx"), folder).values():
            print(made)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
