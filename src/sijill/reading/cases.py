"""Cases: which preposition or bare case governs a node, in a language whose cases tell roles.

A party in the genitive, dative or instrumental without a preposition has the case for its preposition (`gen`, `dat`, `ins`); one in the
nominative or accusative has none. США, ЕС and МИД look alike in all cases: what stands right before them decides.
"""

from collections.abc import Sequence

from sijill.packs.entries import Inflected, Language, Trigger
from sijill.reading.groups import AGENT, preposition_before
from sijill.reading.nodes import VOICES, Node

BARE = frozenset(("nom", "acc"))
_GENITIVE = ("gen",)
_BACK = 24  # nodes before a comma among which the preposition of an apposition stands


def governed(nodes: Sequence[Node], language: Language) -> list[str]:
    """The preposition or case of each node; empty for a nominative or accusative."""
    return [_of_one(nodes, i, language) for i in range(len(nodes))]


def _of_one(nodes: Sequence[Node], i: int, language: Language) -> str:
    node = nodes[i]
    if i and any(s.kind == "word" and s.entry == "attribution" for s in nodes[i - 1].senses):
        return nodes[i - 1].norm  # по словам премьера
    preposition = preposition_before(nodes, i, False)
    if preposition == AGENT or preposition and (not node.cases or node.cases & frozenset(language.governs.get(preposition, _GENITIVE))):
        return preposition
    if preposition in language.otherwise and "gen" in node.cases:
        return language.otherwise[preposition]
    if node.kind not in VOICES or not node.cases:
        return ""
    apposed = _apposed(nodes, i, language)
    if apposed:
        return apposed
    bare, oblique = node.cases & BARE, node.cases - BARE - {"loc"}
    phrase = _phrase(nodes[i - 1]) if i else None
    if phrase is not None:  # выразил благодарность Индии, нарушил границу Ливии
        case = "dat" if "dat" in oblique and "dat" in phrase.with_ or "gen" not in oblique else "gen"
        return case if case in oblique else next(iter(sorted(oblique)), "") if not bare else ""
    owned = "gen" in oblique and behind_noun(nodes, i)
    if not bare:
        return "gen" if owned or not oblique else "dat" if oblique == {"gen", "dat"} else next(iter(sorted(oblique)))
    return "gen" if owned and not ("acc" in bare and _behind_adjunct(nodes, i)) else ""  # визит президента, санкции США, похищение солдат


def _apposed(nodes: Sequence[Node], i: int, language: Language) -> str:
    """с членом Политбюро, руководителем Канцелярии, министром Ван И: what stands in one case behind a comma hangs on one preposition."""
    if not (i and nodes[i - 1].word == "comma") or nodes[i].cases & BARE:
        return ""
    for j in range(i - 2, max(-1, i - 2 - _BACK), -1):
        before = nodes[j]
        if before.kind == "head" and before.pos == "verb" or before.kind == "party" and before.refs and before.cases & nodes[i].cases - {"gen"}:
            return ""
        if before.word == "preposition" and j + 1 < i and nodes[j + 1].cases & nodes[i].cases:
            preposition = preposition_before(nodes, j + 1, False)
            return preposition if nodes[i].cases & frozenset(language.governs.get(preposition, _GENITIVE)) else ""
    return ""


def _behind_adjunct(nodes: Sequence[Node], i: int) -> bool:
    """встретил в аэропорту президента: a verb that takes an object, then one noun with its preposition; what follows is the object."""
    j = i - 1
    while j > 0 and nodes[j].word != "preposition":
        if nodes[j].kind == "head" or nodes[j].kind == "stop":
            return False
        j -= 1
    before = nodes[j - 1] if j > 0 else None
    wants = before is not None and before.kind == "head" and before.pos == "verb" and nodes[i].cases == {"gen", "acc"}
    return wants and any(isinstance(s.entry, Trigger) and s.entry.object in ("recipient", "parties") for s in before.senses)  # type: ignore[union-attr]


def _phrase(node: Node) -> Inflected | None:
    """The entry of a verb of several words."""
    return next((s.entry for s in node.senses if s.tail and isinstance(s.entry, Inflected)), None) if node.kind == "head" and node.pos == "verb" else None


def behind_noun(nodes: Sequence[Node], i: int) -> bool:
    """Whether a noun stands right before node `i`, so that a genitive is its own."""
    j = i - 1
    if j > 0 and nodes[j].word == "quote":
        j -= 1  # командир «Хезболлы»
    while j > 0 and (nodes[j].kind in ("text", "word", "modifier") and nodes[j].pos in ("adjective", "numeral") and nodes[j].word != "relative"):
        j -= 1  # убийство двух генералов Ирана
    before = nodes[j] if j >= 0 else None
    if before is None:
        return False
    if before.kind == "head":
        return before.pos == "noun"
    if before.kind == "party" and before.cases == {"ins"} and j:
        return nodes[j - 1].kind == "head" and nodes[j - 1].pos == "noun"  # высылка Ираном двух дипломатов
    if before.kind in ("text", "blocked", "medium", "unnamed", "word", "modifier", "bare"):
        return before.pos == "noun" or before.kind in ("blocked", "bare", "unnamed")
    return False
