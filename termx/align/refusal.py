"""Which documents are no translations of each other.

Of the text of two documents that translate each other nearly all is in beads whose words and
lengths speak for them, and of a document whose translation is partly missing nearly all of the
other one. Of documents that have only their subject in common it is some per cent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from termx.align.documents import Stream
from termx.align.path import Step
from termx.align.tokens import Tokens
from termx.errors import TermxError
from termx.models import Document

_SPEAKING = 4.0
"""A bead that scores more is a better pair than chance makes."""
_LEAST = 0.5
_NAMES = {"zh": "Chinese", "en": "English"}


class AlignError(TermxError):
    """Two documents cannot be aligned."""


def same_language(source: Document, target: Document) -> AlignError | None:
    """The error if not one document is in Chinese and the other in English."""
    langs = [(document.lang or "")[:2] for document in (source, target)]
    if sorted(langs) == ["en", "zh"]:
        return None
    if langs[0] == langs[1] and langs[0] in _NAMES:
        reason = f"both are in {_NAMES[langs[0]]}"
    else:
        names = [_NAMES.get(lang, lang or "an unknown language") for lang in langs]
        reason = f"they are in {names[0]} and {names[1]}"
    return _error(source, target, f"{reason}; give one in Chinese and one in English")


def refusal(source: Document, target: Document, streams: Sequence[Stream]) -> AlignError | None:
    """The error if the beads of a first pass over two documents are no better than chance."""
    shares = [
        _speaking(
            (stream.tokens[side], [(step.source, step.target)[side] for step in _loud(stream)])
            for stream in streams
        )
        for side in (0, 1)
    ]
    if max(shares) >= _LEAST:
        return None
    reason = f"only {max(shares):.0%} of their paragraphs match"
    symbols = (source.symbol, target.symbol)
    if all(symbols) and symbols[0] != symbols[1]:
        reason += f", and they are {symbols[0]} and {symbols[1]}"
    return _error(
        source, target, f"are no translations of each other: {reason}; check which files belong"
    )


def _error(source: Document, target: Document, reason: str) -> AlignError:
    return AlignError(f"{source.path}, {target.path}: {reason}")


def _loud(stream: Stream) -> list[Step]:
    return [step for step in stream.steps or () if step.score > _SPEAKING]


def _speaking(parts: Iterable[tuple[Sequence[Tokens], Iterable[tuple[int, int]]]]) -> float:
    """The share of the text of a side that is in the given stretches."""
    total = found = 0.0
    for tokens, stretches in parts:
        total += sum(item.length for item in tokens)
        found += sum(item.length for stretch in stretches for item in tokens[slice(*stretch)])
    return found / max(total, 1.0)
