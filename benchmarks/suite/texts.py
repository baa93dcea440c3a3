"""Text of any length, made of the sample that comes with termx, or of documents of one's own.

Paragraphs are drawn again and again; in each copy every digit is another one, and names of the
United Nations are others of the same kind. The same seed gives the same text.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[2] / "pipelines" / "sample"
PARAGRAPHS = 60
"""Of a document."""
CHANGED = 0.7
"""With this probability a name becomes another one."""

Pair = tuple[str, str]
"""A Chinese and an English text."""

_DIGIT = re.compile("[0-9]")


def pool(folder: Path = SAMPLE) -> list[Pair]:
    """The paragraphs of the Chinese documents of a folder, with the English ones where there is a
    translation of as many paragraphs.
    """
    from termx.clean import clean
    from termx.read import read
    from termx.segment import paragraphs

    found: list[Pair] = []
    for path in sorted(folder.glob("*.zh.*")):
        chinese = [segment.text for segment in paragraphs(clean(read(path)))]
        other = path.with_name(path.name.replace(".zh.", ".en."))
        english = [item.text for item in paragraphs(clean(read(other)))] if other.exists() else []
        if len(english) != len(chinese):
            english = [""] * len(chinese)
        found += zip(chinese, english, strict=True)
    return found


def drawn(pairs: Sequence[Pair], seed: int = 1) -> Iterator[Pair]:
    """The paragraphs in a new order, again and again, with other digits and names."""
    draw = random.Random(seed)  # noqa: S311  not for secrets
    names = _names(pairs)
    order = list(range(len(pairs)))
    while True:
        draw.shuffle(order)
        for number in order:
            one, two = pairs[number]
            for old, others in names[number]:
                if draw.random() < CHANGED:
                    new = draw.choice(others)
                    one, two = one.replace(old[0], new[0]), two.replace(old[1], new[1])
            digits = {str(digit): str(draw.randrange(10)) for digit in range(10)}
            yield _other_digits(one, digits), _other_digits(two, digits)


def _other_digits(text: str, digits: dict[str, str]) -> str:
    return _DIGIT.sub(lambda match: digits[match[0]], text)


def _names(pairs: Sequence[Pair]) -> list[list[tuple[Pair, Sequence[Pair]]]]:
    """For each paragraph the names that stand on both sides of it, with others of their kind."""
    from termx import data

    kinds: defaultdict[str, list[Pair]] = defaultdict(list)
    for name in data.names():
        if name.en:
            kinds[name.kind].append((name.zh[0], name.en[0]))
    found = []
    for one, two in pairs:
        own = [
            (name, others)
            for _, others in sorted(kinds.items())
            for name in others
            if name[0] in one and (not two or name[1] in two)
        ]
        found.append(sorted(own, key=lambda item: -len(item[0][0])))
    return found


def write_documents(folder: Path, pairs: Sequence[Pair], size: int) -> int:
    """Chinese documents of about `size` characters in all, and their lines in `clean.txt`; the
    number of characters.
    """
    folder.mkdir()
    written = number = 0
    texts = drawn(pairs)
    with (folder / "clean.txt").open("w", encoding="utf-8") as lines:
        while written < size:
            number += 1
            own = [next(texts)[0] for _ in range(min(PARAGRAPHS, 1 + size // 100))]
            text = "\n\n".join((f"A/RES/98/{number}", *own)) + "\n"
            (folder / f"A_RES_98_{number}.zh.txt").write_text(text, encoding="utf-8")
            for line in own:
                written += lines.write(line.replace("\n", " ") + "\n")
    return written


def write_bitext(folder: Path, pairs: Sequence[Pair], size: int) -> int:
    """`size` pairs of lines in `clean.txt` and `b.en`; the number of Chinese characters."""
    folder.mkdir()
    texts = drawn([pair for pair in pairs if pair[1]])
    written = 0
    with (
        (folder / "clean.txt").open("w", encoding="utf-8") as one,
        (folder / "b.en").open("w", encoding="utf-8") as two,
    ):
        for _ in range(size):
            chinese, english = (side.replace("\n", " ") for side in next(texts))
            written += one.write(chinese + "\n")
            two.write(english + "\n")
    return written


def write_glossary(folder: Path, size: int) -> int:
    """A glossary of `size` concepts, and its terms in `clean.txt`; the number of characters."""
    from benchmarks.site import concepts
    from termx import formats
    from termx.models import Glossary

    folder.mkdir()
    glossary = Glossary("Synthetic", concepts(size))
    formats.dump(glossary, folder / "glossary.json")
    with (folder / "clean.txt").open("w", encoding="utf-8") as lines:
        return sum(
            lines.write(term.text + "\n") for item in glossary.concepts for term in item.terms
        )
