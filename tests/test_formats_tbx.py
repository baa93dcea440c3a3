"""TBX: the official schemas, termx's own validator, and what the writer refuses."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from termx.errors import FormatError
from termx.formats import dump, load
from termx.formats.validate import problems
from termx.models import Concept, Glossary, Kind, Status, Term

DATA = Path(__file__).parent / "data" / "formats"
FIVE = load(DATA / "five.json")
SCHEMAS = Path(__file__).parents[2] / "shared" / "tbx"
STYLES = {
    "dca": ["core/TBXcoreStructV03.rng", "TBX-Basic/DCA/TBX-Basic_DCA.sch"],
    "dct": ["nvdl/TBX-Basic.local.nvdl"],
    "2008": ["v2_2008/TBXBasic/TBXBasicRNGV02.rng"],
}

needs_schemas = pytest.mark.skipif(not SCHEMAS.is_dir(), reason="../shared/tbx is absent")
needs_jing = pytest.mark.skipif(not shutil.which("jing"), reason="jing is not installed")


def written(glossary: Glossary, style: str, path: Path) -> Path:
    if style == "2008":
        dump(glossary, path, format="tbx2008")
    else:
        dump(glossary, path, dialect=style)
    return path


def awkward() -> Glossary:
    """A glossary with all that TBX has no place for."""
    text = "\x00 ]]> &amp; <term> \ufffe \r\n 𠮷"
    term = Term(text, "zh-Hans", pos="pronoun", sources=(text, text), context=text, note=text)
    concept = Concept("_公约.1-a", Kind.THEME, (), subject=text, note=text)
    mixed = tuple(replace(term, lang=lang) for lang in ("en", "zh-Hans", "EN", "zh-Hant", "en"))
    return Glossary(text, (replace(concept, id="none"), replace(concept, terms=mixed)), text)


@needs_schemas
@needs_jing
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("glossary", [FIVE, awkward()], ids=["five", "awkward"])
def test_official_schemas(style: str, glossary: Glossary, tmp_path: Path) -> None:
    path = written(glossary, style, tmp_path / "x.tbx")
    for schema in STYLES[style]:
        done = subprocess.run(
            ["jing", str(SCHEMAS / schema), str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout) == (0, ""), schema


@needs_schemas
@pytest.mark.parametrize("style", ["dca", "2008"])
def test_the_schemas_would_notice(style: str, tmp_path: Path) -> None:
    """The core grammar at least rejects a term outside of its section."""
    grammar = etree.RelaxNG(file=str(SCHEMAS / STYLES[style][0]))
    path = written(FIVE, style, tmp_path / "x.tbx")
    assert grammar.validate(etree.parse(str(path)))
    text = path.read_text("utf-8").replace("<body>", "<body><term>x</term>", 1)
    assert not grammar.validate(etree.fromstring(text.encode()).getroottree())


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("glossary", [FIVE, awkward()], ids=["five", "awkward"])
def test_what_termx_writes_has_no_problems(style: str, glossary: Glossary, tmp_path: Path) -> None:
    assert problems(written(glossary, style, tmp_path / "x.tbx")) == ()


def test_one_section_per_language(tmp_path: Path) -> None:
    back = load(written(awkward(), "dca", tmp_path / "x.tbx"))
    assert [term.lang for term in back.concepts[0].terms] == [
        *("en", "en", "en", "zh-Hans", "zh-Hant")
    ]
    assert {term.pos for term in back.concepts[0].terms} == {"other"}


def test_proper_nouns_are_nouns_in_v3_only(tmp_path: Path) -> None:
    for style, pos in (("dca", "noun"), ("2008", "properNoun")):
        council = load(written(FIVE, style, tmp_path / "x.tbx")).concepts[3]
        assert council.terms[-1].pos == pos


@pytest.mark.parametrize("name", ["1", "a b", "a:b", "", "-a", "²", "a/b"])
def test_an_id_that_is_no_xml_name(name: str, tmp_path: Path) -> None:
    glossary = Glossary("x", (replace(FIVE.concepts[0], id=name),))
    with pytest.raises(FormatError, match=f"concept {name!r} cannot be written as TBX"):
        dump(glossary, tmp_path / "x.tbx")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("lang", ["", "zh_Hans", "中文"])
def test_a_language_that_is_no_tag(lang: str, tmp_path: Path) -> None:
    glossary = Glossary("x", (Concept("c", Kind.THEME, (Term("x", lang),)),))
    with pytest.raises(FormatError, match=f"{lang!r} is no language tag"):
        dump(glossary, tmp_path / "x.tbx")


POS = '<termNote type="partOfSpeech">noun</termNote>'
SUBJECT = '<descrip type="subjectField">crime prevention</descrip>'


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("five.tbx", 'lang="en">', 'lang="zh-hans">', "two sections of the language zh-hans"),
        ("five.tbx", 'lang="zh-Hant">', 'lang="zh_TW">', "'zh_TW' is no language tag"),
        ("five.tbx", "<term>安理会", "<term> ", "the term is empty"),
        ("five.tbx", "<term>安理会</term>", "<term/>", "the term is empty"),
        ("five.tbx", POS, "", "the term has no partOfSpeech"),
        ("five.tbx", POS, POS + POS, "the term has 2 values of partOfSpeech"),
        ("five.tbx", ">noun<", ">properNoun<", "partOfSpeech is 'properNoun'"),
        ("five.tbx", "preferredTerm-admn-sts", "preferred", "administrativeStatus is 'preferred'"),
        ("five.tbx", ">fullForm<", ">full form<", "termType is 'full form'"),
        ("five.tbx", "subjectField", "score", '<descrip type="score"> is not in TBX-Basic'),
        ("five.tbx", '"subjectField"', '"source"', '<descrip type="source"> is not in TBX-Basic'),
        ("five.tbx", '"subjectField"', '"context"', "context belongs to the term"),
        ("five.tbx", '"context"', '"definition"', "definition belongs to the concept or the lang"),
        ("five.tbx", '"dca"', '"dct"', "<descrip> is DCA, but the file says"),
        ("five.tbx", '"c-unodc"', '"c-security-council"', "is also on line "),
        ("five.tbx", '"c-unodc"', '"c unodc"', "id 'c unodc' is no XML name"),
        ("five.tbx", ' id="c-unodc"', "", "the entry has no id"),
        ("five.tbx", "langSec", "note", "has no language"),
        ("five.tbx", "conceptEntry", "note", "there is no entry"),
        ("five.tbx", "tbx", "html", "<html> is no TBX"),
        ("five.dct.tbx", "min:subjectField", "basic:subjectField", "<basic:subjectField> is not"),
        ("five.dct.tbx", "termType>", "kind>", "<basic:kind> is not in TBX-Basic"),
        ("five.dct.tbx", '"dct"', '"dca"', "is DCT, but the file does not say style dct"),
        ("five.2008.tbx", ">properNoun<", ">pronoun<", "partOfSpeech is 'pronoun'"),
        ("five.2008.tbx", "zh-TW", "zh-CN", "two sections of the language zh-cn"),
    ],
)
def test_problems(name: str, old: str, new: str, message: str, tmp_path: Path) -> None:
    text = (DATA / name).read_text("utf-8")
    assert old in text
    path = tmp_path / name
    path.write_text(text.replace(old, new), "utf-8")
    found = problems(path)
    assert any(message in problem for problem in found), found
    assert all(re.match(re.escape(str(path)) + r":\d+: \S", problem) for problem in found)


def test_a_file_that_is_no_xml(tmp_path: Path) -> None:
    path = tmp_path / "x.tbx"
    path.write_text("<tbx>\n  <text>\n</tbx>")
    with pytest.raises(FormatError, match=re.escape(f"{path}:3:7: no XML: ")):
        problems(path)


def test_nothing_outside_of_the_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    path = tmp_path / "x.tbx"
    path.write_text(
        f'<!DOCTYPE tbx [<!ENTITY e SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
        '<tbx><text><body><conceptEntry id="c"><langSec xml:lang="en"><termSec><term>&e;</term>'
        "</termSec></langSec></conceptEntry></body></text></tbx>"
    )
    assert "secret" not in repr(problems(path))
    with pytest.raises(FormatError, match="replaces no entities"):
        load(path)


def test_a_foreign_file_keeps_notes_statuses_and_languages(tmp_path: Path) -> None:
    path = tmp_path / "x.tbx"
    path.write_text(
        '<martif><text><body><termEntry><langSet xml:lang="en"><tig><term>x</term>'
        '<termNote type="administrativeStatus">Deprecated</termNote><note>one</note>'
        "<note>two</note></tig></langSet><langSet><tig><term>公约</term></tig></langSet>"
        "</termEntry></body></text></martif>",
        encoding="utf-8",
    )
    passed: Counter[str] = Counter()
    (concept,) = load(path, passed=passed).concepts
    assert [(t.lang, t.text, t.status, t.note) for t in concept.terms] == [
        ("en", "x", Status.DEPRECATED, "one; two"),
        ("zh-Hans", "公约", Status.PREFERRED, None),
    ]
    assert not +passed


@needs_schemas
def test_official_files() -> None:
    """The official examples lack parts of speech here and there, and nothing else."""
    for style in ("DCA", "DCT"):
        found = problems(SCHEMAS / "TBX-Basic" / style / f"Example_Astronomy_{style}_VALID.tbx")
        assert len(found) == 6
        assert all(problem.endswith("the term has no partOfSpeech") for problem in found)
    for path in sorted((SCHEMAS / "samples").glob("v[23]*.tbx")):
        assert problems(path) == ()
    assert any("'nominal'" in line for line in problems(SCHEMAS / "test_files" / "basic_bad.tbx"))
