from __future__ import annotations

import random
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from termx.clean import clean
from termx.cli import main
from termx.errors import ReadError
from termx.models import Bitext
from termx.read import BITEXT, bitext, documents, pairs, read
from termx.read.pairs import language
from termx.read.text import CONTROL
from termx.segment import paragraphs, sentences

DATA = Path(__file__).parent / "data" / "bitext"
MOSES = (DATA / "sample.moses.en", DATA / "sample.moses.zh")

EXPECTED: dict[str, list[tuple[str, str | None, str, str]]] = {
    "sample.tmx": [
        (
            "A-99-901-1",
            "ApprovedTranslation",
            "The General Assembly adopts the Lakeside Rules & their annex.",
            "大会通过《湖滨规则》及其附件。",
        ),
        ("2", None, "Network of Observatories", "观测站网络"),
        ("3", None, "", "第一行第二行"),
    ],
    "sample.xlf": [
        ("1", "final approved", "The Conference of the Parties met.", "缔约方会议开会。"),
        ("2/0", "translated", "It adopted a decision.", "会议通过一项决定。"),
        ("2/1", "translated", "It rose.", ""),
        ("3", None, "Not yet translated at all", ""),
        ("6", "needs-review-translation", "One. Two.", "一。二。"),
    ],
    "sample2.xliff": [
        (
            "u1/s1",
            "reviewed un:revised",
            "大会请秘书长提交报告。",
            "Requests the Secretary-General to report.",
        ),
        ("u1/2", None, "决定继续审议。", ""),
    ],
    "sample.sdlxliff": [
        ("1", "ApprovedTranslation", "The Fund reported.", "基金提出报告。"),
        ("2", "Draft", "It clo", ""),
    ],
    "sample.mqxliff": [
        ("1", "ManuallyConfirmed", "理事会决定", "The Council decides"),
        ("2", "NotStarted", "注意到报告", ""),
    ],
    "sample.tsv": [
        ("s1", "final", 'The "Lakeside" Rules', "《湖滨规则》"),
        ("s2", None, '"Peace" is the aim', "“和平”是目标"),
        ("s4", None, "Untranslated", ""),
    ],
    "quoted.csv": [
        ("1", None, '大会"通过"决议', 'The Assembly "adopts" it, and closes'),
        ("2", None, "注意到报告", "Takes note"),
    ],
    "sample.po": [
        ("menu", None, "Official Records", '正式"记录"'),
        ("2", "fuzzy", "%d resolution", "%d项决议"),
        ("2", "fuzzy", "%d resolutions", "%d项决议"),
        ("3", None, "Untranslated", ""),
    ],
}


def rows(both: Bitext) -> list[tuple[str, str | None, str, str]]:
    """Id, state, source and target of each bead of the clean documents."""
    cleaned = Bitext(clean(both.source), clean(both.target))
    found = []
    for bead in cleaned.beads():
        segment = (bead.source or bead.target)[0]
        texts = ("".join(item.text for item in side) for side in (bead.source, bead.target))
        found.append((segment.id or "", segment.state, *texts))
    return found


@pytest.mark.parametrize("name", EXPECTED)
def test_segments_ids_and_states(name: str) -> None:
    assert rows(bitext(DATA / name)) == EXPECTED[name]


def test_every_format_has_a_sample() -> None:
    found = {path.suffix for path in map(Path, EXPECTED)} | {".xliff"}
    assert set(BITEXT) <= found


@pytest.mark.parametrize("name", EXPECTED)
def test_every_character_is_where_its_place_says(name: str) -> None:
    lines = (DATA / name).read_text(encoding="utf-8-sig").split("\n")
    both = bitext(DATA / name)
    for document in (both.source, both.target, clean(both.source), clean(both.target)):
        for paragraph in document.paragraphs:
            for at in range(paragraph.start, paragraph.end):
                char = document.text[at]
                place = document.place(at)
                if char.isalnum():
                    assert lines[place.number - 1][place.column - 1] == char


@pytest.mark.parametrize("name", EXPECTED)
def test_cleaning_keeps_the_sides_parallel(name: str) -> None:
    both = bitext(DATA / name)
    source, target = clean(both.source), clean(both.target)
    assert len(source.paragraphs) == len(target.paragraphs) == len(both.source.paragraphs)
    assert [item.id for item in source.paragraphs] == [item.id for item in target.paragraphs]
    for segment in paragraphs(source):
        assert segment.text
        assert all(sentence.id == segment.id for sentence in sentences(segment))


def test_languages() -> None:
    both = bitext(DATA / "sample2.xliff")
    assert (both.source.lang, both.target.lang) == ("zh-Hans", "en")
    names = ("zh", "ZH_cn", "zh-Hant-HK", "zho", "Chinese (Simplified)", "中文", "EN-us", "英文")
    assert [language(name) for name in names] == [
        "zh", "zh-Hans", "zh-Hant", "zh", "zh-Hans", "zh", "en", "en",
    ]  # fmt: skip
    assert [language(name) for name in ("fr", "", "source", "enzyme")] == [None] * 4


def test_line_aligned_files() -> None:
    both = bitext(*MOSES)
    assert [row[2:] for row in rows(both)] == [
        ("The Assembly adopted the Rules.", "大会通过《规则》。"),
        ("", "空行"),
        ("Closing", "闭幕"),
    ]
    assert (both.source.path, both.target.path) == tuple(map(str, MOSES))
    assert str(both.target.place(both.target.text.index("闭"))) == "3:1"


def test_a_stray_carriage_return_ends_no_line(tmp_path: Path) -> None:
    one, two = tmp_path / "a.en", tmp_path / "a.zh"
    one.write_bytes(b"The\rAssembly\r\nThe Council\n")
    two.write_text("大会\n理事会\n", encoding="utf-8")
    assert [pair.source.text for pair in pairs(one, two)] == ["The Assembly", "The Council"]


def test_files_of_different_length(tmp_path: Path) -> None:
    one, two = tmp_path / "a.en", tmp_path / "a.zh"
    one.write_text("One\nTwo\n")
    two.write_text("一\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"a\.en has 2 lines and .*a\.zh 1; align"):
        bitext(one, two)


def test_documents_are_two_for_bitext_and_one_else() -> None:
    assert [document.lang for document in documents(DATA / "sample.tmx")] == ["en", "zh-Hans"]
    with pytest.raises(ReadError, match="holds two languages"):
        read(DATA / "sample.tmx")


def test_command_prints_both_sides() -> None:
    done = CliRunner().invoke(main, ["read", str(DATA / "sample.tmx")])
    assert done.exit_code == 0
    assert done.stdout.splitlines()[1:] == [
        "Network of Observatories\t观测站网络",
        "\t第一行第二行",
    ]


TMX = '<tmx version="1.4"><header srclang="en"/><body><tu>{}</tu></body></tmx>'
BOMB = '<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + TMX.format("&b;")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.tmx", BOMB, "entities"),
        ("a.tmx", '<!DOCTYPE tmx SYSTEM "http://x.invalid/t.dtd">' + TMX.format("&a;"), "entities"),
        ("a.tmx", TMX[:60], "not well-formed XML"),
        ("a.tmx", "", "not well-formed XML"),
        ("a.tmx", "<html/>", "is no TMX file but <html>"),
        ("a.tmx", TMX.format('<tuv xml:lang="fr"><seg>x</seg></tuv>'), "is in fr; termx pairs"),
        ("a.tmx", "<tmx>" * 300, "one inside the other"),
        ("a.tmx", '<?xml version="1.0" encoding="x-none"?><tmx/>', "unknown encoding x-none"),
        ("a.xlf", "<tmx/>", "is no XLIFF file"),
        (
            "a.xlf",
            '<xliff version="1.2"><file source-language="fr" target-language="zh"/></xliff>',
            "is in fr and zh",
        ),
        ("a.tsv", "a\tb\nx\ty\n", "no columns for Chinese and English (a, b)"),
        ("a.tsv", "zh\ten\n\t\n", "no segments with text"),
        ("a.po", 'msgid "a"\nmsgstr x\n', "2: is no line of a PO file"),
        (
            "a.po",
            'msgid "a"\nmsgstr "b"\n\nmsgid ""\nmsgstr "Language: fr\\n"\n',
            "is in en and fr",
        ),
    ],
)
def test_errors_are_one_line_with_a_remedy(
    tmp_path: Path, name: str, content: str, words: str
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        bitext(path)
    assert words in str(caught.value)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_external_document_type_is_not_fetched(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    sides = '<tuv xml:lang="en"><seg>Fund</seg></tuv><tuv xml:lang="zh"><seg>基金</seg></tuv>'
    path.write_text('<!DOCTYPE tmx SYSTEM "file:///etc/passwd">' + TMX.format(sides))
    assert [row[2:] for row in rows(bitext(path))] == [("Fund", "基金")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb2312"])
def test_encodings_of_xml(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.tmx"
    sides = '<tuv xml:lang="en"><seg>Fund</seg></tuv><tuv xml:lang="zh"><seg>基金</seg></tuv>'
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    path.write_bytes((declared + TMX.format(sides)).encode(encoding))
    both = bitext(path)
    assert (both.source.text, both.target.text) == ("Fund", "基金")
    assert both.target.place(0).column == (declared + TMX.format(sides)).index("基") + 1


def test_a_tag_without_end_is_refused_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_bytes(b'<tmx version="' + b"x" * 12_000_000)
    with pytest.raises(ReadError, match="a tag of ten million bytes"):
        bitext(path)


def test_an_endless_segment_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_text(TMX.format(f'<tuv xml:lang="en"><seg>{"word " * 2_100_000}</seg></tuv>'))
    with pytest.raises(ReadError, match="1: a segment is too long; split the file"):
        bitext(path)


def test_large_columns_and_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    unit = '<tuv xml:lang="en"><seg>Fund {}</seg></tuv><tuv xml:lang="zh"><seg>基金</seg></tuv>'
    path.write_text(TMX.format("</tu>\n<tu>".join(unit.format(i) for i in range(70_000))))
    both = bitext(path)
    last = both.source.paragraphs[-1]
    assert last.id == "70000"
    assert both.source.place(last.start).number == 70_000


cell = st.text(st.characters(exclude_characters="\r\n\t\x00", exclude_categories=["Cs"]))


@given(st.lists(st.tuples(cell, cell), min_size=1, max_size=5))
@settings(max_examples=60)
def test_tables_by_the_csv_module_are_read_back(
    tmp_path_factory: pytest.TempPathFactory, table: list[tuple[str, str]]
) -> None:
    import csv

    path = tmp_path_factory.mktemp("table") / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(
            [("en", "zh"), *table]
        )
    try:
        found = [(pair.source.text, pair.target.text) for pair in pairs(path)]
    except ReadError as error:
        assert "is not text" in str(error) or "encoding" in str(error)
    else:
        shown = [tuple(CONTROL.sub(" ", text) for text in row) for row in table]
        assert found == [row for row in shown if any(text.strip() for text in row)]


@given(data=st.data())
@settings(max_examples=300, deadline=None)
def test_damaged_files_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(EXPECTED)))
    content = bytearray((DATA / name).read_bytes())
    draw = random.Random(data.draw(st.integers(0, 2**32)))  # noqa: S311  not for secrets
    for _ in range(draw.randint(1, 6)):
        start = draw.randrange(len(content) + 1)
        end = min(len(content), start + draw.choice((0, 1, 3, 40)))
        content[start:end] = draw.choice(
            (
                b"",
                b"<",
                b">",
                b'"',
                b"\t",
                b"&",
                b"\x00",
                b"\xff",
                b"</seg>",
                b"<seg>",
                b"\n",
                b"]]>",
            )
        )
    path = tmp_path_factory.mktemp("damaged") / name
    path.write_bytes(bytes(content))
    try:
        both = bitext(path)
    except ReadError as error:
        assert "\n" not in str(error)
    else:
        for document in (both.source, both.target):
            cleaned = clean(document)
            assert len(cleaned.paragraphs) == len(document.paragraphs)
            for at in range(0, len(document.text), 7):
                assert document.place(at).column >= 1


@pytest.mark.parametrize("name", sorted(EXPECTED))
@pytest.mark.parametrize("by", [[".tsv"], [".tmx"], [".tsv", ".tmx", ".tsv"]])
def test_conversions_keep_texts_ids_and_states(tmp_path: Path, name: str, by: list[str]) -> None:
    path = DATA / name
    wanted = [
        (pair.id, pair.state, pair.source.text, pair.target.text)
        for pair in pairs(path)
        if ".tmx" not in by or (pair.source.text.strip() and pair.target.text.strip())
    ]
    for number, suffix in enumerate(by):
        target = tmp_path / f"{number}{suffix}"
        done = CliRunner().invoke(main, ["convert", "--bitext", str(path), str(target)])
        assert done.exit_code == 0, done.output
        path = target
    found = [(pair.id, pair.state, pair.source.text, pair.target.text) for pair in pairs(path)]
    assert [tuple(map(_one_line, item)) for item in found] == [
        tuple(map(_one_line, item)) for item in wanted
    ]


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def test_two_files_of_lines_are_read_and_made(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["read", *map(str, MOSES)])
    lines = [path.read_text(encoding="utf-8").splitlines() for path in MOSES]
    assert done.exit_code == 0
    assert len(done.output.splitlines()) == len(lines[0])
    assert done.output.splitlines()[0].split("\t") == [lines[0][0], lines[1][0]]
    made = CliRunner().invoke(main, ["convert", *map(str, MOSES), str(tmp_path / "a.tmx")])
    assert made.exit_code == 0
    back = CliRunner().invoke(main, ["convert", str(tmp_path / "a.tmx"), str(tmp_path / "b")])
    assert back.exit_code == 0
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["a.tmx", "b.en", "b.zh"]


@pytest.mark.parametrize(
    ("targets", "says"),
    [
        (["a.xlf"], "termx reads XLIFF and PO"),
        (["a.po"], "termx reads XLIFF and PO"),
        (["a.zh", "a.en"], "a writes"),
    ],
)
def test_what_is_no_way_to_write_bitext(tmp_path: Path, targets: list[str], says: str) -> None:
    names = [str(tmp_path / target) for target in targets]
    done = CliRunner().invoke(main, ["convert", str(DATA / "sample.tmx"), *names])
    assert done.exit_code == 2
    assert says in " ".join(done.output.split())
    assert not list(tmp_path.iterdir())
