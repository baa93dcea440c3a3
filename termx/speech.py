"""Parts of speech by a spaCy pipeline that the user has: English terms are noun phrases.

The harvest decides by a word list and the words around; a trained pipeline sees the sentence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from termx.errors import ConfigError
from termx.models import Candidate, Kind, Occurrence, Segment

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span

PLACES = 8
"""So many occurrences of a term are looked at."""
_NOUNS = frozenset({"NOUN", "PROPN"})
_FIRST = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_PARTICIPLES = frozenset({"VBN", "VBG"})


def load(name: str) -> Language:
    """The spaCy pipeline of this name or in this folder. Raises `ConfigError`."""
    import spacy

    try:
        return spacy.load(name)
    except OSError:
        raise ConfigError(
            f"{name}: no spaCy pipeline of this name; install it (python -m spacy download {name})"
            " or give its folder"
        ) from None


def noun_phrases(candidates: Sequence[Candidate], nlp: Language) -> tuple[Candidate, ...]:
    """The English `candidates` without the themes that are no noun phrases in most places.

    Raises `ConfigError` if the pipeline gives no parts of speech.
    """
    wanted: defaultdict[int, list[tuple[int, Occurrence]]] = defaultdict(list)
    segments: dict[int, Segment] = {}
    for index, candidate in enumerate(candidates):
        if candidate.kind is Kind.THEME:
            for place in candidate.occurrences[:PLACES]:
                segments.setdefault(id(place.segment), place.segment)
                wanted[id(place.segment)].append((index, place))
    votes: Counter[int] = Counter()
    texts = ((segment.text, own) for own, segment in segments.items())
    for doc, own in nlp.pipe(texts, as_tuples=True):
        if len(doc) and not doc.has_annotation("POS"):
            raise ConfigError(
                f"{nlp.meta['name']}: gives no parts of speech; name a pipeline with a tagger"
            )
        start = segments[own].start
        for index, place in wanted[own]:
            span = doc.char_span(place.start - start, place.end - start, alignment_mode="expand")
            votes[index] += 1 if span is not None and _is_nominal(span) else -1
    return tuple(item for index, item in enumerate(candidates) if votes[index] >= 0)


def _is_nominal(span: Span) -> bool:
    first, last = span[0], span[-1]
    begins = first.pos_ in _FIRST or (first.pos_ == "VERB" and first.tag_ in _PARTICIPLES)
    return begins and last.pos_ in _NOUNS
