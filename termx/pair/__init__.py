"""Pair: Chinese terms get their English equivalents from beads, each with a confidence.

`tokens` are the units that are aligned, `lexicon` learns from `batches` of beads which translate
which by the model of `hmm`, `links` applies it. `places` finds terms, `spans` what can translate
them, `sights` what speaks for it in a bead and `evidence` in all, `compare` goes through the
beads, `ranking` decides. `concepts` does this for what was harvested, `propose` finds what only the
English harvest saw, `terms` and `reverse` work off lists.

Brown et al. (1993), The mathematics of statistical machine translation; Vogel, Ney and Tillmann
(1996), HMM-based word alignment in statistical translation; Melamed (2000), Models of translational
equivalence among words; Liang, Taskar and Klein (2006), Alignment by agreement.
"""

from termx.pair.concepts import pair
from termx.pair.knowledge import pairs
from termx.pair.lists import equivalents, read_terms
from termx.pair.material import Matches, Material, match, material
from termx.pair.propose import propose

__all__ = [
    "Matches",
    "Material",
    "equivalents",
    "match",
    "material",
    "pair",
    "pairs",
    "propose",
    "read_terms",
]
