"""Names without marks: where they begin and end, and what is none."""

from __future__ import annotations

import pytest

from termx.models import Kind
from tests.harvest.texts import candidates, kinds

BODY, PROGRAMME, EVENT, TREATY = Kind.ORGANIZATION, Kind.PROGRAMME, Kind.EVENT, Kind.INSTRUMENT


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("注意到国际深海测绘中心的报告，", "国际深海测绘中心", BODY),
        ("请珊瑚礁养护委员会继续工作；", "珊瑚礁养护委员会", BODY),
        ("又请各国向珊瑚礁养护委员会提供资料", "珊瑚礁养护委员会", BODY),
        ("由于珊瑚礁养护委员会没有经费，", "珊瑚礁养护委员会", BODY),
        ("决定设立海洋观测问题政府间工作组", "海洋观测问题政府间工作组", BODY),
        ("通过拯救珊瑚全球方案提供援助", "拯救珊瑚全球方案", PROGRAMME),
        ("欢迎通过关于珊瑚的萨摩亚宣言，", "萨摩亚宣言", TREATY),
        ("通过共同深海事务支助股提供支助", "共同深海事务支助股", BODY),
        ("在国家珊瑚养护理事会领导下，", "国家珊瑚养护理事会", BODY),
        ("请就业和深海歧视问题工作组继续审议", "就业和深海歧视问题工作组", BODY),
        ("执行斐济-汤加珊瑚混合委员会的决定", "斐济-汤加珊瑚混合委员会", BODY),
        ("欢迎捍卫《珊瑚宣言》之友小组", "捍卫《珊瑚宣言》之友小组", BODY),
        ("出席联合国可持续捕鱼发展大会", "联合国可持续捕鱼发展大会", EVENT),
        ("庆祝消除海洋垃圾国际日，", "消除海洋垃圾国际日", EVENT),
        ("出席了珊瑚发展问题国际会议", "珊瑚发展问题国际会议", EVENT),
        ("深海渔工问题秘书长特别代表说，", "深海渔工问题秘书长特别代表", BODY),
    ],
)
def test_both_edges(text: str, name: str, kind: Kind) -> None:
    assert kinds(text, by="bodies") == {name: kind}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "海洋观测和预报委员会、深海生物多样性中心及渔业与粮食办公室的代表出席了会议。",
            {"海洋观测和预报委员会", "深海生物多样性中心", "渔业与粮食办公室"},
        ),
        (
            "请珊瑚礁养护委员会与国际深海测绘中心合作",
            {"珊瑚礁养护委员会", "国际深海测绘中心"},
        ),
        (
            "海洋观测问题政府间工作组和深海采矿问题特设专家组",
            {"海洋观测问题政府间工作组", "深海采矿问题特设专家组"},
        ),
        ("设有深海渔具股、远洋渔船股和海洋事务股", {"深海渔具股", "远洋渔船股", "海洋事务股"}),
        ("由拯救珊瑚全球方案和蓝色港口区域方案供资", {"拯救珊瑚全球方案", "蓝色港口区域方案"}),
    ],
)
def test_lists_of_names_and_names_that_are_lists(text: str, names: set[str]) -> None:
    assert set(kinds(text, by="bodies")) == names


@pytest.mark.parametrize(
    "text",
    [
        "会员国和各国家委员会应设立专门委员会。",
        "设立一个委员会，负责管理该基金。",
        "该委员会由十名成员组成。",
        "每一个工作组均应提出报告。",
        "其他国际组织和区域组织可派代表出席。",
        "有关方案和项目由各国政府负责。",
        "本公约和其他公约均不妨碍这项权利。",
        "应采取措施防止委员会受到压力，并为了方便委员会工作，",
        "这会损害公约订明的权利。",
        "斐济安全部队和汤加立法机构",
        "联合国系统有关组织和相关机构",
        "第一个工作组着重讨论第28条规则。",
        "由该国的家事法院处理",
        "在2014-2015年方案预算下，",
        "违反了国际法和国际公约，",
        "由妇女组织和人权组织举办",
        "各项国际渔业准则",
        "决定组织一次缔约国会议，由专家组成，",
        "由渔船船长佩特科·伊万诺夫作证",
    ],
)
def test_what_names_nothing(text: str) -> None:
    assert kinds(text, by="bodies") == {}


def test_a_name_is_cut_where_the_collection_cuts_it() -> None:
    texts = (
        "请珊瑚礁养护委员会编写报告。",
        "欢迎珊瑚礁养护委员会的工作。",
        "邀请珊瑚礁养护委员会出席。",
        "根据珊瑚礁养护委员会的建议，",
    )
    (item,) = candidates(*texts, by="bodies")
    assert item.form == "珊瑚礁养护委员会"
    assert len(item.occurrences) == len(texts)


def test_a_known_body_makes_longer_names() -> None:
    found = kinds("联合国环境大会第七届会议和大会第六十八届会议", by="known bodies")
    assert found["联合国环境大会第七届会议"] is EVENT
    assert found["大会第六十八届会议"] is EVENT
    assert found["联合国环境大会"] is BODY or found["联合国环境大会"] is EVENT


def test_a_known_meeting_is_numbered() -> None:
    found = kinds("在第二次联合国人类住区会议上，", by="known bodies")
    assert found["第二次联合国人类住区会议"] is EVENT


def test_titles_do_not_run_into_names() -> None:
    found = kinds("《珊瑚礁保护公约》缔约国会议决定，", by="titles bodies")
    assert found["珊瑚礁保护公约"] is TREATY
    assert found["《珊瑚礁保护公约》缔约国会议"] is BODY


def test_an_assembly_belongs_to_its_body() -> None:
    found = kinds("由亚洲珊瑚组织大会通过，", by="bodies")
    assert found == {"亚洲珊瑚组织": BODY, "亚洲珊瑚组织大会": EVENT}
