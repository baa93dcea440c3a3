"""The values that travel between the stages: frozen, slotted dataclasses with tuples inside.

Offsets count code points into `Document.text`, everywhere and without exception; `Document.place`
leads from there to the file that the user has.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a concept is."""

    INSTRUMENT = "instrument"
    PUBLICATION = "publication"
    ORGANIZATION = "organization"
    PROGRAMME = "programme"
    EVENT = "event"
    THEME = "theme"


class Status(StrEnum):
    """Administrative status of a term (TBX-Basic)."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"


class TermType(StrEnum):
    """Type of a term (TBX-Basic)."""

    FULL_FORM = "fullForm"
    SHORT_FORM = "shortForm"
    ABBREVIATION = "abbreviation"
    ACRONYM = "acronym"
    VARIANT = "variant"
    PHRASE = "phrase"


class Review(StrEnum):
    """What a person has decided about a concept."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class SegmentKind(StrEnum):
    """What a paragraph is in a UN document."""

    TITLE = "title"
    PREAMBLE = "preamble"
    OPERATIVE = "operative"
    FOOTNOTE = "footnote"
    BODY = "body"
    CELL = "cell"


class Unit(StrEnum):
    """What the numbers of a `SourceMap` count in the user's file."""

    LINE = "line"
    PAGE = "page"
    PARAGRAPH = "paragraph"


class _Value:
    """A frozen dataclass that is pickled by its fields: much faster than what dataclasses do."""

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), tuple(getattr(self, name) for name in self.__slots__)


@dataclass(frozen=True, slots=True)
class Place(_Value):
    """A place in the user's file: number of the line, page or paragraph and column, both from 1.

    On a page the column is that of the `line`, counted from 1 in reading order.
    """

    unit: Unit
    number: int
    column: int
    line: int | None = None

    def __str__(self) -> str:
        if self.unit is Unit.LINE:
            return f"{self.number}:{self.column}"
        if self.line is not None:
            return f"{self.unit} {self.number}, line {self.line}:{self.column}"
        return f"{self.unit} {self.number}:{self.column}"


@dataclass(frozen=True, slots=True)
class SourceMap(_Value):
    """The way from offsets in `Document.text` back to the file.

    The text is a sequence of runs copied from the file's text. Run *i* begins at `starts[i]` in the
    document and was copied from offset `origins[i]` of the file's text; `units[j]` is the offset of
    the file's text at which line (page, paragraph) *j* + 1 begins. All three are sorted, except
    `origins`: footnotes move behind the body.

    A reader that does not keep the whole file says which line, page or paragraph unit *j* lies in
    by `numbers[j]`, and on which line of a page by `lines[j]`.
    """

    starts: Sequence[int] = (0,)
    origins: Sequence[int] = (0,)
    units: Sequence[int] = (0,)
    unit: Unit = Unit.LINE
    numbers: Sequence[int] = ()
    lines: Sequence[int] = ()

    def origin(self, offset: int) -> int:
        """Offset in the file's text of the character at `offset` of the document."""
        run = bisect_right(self.starts, offset) - 1
        return self.origins[run] + offset - self.starts[run]

    def place(self, offset: int) -> Place:
        """Place in the file of the character at `offset` of the document."""
        origin = self.origin(offset)
        at = bisect_right(self.units, origin) - 1
        number = self.numbers[at] if self.numbers else at + 1
        line = self.lines[at] if self.lines else None
        return Place(self.unit, number, origin - self.units[at] + 1, line)

    def cut(self, start: int, end: int) -> SourceMap:
        """The map of the text between two offsets."""
        low, high = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end)
        origins = (self.origin(start), *self.origins[low + 1 : high])
        starts = (0, *(run - start for run in self.starts[low + 1 : high]))
        above = bisect_right(self.units, min(origins)) - 1
        below = bisect_right(self.units, max(origins) + end - start)
        return SourceMap(
            starts,
            origins,
            self.units[above:below],
            self.unit,
            self.numbers[above:below] if self.numbers else range(above + 1, below + 1),
            self.lines[above:below],
        )


@dataclass(frozen=True, slots=True)
class Paragraph(_Value):
    """A paragraph of a document: `text[start:end]`, its kind and its UN number (`12`, `3 (a)`).

    A segment of a translation file has an `id` and may have a `state`, in the words of the file
    (`final`, `ApprovedTranslation`, `fuzzy`). It may be empty.
    """

    start: int
    end: int
    kind: SegmentKind = SegmentKind.BODY
    number: str | None = None
    id: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Document(_Value):
    """A document: its text and what is known about it.

    `paragraphs` is empty in what a reader of plain text returns, and filled by `clean`.
    `lang` is a BCP 47 tag (`zh-Hans`, `zh-Hant`, `en`), `date` is ISO 8601.
    """

    path: str
    text: str = field(repr=False)
    lang: str | None = None
    symbol: str | None = None
    date: str | None = None
    source: SourceMap = field(default=SourceMap(), repr=False)
    paragraphs: tuple[Paragraph, ...] = field(default=(), repr=False)

    @property
    def name(self) -> str:
        """What evidence calls the document: its symbol, else its path."""
        return self.symbol or self.path

    def place(self, offset: int) -> Place:
        """Place in the file of the character at `offset` of `text`."""
        return self.source.place(offset)


@dataclass(frozen=True, slots=True)
class Segment(_Value):
    """A stretch of a document, `document.text[start:end]`: a paragraph or a sentence of one.

    `id` and `state` are those of its `Paragraph`.
    """

    document: Document = field(repr=False)
    start: int
    end: int
    kind: SegmentKind = SegmentKind.BODY
    number: str | None = None
    id: str | None = None
    state: str | None = None

    @property
    def text(self) -> str:
        return self.document.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Bead(_Value):
    """Segments that translate each other (Gale and Church's word); either side may be empty."""

    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Bitext(_Value):
    """Two documents of which paragraph *i* of one is the translation of paragraph *i* of the other.

    A paragraph without a translation stands beside an empty one.
    """

    source: Document
    target: Document

    def beads(self) -> Iterator[Bead]:
        """The pairs of segments, in the order of the file."""
        for pair in zip(self.source.paragraphs, self.target.paragraphs, strict=True):
            source, target = (
                (Segment(side, item.start, item.end, item.kind, item.number, item.id, item.state),)
                if item.end > item.start
                else ()
                for side, item in zip((self.source, self.target), pair, strict=True)
            )
            yield Bead(source, target, 1.0)


@dataclass(frozen=True, slots=True)
class Occurrence(_Value):
    """A place where something stands: `segment.document.text[start:end]`."""

    segment: Segment
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.segment.document.text[self.start : self.end]

    @property
    def place(self) -> Place:
        return self.segment.document.place(self.start)


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding(_Value):
    """Something to be changed in a draft: where, why (`message`), and what to write instead."""

    code: str
    severity: Severity
    occurrence: Occurrence
    message: str
    suggestions: tuple[str, ...] = ()
    concept: str | None = None


@dataclass(frozen=True, slots=True)
class Attestation(_Value):
    """How a form is attested in a whole collection.

    `sources` are names of documents that print it, of very many only some; `dates` the oldest and
    the newest date of such documents, equal or missing if there is one or none.
    """

    frequency: int
    documents: int
    sources: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate(_Value):
    """A form that a harvester found, with its occurrences in reading order.

    `form` is what is printed, without outer title marks. `defines` holds the forms that an
    occurrence introduces as short for this one (“X（Y）”, “X, hereinafter Y”). `variant_of` is the
    form that led to this one: without it, this one is no concept of its own. `attestation` counts
    what `occurrences` leaves out in a large collection; without it, they are all there are.
    """

    form: str
    lang: str
    kind: Kind
    occurrences: tuple[Occurrence, ...] = field(repr=False)
    score: float = 0.0
    defines: tuple[str, ...] = ()
    variant_of: str | None = None
    attestation: Attestation | None = None


@dataclass(frozen=True, slots=True)
class Term(_Value):
    """A term of a concept in one language."""

    text: str
    lang: str
    type: TermType = TermType.FULL_FORM
    status: Status = Status.ADMITTED
    pos: str = "noun"
    frequency: int = 0
    sources: tuple[str, ...] = ()
    context: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Concept(_Value):
    """A concept with any number of terms a language, preferred ones first."""

    id: str
    kind: Kind
    terms: tuple[Term, ...]
    subject: str | None = None
    review: Review = Review.PROPOSED
    score: float = 0.0
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Glossary(_Value):
    """Concepts, best first, and the signature of the run: versions and settings in one line."""

    title: str
    concepts: tuple[Concept, ...]
    signature: str = ""
