"""Measures of association and termhood: numbers in, numbers out, each with its paper."""

from __future__ import annotations

from math import exp, log, log2, sqrt


def specificity(background: int) -> float:
    """How little a word belongs to general language, in [0, 1].

    `background` is its frequency in a general corpus. The weirdness of Ahmad, Gillam and Tostevin
    (1999, TREC-8) on a logarithmic scale, without the special corpus, whose part `prominence`
    plays: a document is too short for a ratio of two small counts. The scale fits jieba's
    dictionary, where a technical word has some hundred occurrences and a common one 10,000.
    """
    return min(1.0, max(0.0, 1.3 - 0.075 * log(background + 2)))


def independence(joint: int) -> float:
    """How freely a term stands beside a neighbour that it meets `joint` times, in (0, 1].

    A nested candidate should count where it stands on its own, not where it is part of a longer
    one: the idea of the C-value (Frantzi, Ananiadou and Mima 2000, IJDL 3), applied to the edge of
    an occurrence.
    """
    return 1 / sqrt(max(1, joint))


def prominence(evidence: float) -> float:
    """Weight of the evidence for a term: logarithmic, as C-value weighs length, 0 for none."""
    return log2(1 + evidence)


def logistic(odds: float) -> float:
    """Probability for log-odds, in (0, 1)."""
    return 1 / (1 + exp(-odds))
