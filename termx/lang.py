"""All that depends on a language or a script: folding, keys, brackets, punctuation."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Inside of a character class: the Chinese characters."""

_HAN_RUN = re.compile(f"[{HAN}]+")
_RUNS = re.compile(rf"[{HAN}]+|[A-Za-zÀ-ɏ]+|[0-9]+|[\s\S]")

TITLE_MARKS = "《》〈〉‹›<>"
QUOTATION_MARKS = "“”‘’\"'「」『』"
_DOTS = "·•・"

# NFKC would also turn superscripts into digits and Chinese punctuation into ASCII; we want only the
# full-width letters, digits and signs, the brackets and the spaces.
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: 0x20,
    0xA0: 0x20,
    0x2010: 0x2D,
    0x2011: 0x2D,
    0x2012: 0x2D,
    0x2013: 0x2D,
    0x2014: 0x2D,
    0x2015: 0x2D,
    0x2212: 0x2D,
}
_UNMARKED = dict.fromkeys(map(ord, TITLE_MARKS + QUOTATION_MARKS + _DOTS))
_SPACE = re.compile(r"\s+")


def is_han(text: str) -> bool:
    """Whether every character of `text` is a Chinese character (false for the empty string)."""
    return bool(_HAN_RUN.fullmatch(text))


def has_han(text: str) -> bool:
    """Whether `text` holds a Chinese character."""
    return bool(_HAN_RUN.search(text))


@cache
def _opencc(config: str) -> OpenCC:
    from opencc import OpenCC

    return OpenCC(config)


def simplified(text: str) -> str:
    """`text` in simplified characters, of the same length.

    OpenCC's phrase tables may change the length; where they do, characters are converted one by
    one, so that offsets into the result are offsets into `text`.
    """
    if not has_han(text):
        return text
    converted: str = _opencc("t2s").convert(text)
    if len(converted) == len(text):
        return converted
    single = (_opencc("t2s").convert(char) for char in text)
    return "".join(new if len(new) == 1 else old for new, old in zip(single, text, strict=True))


def fold_width(text: str) -> str:
    """`text` with full-width letters, digits and signs as ASCII, of the same length."""
    return text.translate(_WIDTH)


def key(form: str) -> str:
    """What two printings of one form share: width, script, case, spaces and marks are folded."""
    return _SPACE.sub("", simplified(form.translate(_WIDTH)).translate(_UNMARKED)).lower()


@cache
def _segmenter() -> Callable[[str], list[str]]:
    """rjieba where it is installed, else jieba: on Chinese characters alone they agree."""
    try:
        import rjieba
    except ImportError:
        import jieba

        # jieba reports the loading of its dictionary on stderr.
        jieba.setLogLevel("WARNING")
        cut: Callable[[str], list[str]] = jieba.Tokenizer().lcut
    else:
        cut = rjieba.cut
    return cut


def words(text: str) -> list[str]:
    """`text` cut into words by jieba's algorithm (Viterbi over its dictionary, with its HMM).

    Runs of Chinese characters are segmented; runs of Latin letters, runs of digits and every other
    character are tokens of their own. `"".join(words(text)) == text`.
    """
    cut = _segmenter()
    tokens: list[str] = []
    for run in _RUNS.findall(text):
        if _HAN_RUN.match(run):
            tokens.extend(cut(run))
        else:
            tokens.append(run)
    return tokens


@cache
def _dictionary() -> dict[str, str]:
    import jieba

    with jieba.get_module_res("dict.txt") as lines:
        return dict(line.decode("utf-8").rstrip().split(" ", 1) for line in lines)


def tag(word: str) -> str:
    """The part of speech of `word` in jieba's dictionary (ICTCLAS tags), "x" if it has none."""
    return _dictionary().get(word, "0 x").rpartition(" ")[2]


def frequency(word: str) -> int:
    """How often `word` occurs in the corpus behind jieba's dictionary, 0 if it is not there."""
    return int(_dictionary().get(word, "0 x").partition(" ")[0])
