"""Makes the PDF files of `tests/data/pdf` from sample texts, by LibreOffice and pypdfium2.

    python tests/documents/pdf.py FOLDER

`notes.pdf`: one column, running heads and feet, footnotes. `columns.pdf`: two columns, hyphens at
the ends of lines, footnotes. `scan.pdf`: the picture of a page. `locked.pdf`: needs a password.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from termx.clean import clean
from termx.models import Document, Paragraph, SegmentKind
from termx.read import read
from termx.read.office import convert

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "pipelines" / "sample" / "A_RES_99_901.{}.txt"

_COMMA = re.compile("(?<=[^0-9])[，,]")
_NAMES = {
    "office": "office",
    "style": "style",
    "text": "text",
    "fo": "xsl-fo-compatible",
}
_XMLNS = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in _NAMES.items()
)
_DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document {xmlns} office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:default-style style:family="paragraph">
<style:paragraph-properties fo:margin-bottom="0.2cm" fo:text-align="justify"
 style:punctuation-wrap="simple"/>
<style:text-properties fo:font-family="'Liberation Serif'" fo:font-size="10pt"
 style:font-family-asian="'Noto Serif CJK SC'" style:font-size-asian="10pt" fo:language="en"
 fo:country="US" style:language-asian="zh" style:country-asian="CN" fo:hyphenate="{hyphenate}"
 fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"/>
</style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Footnote" style:family="paragraph">
<style:paragraph-properties fo:margin-bottom="0cm"/>
<style:text-properties fo:font-size="8pt" style:font-size-asian="8pt"/>
</style:style>
<style:style style:name="Raised" style:family="text">
<style:text-properties style:text-position="super 58%"/>
</style:style>
<text:notes-configuration text:note-class="footnote" text:default-style-name="Footnote"
 text:citation-style-name="Raised" text:citation-body-style-name="Raised" style:num-format="1"
 text:start-value="0" text:footnotes-position="page" text:start-numbering-at="document"/>
</office:styles>
<office:automatic-styles><style:page-layout style:name="page">
<style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="1.5cm"
 fo:margin-bottom="1.5cm" fo:margin-left="{margin}" fo:margin-right="{margin}">{columns}
<style:footnote-sep style:width="0.02cm" style:rel-width="25%" style:line-style="solid"/>
</style:page-layout-properties>
<style:header-style><style:header-footer-properties fo:margin-bottom="0.5cm"/></style:header-style>
<style:footer-style><style:header-footer-properties fo:margin-top="0.5cm"/></style:footer-style>
</style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page">
<style:header><text:p>A/RES/99/901</text:p></style:header>
<style:footer><text:p>44-14304 (E)<text:tab/><text:page-number/>/<text:page-count/></text:p>
</style:footer></style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>
"""
_NOTE = (
    '<text:note text:note-class="footnote"><text:note-citation>{number}</text:note-citation>'
    '<text:note-body><text:p text:style-name="Footnote">{text}</text:p></text:note-body>'
    "</text:note>"
)
_COLUMNS = '<style:columns fo:column-count="2" fo:column-gap="0.8cm"/>'


def written(path: Path, document: Document, *, columns: int = 1) -> Path:
    """Write a clean document as flat OpenDocument text with running heads and its footnotes.

    The footnotes are called from one paragraph after the other, behind their first comma.
    """
    texts = {kind: [] for kind in (True, False)}
    for item in document.paragraphs:
        text = escape(document.text[item.start : item.end])
        texts[item.kind is SegmentKind.FOOTNOTE].append(text)
    body, notes = texts[False], texts[True]
    calls = [at for at, text in enumerate(body) if at > 10 and _COMMA.search(text)]
    for at, note in zip(calls, notes, strict=False):
        number, text = note.split(" ", 1)
        call = _NOTE.format(number=number, text=text)
        body[at] = _COMMA.sub(lambda match, call=call: match[0] + call, body[at], count=1)
    content = _DOCUMENT.format(
        xmlns=_XMLNS,
        hyphenate=str(columns > 1).lower(),
        margin="2.2cm" if columns > 1 else "3cm",
        columns=_COLUMNS if columns > 1 else "",
        body="".join(f"<text:p>{text}</text:p>" for text in body),
    )
    path.write_text(content, encoding="utf-8")
    return path


def make(folder: Path) -> None:
    """Write the four files into `folder`. Raises `ReadError` if LibreOffice is not installed."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for target, lang, columns in (("notes", "zh", 1), ("columns", "en", 2)):
            document = clean(read(Path(str(SAMPLE).format(lang))))
            source = written(work / f"{target}.fodt", document, columns=columns)
            shutil.copyfile(convert(source, "pdf", work), folder / f"{target}.pdf")
        text = "The Committee rose."
        source = written(
            work / "locked.fodt", Document("", text, paragraphs=(Paragraph(0, len(text)),))
        )
        lock = {
            "EncryptFile": {"type": "boolean", "value": "true"},
            "DocumentOpenPassword": {"type": "string", "value": "word"},
        }
        made = convert(source, f"pdf:writer_pdf_Export:{json.dumps(lock)}", work)
        shutil.copyfile(made, folder / "locked.pdf")
        _scan(convert(source, "pdf", work), folder / "scan.pdf")


def _scan(source: Path, target: Path) -> None:
    from pypdfium2 import PdfDocument, PdfImage, PdfMatrix

    original, scan = PdfDocument(source), PdfDocument.new()
    size = original[0].get_size()
    image = PdfImage.new(scan)
    image.set_bitmap(original[0].render(scale=0.5, grayscale=True))
    image.set_matrix(PdfMatrix().scale(*size))
    page = scan.new_page(*size)
    page.insert_obj(image)
    page.gen_content()
    scan.save(target)
    scan.close()
    original.close()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
