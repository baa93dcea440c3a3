"""Characters of the symbol fonts, which Word stores by their place in the font.

Symbol: Adobe's Symbol encoding. Wingdings: the marks that lists and forms use, by Unicode's table
of its sources for the Wingdings repertoire (L2/11-344).
"""

from __future__ import annotations

from collections.abc import Mapping

_SYMBOL = dict(
    zip(
        "ABCDEFGHIKLMNOPQRSTUWXYZabcdefghiklmnopqrstuwxyz",
        "ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖαβχδεφγηικλμνοπθρστυωξψζ",
        strict=True,
    )
) | {
    "\xa2": "′", "\xa3": "≤", "\xa5": "∞", "\xab": "↔", "\xac": "←", "\xad": "↑", "\xae": "→",
    "\xaf": "↓", "\xb0": "°", "\xb1": "±", "\xb2": "″", "\xb3": "≥", "\xb4": "×", "\xb7": "•",
    "\xb8": "÷", "\xb9": "≠", "\xbb": "≈", "\xbc": "…", "\xd2": "®", "\xd3": "©", "\xd4": "™",
    "\xd7": "·", "\xe5": "∑",
}  # fmt: skip
_WINGDINGS = {
    "\x6c": "●", "\x6e": "■", "\x6f": "□", "\x71": "❑", "\x75": "◆", "\x76": "❖", "\x9f": "•",
    "\xa7": "▪", "\xa8": "◻", "\xd8": "➢", "\xe0": "→", "\xfb": "✗", "\xfc": "✓", "\xfd": "☒",
    "\xfe": "☑",
}  # fmt: skip
_FONTS: Mapping[str, Mapping[str, str]] = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}


def symbol(font: str | None, code: str | None) -> str:
    """The character with the hexadecimal `code` in `font`; nothing for an unknown ornament."""
    try:
        point = int(code or "", 16)
    except ValueError:
        return ""
    if 0xF000 <= point <= 0xF0FF:
        point -= 0xF000
    char = chr(point) if 0x20 <= point < 0xD800 or 0xE000 <= point < 0x110000 else ""
    table = _FONTS.get((font or "").lower())
    if table is not None:
        return table.get(char, char if char.isascii() and not char.isalpha() else "")
    return char if char.isprintable() else ""
