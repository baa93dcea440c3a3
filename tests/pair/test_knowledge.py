"""What is known before any bead is read."""

from termx import lang
from termx.pair.knowledge import known, listed


def test_names_and_common_words_are_known() -> None:
    assert ("世界卫生组织", "World Health Organization") in known()
    assert ("粮食安全", "food security") in known()


def test_of_common_words_those_of_several_english_words_are_listed() -> None:
    assert "food security" in listed()[lang.key("粮食安全")]
    assert lang.key("安全") not in listed()
    assert listed([("安全", "safety")])[lang.key("安全")] == {"safety"}
