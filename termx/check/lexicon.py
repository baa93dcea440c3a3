"""A glossary compiled for checking: automata over folded forms, and plain data beside them.

The compiled form is kept in the user's cache folder, so that the next run need not read the
glossary: `load` compares a digest of the file and compiles again when it differs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from daachorse import MATCH_KIND_STANDARD, CharwiseDoubleArrayAhoCorasick

from termx.check.folding import squeeze
from termx.errors import FormatError
from termx.files import cache_folder

if TYPE_CHECKING:
    from termx.models import Concept

NEAR = 8
"""A name of so many characters, marks included, is looked for with one character changed, too."""

_FORMAT = f"termx index 7 {NEAR}\n".encode()


class Form(NamedTuple):
    """A term of an entry."""

    text: str
    status: str
    type: str

    @property
    def good(self) -> bool:
        """Whether the term may be used."""
        return self.status in ("preferred", "admitted")


class Entry(NamedTuple):
    """A concept: Chinese and English forms in the glossary's order."""

    id: str
    kind: str
    subject: str | None
    target: tuple[Form, ...]
    source: tuple[Form, ...]

    @property
    def preferred(self) -> tuple[str, ...]:
        """The Chinese forms to use: the preferred ones, else those that are admitted."""
        first = tuple(form.text for form in self.target if form.status == "preferred")
        return first or tuple(form.text for form in self.target if form.good)


Reference = tuple[int, int]
"""Number of the entry and of the form in it."""


class Lexicon:
    """Entries and the automata that find them.

    `forms[i]` are the forms that pattern *i* of the automaton `chinese` stands for, `terms[i]`
    those of `english`. `names[i]` is a name that may be misprinted, and pattern *i* of `halves` a
    half of those that `seeds[i]` counts: even numbers are first halves, odd ones second halves.
    Each part is decoded when it is first asked for.
    """

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
        self._entries: dict[int, Entry] = {}

    @cached_property
    def _lines(self) -> list[bytes]:
        return self._parts["entries"].split(b"\n")

    def __len__(self) -> int:
        return len(self._lines) if self._parts["entries"] else 0

    def entry(self, number: int) -> Entry:
        """Entry *number*."""
        found = self._entries.get(number)
        if found is None:
            id, kind, subject, zh, en = json.loads(self._lines[number])
            target, source = (tuple(Form(*form) for form in forms) for forms in (zh, en))
            found = self._entries[number] = Entry(id, kind, subject, target, source)
        return found

    def form(self, reference: Reference) -> Form:
        """The Chinese form at `reference`."""
        return self.entry(reference[0]).target[reference[1]]

    @cached_property
    def forms(self) -> list[list[Reference]]:
        """The Chinese forms of each pattern."""
        found: list[list[Reference]] = json.loads(self._parts["forms"])
        return found

    @cached_property
    def terms(self) -> list[list[Reference]]:
        """The English forms of each pattern."""
        found: list[list[Reference]] = json.loads(self._parts["terms"])
        return found

    @cached_property
    def names(self) -> list[tuple[str, int, int]]:
        """Names, squeezed, with entry and form."""
        found: list[tuple[str, int, int]] = json.loads(self._parts["names"])
        return found

    @cached_property
    def edges(self) -> list[tuple[str, str, str, str]]:
        """The two characters before and the two behind the middle of each name."""
        return [
            (name[half - 2], name[half - 1], name[half], name[half + 1])
            for name, _, _ in self.names
            for half in (len(name) >> 1,)
        ]

    @cached_property
    def seeds(self) -> list[list[int]]:
        """The halves of names."""
        found: list[list[int]] = json.loads(self._parts["seeds"])
        return found

    @cached_property
    def bad(self) -> Mapping[str, list[Reference]]:
        """The forms, squeezed, that are good for nothing, with all that they are forms of."""
        found: Mapping[str, list[Reference]] = json.loads(self._parts["bad"])
        return found

    @cached_property
    def _traits(self) -> Mapping[str, list[int]]:
        found: Mapping[str, list[int]] = json.loads(self._parts["traits"])
        return found

    @cached_property
    def spoilt(self) -> frozenset[int]:
        """The patterns of forms that are deprecated or superseded and nothing else."""
        return frozenset(self._traits["spoilt"])

    @cached_property
    def latin(self) -> frozenset[int]:
        """The patterns that begin or end with no Chinese character."""
        return frozenset(self._traits["latin"])

    @cached_property
    def rival(self) -> frozenset[int]:
        """The patterns of full forms whose concept has another full form."""
        return frozenset(self._traits["rival"])

    @cached_property
    def treaties(self) -> frozenset[int]:
        """The patterns of titles of treaties and the like."""
        return frozenset(self._traits["treaties"])

    @cached_property
    def chinese(self) -> CharwiseDoubleArrayAhoCorasick | None:
        """The automaton over Chinese forms, squeezed."""
        return self._automaton("chinese")

    @cached_property
    def halves(self) -> CharwiseDoubleArrayAhoCorasick | None:
        """The automaton over halves of names."""
        return self._automaton("halves")

    @cached_property
    def english(self) -> CharwiseDoubleArrayAhoCorasick | None:
        """The automaton over English words."""
        return self._automaton("english")

    def _automaton(self, part: str) -> CharwiseDoubleArrayAhoCorasick | None:
        data = self._parts[part]
        return CharwiseDoubleArrayAhoCorasick.deserialize(data) if data else None

    def dump(self) -> bytes:
        """The bytes that `parse` reads."""
        sizes = " ".join(str(len(self._parts[part])) for part in _PARTS)
        return b"".join((sizes.encode(), b"\n", *(self._parts[part] for part in _PARTS)))

    @classmethod
    def parse(cls, data: bytes) -> Lexicon:
        """The lexicon in `data`, which `dump` has made. Raises `ValueError` for other bytes."""
        line, _, rest = data.partition(b"\n")
        parts: dict[str, bytes] = {}
        at = 0
        for part, size in zip(_PARTS, map(int, line.split()), strict=True):
            parts[part] = rest[at : at + size]
            at += size
        return cls(parts)


_PARTS = (
    "entries", "forms", "terms", "names", "seeds", "bad", "traits", "chinese", "halves", "english",
)  # fmt: skip


def compile(concepts: Iterable[Concept]) -> Lexicon:
    """The lexicon of `concepts`; rejected ones are left out."""
    from termx.check.english import key

    entries: list[list[Any]] = [
        [
            concept.id,
            str(concept.kind),
            concept.subject,
            [[t.text, str(t.status), str(t.type)] for t in concept.terms if _is(t.lang, "zh")],
            [[t.text, str(t.status), str(t.type)] for t in concept.terms if _is(t.lang, "en")],
        ]
        for concept in concepts
        if concept.review != "rejected"
    ]
    chinese: dict[str, list[Reference]] = {}
    source: dict[str, list[Reference]] = {}
    for number, (_, _, _, zh, en) in enumerate(entries):
        for at, form in enumerate(zh):
            if folded := squeeze(form[0]):
                chinese.setdefault(folded, []).append((number, at))
        for at, form in enumerate(en):
            if folded := key(form[0]):
                source.setdefault(folded, []).append((number, at))
    names, halves = _names(entries)
    patterns = sorted(chinese)
    terms = sorted(source)
    bad = {
        pattern: references
        for pattern, references in chinese.items()
        if all(entries[number][3][at][1] in _BAD for number, at in references)
    }
    return Lexicon(
        {
            "entries": b"\n".join(map(_dumped, entries)),
            "forms": _dumped([chinese[pattern] for pattern in patterns]),
            "terms": _dumped([source[term] for term in terms]),
            "names": _dumped(names),
            "seeds": _dumped([halves[half] for half in sorted(halves)]),
            "bad": _dumped(bad),
            "traits": _dumped(_traits(entries, patterns, chinese)),
            "chinese": _build(patterns),
            "halves": _build(sorted(halves)),
            "english": _build(terms),
        }
    )


_BAD = ("deprecated", "superseded")
SHORT = frozenset({"shortForm", "abbreviation", "acronym"})
"""Types of terms that may stand beside the full form."""
_TREATY = re.compile("(?:公约|议定书|宣言|宪章|规约|协定|条约|盟约)$")


def _traits(
    entries: Sequence[Sequence[Any]], patterns: Sequence[str], forms: Mapping[str, list[Reference]]
) -> dict[str, list[int]]:
    """The patterns that the rules ask for, so that none has to look at every hit."""
    found: dict[str, list[int]] = {"spoilt": [], "latin": [], "rival": [], "treaties": []}
    for index, pattern in enumerate(patterns):
        references = forms[pattern]
        if pattern[0] < "\u3400" or pattern[-1] < "\u3400":
            found["latin"].append(index)
        standing = [(entries[number], entries[number][3][at]) for number, at in references]
        if all(form[1] in _BAD for _, form in standing):
            found["spoilt"].append(index)
            continue
        if any(entry[1] == "instrument" and _TREATY.search(form[0]) for entry, form in standing):
            found["treaties"].append(index)
        entry, form = standing[0]
        full = [other for other in entry[3] if other[1] not in _BAD and other[2] not in SHORT]
        if len(references) == 1 and len(full) > 1 and form in full:
            found["rival"].append(index)
    return found


def _dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _names(
    entries: Sequence[Sequence[Any]],
) -> tuple[list[tuple[str, int, int]], dict[str, list[int]]]:
    """The names that can be misprinted, and their halves."""
    names: list[tuple[str, int, int]] = []
    halves: dict[str, list[int]] = {}
    seen: set[str] = set()
    for number, (_, kind, _, zh, _) in enumerate(entries):
        for at, (text, status, _) in enumerate(zh):
            folded = squeeze(text)
            fits = (
                kind != "theme"
                and status in ("preferred", "admitted")
                and len(text) >= NEAR
                and len(folded) > 5
            )
            if not fits or folded in seen:
                continue
            seen.add(folded)
            middle = len(folded) // 2
            for side, half in enumerate((folded[:middle], folded[middle:])):
                halves.setdefault(half, []).append(2 * len(names) + side)
            names.append((folded, number, at))
    return names, halves


def _is(tag: str, lang: str) -> bool:
    return tag.partition("-")[0] == lang


def _build(patterns: list[str]) -> bytes:
    if not patterns:
        return b""
    built: bytes = CharwiseDoubleArrayAhoCorasick(patterns, MATCH_KIND_STANDARD).serialize()
    return built


def load(paths: Sequence[Path]) -> Lexicon:
    """The lexicon of the glossary files `paths`, compiled or from the cache.

    Raises `FormatError` for a file that is no glossary.
    """
    if not paths:
        return compile(())
    mark = _mark(paths)
    cached = _cache(paths)
    with suppress(OSError, ValueError, KeyError, TypeError, IndexError):
        data = cached.read_bytes()
        body = data[len(mark) + 4 :]
        if data.startswith(mark) and data[len(mark) : len(mark) + 4] == _sum(body):
            return Lexicon.parse(body)
    from termx import formats

    concepts: list[Concept] = []
    for path in paths:
        found = formats.load(path).concepts
        if found and not any(_is(term.lang, "zh") for concept in found for term in concept.terms):
            raise FormatError(f"{path}: has no Chinese terms, so nothing could be found; check it")
        concepts += found
    lexicon = compile(concepts)
    body = lexicon.dump()
    with suppress(OSError):  # a cache that cannot be written only costs time
        from termx.files import write_whole

        cached.parent.mkdir(parents=True, exist_ok=True)
        write_whole(cached, mark + _sum(body) + body)
    return lexicon


def _mark(paths: Sequence[Path]) -> bytes:
    """What an index of the files `paths`, as they are now, begins with.

    Size and checksum: it is to notice changes, not forgery; hashlib takes longer to load.
    """
    marks = []
    for path in paths:
        with suppress(OSError):  # reported by the reader of the glossary, in its words
            data = path.read_bytes()
            marks.append(f"{path.suffix} {len(data)} {crc32(data)} {crc32(data[::-3])}")
    return _FORMAT + "\n".join(marks).encode(errors="replace") + b"\n"


def _sum(data: bytes) -> bytes:
    return crc32(data).to_bytes(4, "big")


def _cache(paths: Sequence[Path]) -> Path:
    """Where the compiled form of `paths` is kept: one file for each set of glossaries."""
    names = "\0".join(str(path.absolute()) for path in paths)
    data = names.encode(errors="replace")
    name = f"{paths[0].stem[:40]}-{crc32(data):08x}{crc32(data[::-1]):08x}"
    return cache_folder() / "check" / f"{name}.index"
