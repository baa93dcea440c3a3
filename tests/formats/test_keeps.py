"""What a format says that it keeps is what comes back, and what it loses changes no byte.

The table of `docs/formats.md` is made from `KEEPS`: with the environment variable TERMX_WRITE_DOCS
the test writes it.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from termx.formats import FORMATS, load
from termx.formats.features import Feature
from termx.models import Concept, Glossary, Kind, Review, Status, Term, TermType

DOCS = Path(__file__).parents[2] / "docs" / "formats.md"
WRITABLE = [format for format in FORMATS.values() if format.writable]

EN = Term("Security Council", "en", status=Status.PREFERRED)
ZH = Term("安全理事会", "zh-Hans", status=Status.PREFERRED)
PLAIN = Concept("c-sc", Kind.THEME, (EN, ZH))


def glossary(*concepts: Concept, title: str = "", signature: str = "") -> Glossary:
    return Glossary(title, concepts, signature)


def with_term(**changes: object) -> Glossary:
    return glossary(replace(PLAIN, terms=(EN, replace(ZH, **changes))))


def with_more(*terms: Term) -> Glossary:
    return glossary(replace(PLAIN, terms=(*PLAIN.terms, *terms)))


OTHER = Concept("c-x", Kind.THEME, ())
HELD = {
    Feature.TITLE: glossary(PLAIN, title="UN organs"),
    Feature.SIGNATURE: glossary(PLAIN, signature="termx:1 | titles"),
    Feature.REJECTED: glossary(
        PLAIN,
        Concept(
            "c-x",
            Kind.THEME,
            (Term("item", "en", status=Status.PREFERRED),
             Term("项目", "zh-Hans", status=Status.PREFERRED)),
            review=Review.REJECTED,
        ),
    ),
    Feature.EMPTY: glossary(PLAIN, OTHER),
    Feature.ONE_SIDED: glossary(
        PLAIN, replace(OTHER, terms=(Term("secretariat", "en", status=Status.PREFERRED),))
    ),
    Feature.OTHER_LANGUAGES: with_more(Term("Consejo", "es", status=Status.PREFERRED)),
    Feature.SYNONYMS: with_more(Term("安理会", "zh-Hans"), Term("UNSC", "en")),
    Feature.ID: glossary(replace(PLAIN, id="un-security-council")),
    Feature.KIND: glossary(replace(PLAIN, kind=Kind.ORGANIZATION)),
    Feature.REVIEW: glossary(replace(PLAIN, review=Review.ACCEPTED)),
    Feature.SCORE: glossary(replace(PLAIN, score=0.5)),
    Feature.SUBJECT: glossary(replace(PLAIN, subject="peace")),
    Feature.CONCEPT_NOTE: glossary(replace(PLAIN, note="a principal organ")),
    Feature.TYPE: with_more(Term("安理会", "zh-Hans", type=TermType.SHORT_FORM)),
    Feature.STATUS: glossary(replace(PLAIN, terms=(EN, Term("安理会", "zh-Hans"), ZH))),
    Feature.DEPRECATED: with_more(
        Term("安全会", "zh-Hans", status=Status.DEPRECATED),
        Term("Safety Council", "en", status=Status.SUPERSEDED),
    ),
    Feature.POS: glossary(
        replace(PLAIN, terms=(replace(EN, pos="verb"), replace(ZH, pos="verb")))
    ),
    Feature.FREQUENCY: with_term(frequency=7),
    Feature.SOURCES: with_term(sources=("A/RES/1",)),
    Feature.CONTEXT: with_term(context="安全理事会开会。"),
    Feature.NOTE: with_term(note="Charter"),
}  # fmt: skip
"""For each feature a glossary that has it and little else."""

WITHOUT = {
    Feature.TYPE: with_more(Term("安理会", "zh-Hans")),
    Feature.STATUS: glossary(
        replace(
            PLAIN,
            terms=(EN, Term("安理会", "zh-Hans"), replace(ZH, status=Status.ADMITTED)),
        )
    ),
}
"""What to compare with, where it is not the plain glossary."""


def data(format, held: Glossary) -> bytes:
    options = {"deprecated": "include"} if format.deprecated else {}
    return format.dump(held, **options)


def back(format, held: Glossary, folder: Path) -> Glossary:
    path = folder / f"x{format.suffixes[0]}"
    path.write_bytes(data(format, held))
    return load(path, format=format.name)


def essence(held: Glossary, feature: Feature) -> object:
    """What of a glossary is to come back if `feature` is kept."""
    concepts = held.concepts
    terms = [term for concept in concepts for term in concept.terms]
    return {
        Feature.TITLE: held.title,
        Feature.SIGNATURE: held.signature,
        Feature.REJECTED: [c.id for c in concepts if c.review is Review.REJECTED],
        Feature.EMPTY: [c.id for c in concepts if not c.terms],
        Feature.ONE_SIDED: len(concepts),
        Feature.OTHER_LANGUAGES: sorted(t.text for t in terms),
        Feature.SYNONYMS: sorted(t.text for t in terms),
        Feature.DEPRECATED: sorted(t.text for t in terms),
        Feature.ID: [c.id for c in concepts],
        Feature.KIND: [c.kind for c in concepts],
        Feature.REVIEW: [c.review for c in concepts],
        Feature.SCORE: [c.score for c in concepts],
        Feature.SUBJECT: [c.subject for c in concepts],
        Feature.CONCEPT_NOTE: [c.note for c in concepts],
        Feature.TYPE: sorted((t.text, t.type) for t in terms),
        Feature.STATUS: sorted((t.text, t.status) for t in terms),
        Feature.POS: sorted((t.text, t.pos) for t in terms),
        Feature.FREQUENCY: sorted((t.text, t.frequency) for t in terms),
        Feature.SOURCES: sorted((t.text, t.sources) for t in terms),
        Feature.CONTEXT: sorted((t.text, t.context) for t in terms),
        Feature.NOTE: sorted((t.text, t.note) for t in terms),
    }[feature]


def test_every_feature_has_an_example() -> None:
    assert set(HELD) == set(Feature)


@pytest.mark.parametrize("feature", Feature, ids=lambda feature: feature.name)
@pytest.mark.parametrize("format", WRITABLE, ids=lambda format: format.name)
def test_what_is_kept(format, feature: Feature, tmp_path: Path) -> None:
    held, plain = HELD[feature], WITHOUT.get(feature, glossary(PLAIN))
    keeps = format.module.KEEPS
    changed = data(format, held) != data(format, plain)
    if feature in keeps:
        assert changed, "kept, but the file is the same"
        if not keeps[feature] and format.readable:
            assert essence(back(format, held, tmp_path), feature) == essence(held, feature)
    elif feature not in (Feature.TYPE, Feature.STATUS, Feature.ONE_SIDED):
        assert not changed, "lost, but the file changes"


@pytest.mark.parametrize("format", WRITABLE, ids=lambda format: format.name)
def test_losses_are_counted(format) -> None:
    keeps = format.module.KEEPS
    for feature, held in HELD.items():
        options = {"deprecated": "include"} if format.deprecated else {}
        found = format.losses(held, **options)
        if feature is Feature.DEPRECATED:
            continue
        assert (feature in found.lost) == (feature not in keeps), feature
        if feature in keeps:
            assert (feature in found.partly) == bool(keeps[feature]), feature


def test_deprecated_terms_that_are_left_out_are_counted() -> None:
    held = HELD[Feature.DEPRECATED]
    assert FORMATS["omegat"].losses(held).lost[Feature.DEPRECATED] == 2
    assert "2 deprecated and superseded terms" in str(FORMATS["tmx"].losses(held))
    assert Feature.DEPRECATED not in FORMATS["tmx"].losses(held, deprecated="include").lost


def table() -> str:
    """The table of what each format keeps, in Markdown."""
    groups: dict[tuple[tuple[Feature, str], ...], list[str]] = {}
    for format in WRITABLE:
        groups.setdefault(tuple(format.module.KEEPS.items()), []).append(format.name)
    lines = ["| | " + " | ".join(map(", ".join, groups.values())) + " |"]
    lines.append("|---" * (len(groups) + 1) + "|")
    for feature in Feature:
        cells = [dict(keeps).get(feature) for keeps in groups]
        words = ["no" if cell is None else cell or "yes" for cell in cells]
        lines.append(f"| {feature} | " + " | ".join(words) + " |")
    return "\n".join(lines) + "\n"


def formats() -> str:
    """The table of the formats, in Markdown."""
    lines = ["| format | suffix | read | written | deprecated terms | for |", "|" + "---|" * 6]
    for format in FORMATS.values():
        cells = (
            f"`{format.name}`",
            " ".join(format.suffixes),
            "yes" if format.readable else "no",
            "yes" if format.writable else "no",
            f"{format.deprecated} (default)" if format.deprecated else "kept apart",
            format.description,
        )
        lines.append("| " + " | ".join(cells if format.writable else (*cells[:4], "", cells[5])))
        lines[-1] += " |"
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("start", "end", "made"),
    [
        ("<!-- formats -->\n", "<!-- end of formats -->\n", formats),
        ("<!-- what is kept -->\n", "<!-- end -->\n", table),
    ],
)
def test_the_documentation_has_the_tables(start: str, end: str, made) -> None:
    before, _, rest = DOCS.read_text("utf-8").partition(start)
    found, _, after = rest.partition(end)
    assert after
    if os.environ.get("TERMX_WRITE_DOCS"):
        DOCS.write_text(before + start + made() + end + after, "utf-8")
    else:
        assert found == made(), "run this test with TERMX_WRITE_DOCS=1"
