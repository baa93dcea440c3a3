"""Which documents are no translations of each other."""

from __future__ import annotations

from collections.abc import Sequence

from termx.align.documents import Stream
from termx.errors import TermxError
from termx.models import Document


def same_language(source: Document, target: Document) -> TermxError | None:
    """The error if not one document is in Chinese and the other in English."""
    langs = [(document.lang or "")[:2] for document in (source, target)]
    if langs[0] == langs[1]:
        name = {"zh": "Chinese", "en": "English"}.get(langs[0], "a language that termx knows not")
        return TermxError(
            f"{source.path}, {target.path}: both are in {name}; give one in each language"
        )
    return None


def refusal(source: Document, target: Document, streams: Sequence[Stream]) -> TermxError | None:
    """The error if the beads of a first pass are no better than chance."""
    return None
