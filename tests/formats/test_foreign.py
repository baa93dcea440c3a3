"""Files of other people: tables with any heading, delimiter and encoding; TBX, TMX, UTX, SKOS."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termx.formats import FORMATS, load
from termx.lang import HAN
from termx.models import Concept, Glossary, Kind, Review, Status, Term, TermType

SHARED = Path(__file__).parents[3] / "shared" / "tbx"

SC, SC_ZH = "Security Council", "安全理事会"
GA, GA_ZH = "General Assembly", "大会"


def read(tmp_path: Path, text: str | bytes, name: str = "x.csv") -> tuple[Glossary, Counter[str]]:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    passed: Counter[str] = Counter()
    return load(path, passed=passed), +passed


def texts(glossary: Glossary) -> list[dict[str, list[str]]]:
    """The terms of each concept by language."""
    found = []
    for concept in glossary.concepts:
        entry: dict[str, list[str]] = {}
        for term in concept.terms:
            entry.setdefault(term.lang, []).append(term.text)
        found.append(entry)
    return found


BOTH = [{"en": [SC], "zh-Hans": [SC_ZH]}, {"en": [GA], "zh-Hans": [GA_ZH]}]


@pytest.mark.parametrize(
    "table",
    [
        f"en,zh\n{SC},{SC_ZH}\n{GA},{GA_ZH}\n",
        f"English;Chinese\n{SC};{SC_ZH}\n{GA};{GA_ZH}\n",
        f"中文\t英文\r\n{SC_ZH}\t{SC}\r\n{GA_ZH}\t{GA}\r\n",
        f"\ufeffzh-CN|en-US\n{SC_ZH}|{SC}\n{GA_ZH}|{GA}\n",
        f"Term,Equivalent\n{SC},{SC_ZH}\n{GA},{GA_ZH}\n",
        f"Source,Target\n{SC},{SC_ZH}\n{GA},{GA_ZH}\n",
        f"No.,英语,中文（简体）\n1,{SC},{SC_ZH}\n2,{GA},{GA_ZH}\n",
        f"{SC},{SC_ZH}\n{GA},{GA_ZH}\n",
        f"{SC},{SC_ZH},EN,ZH\n{GA},{GA_ZH},EN,ZH\n",
        f'"en","zh"\n"{SC}","{SC_ZH}"\n\n"{GA}","{GA_ZH}"\n,,\n',
    ],
)
def test_two_columns(table: str, tmp_path: Path) -> None:
    glossary, passed = read(tmp_path, table)
    by_language = [dict(sorted(entry.items())) for entry in texts(glossary)]
    assert by_language == BOTH
    assert not passed
    assert all(t.status is Status.PREFERRED for c in glossary.concepts for t in c.terms)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig", "big5"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    rows = "安全理事會,Security Council\n大會,General Assembly\n經濟及社會理事會,ECOSOC\n" * 3
    glossary, _ = read(tmp_path, ("中文,English\n" + rows).encode(encoding))
    assert texts(glossary)[2] == {"zh-Hans": ["經濟及社會理事會"], "en": ["ECOSOC"]}


def test_traditional_characters_are_seen(tmp_path: Path) -> None:
    glossary, _ = read(tmp_path, "安全理事會,Security Council\n經濟及社會理事會,Council\n")
    assert texts(glossary)[0] == {"zh-Hant": ["安全理事會"], "en": [SC]}


def test_a_table_like_unterm(tmp_path: Path) -> None:
    table = (
        "term or title,acronym/short,equivalent,equivalents,kind,subject,context zh,context en,"
        "source,note\n"
        "United Nations Environment Programme,UNEP,联合国环境规划署,联合国环境署; 环境署,"
        "organization,environment,环境署报告。,UNEP reports.,A/RES/2997 (XXVII),since 1972\n"
    )
    glossary, passed = read(tmp_path, table)
    (concept,) = glossary.concepts
    assert not passed
    assert (concept.kind, concept.subject, concept.note) == (
        Kind.ORGANIZATION,
        "environment",
        "since 1972",
    )
    assert [(t.text, t.lang, t.type, t.context) for t in concept.terms] == [
        ("United Nations Environment Programme", "en", TermType.FULL_FORM, "UNEP reports."),
        ("UNEP", "en", TermType.ACRONYM, None),
        ("联合国环境规划署", "zh-Hans", TermType.FULL_FORM, "环境署报告。"),
        ("联合国环境署", "zh-Hans", TermType.VARIANT, None),
        ("环境署", "zh-Hans", TermType.VARIANT, None),
    ]
    assert concept.terms[0].sources == ("A/RES/2997 (XXVII)",)


def test_several_terms_in_a_cell_and_unknown_columns(tmp_path: Path) -> None:
    glossary, passed = read(
        tmp_path, f"en,zh,Translator,Status\n{SC}|UNSC,{SC_ZH}；安理会,Li,forbidden\n"
    )
    assert texts(glossary) == [{"en": [SC, "UNSC"], "zh-Hans": [SC_ZH, "安理会"]}]
    assert [t.status.value for t in glossary.concepts[0].terms] == [
        *("preferred", "admitted", "deprecated", "deprecated")
    ]
    assert passed == {"column 'Translator'": 1}


def test_rows_of_one_term_are_one_concept_and_numbers_are_no_ids(tmp_path: Path) -> None:
    glossary, _ = read(tmp_path, f"{SC},{SC_ZH}\n{GA},{GA_ZH}\n{SC},安理会\n")
    assert texts(glossary)[0] == {"en": [SC], "zh-Hans": [SC_ZH, "安理会"]}
    numbered, _ = read(tmp_path, f"id,en,zh\n1,{SC},{SC_ZH}\n2,{GA},{GA_ZH}\n")
    assert [c.id for c in numbered.concepts] == [c.id for c in glossary.concepts]
    named, _ = read(tmp_path, f"id,en,zh\nun sc,{SC},{SC_ZH}\nun-sc,{GA},{GA_ZH}\n")
    assert named.concepts[0].id == "c-un-sc" and named.concepts[1].id == "un-sc"


def test_quotation_marks_in_terms(tmp_path: Path) -> None:
    glossary, _ = read(tmp_path, f'the "Council",“理事会”\n{SC},"{SC_ZH}, 安理会"\n')
    assert texts(glossary)[0]["en"] == ['the "Council"']
    assert texts(glossary)[1]["zh-Hans"] == ["安全理事会, 安理会"]
    glossary, _ = read(tmp_path, f'5" gun\t五英寸炮\n{SC}\t{SC_ZH}\n', "x.tsv")
    assert texts(glossary)[0] == {"en": ['5" gun'], "zh-Hans": ["五英寸炮"]}


def test_a_workbook_of_someone(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "empty"
    sheet = book.create_sheet("terms")
    sheet.append(["Nr", None, "中文", "English", "Remarks", "Checked"])
    sheet.append([1, None, SC_ZH, SC, "principal organ", True])
    sheet.append([None, None, None, None, None, None])
    sheet.append([2, None, GA_ZH, GA, None, False])
    book.save(tmp_path / "x.xlsx")
    passed: Counter[str] = Counter()
    glossary = load(tmp_path / "x.xlsx", passed=passed)
    assert texts(glossary) == [{k: e[k] for k in ("zh-Hans", "en")} for e in BOTH]
    assert glossary.concepts[0].note == "principal organ"
    assert passed == {"column 'Nr'": 2, "column 'Checked'": 2}


def test_memoq_and_matecat(tmp_path: Path) -> None:
    memoq = (
        "Entry_ID;Entry_Subject;Entry_Note;Entry_Creator;English_Def;English;Term_Info;Term_Example;"
        "English;Term_Info;Term_Example;Chinese_PRC_Def;Chinese_PRC;Term_Info;Term_Example\n"
        f"0;organs;Charter;Li;an organ;{SC};CaseSense;It met.;UNSC;;;;{SC_ZH};;安理会开会。\n"
    )
    glossary, passed = read(tmp_path, memoq)
    (concept,) = glossary.concepts
    assert texts(glossary) == [{"en": [SC, "UNSC"], "zh-Hans": [SC_ZH]}]
    assert [t.context for t in concept.terms] == ["It met.", None, "安理会开会。"]
    assert (concept.subject, concept.note) == ("organs", "Charter\nan organ")
    assert not passed


TBX_2008 = """<?xml version="1.0"?>
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc>
</fileDesc></martifHeader><text><body>
<termEntry id="eid-1"><descripGrp><descrip type="subjectField">organs</descrip></descripGrp>
 <transacGrp><transac type="transactionType">origination</transac></transacGrp>
 <langSet xml:lang="en-US"><descripGrp><descrip type="definition">An organ
   of fifteen members.</descrip></descripGrp>
  <ntig><termGrp><term>
    Security Council</term><termNote type="partOfSpeech">properNoun</termNote>
    <termNoteGrp><termNote type="normativeAuthorization">preferredTerm</termNote></termNoteGrp>
  </termGrp><descripGrp><descrip type="context">It <hi>met</hi>.</descrip>
  <admin type="source">S/PV.1</admin></descripGrp></ntig>
  <ntig><termGrp><term>UNSC</term><termNote type="termType">initialism</termNote></termGrp></ntig>
 </langSet>
 <langSet xml:lang="zh"><tig><term>安全理事会</term></tig><tig><term>安全会</term>
   <termNote type="administrativeStatus">forbidden</termNote></tig></langSet></termEntry>
<termEntry id="eid-1"><langSet xml:lang="ZH_TW"><tig><term>大會</term></tig></langSet></termEntry>
<termEntry><langSet lang="fr"><tig><term>Conseil</term></tig></langSet></termEntry>
</body></text></martif>
"""


def test_tbx_of_someone(tmp_path: Path) -> None:
    glossary, passed = read(tmp_path, TBX_2008, "x.tbx")
    first, second, third = glossary.concepts
    assert first == Concept(
        "eid-1",
        Kind.THEME,
        (
            Term(SC, "en", status=Status.PREFERRED, pos="properNoun", sources=("S/PV.1",),
                 context="It met."),
            Term("UNSC", "en", type=TermType.ACRONYM),
            Term(SC_ZH, "zh-Hans", status=Status.PREFERRED),
            Term("安全会", "zh-Hans", status=Status.DEPRECATED),
        ),
        subject="organs",
        note="An organ of fifteen members.",
    )  # fmt: skip
    assert texts(glossary)[1:] == [{"zh-Hant": ["大會"]}, {"fr": ["Conseil"]}]
    assert len({first.id, second.id, third.id}) == 3
    assert passed == {"transacGrp": 1}


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared/tbx is absent")
def test_official_tbx() -> None:
    """The astronomy example of the TBX consortium, in both styles, and the small samples."""
    read_in = []
    for style in ("DCA", "DCT"):
        name = f"Example_Astronomy_{style}_VALID.tbx"
        read_in.append([c.terms for c in load(SHARED / "TBX-Basic" / style / name).concepts])
        assert len(read_in[-1]) == 45
    assert read_in[0] == read_in[1]
    for name in ("v2_martif_nodoctype", "v2_martif_zhHans", "v3_dca", "v3_dct", "v2_basicdtd"):
        first = texts(load(SHARED / "samples" / f"{name}.tbx"))[0]
        assert first["zh-Hans"][0] == "可持续发展目标"
        assert first["en"] == ["Sustainable Development Goals", "SDGs"]


def test_tmx_of_someone(tmp_path: Path) -> None:
    glossary, passed = read(
        tmp_path,
        '<tmx version="1.4"><header srclang="EN-US" segtype="sentence"/><body>'
        '<tu><prop type="Client">x</prop><tuv xml:lang="EN-US"><seg>Security <bpt i="1">&lt;b>'
        '</bpt>Council<ept i="1">&lt;/b></ept></seg></tuv><tuv xml:lang="ZH-CN"><seg>安全理事会'
        "</seg></tuv></tu></body></tmx>",
        "x.tmx",
    )
    assert texts(glossary) == BOTH[:1]
    assert passed == {"Client": 1}


def test_utx_of_someone(tmp_path: Path) -> None:
    glossary, passed = read(
        tmp_path,
        "\ufeff#UTX 1.11; zh/en; 2025-01-31T00:00:00+08:00; copyright: CC0\r\n"
        "#src\ttgt\tsrc:pos\tterm status\tconcept ID\tx:client\r\n"
        f"{SC_ZH}\t{SC}\tnoun\tapproved\t1\t\r\n{GA_ZH}\tGA\tnoun\tforbidden\t2\tLi\r\n",
        "x.utx",
    )
    first, second = glossary.concepts
    assert first.review is Review.ACCEPTED
    assert [(t.text, t.lang, t.status.value) for t in (*first.terms, *second.terms)] == [
        (SC_ZH, "zh-Hans", "preferred"),
        (SC, "en", "preferred"),
        (GA_ZH, "zh-Hans", "preferred"),
        ("GA", "en", "deprecated"),
    ]
    assert passed == {"column 'x:client'": 1}


def test_skos_of_someone(tmp_path: Path) -> None:
    pytest.importorskip("rdflib")
    glossary, passed = read(
        tmp_path,
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "<http://example.org/terms/12> a skos:Concept ; skos:prefLabel 'Security Council'@en,"
        " '安全理事会'@zh ; skos:altLabel '安理会'@zh-CN ; skos:definition 'An organ.'@en ;"
        " skos:broader <http://example.org/terms/1> .\n",
        "x.ttl",
    )
    assert texts(glossary) == [{"en": [SC], "zh-Hans": [SC_ZH, "安理会"]}]
    assert glossary.concepts[0].note == "An organ."
    assert passed == {"broader": 1}


HAN_CHARACTERS = re.compile(f"[{HAN}]")
CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8).map(
    str.strip
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    pairs=st.lists(
        st.tuples(CELLS, CELLS).map(
            lambda pair: (
                "some term " + HAN_CHARACTERS.sub("", pair[0]),
                "关于这些术语" + pair[1],
            )
        ),
        min_size=1,
        max_size=4,
        unique_by=(lambda pair: pair[0], lambda pair: pair[1]),
    )
)
@pytest.mark.parametrize("name", ["deepl", "omegat", "matecat", "utx", "tmx", "csv-translator",
                                  "xlsx", "memoq", "trados", "skos", "skos-jsonld"])  # fmt: skip
def test_any_pair_of_terms_comes_back(name: str, pairs, tmp_path: Path) -> None:
    """Whatever stands in a term; cells that hold several terms in a format are another matter."""
    several = "|;；" if name == "trados" else ""
    clean = [
        tuple(" ".join("".join(c for c in text if c not in several).split()) for text in pair)
        for pair in pairs
    ]
    concepts = tuple(
        Concept(
            f"c-{number}",
            Kind.THEME,
            (
                Term(a, "en", status=Status.PREFERRED),
                Term(b, "zh-Hans", status=Status.PREFERRED),
            ),
        )
        for number, (a, b) in enumerate(clean)
    )
    format = FORMATS[name]
    path = tmp_path / f"x{format.suffixes[0]}"
    path.write_bytes(format.dump(Glossary("x", concepts)))
    back = load(path, format=name)
    assert sorted(tuple(t.text for t in c.terms) for c in back.concepts) == sorted(set(clean))
