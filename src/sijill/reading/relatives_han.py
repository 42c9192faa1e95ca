"""Relative clauses in Chinese: 的 closes one before what it describes, 来华访问的(泰国总理), 两国元首达成的(共识)."""

from collections.abc import Sequence
from typing import NamedTuple

from sijill.reading.heads import finite
from sijill.reading.nodes import PARTIES, VOICES, Node

_ENDS = frozenset(("comma", ";", ":", "-", "–", "—", "."))


class Relative(NamedTuple):
    """A stretch that describes what follows its 的."""

    start: int
    close: int
    antecedent: int


def relatives(nodes: Sequence[Node]) -> list[Relative]:
    """Where something is described by a clause."""
    found: list[Relative] = []
    for close, node in enumerate(nodes):
        if node.word != "possessive":
            continue
        antecedent = _described(nodes, close)
        if antecedent is None:
            continue
        first = _segment(nodes, close)
        if found and found[-1].close >= first:
            first = max(first, found[-1].antecedent + 1)
        start = _opening(nodes, first, close, antecedent)
        if start is not None:
            found.append(Relative(start, close, antecedent))
    return found


def _described(nodes: Sequence[Node], close: int) -> int | None:
    """The party or noun after 的, with at most three plain words between."""
    for j in range(close + 1, min(len(nodes), close + 5)):
        if nodes[j].kind in VOICES or nodes[j].kind == "head" and nodes[j].pos in ("noun", "phrase"):
            return j
        if nodes[j].kind not in ("text", "modifier", "adjective") and nodes[j].word not in ("determiner", "quote", "after_noun"):
            return None
    return None


def _segment(nodes: Sequence[Node], j: int) -> int:
    """Where the stretch between commas begins that holds node `j`."""
    while j > 0 and not (nodes[j - 1].kind == "stop" and nodes[j - 1].word in _ENDS):
        j -= 1
    return j


def _opening(nodes: Sequence[Node], first: int, close: int, antecedent: int) -> int | None:
    """Where the clause before 的 begins; None if no verb stands in it (美国的指控)."""
    verbs = [k for k in range(first, close) if finite(nodes[k])]
    if not verbs or nodes[close - 1].kind in PARTIES and nodes[antecedent].kind in ("head", "blocked"):
        return None  # 收到(罗马尼亚的)援助
    for k in range(first, verbs[-1]):
        node, after = nodes[k], nodes[k + 1]
        waiting = node.word == "preposition" and node.classed("coverb")
        if (waiting or finite(node)) and after.kind not in VOICES and (finite(after) or waiting and any(finite(n) for n in nodes[k + 1 : k + 5])):
            if waiting and any(nodes[m].kind in PARTIES for m in range(k + 1, next(m for m in range(k + 1, close) if finite(nodes[m])))):
                continue
            return k + 1  # 同(来华出席论坛的)总理会谈, 会见(来访的)外长
    if nodes[antecedent].kind == "head":
        return _reach(nodes, verbs[-1], first)
    start = verbs[-2] + 1 if len(verbs) > 1 else first
    later = any(finite(nodes[k]) for k in range(antecedent + 1, segment_end(nodes, antecedent)))
    if len(verbs) == 1 and nodes[antecedent].kind in PARTIES and not later and any(nodes[k].kind in PARTIES for k in range(first, verbs[0])):
        return None if _object_before(nodes, verbs[0], close) is None else verbs[0] + 1  # 会见美国的总统
    return start


def _reach(nodes: Sequence[Node], verb: int, first: int) -> int:
    """How far the clause before 的 and a noun reaches to the left: verbs in a row, coverbs, words of time and one subject (我同普京会晤达成的)."""
    k = verb
    while k > first:
        before = nodes[k - 1]
        if finite(before) or before.word in ("adverb", "aspect") or before.norm.isdigit() or before.classed("time"):
            k -= 1
        elif before.kind in VOICES and k - 2 >= first and _coverb(nodes[k - 2]):
            k -= 2
        else:
            return k - 1 if before.kind in PARTIES else k
    return k


def _coverb(node: Node) -> bool:
    """Whether a word stands before its party and the verb (同普京会晤, 在北京达成), not before a phrase (按照…共识)."""
    return node.word == "preposition" and node.classed("coverb", "locative")


def _object_before(nodes: Sequence[Node], verb: int, close: int) -> int | None:
    return next((k for k in range(verb + 1, close) if finite(nodes[k])), None)


def segment_end(nodes: Sequence[Node], j: int) -> int:
    """The mark that ends the stretch of node `j`."""
    while j < len(nodes) and not (nodes[j].kind == "stop" and nodes[j].word in _ENDS):
        j += 1
    return j
