# ruff: noqa: E501 (XML is kept whole)

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termx.clean import clean
from termx.errors import ReadError
from termx.models import Document, Place, SegmentKind, Unit
from termx.read import read
from termx.read.numerals import numeral
from tests.documents.make import package, paragraph, plain, run

INSERTED = 'w:author="A" w:date="2044-01-01T00:00:00Z" w:id="1"'


@pytest.fixture
def word(tmp_path: Path) -> Iterator[object]:
    """Reads the document with this body and these parts."""

    def make(body: str, *, original: bool = False, **parts: str) -> Document:
        return read(package(tmp_path / "a.docx", body, **parts), original=original)

    yield make


def texts(document: Document) -> list[str]:
    return [document.text[item.start : item.end] for item in document.paragraphs]


def kinds(document: Document) -> list[SegmentKind]:
    return [item.kind for item in document.paragraphs]


# text


def test_runs_do_not_break_words(word) -> None:
    document = word(paragraph("联合国海", "洋", "法公约") + paragraph("the ocean", "ic"))
    assert texts(document) == ["联合国海洋法公约", "the oceanic"]


def test_places_are_paragraphs_and_count_empty_ones(word) -> None:
    cell = f"<w:tc>{paragraph('港口')}</w:tc>"
    table = f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>"
    document = word(paragraph("一") + paragraph() + table + paragraph("第五段"))
    assert document.place(document.text.index("第五段") + 1) == Place(Unit.PARAGRAPH, 5, 2)
    clean_document = clean(document)
    assert str(clean_document.place(clean_document.text.index("段"))) == "paragraph 5:3"


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<w:t>a</w:t><w:tab/><w:t>b</w:t>", "a b"),  # behind what may be a number
        ("<w:t>signature and date</w:t><w:tab/><w:t>b</w:t>", "signature and date\tb"),
        ("<w:t>a</w:t><w:br/><w:t>b</w:t>", "a\nb"),
        ("<w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t>", "a-b"),
        ("<w:t>a</w:t><w:softHyphen/><w:t>b</w:t>", "ab"),
        ('<w:sym w:font="Symbol" w:char="F061"/><w:t>-ray</w:t>', "α-ray"),
        ('<w:sym w:font="Wingdings" w:char="F0FC"/><w:t> yes</w:t>', "✓ yes"),
        ('<w:sym w:font="Webdings" w:char="zz"/><w:t>yes</w:t>', "yes"),
        ("<w:ruby><w:rt><w:r><w:t>hǎi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>海</w:t></w:r></w:rubyBase></w:ruby>", "海"),
        ("<w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:t>open</w:t>", "open"),
        ('<w:rPr><w:vanish w:val="0"/></w:rPr><w:t>open</w:t>', "open"),
        ('<w:t>30 km</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t>', "30 km²"),
        ('<w:t>the 21</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>st</w:t>', "the 21st"),
        ('<w:t>the sea</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>12</w:t>', "the sea¹²"),
    ],
)  # fmt: skip
def test_content_of_runs(word, xml: str, text: str) -> None:
    document = word(f"<w:p><w:r>{xml}</w:r></w:p>")
    assert document.text == text


def test_hidden_and_raised_by_character_style(word) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="B"><w:basedOn w:val="H"/></w:style>'
        '<w:style w:type="character" w:styleId="S"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    )
    body = "".join(
        f'<w:p>{run("海洋")}<w:r><w:rPr><w:rStyle w:val="{style}"/>{more}</w:rPr><w:t>7</w:t></w:r></w:p>'
        for style, more in (("B", ""), ("B", '<w:vanish w:val="false"/>'), ("S", ""))
    )
    assert texts(word(body, styles=styles)) == ["海洋", "海洋7", "海洋⁷"]


def test_containers_of_runs(word) -> None:
    inner = run("b")
    body = (
        "<w:p>"
        f"{run('a')}<w:hyperlink>{inner}</w:hyperlink>"
        f"<w:smartTag>{inner}</w:smartTag><w:customXml>{inner}</w:customXml>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('enter')}</w:sdtContent></w:sdt>"
        f"<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p>"
    )
    assert word(body).text == "abbbbx"


def test_fields_give_their_result(word) -> None:
    def step(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = "<w:r><w:instrText> REF x </w:instrText></w:r>"
    nested = step("begin") + instruction + run("no") + step("separate") + run("nor") + step("end")
    body = (
        f"<w:p>{run('see ')}{step('begin')}{instruction}{nested}{step('separate')}{run('article 5')}"
        f'{step("end")}{run(" and ")}<w:fldSimple w:instr="PAGE">{run("7")}</w:fldSimple></w:p>'
    )
    assert word(body).text == "see article 5 and 7"


def test_text_boxes_are_read_once(word) -> None:
    box = f"<w:txbxContent>{paragraph('box')}</w:txbxContent>"
    body = (
        f"<w:p>{run('before ')}<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r>{run('after')}</w:p>"
    )
    assert texts(word(body + paragraph("next"))) == ["before after", "box", "next"]


def test_a_table_gives_cells_and_a_box_does_not(word) -> None:
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("国家", "日期"))
    table = f"<w:tbl><w:tblPr/><w:tr>{cells}</w:tr></w:tbl>"
    box = f"<w:tbl><w:tr><w:tc>{paragraph('摘要')}{paragraph('本报告介绍海洋状况。')}</w:tc></w:tr></w:tbl>"
    document = word(table + box)
    assert texts(document) == ["国家", "日期", "摘要", "本报告介绍海洋状况。"]
    assert kinds(document)[:2] == [SegmentKind.CELL] * 2
    assert kinds(document)[2:] == [SegmentKind.BODY] * 2


def test_headings_are_titles(word) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    body = "".join(
        paragraph("海洋状况", properties=properties)
        for properties in (
            '<w:pStyle w:val="B"/>',
            '<w:outlineLvl w:val="1"/>',
            '<w:pStyle w:val="X"/>',
        )
    )
    assert kinds(word(body, styles=styles)) == ["title", "title", "body"]


def test_line_breaks_behind_a_stop_end_paragraphs(word) -> None:
    body = "<w:p><w:r><w:t>1. 请各国合作；</w:t><w:br/><w:t>2. 请秘书长</w:t><w:br/><w:t>报告。</w:t></w:r></w:p>"
    document = word(body)
    assert texts(document) == ["1. 请各国合作；", "2. 请秘书长\n报告。"]
    assert document.place(document.text.index("报")).number == 1
    assert texts(clean(document))[1] == "2. 请秘书长报告。"


def test_running_heads_are_left_out_but_tell_symbol_and_date(word) -> None:
    header = paragraph("联合国") + paragraph("A/99/77") + paragraph("12 July 2044")
    body = (
        paragraph("秘书长的报告")
        + '<w:sectPr><w:headerReference w:type="first" r:id="rIdheader1"/></w:sectPr>'
    )
    document = word(body, header1=header)
    assert document.text == "秘书长的报告"
    assert (document.symbol, document.date) == ("A/99/77", "2044-07-12")


def test_job_numbers_and_rules_are_furniture(word) -> None:
    document = clean(word(paragraph("海洋") + paragraph("24-12345 (C)") + paragraph("_" * 12)))
    assert texts(document) == ["海洋"]


# notes


def test_footnotes_stand_behind_the_body_at_the_place_of_their_call(word) -> None:
    call = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = (
        f"<w:p>{run('各国')}{call.format(5)}{run('批准了该协定。')}</w:p>"
        f'<w:p>{run("海洋")}<w:r><w:endnoteReference w:id="2"/></w:r>{call.format(3)}</w:p>'
        f'<w:p>{run("鱼类")}<w:r><w:footnoteReference w:customMarkFollows="1" w:id="4"/><w:t>*</w:t></w:r></w:p>'
    )

    def note(number: int, *paragraphs: str) -> str:
        first = "<w:r><w:tab/><w:footnoteRef/><w:tab/></w:r>"
        inner = "".join(
            f"<w:p>{first if not at else ''}{run(text)}</w:p>" for at, text in enumerate(paragraphs)
        )
        return f'<w:footnote w:id="{number}">{inner}</w:footnote>'

    document = word(
        body,
        footnotes=note(3, "见A/99/5。") + note(4, "* A/99/50。") + note(5, "第一段。", "第二段。"),
        endnotes=f'<w:endnote w:id="2"><w:p>{run("尾注。")}</w:p></w:endnote>',
    )
    assert texts(document) == [
        "各国批准了该协定。", "海洋", "鱼类",
        "1 第一段。\n第二段。", "2 见A/99/5。", "* A/99/50。", "i 尾注。",
    ]  # fmt: skip
    assert kinds(document) == ["body"] * 3 + ["footnote"] * 4
    done = clean(document)
    assert texts(done)[3] == "1 第一段。第二段。"
    assert done.place(done.text.index("见A/99/5")).number == 2
    assert done.place(done.text.index("A/99/50")).number == 3


def test_format_and_start_of_footnote_numbers(word) -> None:
    body = f'<w:p>{run("海洋")}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    settings = '<w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="3"/></w:footnotePr>'
    notes = f'<w:footnote w:id="1"><w:p>{run("见上。")}</w:p></w:footnote>'
    assert texts(word(body, footnotes=notes, settings=settings))[1] == "c 见上。"


def test_a_missing_footnote_is_no_error(word) -> None:
    assert (
        word(f'<w:p>{run("海洋")}<w:r><w:footnoteReference w:id="9"/></w:r></w:p>').text == "海洋"
    )


# tracked changes


def test_tracked_changes_are_accepted_or_rejected(word) -> None:
    deleted = '<w:r><w:delText>旧</w:delText><w:footnoteReference w:id="1"/></w:r>'
    body = (
        f"<w:p>{run('海洋')}<w:ins {INSERTED}>{run('新')}</w:ins><w:del {INSERTED}>{deleted}</w:del></w:p>"
        f"<w:p><w:moveFrom {INSERTED}>{run('移')}</w:moveFrom>{run('动')}</w:p>"
        f"<w:p>{run('鱼')}<w:moveTo {INSERTED}>{run('移')}</w:moveTo></w:p>"
    )
    notes = f'<w:footnote w:id="1"><w:p>{run("见上。")}</w:p></w:footnote>'
    assert texts(word(body, footnotes=notes)) == ["海洋新", "动", "鱼移"]
    assert texts(word(body, footnotes=notes, original=True)) == ["海洋旧", "移动", "鱼", "1 见上。"]


def test_a_deleted_paragraph_mark_joins_paragraphs(word) -> None:
    def marked(change: str) -> str:
        return f"<w:rPr><w:{change} {INSERTED}/></w:rPr>"

    body = (
        paragraph("海洋法", properties=marked("del"))
        + paragraph("公约")
        + paragraph("鱼类", properties=marked("ins"))
        + paragraph("种群")
    )
    document = word(body)
    assert texts(document) == ["海洋法公约", "鱼类", "种群"]
    assert document.place(document.text.index("公约")) == Place(Unit.PARAGRAPH, 2, 1)
    assert texts(word(body, original=True)) == ["海洋法", "公约", "鱼类种群"]


def test_inserted_and_deleted_rows(word) -> None:
    def row(text: str, change: str = "") -> str:
        properties = f"<w:trPr><w:{change} {INSERTED}/></w:trPr>" if change else ""
        return f"<w:tr>{properties}<w:tc>{paragraph(text)}</w:tc></w:tr>"

    body = f"<w:tbl>{row('a')}{row('b', 'ins')}{row('c', 'del')}</w:tbl>"
    assert texts(word(body)) == ["a", "b"]
    assert texts(word(body, original=True)) == ["a", "c"]


# lists


def level(number: int, style: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def item(number: int, depth: int = 0, text: str = "x") -> str:
    properties = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties=properties)


def definition(levels: str, instances: str = "", number: int = 1) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>{instances}'
    )


def labels(document: Document) -> list[str]:
    return [text.removesuffix("x").rstrip() for text in texts(document)]


def test_levels_restart_below_those_above(word) -> None:
    numbering = definition(
        level(0, "decimal", "%1.")
        + level(1, "lowerLetter", "(%2)")
        + level(2, "lowerRoman", "(%3)")
    )
    body = "".join(item(1, depth) for depth in (0, 1, 1, 2, 2, 0, 1, 2))
    document = word(body, numbering=numbering)
    assert labels(document) == ["1.", "(a)", "(b)", "(i)", "(ii)", "2.", "(a)", "(i)"]
    numbers = [item.number for item in clean(document).paragraphs]
    assert numbers == ["1", "1 (a)", "1 (b)", "1 (b) (i)", "1 (b) (ii)", "2", "2 (a)", "2 (a) (i)"]


def test_levels_of_several_numbers_and_without_restart(word) -> None:
    numbering = definition(
        level(0, "upperRoman", "%1.", start=3)
        + level(1, "decimal", "%1.%2", '<w:lvlRestart w:val="0"/><w:isLgl/>')
    )
    body = "".join(item(1, depth) for depth in (0, 1, 1, 0, 1))
    assert labels(word(body, numbering=numbering)) == ["III.", "3.1", "3.2", "IV.", "4.3"]


def test_instances_share_counts_unless_they_start_anew(word) -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
    instances = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/>{more}</w:num>'
        for number, more in ((2, ""), (3, override.format(7)))
    )
    body = "".join(map(item, (1, 1, 2, 3, 3, 1)))
    numbering = definition(level(0, "decimal", "%1."), instances)
    assert labels(word(body, numbering=numbering)) == ["1.", "2.", "3.", "7.", "8.", "9."]


def test_numbers_of_a_paragraph_style(word) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    numbering = definition(
        level(0, "chineseCounting", "%1、") + level(1, "decimal", "%2.", '<w:pStyle w:val="B"/>')
    )
    off = '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = "".join(
        paragraph("x", properties=properties)
        for properties in ('<w:pStyle w:val="A"/>', '<w:pStyle w:val="B"/>', off)
    )
    assert texts(word(body, styles=styles, numbering=numbering)) == ["一、x", "1. x", "x"]


def test_bullets_and_empty_items(word) -> None:
    numbering = definition(
        level(0, "bullet", "\uf0b7") + level(1, "bullet", "–") + level(2, "decimal", "%3.")
    )
    body = item(1) + item(1, 1) + item(1, 2, "") + item(1, 2)
    assert texts(word(body, numbering=numbering)) == ["• x", "– x", "2. x"]


@pytest.mark.parametrize(
    ("style", "numbers"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 28: "bb", 53: "aaa"}),
        ("upperRoman", {4: "IV", 49: "XLIX", 2044: "MMXLIV"}),
        ("chineseCounting", {10: "十", 11: "十一", 20: "二十", 35: "三十五", 100: "一〇〇"}),
        ("chineseCountingThousand", {10: "十", 110: "一百一十", 203: "二百〇三", 1004: "一千〇四"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 25: "贰拾伍"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographDigital", {10: "一〇", 23: "二三"}),
        ("decimalEnclosedCircleChinese", {1: "①", 20: "⑳", 21: "21"}),
        ("ordinal", {1: "1st", 2: "2nd", 11: "11th", 23: "23rd"}),
        ("decimalFullWidth", {12: "１２"}),
        ("unheard-of", {5: "5"}),
        ("upperRoman", {0: "0", 10_000: "10000"}),
    ],
)
def test_numerals(style: str, numbers: dict[int, str]) -> None:
    assert {value: numeral(value, style) for value in numbers} == numbers


# files


def test_a_document_of_python_docx(tmp_path: Path) -> None:
    pytest.importorskip("docx", reason="needs python-docx")
    wanted = ["海洋和海洋法", "1. 请会员国合作；", "The law of the sea"]
    assert texts(read(plain(wanted, tmp_path / "a.docx"))) == wanted


def test_strict_documents(tmp_path: Path) -> None:
    path = package(tmp_path / "a.docx", paragraph("海洋"))
    strict = tmp_path / "b.docx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(strict, "w") as new:
        for name in old.namelist():
            data = old.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            new.writestr(name, data)
    assert read(strict).text == "海洋"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "broken"),
        (b"not a zip", "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "password"),
    ],
)
def test_what_is_no_docx(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=says) as caught:
        read(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_zip_without_a_document(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
    with pytest.raises(ReadError, match="no Word document"):
        read(path)


_TREES = st.recursive(
    st.sampled_from(["<w:t>海</w:t>", "<w:tab/>", "<w:br/>", '<w:fldChar w:fldCharType="begin"/>',
                     '<w:fldChar w:fldCharType="end"/>', '<w:footnoteReference w:id="1"/>', "<w:vanish/>"]),
    lambda inner: st.builds(
        lambda tag, parts: f"<w:{tag}>{''.join(parts)}</w:{tag}>",
        st.sampled_from(["p", "r", "pPr", "rPr", "tbl", "tr", "tc", "ins", "del", "sdt", "sdtContent",
                         "hyperlink", "txbxContent", "numPr", "pict", "ruby", "rubyBase", "trPr"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=30,
)  # fmt: skip


@given(body=_TREES, original=st.booleans())
def test_any_tree_of_elements_is_read(tmp_path_factory, body: str, original: bool) -> None:
    path = package(
        tmp_path_factory.getbasetemp() / "fuzz.docx",
        body + paragraph("末"),
        footnotes=f'<w:footnote w:id="1">{body}</w:footnote>',
        numbering=f'<w:num w:numId="1">{body}</w:num>',
        styles=f'<w:style w:styleId="A">{body}</w:style>',
    )
    try:
        document = clean(read(path, original=original))
    except ReadError:
        return  # the last paragraph may stand in the instruction of a field
    places = [document.place(offset) for offset in range(len(document.text))]
    assert all(place.number >= 1 and place.column >= 1 for place in places)


_BOLD, _HIDDEN, _RAISED = "<w:b/>", "<w:vanish/>", '<w:vertAlign w:val="superscript"/>'
_SETTINGS = ["", '<w:jc w:val="both"/>', '<w:pStyle w:val="Heading1"/>', "<w:rPr><w:b/></w:rPr>",
             "<w:rPr><w:del/></w:rPr>", '<w:numPr><w:numId w:val="1"/></w:numPr>']  # fmt: skip
_PIECES = st.lists(
    st.sampled_from(["<w:t>海洋</w:t>", '<w:t xml:space="preserve"> 1 </w:t>', "<w:tab/>", "<w:br/>", "<w:t/>",
                     '<w:footnoteReference w:id="1"/>', "<w:noBreakHyphen/>", "<w:lastRenderedPageBreak/>"]),
    max_size=3,
).map("".join)  # fmt: skip
_RUNS = st.builds(
    lambda looks, pieces, around: around.format(f'<w:r w:rsidR="0">{looks}{pieces}</w:r>'),
    st.sampled_from(["", *(f"<w:rPr>{looks}</w:rPr>" for looks in (_BOLD, _HIDDEN, _RAISED, _BOLD + _HIDDEN))]),
    _PIECES,
    st.sampled_from(["{}", "{}", "{}", "<w:ins>{}</w:ins>", "<w:del>{}</w:del>", "<w:hyperlink>{}</w:hyperlink>",
                     '<w:r><w:fldChar w:fldCharType="begin"/></w:r>{}<w:r><w:fldChar w:fldCharType="separate"/></w:r>']),
)  # fmt: skip
_BODIES = st.lists(
    st.builds(
        lambda settings, runs: f"<w:p><w:pPr>{settings}</w:pPr>{''.join(runs)}</w:p>",
        st.sampled_from(_SETTINGS),
        st.lists(_RUNS, max_size=4),
    ),
    max_size=5,
).map("".join)


@given(body=_BODIES, original=st.booleans())
def test_names_may_have_any_prefix(tmp_path_factory, body: str, original: bool) -> None:
    """Parts whose names begin with `w:` are made shorter before they are parsed, others not."""
    folder = tmp_path_factory.getbasetemp()
    style = '<w:style w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    note = f'<w:footnote w:id="1">{paragraph("注")}</w:footnote>'
    path = package(folder / "w.docx", body + paragraph("末"), footnotes=note, styles=style)
    other = folder / "x.docx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            data = old.read(name).replace(b"<w:", b"<x:").replace(b"</w:", b"</x:")
            new.writestr(name, data.replace(b" w:", b" x:").replace(b"xmlns:w=", b"xmlns:x="))
    results = []
    for file in (path, other):
        try:
            found = read(file, original=original)
        except ReadError:
            results.append(None)
        else:
            results.append((found.text, found.paragraphs, found.source))
    assert results[0] == results[1]
