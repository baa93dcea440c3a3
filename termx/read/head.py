"""What the head of a UN document says about it: language, document symbol, date."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from termx.lang import HAN

# Frequent characters that exist in one of the two scripts only.
_HANS = re.compile("[国会们这发经济关对个产动问题实现员进际议联决报组织项务权为与将业开从]")
_HANT = re.compile("[國會們這發經濟關對個產動問題實現員進際議聯決報組織項務權為與將業開從]")
_HAN = re.compile(f"[{HAN}]")
_WORD = re.compile(r"[A-Za-z]+")
_ENGLISH = frozenset(
    (
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "on",
        "for",
        "by",
        "with",
        "that",
        "as",
        "is",
        "its",
        "or",
    )
)
_SAMPLE = 4_000

# First component of a symbol: an organ or a body. The rest of it: A/RES/80/229, S/RES/1325 (2000),
# CTOC/COP/WG.4/2011/8, A/HRC/RES/43/1, A/68/127/Add.1, ST/SGB/2003/13, A/78/6 (Sect. 19)
SYMBOL = (
    r"[A-Z]{1,8}(?:/(?:[A-Z]+|[A-Z]*[.\-]?\d+[A-Z]?|[A-Z][A-Za-z]*\.\d+|[A-Z]{1,4}\.\d+)){1,12}"
    r"(?:[ ]?\((?:\d{4}|[IVXL]+|Sect\.[ ]?\d{1,2}[A-Z]?|第[ ]?\d{1,2}[ ]?款)\))?"
)
_WHOLE_SYMBOL = re.compile(SYMBOL)
_SYMBOL_LINE = re.compile(rf"({SYMBOL})\*{{0,3}}[ \t]*$", re.MULTILINE)
# "80/229. 加强…" under "…大会决议", "adopted by the General Assembly"
_GA_TITLE = re.compile(r"^[ \t#*]*((?:[SE]-)?\d{1,3}/\d{1,4}(?: ?[A-Z])?)\. ", re.MULTILINE)
_GA_ADOPTED = re.compile(r"大\s?会\s?决\s?议|adopted by the General Assembly")
_OPENING = re.compile(
    r"^[ \t*_]*(?:[^\n，,]{0,30}(?:大会|理事会|委员会|缔约方会议|缔约国会议)[*_]*，"
    r"|The [A-Z][^\n,]{3,80},"
    r"|1\. )[ \t*_]*",
    re.MULTILINE,
)
_HEAD_LENGTH = 2_000

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
_ENGLISH_DATE = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+((?:19|20)\d\d)\b")
_CHINESE_DATE = re.compile(
    r"((?:1[ ]*9|2[ ]*0)[ ]*\d[ ]*\d)\s*年\s*(\d[ ]*\d?)\s*月\s*(\d[ ]*\d?)\s*日"
)


def language_of(text: str) -> str | None:
    """`zh-Hans`, `zh-Hant` or `en`; nothing where the text is in neither Chinese nor English."""
    sample = text[:_SAMPLE]
    han = len(_HAN.findall(sample))
    words = _WORD.findall(sample)
    if han and han >= len(words):
        traditional = len(_HANT.findall(sample)) > len(_HANS.findall(sample))
        return "zh-Hant" if traditional else "zh-Hans"
    english = sum(word.lower() in _ENGLISH for word in words)
    return "en" if words and (english * 12 >= len(words) or len(words) < 30) else None


def symbol_of(text: str, path: Path) -> str | None:
    """The document's own symbol: from its masthead, else the file name, else its running heads.

    Symbols in sentences and footnotes are other documents'.
    """
    head = _head(text)
    if match := _SYMBOL_LINE.search(head):
        return match[1]
    if symbol := _symbol_of_name(path):
        return symbol
    if (title := _GA_TITLE.search(head)) and _GA_ADOPTED.search(head):
        return f"A/RES/{title[1].replace(' ', '')}"
    running = Counter(match[1] for match in _SYMBOL_LINE.finditer(text))
    best = min(running.items(), key=lambda item: (-item[1], item[0]), default=None)
    return best[0] if best and best[1] >= 2 else None


def date_of(text: str) -> str | None:
    """The date that the masthead or the title gives, as ISO 8601."""
    head = _head(text)
    dates = []
    if match := _ENGLISH_DATE.search(head):
        month = _MONTHS.index(match[2]) + 1
        dates.append((match.start(), int(match[3]), month, int(match[1])))
    if match := _CHINESE_DATE.search(head):
        year, month, day = (int(part.replace(" ", "")) for part in match.groups())
        dates.append((match.start(), year, month, day))
    for _, year, month, day in sorted(dates):
        if 1 <= month <= 12 and 1 <= day <= 31:
            return f"{year:04}-{month:02}-{day:02}"
    return None


def _head(text: str) -> str:
    """The masthead and the title: all before the first running sentence."""
    head = text[:_HEAD_LENGTH]
    ends = [match.start() for match in (_OPENING.search(head), _SENTENCE.search(head)) if match]
    return head[: min(ends)] if ends else head


# A line that ends like a sentence, or runs on for longer than a title does.
_SENTENCE = re.compile(r"^(?:[^\n]*[。；]|[^\n]{160,}|[^\n]{40,}[.;])[ \t]*$", re.MULTILINE)


def _symbol_of_name(path: Path) -> str | None:
    """`A_RES_80_229.zh.txt` → `A/RES/80/229`, `S_RES_1325_(2000).txt` → `S/RES/1325 (2000)`."""
    parts = path.name.split(".")[:-1]
    while len(parts) > 1 and parts[-1].isalpha() and parts[-1] not in {"Add", "Rev", "Corr"}:
        parts.pop()
    name = re.sub(r"[_-](?:zh|en|ZH|EN|C|E)$", "", ".".join(parts))
    symbol = re.sub(r"/?\s*\(", " (", name.replace("_", "/"))
    if "/" in symbol and any(map(str.isdigit, symbol)) and _WHOLE_SYMBOL.fullmatch(symbol):
        return symbol
    return None
