"""Which documents of a collection translate each other, and their beads."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePath

from termx.align import align_collection
from termx.errors import TermxError
from termx.models import Bead, Bitext, Document

_LANGUAGE = re.compile(r"(?:^|[._\-\s])(?:zh(?:[-_](?:hans|hant|cn|tw))?|chi|c|en|eng|e)$", re.I)

Couple = tuple[Document, Document]
"""A Chinese and an English document."""


def couples(collection: Sequence[Document]) -> list[Couple]:
    """The Chinese and English documents with one symbol, or with one name but for the language.

    One Chinese and one English document that are left are a couple, too. Of several documents with
    one name and language none is.
    """
    found: list[Couple] = []
    rest = list(collection)
    for name_of in (_symbol, _stem, lambda _: "all"):
        names: defaultdict[str, tuple[list[Document], list[Document]]] = defaultdict(
            lambda: ([], [])
        )
        for document in rest:
            if name := name_of(document):
                names[name][_english(document)].append(document)
        new = [(one[0], two[0]) for one, two in names.values() if len(one) == len(two) == 1]
        coupled = {id(document) for couple in new for document in couple}
        rest = [document for document in rest if id(document) not in coupled]
        found.extend(new)
    return found


def beads(
    some: Iterable[Couple], *, refused: Callable[[TermxError], None] | None = None
) -> list[Bead]:
    """The beads of couples: those of a translation file as they stand in it, other documents
    aligned. What is no translation of the other has none, and is told to `refused`.

    Raises `AlignError` for it if there is no one to tell.
    """
    found: list[Bead] = []
    unaligned: list[Couple] = []
    for chinese, english in some:
        if chinese.path == english.path and _parallel(chinese, english):
            found.extend(Bitext(chinese, english).beads())
        else:
            unaligned.append((chinese, english))
    for aligned in align_collection(unaligned, refused=refused):
        found.extend(aligned)
    return found


def _parallel(one: Document, two: Document) -> bool:
    return [item.id for item in one.paragraphs] == [item.id for item in two.paragraphs]


def _english(document: Document) -> bool:
    return (document.lang or "").startswith("en")


def _symbol(document: Document) -> str | None:
    return document.symbol


def _stem(document: Document) -> str:
    path = PurePath(document.path)
    stem = path.name.removesuffix(path.suffix) if not _LANGUAGE.search(path.name) else path.name
    return str(path.parent / _LANGUAGE.sub("", stem))
