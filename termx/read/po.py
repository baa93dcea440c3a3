"""PO, the message catalogues of gettext."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from termx.errors import ReadError
from termx.read.head import language_of
from termx.read.pairs import Gathered, Pair, Side, couple
from termx.read.safe import read_bytes
from termx.read.text import decode

_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s*(?=\")")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"\s*$')
_PARTS = re.compile(r"[^\\]+|\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{1,2}|.)")
_ESCAPES = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    '"': '"',
    "\\": "\\",
    "a": "",
    "b": "",
    "f": "",
    "v": "",
}
_CHARSET = re.compile(rb"charset=([\w.-]+)")
_LANGUAGE = re.compile(r"^Language:[ \t]*([\w@.-]+)", re.MULTILINE)
_SAMPLE = 4_000


@dataclass(slots=True)
class _Entry:
    """An entry while it is read."""

    flags: str = ""
    texts: dict[str, Gathered] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.texts[name].side("").text if name in self.texts else ""


def read_po(path: Path) -> Iterator[Pair]:
    """The messages of the catalogue, translated or not; obsolete ones are left.

    The id is the message's context, else its number; the state `fuzzy` where it says so. A plural
    is a pair of its own with the last form of the translation. Raises `ReadError`.
    """
    entries = list(_entries(path))
    header = next((entry.text("msgstr") for entry in entries if not entry.text("msgid")), "")
    source, target = _languages(path, entries, header)
    number = 0
    for entry in entries:
        if not entry.text("msgid"):
            continue
        number += 1
        plurals = sorted(name for name in entry.texts if name.startswith("msgstr["))
        couples = [("msgid", plurals[0] if plurals else "msgstr")]
        if plurals:
            couples.append(("msgid_plural", plurals[-1]))
        for first, second in couples:
            sides = (
                entry.texts[name].side(lang) if name in entry.texts else Side(lang, ())
                for name, lang in ((first, source), (second, target))
            )
            yield Pair(entry.text("msgctxt") or str(number), entry.flags or None, *sides)


def _languages(path: Path, entries: list[_Entry], header: str) -> tuple[str, str]:
    """The languages of messages and of translations: by their text, by the header."""
    sample = "\n".join(entry.text("msgid") for entry in entries)[:_SAMPLE]
    match = _LANGUAGE.search(header)
    return couple(path, language_of(sample) or "en", match[1] if match else "")


def _entries(path: Path) -> Iterator[_Entry]:
    entry = _Entry()
    name = ""
    for number, line in enumerate(_lines(path), 1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            if entry.texts:
                yield entry
                entry = _Entry()
            if stripped.startswith("#,") and "fuzzy" in stripped:
                entry.flags = "fuzzy"
            continue
        at = len(line) - len(line.lstrip())
        if match := _KEYWORD.match(line, at):
            if match[1] in ("msgid", "msgctxt") and "msgid" in entry.texts:
                yield entry
                entry = _Entry()
            name = match[1]
            entry.texts[name] = Gathered(path)
            at = match.end()
        string = _STRING.match(line, at)
        if string is None or name not in entry.texts:
            raise ReadError(f"{path}:{number}: is no line of a PO file; check it with msgfmt -c")
        _unescape(entry.texts[name], string, number)
    if entry.texts:
        yield entry


def _unescape(text: Gathered, string: re.Match[str], number: int) -> None:
    for part in _PARTS.finditer(string[1]):
        value = part[0]
        if value[0] == "\\":
            value = _ESCAPES.get(value[1], value[1])
        if value:
            text.add(value, number, string.start(1) + part.start() + 1)


def _lines(path: Path) -> list[str]:
    data = read_bytes(path)
    match = _CHARSET.search(data[:_SAMPLE])
    if match and not data.startswith(b"\xef\xbb\xbf"):
        try:
            return data.decode(match[1].decode("ascii")).replace("\r\n", "\n").split("\n")
        except (LookupError, UnicodeDecodeError):  # the template's "CHARSET", or a wrong one
            pass
    return decode(data, path).split("\n")
