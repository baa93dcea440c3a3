"""The languages of foreign files: their tags, names and scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from termx.lang import HAN, simplified

# Names as they head columns in English and Chinese; ISO 639 codes; the six languages of the UN.
_NAMES: Mapping[str, str] = MappingProxyType(
    {
        name: lang
        for lang, names in {
            "en": "en eng english 英文 英语 英語",
            "zh-Hans": "zh zho chi cmn chs cn chinese 中文 汉语 漢語 华语 简体 简体中文 中文简体",
            "zh-Hant": "cht 繁体 繁體 繁体中文 繁體中文 正體中文",
            "fr": "fr fra fre french français 法文 法语",
            "es": "es spa spanish español 西文 西班牙文 西班牙语",
            "ru": "ru rus russian русский 俄文 俄语",
            "ar": "ar ara arabic العربية 阿文 阿拉伯文 阿拉伯语",
        }.items()
        for name in names.split()
    }
)
_HAN = re.compile(f"[{HAN}]")
_WORD = re.compile(r"\w+")
_TRADITIONAL = frozenset(
    _WORD.findall("hant tw hk mo taiwan hong traditional cht 繁体 繁體 繁体中文 繁體中文")
)
_REGIONS = frozenset(
    _WORD.findall(
        "hans cn sg prc china mainland singapore simplified kong sar us gb uk ca au united states"
        " kingdom of america 简体 简中 中国"
    )
)
# `英文缩写`, `中文名称`: what follows the name of a language without a space.
_COMPOUND = re.compile(
    "(" + "|".join(sorted(filter(_HAN.match, _NAMES), key=len, reverse=True)) + ")(.+)"
)
_PARTS = re.compile(r"[^\W_]+")
_LATIN = re.compile("[A-Za-z]")
_SAMPLE = 2_000


def language(name: str) -> str | None:
    """The tag of the language that `name` begins with: `zh-CN`, `Chinese (Simplified)`, `英文`.

    Nothing if it does not begin with a language.
    """
    found = split(name)
    return found[0] if found else None


def split(name: str) -> tuple[str, str] | None:
    """The language that a heading names and what follows: `Chinese short forms`, `en_US notes`."""
    parts = _PARTS.findall(name.strip().lower())
    if parts and parts[0] not in _NAMES and (compound := _COMPOUND.fullmatch(parts[0])):
        parts[:1] = compound.groups()
    lang = _NAMES.get(parts[0]) if parts else None
    if lang is None:
        return None
    at = 1
    while at < len(parts) and (parts[at] in _REGIONS or parts[at] in _TRADITIONAL):
        at += 1
    if lang == "zh-Hans" and _TRADITIONAL.intersection(parts[:at]):
        lang = "zh-Hant"
    return lang, " ".join(parts[at:])


def tag(code: str) -> str:
    """The tag for a language code of a foreign file: Chinese by script, English without region."""
    primary = code.replace("_", "-").partition("-")[0].lower()
    if primary in ("zh", "zho", "chi", "cmn", "en", "eng"):
        return language(code) or code
    return code.replace("_", "-")


def _is_chinese(text: str) -> bool:
    """Whether a text with names in Latin letters, or in Chinese characters, is a Chinese one."""
    han = len(_HAN.findall(text))
    return han > 0 and 2 * han >= len(_LATIN.findall(text))


def script(texts: Iterable[str]) -> str | None:
    """The language of a column of `texts` by its characters: `zh-Hans`, `zh-Hant` or `en`.

    Nothing if most of them hold no letters, or as much of one as of the other.
    """
    filled = [text for text in texts if any(char.isalpha() for char in text)]
    chinese = [text for text in filled if _is_chinese(text)]
    if not filled or len(chinese) * 2 == len(filled):
        return None
    if len(chinese) * 2 < len(filled):
        return "en"
    sample = "".join(chinese)[:_SAMPLE]
    changed = sum(a != b for a, b in zip(sample, simplified(sample), strict=True))
    # Simplified texts have a few characters that OpenCC changes (著, 乾), traditional ones a third.
    return "zh-Hant" if changed * 10 > len(sample) else "zh-Hans"
