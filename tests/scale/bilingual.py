"""Documents in both languages, made of a few names."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

from termx.models import Glossary

NAMES = {
    "珊瑚礁养护委员会": "Coral Reef Conservation Committee",
    "海洋垃圾问题工作组": "Working Group on Marine Litter",
    "海龟基金": "Sea Turtle Fund",
    "沿海国家渔业论坛": "Forum of Coastal States on Fisheries",
}
VERBS = {"请": "Requests the", "邀请": "Invites the", "促请": "Urges the"}
ACTS = {
    "提交报告": "to submit a report",
    "举行会议": "to hold a meeting",
    "提供经费": "to provide funds",
}


def sentences(seed: int) -> list[tuple[str, str]]:
    """Sentences that translate each other."""
    draw = random.Random(seed)  # noqa: S311  the same in every run
    found = []
    for _ in range(40):
        (a, x), (b, y), (c, z) = (
            draw.choice(sorted(words.items())) for words in (VERBS, NAMES, ACTS)
        )
        year = draw.randrange(2000, 2040)
        found.append((f"{a}{b}在{year}年{c}；", f"{x} {y} {z} in {year};"))
    return found


def english(found: Glossary) -> Mapping[str, str]:
    """The English terms of the names that are known here."""
    return {
        item.terms[0].text: term.text.removeprefix("the ")
        for item in found.concepts
        for term in item.terms
        if term.lang == "en" and item.terms[0].text in NAMES
    }


def written(folder: Path, count: int) -> tuple[Path, ...]:
    """Files of `count` documents in both languages."""
    paths = []
    for number in range(count):
        for side, name in enumerate(("zh", "en")):
            path = folder / f"A_RES_98_{number}.{name}.txt"
            lines = [f"A/RES/98/{number}", *(pair[side] for pair in sentences(number))]
            path.write_text("\n\n".join(lines), encoding="utf-8")
            paths.append(path)
    return tuple(paths)
