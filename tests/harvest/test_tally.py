"""What is kept of the occurrences of a form does not depend on how the collection is divided."""

from __future__ import annotations

import random

import pytest

from termx.harvest.parts import part
from termx.harvest.tally import SOURCES, Tally, tally
from termx.models import Attestation, Document, Segment, SegmentKind

FORM = "毒品问题"
LIMIT = 8


def collection(seed: int) -> list[list[Segment]]:
    """Documents, each with some paragraphs that hold the form."""
    draw = random.Random(seed)  # noqa: S311
    found = []
    for number in range(SOURCES + 40):
        kind = draw.choice(("A/RES/60", "A/68", "E/2015"))
        date = f"{draw.randrange(1990, 2024)}-05-01" if draw.random() < 0.8 else None
        lines = [f"第{line}段谈到{FORM}。" for line in range(draw.randrange(1, 6))]
        document = Document(
            f"{number // 3:03}.tmx",  # some files hold several documents
            "\n".join(lines),
            symbol=f"{kind}/{number}",
            date=date,
            lang="zh-Hans",
        )
        start, own = 0, []
        for line in lines:
            own.append(Segment(document, start, start + len(line)))
            start += len(line) + 1
        found.append(own)
    return found


def told(
    documents: list[list[Segment]], sizes: list[int], limit: int | None
) -> tuple[Attestation, list[str]]:
    """The tally of the form, in parts of so many documents."""
    whole, at, texts = Tally(limit), 0, []
    for number, size in enumerate(sizes):
        own = part(segment for document in documents[at : at + size] for segment in document)
        at += size
        texts.append(own)
        places = [
            (i, segment.text.index(FORM), segment.text.index(FORM) + len(FORM))
            for i, segment in enumerate(own.segments)
        ]
        whole.merge(tally(places, own, limit), number)
    found = [texts[number].occurrence(*spot) for number, *spot in whole.spots]
    return whole.attestation, [f"{item.segment.document.name} {item.place}" for item in found]


@pytest.mark.parametrize("limit", [1, LIMIT, 64, None])
@pytest.mark.parametrize("seed", range(5))
def test_parts_do_not_matter(seed: int, limit: int | None) -> None:
    documents = collection(seed)
    one = told(documents, [len(documents)], limit)
    draw = random.Random(seed)  # noqa: S311
    cuts = sorted(draw.sample(range(1, len(documents)), 12))
    sizes = [end - start for start, end in zip([0, *cuts], [*cuts, len(documents)], strict=True)]
    assert told(documents, sizes, limit) == one
    assert told(documents, [1] * len(documents), limit) == one


def test_what_is_kept() -> None:
    documents = collection(0)
    attestation, places = told(documents, [len(documents)], LIMIT)
    assert attestation.frequency == sum(map(len, documents))
    assert attestation.documents == len(documents)
    assert len(attestation.sources) == SOURCES
    assert (
        len({place.split()[0] for place in places}) == LIMIT
    )  # the first ones of different documents
    assert len(told(documents, [len(documents)], None)[1]) == attestation.frequency


def test_newer_documents_come_first() -> None:
    documents = collection(1)
    dates = {own[0].document.name: own[0].document.date or "" for own in documents}
    _, places = told(documents, [len(documents)], LIMIT)
    kept = [dates[place.split()[0]] for place in places]
    assert sorted(kept, reverse=True) == sorted(dates.values(), reverse=True)[:LIMIT]


def test_running_text_comes_first() -> None:
    document = Document("a.txt", f"{FORM}\n{FORM}", symbol="A/68/1", lang="zh-Hans")
    heading = Segment(document, 0, len(FORM), kind=SegmentKind.TITLE)
    text = Segment(document, len(FORM) + 1, 2 * len(FORM) + 1)
    other = Document("b.txt", FORM, symbol="A/68/2", lang="zh-Hans")
    own = part([heading, Segment(other, 0, len(FORM), kind=SegmentKind.TITLE)])
    found = tally([(0, 0, len(FORM)), (1, 0, len(FORM))], own, 1)
    assert found.spots == [(0, 0, 0, len(FORM))]  # of equals the first path
    own = part([heading, Segment(other, 0, len(FORM)), text])
    found = tally([(0, 0, len(FORM)), (1, 0, len(FORM))], own, 1)
    assert found.spots == [(0, 1, 0, len(FORM))]
