from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termx.errors import ReadError
from termx.models import Place, Unit
from termx.read import READERS, documents, read
from termx.read.head import date_of, language_of, symbol_of
from termx.read.text import decode, line_starts, plausibility

CHINESE = "大会，\n回顾其关于海洋和海洋法的各项决议，并注意到秘书长的报告，\n1. 请会员国合作；\n"
TRADITIONAL = (
    "大會，\n回顧其關於海洋和海洋法的各項決議，並注意到秘書長的報告，\n1. 請會員國合作；\n"
)
ENGLISH = "The General Assembly,\nRecalling its resolutions on the law of the sea,\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]
)
@pytest.mark.parametrize("text", [CHINESE, CHINESE * 40])
def test_encoding_of_chinese_is_found(tmp_path: Path, encoding: str, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    document = read(path)
    assert document.text == text
    assert document.lang == "zh-Hans"


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "utf-16-be"])
def test_encoding_of_traditional_chinese_is_found(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TRADITIONAL.encode(encoding))
    document = read(path)
    assert document.text == TRADITIONAL
    assert document.lang == "zh-Hant"


@pytest.mark.parametrize("encoding", ["ascii", "utf-16-le", "utf-16-be", "cp1252"])
def test_encoding_of_english_is_found(tmp_path: Path, encoding: str) -> None:
    text = ENGLISH if encoding == "ascii" else ENGLISH + "The “Côte d’Ivoire” fund and the sea.\n"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    document = read(path)
    assert document.text == text
    assert document.lang == "en"


def test_wrong_tables_are_implausible() -> None:
    right = plausibility(TRADITIONAL)
    wrong = plausibility(TRADITIONAL.encode("big5").decode("gb18030", errors="replace"))
    assert right > 0.25
    assert wrong == 0


def test_line_ends_are_newlines_and_places_count_from_one(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("大会，\r\n回顾决议，\r\r\n请".encode("utf-8-sig"))
    document = read(path)
    assert document.text == "大会，\n回顾决议，\n\n请"
    assert document.place(0) == Place(Unit.LINE, 1, 1)
    assert document.place(document.text.index("决")) == Place(Unit.LINE, 2, 3)
    assert document.place(document.text.index("请")) == Place(Unit.LINE, 4, 1)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("none.txt", None, "no such file"),
        ("empty.txt", b"", "holds no text"),
        ("blank.txt", " \n\t\n　".encode(), "holds no text"),
        ("binary.txt", bytes(range(256)) * 8, "binary"),
        ("image.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(64), "binary"),
        ("broken.txt", "大会".encode() + b"\xff\xfe\xfd" + "决议".encode(), "UTF-8"),
        ("old.xyz", b"text", "unknown format; termx reads .txt"),
    ],
)
def test_errors_are_one_line_with_a_remedy(
    tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ReadError) as caught:
        read(path)
    message = str(caught.value)
    assert words in message
    assert name in message
    assert "\n" not in message


def test_a_directory_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="is a directory"):
        read(tmp_path)


def test_an_unreadable_file_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("大会")

    def refuse(self: Path, mode: str = "r") -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ReadError, match=r"cannot be read \(Permission denied\)"):
        read(path)


def test_suffixes_are_lower_case_and_unique() -> None:
    assert list(READERS) == [suffix.lower() for suffix in dict.fromkeys(READERS)]


@pytest.mark.parametrize(
    ("text", "name", "symbol"),
    [
        ("联合国 A/68/127\n大会\n\n1. 导言。\n", "a.txt", "A/68/127"),
        ("United Nations\nA/RES/80/229\n\nThe General Assembly,\n", "a.txt", "A/RES/80/229"),
        ("S/RES/1325 (2000)\n\n安全理事会，\n", "a.txt", "S/RES/1325 (2000)"),
        ("大会，\n\n见E/2009/28。\n", "A_RES_80_229.zh.txt", "A/RES/80/229"),
        ("大会，\n", "A_RES_80_229.en.pdftext.txt", "A/RES/80/229"),
        ("缔约方会议，\n", "CTOC_COP_RES_6_1.zh.md", "CTOC/COP/RES/6/1"),
        ("大会，\n", "A_68_127_Add.1.zh.txt", "A/68/127/Add.1"),
        ("安全理事会，\n", "S_RES_1325_(2000).zh.txt", "S/RES/1325 (2000)"),
        ("2025年12月18日大会决议\n80/229. 加强方案\n大会，\n", "x.txt", "A/RES/80/229"),
        ("大会，\n见文件。\n\nE/2009/28\n\n又见。\n", "x.txt", None),
        ("大会，\n" + "正文。\n\nA/68/127\n\n" * 3, "x.txt", "A/68/127"),
        ("[根据第三委员会的报告(A/69/489)通过]\n大会，\n", "x.txt", None),
        ("大会，\n", "notes_2024.txt", None),
    ],
)
def test_symbol(text: str, name: str, symbol: str | None) -> None:
    assert symbol_of(text, Path(name)) == symbol


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Distr.: General\n2 February 2015\n\n大会，\n", "2015-02-02"),
        (" 2 0 0 8 年 1 2 月 1 8 日大会决议\n\n大会，\n", "2008-12-18"),
        ("2014 年 12 月 18 日大会决议\n大会，\n", "2014-12-18"),
        ("大会，\n重申其2014年12月18日第69/197号决议，\n", None),
        ("2014年13月40日\n大会，\n", None),
    ],
)
def test_date(text: str, date: str | None) -> None:
    assert date_of(text) == date


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("本报告概述情况 (A/RES/1)。", "zh-Hans"),
        ("本報告概述會員國的情況。", "zh-Hant"),
        ("The report of the Secretary-General is before the Assembly.", "en"),
        ("12 34", None),
        (
            "Le présent rapport est soumis en application de la résolution " * 5,
            None,
        ),
    ],
)
def test_language(text: str, lang: str | None) -> None:
    assert language_of(text) == lang


@given(st.text())
def test_line_starts_follow_newlines(text: str) -> None:
    expected = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]
    assert list(line_starts(text)) == expected


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_an_error(data: bytes) -> None:
    try:
        assert isinstance(decode(data, Path("x")), str)
    except ReadError as error:
        assert "\n" not in str(error)


@given(st.text(max_size=200), st.sampled_from(["a.txt", "A_1.txt", "(.txt", "A_RES_1_1.x.y"]))
def test_any_head_is_read(text: str, name: str) -> None:
    language_of(text)
    symbol_of(text, Path(name))
    date_of(text)


def test_real_documents(shared: Path) -> None:
    found = {
        path.name: (document.symbol, document.lang, document.date)
        for path in sorted((shared / "corpus").glob("*.txt"))
        for document in [read(path)]
    }
    assert found["A_68_127.zh.txt"] == ("A/68/127", "zh-Hans", None)
    assert found["A_RES_63_195.zh.txt"] == ("A/RES/63/195", "zh-Hans", "2008-12-18")
    assert found["A_RES_69_197.zh.txt"] == ("A/RES/69/197", "zh-Hans", "2015-02-02")
    assert found["A_RES_80_229.en.pdftext.txt"] == ("A/RES/80/229", "en", "2025-12-22")
    assert found["CTOC_COP_RES_6_1.zh.txt"][0] == "CTOC/COP/RES/6/1"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"%PDF-1.7\n\xe2\xe3", r"a\.txt: is a PDF document, .*; name it \.pdf"),
        ("a.docx", b"%PDF-1.7\n\xe2\xe3", r"a\.docx: is a PDF document, .*; name it \.pdf"),
        ("a.html", b"PK\x03\x04\xff\x00", r"a\.html: is a zip archive, perhaps a Word document"),
        ("a.pdf", b"PK\x03\x04\xff\x00", r"a\.pdf: is a zip archive, perhaps a Word document"),
        ("a.tmx", b"PK\x03\x04\xff\x00", r"a\.tmx: is a zip archive, perhaps a Word document"),
        ("a.txt", "海洋\n海".encode() + b"\xff", r"save the file as UTF-8 \(it is, .* line 2"),
    ],
)  # fmt: skip
def test_files_that_are_not_what_their_names_say(
    tmp_path: Path, name: str, data: bytes, says: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError, match=says):
        documents(path)


def test_a_few_control_characters_are_spaces(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The law of the\x02sea and of the ocean floor\n", encoding="utf-8")
    assert read(path).text == "The law of the sea and of the ocean floor\n"
    path.write_text("\x01a\x02b\x03", encoding="utf-8")
    with pytest.raises(ReadError, match="encoding is not known"):
        read(path)
