"""Stretches of English that can be terms."""

from __future__ import annotations

from termx.pair.spans import folded, spans


def forms(text: str, **options: bool) -> set[str]:
    found = spans(text, **options)
    return {found.form(k) for k in range(len(found.first))}


def test_terms_begin_and_end_with_a_word_of_meaning() -> None:
    found = forms("the conservation of the lakes and rivers")
    assert "conservation of the lakes" in found
    assert not any(form.startswith(("of", "and")) or form.endswith("of") for form in found)


def test_no_term_crosses_a_sign_but_a_bracket_that_belongs_to_it() -> None:
    found = forms("Iran (Islamic Republic of), fish")
    assert "Iran (Islamic Republic of)" in found
    assert not any("fish" in form and "Iran" in form for form in found)


def test_titles_may_hold_commas_and_numbers() -> None:
    text = "Report of the Lake Commission, 2009, Supplement No. 8"
    assert text in forms(text, titles=True)
    assert text not in forms(text)


def test_given_stretches_are_kept_and_told_apart() -> None:
    text = "an agreement on the lakes"
    found = spans(text, {(3, 25): True, (20, 25): False})
    told = {
        found.form(k): (bool(found.named[k]), bool(found.known[k])) for k in range(len(found.first))
    }
    assert told["agreement on the lakes"] == (True, True)
    assert told["lakes"] == (False, True)
    assert told["agreement"] == (False, False)


def test_folded_forms_share_number_case_article_and_hyphen() -> None:
    assert folded("The Non-State Parties") == folded("non state party")
