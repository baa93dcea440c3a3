# ruff: noqa: E501 (HTML is kept whole)

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termx.clean import clean
from termx.errors import ReadError
from termx.models import Document, SegmentKind
from termx.read import read

SEA = "大会，回顾其关于海洋和海洋法的各项决议，并注意到秘书长的报告。"


@pytest.fixture
def page(tmp_path: Path):
    def make(body: str, head: str = "", encoding: str = "utf-8") -> Document:
        path = tmp_path / "a.html"
        path.write_bytes(f"<html><head>{head}</head><body>{body}</body></html>".encode(encoding))
        return read(path)

    return make


def texts(document: Document) -> list[str]:
    return [document.text[item.start : item.end] for item in document.paragraphs]


def kinds(document: Document) -> list[str]:
    return [item.kind.value for item in document.paragraphs]


def test_paragraphs_headings_lists_and_tables(page) -> None:
    document = page(
        "<h1>海洋</h1><p>第一\n段<b>重</b>要</p>text<div>inner<p>p</p>tail</div>"
        "<ul><li>x</li></ul><ol start=3><li>y<ol type=a><li>z</li></ol></li><li value=7>v</li></ol>"
        "<table><tr><th>国家</th><td>日期</td></tr></table>"
        "<table><tr><td><p>boxed</p></td></tr></table>"
    )
    assert texts(document) == [
        "海洋", "第一 段重要", "text", "inner", "p", "tail",
        "• x", "3. y", "(a) z", "7. v", "国家", "日期", "boxed",
    ]  # fmt: skip
    assert kinds(document)[0] == "title"
    assert kinds(document)[-3:] == ["cell", "cell", "body"]


def test_what_is_around_the_document_is_left_out(page) -> None:
    document = page(
        "<header>site</header><nav>menu</nav><script>x</script><style>y</style><noscript>z</noscript>"
        "<p hidden>no</p><p style='display: none'>no</p><div role=navigation>no</div>"
        f"<!-- no --><p>{SEA}</p><footer>imprint</footer>",
        head="<title>A/RES/99/7</title>",
    )
    assert texts(document) == [SEA]
    assert document.symbol == "A/RES/99/7"


def test_the_main_element_is_the_document(page) -> None:
    article = f"<main><header><h1>海洋</h1></header><p>{SEA}</p></main>"
    assert texts(page(f"<p>before</p>{article}<p>after</p>")) == ["海洋", SEA]


@pytest.mark.parametrize("name", ["gb2312", "gbk", "GB18030", "utf-8", "iso-8859-1", None])
@pytest.mark.parametrize(
    "form",
    ['<meta charset="{}">', '<META http-equiv=Content-Type content="text/html; charset={}">'],
)
def test_encodings_are_found(page, name: str | None, form: str) -> None:
    encoding = "utf-8" if name == "utf-8" else "gb18030"
    document = page(f"<p>{SEA}</p>", head=form.format(name) if name else "", encoding=encoding)
    assert texts(document) == [SEA]
    assert document.lang == "zh-Hans"


def test_a_page_may_lie_about_its_encoding(page) -> None:
    assert texts(page(f"<p>{SEA}</p>", head="<meta charset=gb2312>", encoding="utf-8")) == [SEA]


def test_a_character_may_be_cut_in_two(tmp_path: Path) -> None:
    path = tmp_path / "a.htm"
    body = (SEA * 40).encode("gb18030")
    path.write_bytes(b"<meta charset=gb2312><p>" + body[:-1] + b"<p>" + body)
    assert texts(read(path))[1] == SEA * 40
    path.write_bytes(bytes(range(128, 255)) * 20)
    with pytest.raises(ReadError, match="encoding"):
        read(path)


def test_places_are_lines(page) -> None:
    document = clean(page(f"\n\n<p>一</p>\n<p>海洋法\n公约的\n缔约国</p>\n<p>{SEA}</p>"))
    assert document.place(document.text.index("一")).number == 3
    assert str(document.place(document.text.index("约的"))) == "5:2"
    assert document.place(document.text.index("缔约国")).number == 6
    assert document.place(document.text.index(SEA)).number == 7


def test_line_breaks(page) -> None:
    assert texts(page("<p>the<br> sea</p>")) == ["the\nsea"]
    assert texts(page("one<br><br>two<br>\n<br>three")) == ["one", "two", "three"]
    assert texts(page("<p>　　海洋，<br>　　鱼类；<br>请各国</p>")) == [
        "海洋，",
        "鱼类；",
        "请各国",
    ]


def test_inline_elements_do_not_break_words(page) -> None:
    assert page("<p>oce<b>an</b>ic l<i>a</i>w<wbr>s</p>").text == "oceanic laws"
    assert (
        page("<p>a&nbsp;&amp;&nbsp;b <q>c</q> <del>d</del><ins>e</ins></p>").text
        == "a\xa0&\xa0b “c” e"
    )


def test_superscripts(page) -> None:
    document = page("<p>30 km<sup>2</sup> of the 21<sup>st</sup> sea<sup>12</sup>.</p>")
    assert document.text == "30 km² of the 21st sea¹²."
    assert clean(document).text == "30 km² of the 21st sea."


# What Word, LibreOffice, pandoc and MediaWiki write.
WORD = (
    '<p>The sea<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a> is blue.</p>'
    "<div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1>"
    '<p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> See A/99/5.</p><p>More.</p></div></div>'
)
OFFICE = (
    '<p>The sea<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> is blue.</p>'
    '<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>'
    " See A/99/5.</p><p>More.</p></div>"
)
PANDOC = (
    '<p>The sea<a href="#fn1" class="footnote-ref" id="fnref1"><sup>1</sup></a> is blue.</p>'
    '<section class="footnotes"><hr><ol><li id="fn1"><p>See A/99/5.</p><p>More.<a href="#fnref1" class="footnote-back">↩︎</a></p></li></ol></section>'
)
WIKI = (
    '<p>The sea<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup> is blue.</p>'
    '<ol class="references"><li id="cite_note-1"><span><b><a href="#cite_ref-1">^</a></b></span> <span>See A/99/5. More.</span></li></ol>'
)


@pytest.mark.parametrize("body", [WORD, OFFICE, PANDOC, WIKI])
def test_linked_footnotes(page, body: str) -> None:
    document = clean(page(body + "<p>The end.</p>"))
    assert texts(document) == ["The sea is blue.", "The end.", "1 See A/99/5. More."]
    assert document.paragraphs[-1].kind is SegmentKind.FOOTNOTE
    assert document.paragraphs[-1].number == "1"


def test_footnotes_without_links(page) -> None:
    document = page(
        "<p>The sea<sup>1</sup> is blue.</p><p>The end.</p><hr><p><sup>1</sup> See A/99/5.</p>"
    )
    assert texts(document) == ["The sea¹ is blue.", "The end.", "1 See A/99/5."]
    assert kinds(document) == ["body", "body", "footnote"]


def test_a_table_of_contents_calls_no_footnotes(page) -> None:
    document = page(
        '<p><a href="#s1">1</a> <a href="#s2">2</a></p><p id=s1>1. One.</p><p id=s2>2. Two.</p>'
    )
    assert kinds(document) == ["body"] * 3
    assert texts(document) == ["1 2", "1. One.", "2. Two."]


def test_a_text_in_pre_is_put_together_by_clean(page) -> None:
    lines = [
        "The General Assembly recalls what it said about the oceans and about the",
        "law of the sea, and asks all States to go on with what they do for fish and",
        "for whales.",
    ]
    text = "\n".join(lines) + "\n\n" + "\n".join(lines * 3)
    document = page(f"\n<pre>\n{text}</pre>")
    assert not document.paragraphs
    done = clean(document)
    assert texts(done)[0] == " ".join(lines)
    assert done.place(done.text.index("law of")).number == 4


def test_deep_pages_are_refused_in_one_line(page) -> None:
    for body in ("<div>" * 100_000, "<ul><li>" * 50_000 + "x", "<font>" * 100_000 + "x"):
        with pytest.raises(ReadError) as caught:
            page(body)
        assert "\n" not in str(caught.value)


_HTML = st.recursive(
    st.sampled_from(["海", " ", "\n", "a", "<br>", "<hr>", "&nbsp;", "<sup>1</sup>", '<a href="#a">1</a>', "&#0;", "\x0b"]),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>",
        st.sampled_from(["p", "div id=a", "ol", "ul", "li", "li id=fn1", "table", "tr", "td", "pre", "h1",
                         "sup", "q", "del", "main", "header", 'a href="#fn1"', "ol type=i start=x", "span"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=30,
)  # fmt: skip


@given(body=_HTML)
def test_any_page_is_read(tmp_path_factory, body: str) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzz.html"
    path.write_text(body + "<p>末</p>", encoding="utf-8")
    try:
        document = clean(read(path))
    except ReadError:
        return
    assert all(text.strip() for text in texts(document))
    places = [document.place(offset) for offset in range(len(document.text))]
    assert all(place.number >= 1 and place.column >= 1 for place in places)


def test_a_line_break_before_a_number_ends_a_paragraph(page) -> None:
    document = clean(
        page(
            f"<p>大会决议<br>55/25. 海洋和海洋法</p><p>{SEA}</p><p>1.&nbsp;&nbsp;请秘书长<br>报告；</p>"
        )
    )
    assert texts(document) == ["大会决议", "55/25. 海洋和海洋法", SEA, "1. 请秘书长报告；"]
