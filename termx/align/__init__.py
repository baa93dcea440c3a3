"""Align: two documents, or two lists of segments, become beads.

`tokens` says what two languages can be compared by, `lexicon` which words translate which, `sides`
puts both into arrays, `path` finds the best way through two lists and `corridor` where in long ones
it can be, `passes` goes there twice, `documents` knows paragraphs, footnotes and sentences, `moved`
footnotes that stand elsewhere, `refusal` which documents are no translations of each other, `write`
the formats of bitext.

Gale and Church (1993), A program for aligning sentences in bilingual corpora; Moore (2002), Fast
and accurate sentence alignment of bilingual corpora; Varga et al. (2005), Parallel corpora for
medium density languages (hunalign).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from termx.align.documents import Stream, made, paragraph_beads, sentence_beads, streams
from termx.align.lexicon import Lexicon, known, learn
from termx.align.moved import reunited
from termx.align.passes import lessons, way
from termx.align.refusal import AlignError, refusal, same_language
from termx.align.tokens import of_segments
from termx.lang import has_han
from termx.models import Bead, Document, Segment

__all__ = [
    "AlignError",
    "Lexicon",
    "align",
    "align_collection",
    "align_paragraphs",
    "align_segments",
    "learn",
]

_SEEN = 1.2
"""Expected count from which on a link of words that a pass has taught is used in the next."""

Refused = Callable[[AlignError], None]


def align(
    source: Document, target: Document, *, lexicon: Lexicon | None = None
) -> tuple[Bead, ...]:
    """The sentences of two clean documents as beads, in the order of the source.

    Every sentence is in exactly one bead; one without a counterpart is in a bead of its own, the
    other side of which is empty. Footnotes come last. The order of the target is kept too, but for
    footnotes that stand elsewhere in one document. A `lexicon` adds to what termx knows and to
    what it learns from the documents. Raises `AlignError` if both documents are in the same
    language or if they are no translations of each other.
    """
    return next(iter(align_collection([(source, target)], lexicon=lexicon)))


def align_collection(
    pairs: Sequence[tuple[Document, Document]],
    *,
    lexicon: Lexicon | None = None,
    refused: Refused | None = None,
) -> list[tuple[Bead, ...]]:
    """What `align` returns for each pair, with a lexicon that all pairs have taught.

    A pair that is refused has no beads if there is someone to tell, `refused`.
    """
    result: list[tuple[Bead, ...]] = []
    given = known() if lexicon is None else known() | lexicon
    found = [_paragraphs(source, target, given, refused) for source, target in pairs]
    taught = given | _lexicon(stream for item in found for stream in item)
    for (source, _), parts in zip(pairs, found, strict=True):
        for stream in parts:
            stream.align(taught)
        beads = sentence_beads(joined(parts, taught), taught)
        result.append(_turned(beads, chinese=_is_chinese(source)))
    return result


def align_paragraphs(
    source: Document, target: Document, *, lexicon: Lexicon | None = None
) -> tuple[Bead, ...]:
    """The paragraphs of two clean documents as beads; else as `align`."""
    given = known() if lexicon is None else known() | lexicon
    parts = _paragraphs(source, target, given, None)
    taught = given | _lexicon(parts)
    for stream in parts:
        stream.align(taught)
    return _turned(joined(parts, taught), chinese=_is_chinese(source))


def align_segments(
    source: Sequence[Segment], target: Sequence[Segment], *, lexicon: Lexicon | None = None
) -> tuple[Bead, ...]:
    """Two lists of sentences as beads; time and memory grow with the number of segments.

    One list is in Chinese, the other in English. Every segment is in exactly one bead, and the
    order of both lists is kept.
    """
    chinese = _in_chinese(source, target)
    first, second = (source, target) if chinese else (target, source)
    tokens = of_segments(first, chinese=True), of_segments(second, chinese=False)
    given = known() if lexicon is None else known() | lexicon
    steps = way(*tokens, given)
    taught = given | learn(lessons(*tokens, steps), least=_SEEN)
    steps = way(*tokens, taught, before=steps)
    return _turned(made(first, second, steps), chinese=chinese)


def check_languages(source: Document, target: Document) -> None:
    """Raise `AlignError` if not one document is in Chinese and the other in English."""
    if error := same_language(source, target):
        raise error


def _paragraphs(
    source: Document, target: Document, lexicon: Lexicon, refused: Refused | None
) -> list[Stream]:
    """The first pass over two documents, the Chinese one first."""
    if error := same_language(source, target):
        if refused is None:
            raise error
        refused(error)
        return []
    first, second = (source, target) if _is_chinese(source) else (target, source)
    parts = streams(first, second)
    for stream in parts:
        stream.align(lexicon)
    if error := refusal(source, target, parts):
        if refused is None:
            raise error
        refused(error)
        return []
    return parts


def _lexicon(parts: Iterable[Stream]) -> Lexicon:
    return learn((pair for stream in parts for pair in stream.lessons()), least=_SEEN)


def joined(parts: Sequence[Stream], lexicon: Lexicon) -> list[Bead]:
    """The beads of all streams."""
    return reunited([bead for stream in parts for bead in paragraph_beads(stream)], lexicon)


def _turned(beads: Iterable[Bead], *, chinese: bool) -> tuple[Bead, ...]:
    """Beads with the Chinese side first as beads with the source first."""
    if chinese:
        return tuple(beads)
    return tuple(Bead(bead.target, bead.source, bead.score) for bead in beads)


def _is_chinese(document: Document) -> bool:
    return (document.lang or "").startswith("zh")


def _in_chinese(source: Sequence[Segment], target: Sequence[Segment]) -> bool:
    """Whether the source is the Chinese side."""
    for side, answer in ((source, True), (target, False)):
        if side and (lang := side[0].document.lang):
            return lang.startswith("zh") == answer
    return any(has_han(segment.text) for segment in source[:50])
