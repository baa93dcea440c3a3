"""Plain text and Markdown: find the encoding, decode, keep line and column."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from itertools import accumulate
from pathlib import Path

from termx.errors import ReadError
from termx.models import Document, SourceMap, Unit
from termx.read.head import date_of, language_of, symbol_of
from termx.read.safe import disguised, read_bytes

# The commonest characters of written Chinese in both scripts (Da Jun's character frequency list,
# first ranks), with some that every UN document repeats. They make up a third of real text, and
# hardly appear in bytes that were decoded with the wrong table.
_FREQUENT = frozenset(
    "的一是不了在有人这上大来和我个中地为以要时国会工作年发成出"
    "於這個來會國時發為們對經關實現動產問題業與員進際議"
    "也就到说他子能下过生自之用于行方得多定学家可后对所本经关"
    "日月第各其及将与或等法务实员合联理事项全报告决议际组织进"
    "聯決報織項務將權"
)
_LETTER = re.compile(r"[A-Za-z]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 20_000
_UNKNOWN = "the encoding is not known; save the file as UTF-8"
_FEW = 20
"""Of so many characters at most one may be a control character."""


def read_text(path: Path) -> Document:
    """The text of the file, its places counted in lines and columns."""
    text = decode(read_bytes(path), path)
    return Document(
        path=str(path),
        text=text,
        lang=language_of(text),
        symbol=symbol_of(text, path),
        date=date_of(text),
        source=SourceMap(units=line_starts(text), unit=Unit.LINE),
    )


def line_starts(text: str) -> tuple[int, ...]:
    """Offsets at which the lines of `text` begin."""
    lengths = [len(line) + 1 for line in text.split("\n")]
    return (0, *accumulate(lengths[:-1]))


def decode(data: bytes, path: Path) -> str:
    """`data` as text with `\\n` line ends.

    A byte order mark decides; else UTF-8 if the bytes are valid UTF-8; else the one of UTF-16,
    GB18030, Big5 and Windows-1252 whose result is most plausible. Raises `ReadError` for binary
    data and where nothing is plausible.
    """
    text = _decode(data)
    if text is None:
        raise ReadError(f"{path}: {_reason(data)}")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _reason(data: bytes) -> str:
    """Why the data is no text, and what to do."""
    if known := disguised(data):
        return known
    if b"\x00" in data[:_SAMPLE]:
        return "is not text but binary data; give a text file"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if len(data[: error.start].decode("utf-8")) < error.start:  # more than ASCII
            line = data.count(b"\n", 0, error.start) + 1
            return f"{_UNKNOWN} (it is, but for a byte in line {line})"
    return _UNKNOWN


def _decode(data: bytes) -> str | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding)
    if b"\0" not in data:
        with suppress(UnicodeDecodeError):
            return _printable(data.decode("utf-8"))
    best, best_score = _western(data), 0.0
    for encoding in ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be"):
        text = _strict(data, encoding)
        if text is None:
            continue
        score = plausibility(text)
        if encoding.startswith("utf-16"):  # the wrong byte order leaves no ASCII letters
            score = max(score, _ascii_share(text))
        if score > best_score:
            best, best_score = text, score
    return best


def _ascii_share(text: str) -> float:
    """The share of ASCII letters, and nothing below a half."""
    sample = text[:_SAMPLE]
    share = len(_LETTER.findall(sample)) / max(len(sample), 1)
    return share if share >= 0.5 else 0.0


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if CONTROL.search(text) else text


def _printable(text: str) -> str | None:
    """`text` with the few control characters that PDF text may hold as spaces, if they are few."""
    if not CONTROL.search(text):
        return text
    printable, count = CONTROL.subn(" ", text)
    return printable if "\x00" not in text and count * _FEW <= len(text) else None


def _western(data: bytes) -> str | None:
    """English with a few accents or curly quotes in Windows-1252."""
    high = sum(byte >= 0x80 for byte in data[:_SAMPLE])
    return _strict(data, "cp1252") if high * 10 < min(len(data), _SAMPLE) else None


def plausibility(text: str) -> float:
    """How much like real text `text` looks, 0 (not at all) to 1.

    Among its letters beyond ASCII, the share of the commonest Chinese characters, and nothing
    below 0.1: real Chinese reaches 0.3, a wrong table 0.03. Pure ASCII is plausible.
    """
    sample = text[:_SAMPLE]
    letters = [char for char in sample if char > "\x7f" and char.isalpha()]
    if not letters:
        return 1.0 if sample.isascii() else 0.0
    share = sum(char in _FREQUENT for char in letters) / len(letters)
    return share if share >= 0.1 else 0.0
