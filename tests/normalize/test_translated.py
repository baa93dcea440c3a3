"""English evidence on Chinese names."""

from __future__ import annotations

from termx.models import Candidate, Document, Kind, Occurrence, Segment
from termx.normalize import normalize


def candidates(kind: Kind, **counts: int) -> list[Candidate]:
    """Candidates that each stand so often in a text of their own."""
    found = []
    for form, count in counts.items():
        text = f"{form}。" * count
        segment = Segment(Document("a.txt", text, lang="zh-Hans"), 0, len(text))
        size = len(form) + 1
        places = [Occurrence(segment, i * size, i * size + len(form)) for i in range(count)]
        found.append(Candidate(form, "zh-Hans", kind, tuple(places), 0.9))
    return found


def groups(items: list[Candidate], **english: str) -> list[set[str]]:
    concepts = normalize(items, english=english)
    return sorted(({term.text for term in item.terms} for item in concepts), key=min)


def test_two_renderings_of_one_english_name_are_one_concept() -> None:
    one, two = "沿海灯塔管理者联盟", "海岸导航塔经营者同盟"
    items = candidates(Kind.ORGANIZATION, **{one: 2, two: 1})
    assert len(groups(items)) == 2
    name = "alliance of coastal lighthouse keeper"
    assert groups(items, **{one: name, two: name}) == [{one, two}]


def test_themes_with_one_name_in_english_stay_apart() -> None:
    items = candidates(Kind.THEME, 灯塔守护=2, 导航塔=1)
    assert len(groups(items, 灯塔守护="lighthouse keeping", 导航塔="lighthouse keeping")) == 2


def test_a_part_of_a_form_is_no_rendering() -> None:
    items = candidates(Kind.ORGANIZATION, 沿海灯塔管理者联盟=2, 沿海灯塔=1)
    name = "alliance of coastal lighthouse keeper"
    assert len(groups(items, 沿海灯塔管理者联盟=name, 沿海灯塔=name)) == 2


def test_look_alikes_with_two_names_in_english_stay_apart() -> None:
    one, two = "世界海洋灯塔管理者联合会", "世界海岸灯塔管理者联合会"
    items = candidates(Kind.ORGANIZATION, **{one: 9, two: 1})
    assert groups(items) == [{one, two}]
    assert len(groups(items, **{one: "federation of ocean towers", two: "coast federation"})) == 2
