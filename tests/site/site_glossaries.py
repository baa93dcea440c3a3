"""Invented glossaries for tests of the site."""

from __future__ import annotations

from functools import cache

from termx import site
from termx.models import Concept, Glossary, Kind, Review, Status, Term, TermType

HOSTILE = (
    "<script>document.title='run'</script>",
    "</script><img src=x onerror=\"document.title='run'\">",
    "\"quotes\" 'single' &amp; & `tick`",
    "𠮷野家𠀀",
    "=1+1\tcell",
    "javascript:alert(1)//${1}",
)


def term(
    text: str,
    lang: str,
    status: Status = Status.PREFERRED,
    type: TermType = TermType.FULL_FORM,
    **fields: object,
) -> Term:
    return Term(text=text, lang=lang, status=status, type=type, **fields)  # type: ignore[arg-type]


def smuggling() -> Concept:
    """A concept with all that a page shows."""
    return Concept(
        "smuggling",
        Kind.THEME,
        (
            term(
                "偷运移民",
                "zh-Hans",
                sources=("A/RES/80/229", "A/RES/79/12", "S/2021/7", "CTOC/COP/2022/5"),
                context="各国应当合作，防止偷运移民，并救助遇险的人。",
                frequency=12,
            ),
            term(
                "偷运移徙者",
                "zh-Hans",
                Status.SUPERSEDED,
                TermType.VARIANT,
                sources=("A/RES/55/25", "A/61/178"),
                note="replaced by 偷运移民 in documents since 2010",
            ),
            term("移民偷运", "zh-Hans", Status.DEPRECATED, TermType.VARIANT),
            term(
                "smuggling of migrants",
                "en",
                sources=("A/RES/80/229", "A/RES/55/25"),
                context="States should cooperate to prevent the smuggling of migrants.",
            ),
            term("SoM", "en", Status.ADMITTED, TermType.ACRONYM),
            term("migrant smuggling", "en", Status.ADMITTED, TermType.VARIANT),
        ),
        subject="crime",
        review=Review.ACCEPTED,
        score=0.9,
        note="not the same as trafficking in persons",
    )


def crime() -> Glossary:
    plain = [
        ("convention", Kind.INSTRUMENT, "打击跨国有组织犯罪公约", "Convention on Organized Crime"),
        ("network", Kind.ORGANIZATION, "网络安全工作组", "Working Group on Network Security"),
        ("taiwan-strait", Kind.EVENT, "台湾海峡里程碑会议", "Conference on Milestones"),
        ("women", Kind.THEME, "妇女与和平", "Women’s participation in peace"),
        ("covid", Kind.THEME, "COVID-19疫苗分配", "distribution of COVID-19 vaccines"),
    ]  # fmt: skip
    concepts = [
        Concept(
            name,
            kind,
            (term(zh, "zh-Hans", sources=("A/RES/60/1",)), term(en, "en")),
            subject="peace" if kind is Kind.THEME else "crime",
        )
        for name, kind, zh, en in plain
    ]
    rejected = Concept("rejected", Kind.THEME, (term("不要", "zh-Hans"),), review=Review.REJECTED)
    return Glossary("Crime & peace", (smuggling(), *concepts, rejected), "termx:test")


def hostile() -> Glossary:
    concepts = [
        Concept(
            f"hostile-{number}",
            Kind.THEME,
            (
                term(f"坏{text}", "zh-Hans", note=text, context=f"{text}在中间{text}"),
                term(text, "en", sources=(text, "A/RES/1/1"), context=text),
            ),
            subject=text,
            note=text,
        )
        for number, text in enumerate(HOSTILE)
    ]
    return Glossary("<b>Hostile</b> \"'&", tuple(concepts), "</script>")


def many(count: int) -> Glossary:
    """So many concepts that the list does not show all and the data are in several scripts."""
    concepts = tuple(
        Concept(
            f"plan-{number}",
            Kind.PROGRAMME,
            (term(f"第{number}号联合方案", "zh-Hans"), term(f"Joint Programme {number}", "en")),
        )
        for number in range(count)
    )
    return Glossary("Programmes", concepts)


def previous() -> Glossary:
    """`crime` as it was before: one concept less, one more, one otherwise."""
    old = smuggling()
    first = (
        term("偷运移徙者", "zh-Hans"),
        term("smuggling of migrants", "en"),
        term("people smuggling", "en", Status.ADMITTED),
    )
    gone = Concept("gone", Kind.THEME, (term("已删", "zh-Hans"), term("gone", "en")))
    changed = Concept(old.id, old.kind, first, subject="crime", note=old.note)
    kept = [concept for concept in crime().concepts if concept.id not in ("smuggling", "covid")]
    return Glossary("Crime", (changed, *kept, gone))


def sources() -> list[site.Source]:
    return [
        site.Source("crime", crime(), previous()),
        site.Source("hostile", hostile()),
        site.Source("plans", many(2_050)),
    ]


@cache
def built() -> dict[str, bytes]:
    """The files of the site, made once."""
    return site.build(sources(), title="Test <terms>")
