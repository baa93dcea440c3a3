import pytest

from termx.pair.citations import citation


@pytest.mark.parametrize(
    ("form", "english"),
    [
        (
            "经济及社会理事会正式记录，2012年，补编第10号",
            "Official Records of the Economic and Social Council, 2012, Supplement No. 10",
        ),
        (
            "大会正式记录，第六十四届会议，补编第3A号",
            "Official Records of the General Assembly, Sixty-fourth Session, Supplement No. 3A",
        ),
        (
            "大会正式记录，第二十届特别会议，补编第2号和更正",
            "Official Records of the General Assembly, Twentieth Special Session,"
            " Supplement No. 2 and corrigendum",
        ),
        ("2011年，补编第7号", "2011, Supplement No. 7"),
        ("第十九届会议，补编第11号", "Nineteenth Session, Supplement No. 11"),
        ("经济及社会理事会正式记录", None),
        ("2011年，报告第7号", None),
    ],
)
def test_citations_of_official_records_follow_a_pattern(form: str, english: str | None) -> None:
    assert citation(form) == english
