"""What `termx lint --fix` puts right: all that needs no decision of a person."""

from __future__ import annotations

import re
from dataclasses import replace

from termx.formats.tbx_basic import PARTS_OF_SPEECH_2008
from termx.lang import HAN
from termx.models import Concept, Glossary, Review, Status, Term

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_SPACES = re.compile(r"\s+")
_BETWEEN_HAN = re.compile(rf"(?<=[{HAN}]) (?=[{HAN}])")
_AROUND = {
    "《": "》",
    "〈": "〉",
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    '"': '"',
    "'": "'",
}
_BEHIND = ",;:，；：。、"
_RANK = list(Status)


def fixed(glossary: Glossary) -> Glossary:
    """`glossary` with plain spaces and marks, parts of speech, and no term twice in a concept."""
    return replace(
        glossary,
        concepts=tuple(
            concept if concept.review is Review.REJECTED else _fixed(concept)
            for concept in glossary.concepts
        ),
    )


def plain_spaces(text: str) -> str:
    """`text` without invisible characters and with single spaces, none between Chinese characters.

    `UN ODC` stays as it is.
    """
    return _BETWEEN_HAN.sub("", _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip())


def plain_marks(text: str) -> str:
    """`text` without the marks around all of it and the punctuation behind it.

    《联合国宪章》 becomes 联合国宪章, and 关于《宪章》的说明 stays as it is.
    """
    text = text.rstrip(_BEHIND) or text
    closing = _AROUND.get(text[:1])
    inner = text[1:-1]
    if closing and inner.strip() and text[-1] == closing and not {text[0], closing} & set(inner):
        return plain_marks(inner.strip())
    return text


def _fixed(concept: Concept) -> Concept:
    terms: dict[tuple[str, str], Term] = {}
    for term in concept.terms:
        plain = plain_marks(plain_spaces(term.text))
        pos = term.pos if term.pos in PARTS_OF_SPEECH_2008 else "noun" if not term.pos else term.pos
        better = replace(term, text=plain, pos=pos)
        known = terms.get((better.lang, better.text))
        terms[better.lang, better.text] = _joined(known, better) if known else better
    return replace(concept, terms=tuple(terms.values()))


def _joined(first: Term, second: Term) -> Term:
    """Two printings of one term as one: the stronger status, all evidence, both notes."""
    notes = dict.fromkeys(filter(None, (first.note, second.note)))
    return replace(
        first,
        status=min(first.status, second.status, key=_RANK.index),
        frequency=first.frequency + second.frequency,
        sources=tuple(dict.fromkeys((*first.sources, *second.sources))),
        context=first.context or second.context,
        note="; ".join(notes) or None,
    )
