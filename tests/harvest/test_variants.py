"""Other renderings of known forms in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from termx.errors import ConfigError
from termx.harvest import harvest
from termx.harvest.folding import fold
from termx.harvest.naming import Found, candidates
from termx.harvest.parts import Whole
from termx.harvest.stages import find_variants
from termx.harvest.tally import Tally
from termx.models import Candidate, Document, Kind, Occurrence, Segment
from termx.normalize import normalize

THEME, BODY, TREATY, FUND = Kind.THEME, Kind.ORGANIZATION, Kind.INSTRUMENT, Kind.PROGRAMME


def segment(text: str) -> Segment:
    return Segment(Document("d.txt", text, "zh-Hans", "A/70/1"), 0, len(text))


def known(form: str, kind: Kind, place: Segment | None = None) -> Candidate:
    own = (
        tuple(
            Occurrence(place, *match.span()) for match in re.finditer(re.escape(form), place.text)
        )
        if place
        else ()
    )
    return Candidate(form, "zh-Hans", kind, own, 0.5)


def variants(places: list[Segment], found: list[Candidate]) -> Sequence[Candidate]:
    work = Whole(places)
    origins = [
        Found((item.form, item.form, item.lang), Tally(), item.kind, item.score) for item in found
    ]
    return candidates(work, list(find_variants(work, origins, None)))


def found(text: str, *forms: tuple[str, Kind]) -> dict[str, str | None]:
    """Form -> origin of every variant of `forms` in `text`."""
    place = segment(text)
    origins = [known(form, kind, place) for form, kind in forms]
    return {item.form: item.variant_of for item in variants([place], origins)}


@pytest.mark.parametrize(
    ("text", "kind", "origin", "variant"),
    [
        ("各国决心打击象牙贩运。", THEME, "贩运象牙", "象牙贩运"),
        ("各国决心打击非法贩运象牙。", THEME, "贩运象牙", "非法贩运象牙"),
        ("各国决心打击象牙的非法贩运行为。", THEME, "贩运象牙", "象牙的非法贩运行为"),
        ("这涉及渔民及船员权利。", THEME, "渔民和船员权利", "渔民及船员权利"),
        ("制止对渔民的暴力。", THEME, "暴力侵害渔民行为", "对渔民的暴力"),
        ("邀请联合国渔业委员会参加。", BODY, "渔业委员会", "联合国渔业委员会"),
        ("邀请渔业与珊瑚委员会参加。", BODY, "渔业和珊瑚委员会", "渔业与珊瑚委员会"),
        ("通过打击象牙贩运工作组开展。", BODY, "打击贩运象牙工作组", "打击象牙贩运工作组"),
        ("由打击贩运象牙工作小组开展。", BODY, "打击贩运象牙工作组", "打击贩运象牙工作小组"),
        ("回顾2003年的《珊瑚保护公约》，", TREATY, "珊瑚保护公约", None),
        ("执行2003年珊瑚保护公约。", TREATY, "珊瑚保护公约", "2003年珊瑚保护公约"),
        ("载于2031-2032年方案预算中。", THEME, "2031-2032两年期方案预算", "2031-2032年方案预算"),
        ("在不限成员名额工作组会议上，", BODY, "联合国不限成员名额工作组", "不限成员名额工作组"),
        ("珊瑚礁观测平台已启用。", FUND, "渔业委员会珊瑚礁观测平台", "珊瑚礁观测平台"),
    ],
)
def test_other_renderings_are_found(
    text: str, kind: Kind, origin: str, variant: str | None
) -> None:
    expected = {variant: origin} if variant else {}
    assert found(text, (origin, kind), ("渔业委员会", BODY)) == expected


@pytest.mark.parametrize(
    ("text", "kind", "origin"),
    [
        ("关于珊瑚的保护公约", TREATY, "关于珊瑚的保护公约"),  # nothing but the form itself
        ("渔民、船员、港口", THEME, "渔民和船员"),  # a part of an enumeration
        ("对付贩运者", THEME, "非法贩运"),  # says less than its origin
        ("执行委员会开会", BODY, "渔业委员会执行委员会"),  # names nothing by itself
        ("共同和分担的渔业责任", THEME, "分担渔业责任"),
        ("设立渔业犯罪问题集团。", THEME, "渔业犯罪集团"),
    ],
)
def test_what_is_no_rendering_is_left_alone(text: str, kind: Kind, origin: str) -> None:
    assert found(text, (origin, kind), ("渔业委员会", BODY)) == {}


def test_a_part_of_a_longer_name_does_not_count() -> None:
    forms = ("渔业及珊瑚委员会秘书处", BODY), ("渔业和珊瑚委员会", BODY)
    assert found("渔业及珊瑚委员会秘书处编写", *forms) == {}


def test_a_term_counts_inside_of_names_if_it_never_stands_outside() -> None:
    name, term = ("打击象牙贩运工作组", BODY), ("贩运象牙", THEME)
    assert found("打击象牙贩运工作组开会，讨论贩运象牙问题。", name, term) == {
        "象牙贩运": "贩运象牙"
    }
    places = [segment("打击象牙贩运工作组开会，讨论象牙贩运。")]
    (item,) = variants(places, [known(*name, places[0]), known(*term)])
    assert [occurrence.start for occurrence in item.occurrences] == [14]


def test_a_treaty_with_its_protocols_is_a_thing_of_its_own() -> None:
    place = segment("《珊瑚保护公约》及其各项《任择议定书》已经生效。")
    (item,) = variants([place], [known("珊瑚保护公约", TREATY, place)])
    assert item.form == "《珊瑚保护公约》及其各项《任择议定书》"
    assert (item.kind, item.variant_of) == (TREATY, None)


def test_places_are_those_of_the_text() -> None:
    place = segment("打击象牙贩运。制止象牙贩运。")
    (item,) = variants([place], [known("贩运象牙", THEME)])
    assert [occurrence.text for occurrence in item.occurrences] == ["象牙贩运"] * 2
    assert [occurrence.start for occurrence in item.occurrences] == [2, 9]


def test_a_variant_that_stays_alone_is_no_concept() -> None:
    place = segment("象牙贩运和珊瑚")
    alone = Candidate("象牙", "zh-Hans", THEME, (), 0.5, variant_of="珊瑚")
    joined = Candidate("象牙贩运", "zh-Hans", THEME, (), 0.5, variant_of="贩运象牙")
    concepts = normalize([known("贩运象牙", THEME, place), alone, joined])
    assert [{term.text for term in concept.terms} for concept in concepts] == [
        {"贩运象牙", "象牙贩运"}
    ]


def test_harvest_runs_it_behind_the_others() -> None:
    place = segment(
        "回顾《联合国珊瑚保护公约》，并执行《珊瑚保护公约》各项规定和珊瑚保护公约议定书。"
    )
    with_variants = harvest([place], harvesters=("titles", "variants"))
    assert {item.form for item in harvest([place], harvesters=("titles",))} <= {
        item.form for item in with_variants
    }
    with pytest.raises(ConfigError, match="variant"):
        harvest([place], harvesters=("variant",))


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("打击《贩运》象牙", 2, 6, "贩运》象牙"),
        ("渔民与船员的权利", 0, 7, "渔民与船员的权利"),
        ("利益攸关者参加", 0, 5, "利益攸关者"),
        ("利益攸关者参加", 1, 5, None),  # cuts an exchanged word
    ],
)
def test_offsets_lead_back(text: str, start: int, end: int, expected: str | None) -> None:
    span = fold(text).origin(start, end)
    assert (span and text[slice(*span)]) == expected
