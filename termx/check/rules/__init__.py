"""The rules of `termx check`: a function each, and a line in `RULES`.

To add a rule, write a generator in the module of its band, explain it with `Bad:` and `Good:`
examples in its docstring (they are run as tests), and give it a line here. Codes are never reused:
TX1 equivalents, TX2 status, TX3 form, TX4 figures and structure, TX9 the check itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from termx.check.registry import Rule
from termx.models import Severity

UNUSED, UNEXPLAINED = "TX901", "TX902"
_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.code: rule
        for rule in (
            Rule(
                "TX101",
                _WARNING,
                "equivalents.missing_term",
                needs_source=True,
                needs_glossary=True,
            ),
            Rule(
                "TX102",
                _WARNING,
                "consistency.mixed_renderings",
                needs_source=True,
                needs_glossary=True,
            ),
            Rule("TX103", _INFO, "consistency.mixed_variants", needs_glossary=True),
            Rule(
                "TX104",
                _WARNING,
                "consistency.country_name",
                needs_source=True,
                needs_glossary=True,
            ),
            Rule("TX111", _INFO, "mixing.mixed_forms", default=False, without_glossary=True),
            Rule("TX112", _INFO, "mixing.mixed_short_forms", default=False, without_glossary=True),
            Rule("TX113", _INFO, "mixing.mixed_particles", default=False, without_glossary=True),
            Rule(
                "TX114",
                _WARNING,
                "mixing.near_identical_names",
                default=False,
                without_glossary=True,
            ),
            Rule("TX201", _WARNING, "status.deprecated_term", needs_glossary=True, fixable=True),
            Rule("TX202", _WARNING, "status.superseded_term", needs_glossary=True, fixable=True),
            Rule("TX301", _WARNING, "names.near_miss", needs_glossary=True),
            Rule("TX302", _INFO, "names.title_without_marks", needs_glossary=True),
            Rule("TX311", _ERROR, "form.unbalanced_brackets"),
            Rule("TX312", _WARNING, "form.nested_title_marks", fixable=True),
            Rule("TX313", _ERROR, "form.traditional_characters", fixable=True),
            Rule("TX314", _WARNING, "form.untranslated_text"),
            Rule("TX315", _INFO, "form.half_width_punctuation", default=False, fixable=True),
            Rule("TX316", _INFO, "form.spacing", default=False, fixable=True),
            Rule("TX317", _WARNING, "form.malformed_numeral"),
            Rule("TX321", _WARNING, "abbreviations.abbreviation_before_definition"),
            Rule("TX322", _INFO, "abbreviations.abbreviation_defined_twice"),
            Rule("TX323", _INFO, "abbreviations.abbreviation_never_used", default=False),
            Rule("TX401", _ERROR, "figures.symbol_mismatch", needs_source=True),
            Rule("TX402", _ERROR, "figures.resolution_mismatch", needs_source=True),
            Rule("TX403", _WARNING, "figures.date_mismatch", needs_source=True),
            Rule("TX404", _WARNING, "figures.number_mismatch", needs_source=True),
            Rule("TX411", _WARNING, "structure.paragraph_number", needs_source=True),
            Rule("TX412", _WARNING, "structure.footnotes_differ", needs_source=True),
            Rule(UNUSED, _WARNING, "comments.unused_suppression"),
            Rule(UNEXPLAINED, _INFO, "comments.unexplained_suppression"),
        )
    }
)
"""All rules by code."""
