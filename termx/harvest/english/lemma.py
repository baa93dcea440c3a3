"""Keys of English forms: number, case, hyphens and the article are folded, the form is kept."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_KEPT = frozenset({"series", "species", "means", "news", "headquarters", "always", "perhaps"})
_ARTICLES = frozenset({"the", "a", "an"})


@lru_cache(maxsize=1 << 16)
def singular(word: str) -> str:
    """The singular of a noun in lower case, by the rules of English spelling.

    Irregular plurals stay as they are; so do words that only end like a plural (crisis, status).
    """
    if (
        len(word) < 4
        or word in _KEPT
        or not word.endswith("s")
        or word.endswith(("ss", "us", "is"))
    ):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=1 << 16)
def key(form: str) -> str:
    """What the printings of one English form share: its words in the singular and lower case.

    `lang.key` folds width, case and marks; here also number, hyphens, possessives and a leading
    article do not matter: the Arms Trade Treaty, trust-fund, trust funds.
    """
    text = form.lower()
    if text.isalpha():
        return singular(text)
    return " ".join(map(singular, _words(text)))


def unfolded(form: str) -> str:
    """The key of a form in which number matters."""
    return " ".join(_words(form.lower()))


def _words(text: str) -> list[str]:
    words = [word.replace("’", "'").removesuffix("'s") for word in _WORD.findall(text)]
    if len(words) > 1 and words[0] in _ARTICLES:
        del words[0]
    return words
