"""Cases that real documents brought up: what is said of each, or that nothing is."""

from __future__ import annotations

import pytest

from tests.check.test_rules import found

UN = "organization: 联合国 = United Nations"
COUNCIL = "organization: 安全理事会, +安理会 = Security Council"
COP = "event: 甲公约缔约方会议 = Conference of the Parties to Convention A, COP"
NORWAY = "theme (Member State): 挪威, +挪威王国 = Norway, +Kingdom of Norway"
SESSION = "event: 大会第六十届会议 = sixtieth session of the General Assembly"
QATAR = "theme (Member State): 卡塔尔, +卡塔尔国 = Qatar, +State of Qatar"
SMUGGLING = "theme: 贩运人口, +人口贩运 = trafficking in persons"

CASES: list[tuple[str, str | None, str, tuple[str, ...], str | None]] = [
    # Figures
    ("TX403", "GENEVA, 14 MAY 2009", "2009年5月14日，日内瓦", (), None),
    ("TX403", "Geneva, 5 Oct. 2009", "2009年10月5日，日内瓦", (), None),
    ("TX403", "It met on 3 march 2009.", "会议于2009年3月3日举行。", (), None),
    ("TX403", "It met last year.", "会议于2014年举行。", (), "info"),
    ("TX403", "It met in 2009 and 2010.", "会议于2009年和2012年举行。", (), "warning"),
    ("TX404", "It gave $A45,000.", "它捐了45 000澳元。", (), None),
    ("TX404", "It gave Euro1.5 million.", "它捐了150万欧元。", (), None),
    ("TX404", "It reached more than 2 million people.", "惠及200多万人。", (), None),
    ("TX404", "Over the last two decades", "过去二十年来", (), None),
    ("TX404", "Under the Rules (Annex),55 bearing in mind", "根据（附件所载）规则，铭记", (), None),
    ("TX404", "See www.un.org/2014/list.html", "见www.un.org/2015/list.html", (), None),
    ("TX404", "Article 7 (2) (c)", "第7条第2款第3项", (), None),
    ("TX404", "An expert attended.", "1名专家出席。", (), None),
    ("TX404", "The report is annexed.", "报告见附件，共25页。", (), "info"),
    ("TX404", "All five reports are annexed.", "全部6份报告见附件。", (), "warning"),
    ("TX404", "Some 1.25 billion people", "约12.5亿人", (), None),
    ("TX404", "Some 1.25 billion people", "约1.25亿人", (), "warning"),
    ("TX404", "Some 1.25 billion people", "约1.25（十亿人）", (), None),
    ("TX404", "Half a million people, 3½ per cent", "有50万人，占3.5%", (), None),
    ("TX404", "One hundred and ninety-three States", "183个国家", (), "warning"),
    ("TX402", "Resolution 45/123 A", "第45/123A号决议", (), None),
    ("TX402", "Resolution 1267 (1999)", "第1267(1999)号决议", (), None),
    ("TX402", "Resolution 1267 (1999)", "第1267号决议", (), None),
    ("TX402", "Resolution 1267 (1999)", "第1267(1998)号决议", (), "error"),
    ("TX402", "Organization of work", "2003/103. 工作安排", (), "warning"),
    ("TX402", "Resolution 58/73 of the Assembly", "大会第58／73号决议", (), None),
    # Form
    ("TX314", "See le glaive et la balance.", "见le glaive et la balance。", (), None),
    ("TX314", "See R. Ng, On the law, 1992.", "见R. Ng, On the law, 1992。", (), None),
    ("TX314", "See On the limits of law.", "见On the limits of law。", (), "warning"),
    ("TX314", "The limits of the law", "法律的 limits of the law", (), "warning"),
    ("TX311", "b) Reports", "b) 报告", (), None),
    ("TX311", "a.) Reports", "a.）报告", (), None),
    # Equivalents
    ("TX101", "The United Nations acted.", "本组织采取了行动。", (UN,), None),
    ("TX101", "The United Nations's reports", "该机构的报告", (UN,), "warning"),
    ("TX101", "The Security Council met.", "执行理事会开会。", (COUNCIL,), "warning"),
    ("TX101", "See CTOC/COP/2022/9.", "见CTOC/COP/2022/9。", (COP,), None),
    ("TX101", "The catalogue of products (COP)", "产品目录", (COP,), None),
    ("TX101", "The COP met.", "该机构开会。", (COP,), "warning"),
    # Names
    ("TX301", None, "大会第六十届会议开会。 ¶ 提交大会第十届会议", (SESSION,), "info"),
    ("TX301", None, "提交大会第六十一届会议", (SESSION,), None),
    ("TX301", None, "提交大会第十届会议", (SESSION,), None),
    ("TX114", None, "埃博拉培训已经开始。 ¶ 埃博拉特派团开展治疗。", (), None),
    # Names of states
    ("TX104", "Ships of Norway", "挪威王国的船只", (NORWAY,), "warning"),
    ("TX104", "Norwegian ships of the Kingdom of Norway", "挪威王国的挪威船只", (NORWAY,), None),
    ("TX104", "The Kingdom of Norway and its sea", "挪威王国和挪威海", (NORWAY,), None),
    ("TX104", "Norway (Kingdom of)", "挪威王国", (NORWAY,), None),
    ("TX104", "The centre in Qatar", "卡塔尔国家会议中心", (QATAR,), None),
    # Renderings
    (
        "TX102",
        "Trafficking in persons ¶ Trafficking in persons",
        "贩运人口 ¶ 人口贩运",
        (SMUGGLING,),
        "info",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("code", "source", "target", "terms", "severity"), CASES)
def test_case(
    code: str, source: str | None, target: str, terms: tuple[str, ...], severity: str | None
) -> None:
    severities = {finding.severity for finding in found(code, target, source, terms)}
    assert severities == ({severity} if severity else set())
