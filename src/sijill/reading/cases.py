"""Cases: which preposition or bare case governs a node, in a language whose cases tell roles.

A party in the genitive, dative or instrumental without a preposition has the case for its preposition (`gen`, `dat`, `ins`); one in the
nominative or accusative has none. США, ЕС and МИД look alike in all cases: what stands right before them decides.
"""

from collections.abc import Sequence

from sijill.packs.entries import Language
from sijill.reading.groups import AGENT, preposition_before
from sijill.reading.nodes import PARTIES, VOICES, Node

BARE = frozenset(("nom", "acc"))
_GENITIVE = ("gen",)


def governed(nodes: Sequence[Node], language: Language) -> list[str]:
    """The preposition or case of each node; empty for a nominative or accusative."""
    return [_of_one(nodes, i, language) for i in range(len(nodes))]


def _of_one(nodes: Sequence[Node], i: int, language: Language) -> str:
    node = nodes[i]
    preposition = preposition_before(nodes, i, False)
    if preposition == AGENT or preposition and (not node.cases or node.cases & frozenset(language.governs.get(preposition, _GENITIVE))):
        return preposition
    if node.kind not in VOICES or not node.cases:
        return ""
    bare, oblique = node.cases & BARE, node.cases - BARE - {"loc"}
    owned = "gen" in oblique and behind_noun(nodes, i)
    if not bare:
        return "gen" if owned or not oblique else "dat" if oblique == {"gen", "dat"} else next(iter(sorted(oblique)))
    if owned and ("nom" not in bare or node.kind in PARTIES and len(node.cases) > 3):
        return "gen"  # визит президента, санкции США
    return ""


def behind_noun(nodes: Sequence[Node], i: int) -> bool:
    """Whether a noun stands right before node `i`, so that a genitive is its own."""
    before = nodes[i - 1] if i else None
    if before is None:
        return False
    if before.kind == "head":
        return before.pos == "noun"
    if before.kind in ("text", "blocked", "medium", "unnamed", "word", "modifier", "bare"):
        return before.pos == "noun" or before.kind in ("blocked", "bare", "unnamed")
    return False
