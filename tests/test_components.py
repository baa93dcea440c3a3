"""termx.components: the tokenizer and the component, alone, saved, pickled and in processes."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from termx import formats
from termx.errors import ConfigError, FormatError
from termx.models import Concept, Glossary, Kind, Review, Status, Term

TERMS = ["十年方案框架", "世界卫生组织", "人数"]
TEXT = (
    "大会，\n"
    "回顾《联合国海洋法公约》，又称《海洋法公约》，\n"
    "1. 欢迎世界卫生组织就人数最多的港口提出的报告；\n"
    "2. 请联合国环境规划署（环境署）继续支持红树林修复工作。\n"
)
GLOSSARY = Glossary(
    "Test",
    (
        Concept(
            "c-mangrove",
            Kind.THEME,
            (
                Term("红树林修复", "zh-Hans"),
                Term("mangrove restoration", "en"),
                Term("mangrove repair", "en", status=Status.DEPRECATED),
            ),
        ),
        Concept(
            "c-who",
            Kind.ORGANIZATION,
            (Term("世界卫生组织", "zh-Hans"), Term("World Health Organization", "en")),
        ),
        Concept("c-no", Kind.THEME, (Term("港口", "zh-Hans"),), review=Review.REJECTED),
    ),
)


def pipeline(lang: str = "zh", **config: object) -> Language:
    nlp = spacy.blank(lang)
    nlp.add_pipe("termx_harvester", config=config)
    return nlp


def with_tokenizer(terms: list[str]) -> Language:
    tokenizer = {"@tokenizers": "termx.ChineseTokenizer.v1", "terms": terms}
    return spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}})


def with_glossary(lang: str = "zh", glossary: Glossary = GLOSSARY, **config: object) -> Language:
    nlp = pipeline(lang, **config)
    nlp.get_pipe("termx_harvester").glossary = glossary  # type: ignore[attr-defined]
    return nlp


def marked(doc: Doc, key: str = "termx") -> list[tuple[str, str, str]]:
    return [(span.text, span.label_, span.id_) for span in doc.spans[key]]


def in_fresh_process(folder: Path, text: str) -> dict[str, list[str]]:
    """Tokens and terms of `text` by the pipeline in `folder`, with nothing of termx imported."""
    code = (
        "import json, sys, spacy\n"
        "doc = spacy.load(sys.argv[1])(sys.argv[2])\n"
        "terms = [f'{s.text} {s.label_} {s.id_}' for s in doc.spans.get('termx', ())]\n"
        "print(json.dumps({'tokens': [t.text for t in doc], 'terms': terms}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, folder, text],
        check=True,
        capture_output=True,
        timeout=120,
    )
    result: dict[str, list[str]] = json.loads(done.stdout)
    return result


# --- the tokenizer


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("通过十年方案框架。", ["通过", "十年方案框架", "。"]),
        ("使用人数最多", ["使用", "人数", "最", "多"]),
        ("通過十年方案框架", ["通過", "十年方案框架"]),
        ("COVID-19和２０３０年", ["COVID", "-", "19", "和", "２０３０", "年"]),
        ("A  B\n\n C", ["A", " ", "B", "\n\n ", "C"]),
        ("   ", ["   "]),
        ("", []),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    doc = with_tokenizer(TERMS)(text)
    assert [token.text for token in doc] == tokens
    assert doc.text == text


@pytest.fixture(scope="module")
def tokenizing() -> Language:
    return with_tokenizer(["a b", *TERMS])


@given(
    st.text(
        alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("人数 \n会"))
    )
)
def test_tokens_join_back_to_the_text(tokenizing: Language, text: str) -> None:
    doc = tokenizing.make_doc(text)
    assert doc.text == text
    assert all(token.text for token in doc)


def test_terms_do_not_leak_into_another_tokenizer_or_jieba() -> None:
    import jieba

    with_tokenizer(["环境规划署长"])("环境规划署长")
    assert len(with_tokenizer([])("环境规划署长")) > 1
    assert "环境规划署长" not in jieba.dt.FREQ


def test_the_tokenizer_keeps_its_terms_when_saved_and_pickled(tmp_path: Path) -> None:
    nlp = with_tokenizer(TERMS)
    expected = [token.text for token in nlp(TEXT)]
    nlp.to_disk(tmp_path)
    assert in_fresh_process(tmp_path, TEXT)["tokens"] == expected
    again = pickle.loads(pickle.dumps(nlp))  # noqa: S301  our own bytes
    assert [token.text for token in again(TEXT)] == expected


# --- the component


def test_names_of_one_document_are_marked_with_their_kinds() -> None:
    found = marked(pipeline(themes=0)(TEXT))
    for expected in (
        ("大会", "organization", ""),
        ("联合国海洋法公约", "instrument", ""),
        ("海洋法公约", "instrument", ""),
        ("世界卫生组织", "organization", ""),
        ("联合国环境规划署", "organization", ""),
        ("环境署", "organization", ""),
    ):
        assert expected in found


def test_the_glossary_adds_its_terms_and_ids_but_not_rejected_ones() -> None:
    found = marked(with_glossary(harvesters=["titles"])(TEXT))
    assert found == [
        ("联合国海洋法公约", "instrument", ""),
        ("海洋法公约", "instrument", ""),
        ("世界卫生组织", "organization", "c-who"),
        ("红树林修复", "theme", "c-mangrove"),
    ]


def test_offsets_are_those_of_traditional_text() -> None:
    text = "大會，\n回顧《聯合國海洋法公約》，\n歡迎世界衛生組織的報告。"
    found = marked(with_glossary(themes=0)(text))
    assert ("聯合國海洋法公約", "instrument", "") in found
    assert ("世界衛生組織", "organization", "c-who") in found


def test_spans_are_in_order_and_do_not_overlap() -> None:
    doc = with_glossary()(TEXT)
    spans = list(doc.spans["termx"])
    assert len(spans) > 2
    assert all(left.end <= right.start for left, right in pairwise(spans))


def test_a_term_inside_tokens_is_widened_to_them() -> None:
    nlp = with_tokenizer(["红树林修复工作"])
    harvester = nlp.add_pipe("termx_harvester", config={"harvesters": []})
    harvester.glossary = GLOSSARY  # type: ignore[attr-defined]
    assert marked(nlp("支持红树林修复工作")) == [("红树林修复工作", "theme", "c-mangrove")]


@pytest.mark.parametrize("text", ["", " ", "   \n \n  ", "。", "plain text"])
def test_text_without_terms(text: str) -> None:
    doc = with_glossary()(text)
    assert doc.text == text
    assert marked(doc) == []


def test_a_long_document() -> None:
    # Every copy of the text ends with its own number, so all names stand in all copies.
    copies = [f"{TEXT}第{number}段。\n" for number in range(120)]
    text = "".join(copies)
    assert len(text) > 10_000
    doc = with_glossary(themes=0)(text)
    assert sum(span.text == "联合国环境规划署" for span in doc.spans["termx"]) == len(copies)
    assert sum(span.id_ == "c-mangrove" for span in doc.spans["termx"]) == len(copies)


def test_english_text_is_matched_with_the_glossary_only() -> None:
    text = "Mangrove restoration, not mangrove repair, by the World Health Organization and UNEP."
    assert marked(with_glossary("en")(text)) == [
        ("Mangrove restoration", "theme", "c-mangrove"),
        ("mangrove repair", "theme", "c-mangrove"),
        ("World Health Organization", "organization", "c-who"),
    ]
    assert marked(pipeline("en")(text)) == []


def test_a_second_component_has_its_own_key() -> None:
    nlp = with_glossary(themes=0)
    nlp.add_pipe("termx_harvester", "titles", config={"harvesters": ["titles"], "spans_key": "own"})
    doc = nlp(TEXT)
    assert [text for text, _, _ in marked(doc, "own")] == ["联合国海洋法公约", "海洋法公约"]
    assert len(marked(doc)) > 2


def test_the_path_of_a_glossary(tmp_path: Path) -> None:
    path = tmp_path / "glossary.csv"
    formats.dump(GLOSSARY, path)
    nlp = pipeline(glossary=str(path), harvesters=[])
    expected = [("世界卫生组织", "organization", "c-who"), ("红树林修复", "theme", "c-mangrove")]
    assert marked(nlp(TEXT)) == expected
    nlp.to_disk(tmp_path / "saved")
    path.unlink()  # what was saved does not need the file
    assert marked(spacy.load(tmp_path / "saved")(TEXT)) == expected


def test_a_glossary_that_is_not_there(tmp_path: Path) -> None:
    nlp = pipeline(glossary=str(tmp_path / "none.csv"))
    with pytest.raises(FormatError, match=r"none\.csv"):
        nlp(TEXT)


def test_a_harvester_that_does_not_exist() -> None:
    with pytest.raises(ConfigError, match="nonesuch"):
        pipeline(harvesters=["nonesuch"])


def test_a_saved_pipeline_keeps_settings_and_terms(tmp_path: Path) -> None:
    nlp = with_glossary(harvesters=["titles"])
    expected = marked(nlp(TEXT))
    nlp.to_disk(tmp_path)
    terms = in_fresh_process(tmp_path, TEXT)["terms"]
    assert terms == [" ".join(term) for term in expected]
    again = spacy.load(tmp_path)
    assert again.get_pipe_config("termx_harvester")["harvesters"] == ["titles"]
    assert again.get_pipe("termx_harvester").glossary == GLOSSARY  # type: ignore[attr-defined]


def test_bytes_and_pickle_keep_the_terms() -> None:
    nlp = with_glossary(harvesters=["titles"])
    expected = marked(nlp(TEXT))
    assert marked(pipeline(harvesters=["titles"]).from_bytes(nlp.to_bytes())(TEXT)) == expected
    assert marked(pickle.loads(pickle.dumps(nlp))(TEXT)) == expected  # noqa: S301  our own bytes


def test_bytes_that_are_no_glossary() -> None:
    with pytest.raises(FormatError, match="termx_harvester"):
        pipeline().get_pipe("termx_harvester").from_bytes(b"{")  # type: ignore[attr-defined]


def test_several_processes_give_what_one_gives() -> None:
    nlp = with_glossary(themes=0)
    texts = [TEXT, "", "世界卫生组织", TEXT.replace("环境", "海洋")] * 3
    expected = [marked(nlp(text)) for text in texts]
    assert [marked(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=2)] == expected


def test_a_glossary_can_be_replaced() -> None:
    nlp = with_glossary(harvesters=[])
    other = replace(GLOSSARY, concepts=GLOSSARY.concepts[:1])
    nlp.get_pipe("termx_harvester").glossary = other  # type: ignore[attr-defined]
    assert marked(nlp(TEXT)) == [("红树林修复", "theme", "c-mangrove")]
