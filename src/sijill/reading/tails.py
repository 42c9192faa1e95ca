"""Who said it, told at the end: Russia attacked Ukraine overnight, officials in Kyiv said on Monday."""

from collections.abc import Sequence

from sijill.packs.entries import Operator
from sijill.reading.clauses import Clause
from sijill.reading.heads import finite
from sijill.reading.nodes import VOICES, Node

_OPENS = frozenset(("complementizer", "conjunction", "subordinator", "conditional", "relative", "preposition", "infinitive"))

_BARS = frozenset(("complementizer", "relative", "future", "possible", "obligation"))  # ..., adding that Tehran would respond


def said_last(nodes: Sequence[Node], clauses: list[Clause]) -> list[Clause]:
    """The clauses of a sentence; if it closes with who said it, that is a clause of its own and embeds what stands before it."""
    own = {i: clause for clause in clauses for i in clause.nodes}
    speeches = (i for i in sorted(own, reverse=True) if finite(nodes[i]) and _plain_speech(nodes[i]) and _closes(nodes, i))
    speech, start = next(((i, begin) for i in speeches if (begin := _begin(nodes, i)) is not None), (None, 0))
    if speech is None or not any(finite(nodes[j]) for j in range(start)):
        return clauses
    rest = own[speech]
    tail = Clause("main", opener=start, verb=speech, nodes=[j for j in sorted(own) if start <= j < speech or (j >= speech and own[j] is rest)])
    for clause in clauses:
        clause.nodes[:] = [j for j in clause.nodes if j not in tail.nodes]
        if clause.parent is rest and clause.opener is not None and clause.opener > speech:
            clause.parent = tail
        if clause.kind == "main" and clause.governor is None and clause.parent is None and clause.nodes and clause.nodes[0] < start:
            clause.parent, clause.governor = tail, speech
    return [*(clause for clause in clauses if clause is not rest or clause.nodes), tail]


def _plain_speech(node: Node) -> bool:
    """A verb that lets somebody speak, and says nothing of whether it is so: said, not denied."""
    return any(isinstance(s.entry, Operator) and s.entry.speaker and s.entry.modality is None for s in node.senses)


def _closes(nodes: Sequence[Node], speech: int) -> bool:
    """Whether nothing that is said follows: said on Wednesday, as tensions ran high; but: said it would send aid."""
    for node in nodes[speech + 1 :]:
        if node.kind == "stop" or node.word in ("subordinator", "conditional"):
            return node.word != ":"
        if finite(node) or node.word == "complementizer":
            return False
    return True


def _begin(nodes: Sequence[Node], speech: int) -> int | None:
    """Where the closing clause begins: after the comma before its subject, or at a verb whose subject follows (, said Helen Clark)."""
    if _comma(nodes, speech - 1):
        following = next((n for n in nodes[speech + 1 :] if n.word != "determiner"), None)
        return speech if following is not None and following.kind in VOICES else None
    for j in range(speech - 1, 0, -1):
        if nodes[j].kind == "head" and nodes[j].pos != "noun" or nodes[j].word in _BARS:
            return None
        if nodes[j].word in ("comma", "quote"):
            subject = nodes[j + 1 : speech]
            told = any(n.kind in VOICES for n in subject) and subject[0].word not in _OPENS
            return j + 1 if told and _comma(nodes, j) else None
    return None


def _comma(nodes: Sequence[Node], j: int) -> bool:
    """A comma, or the end of a quotation after one."""
    return j > 0 and (nodes[j].word == "comma" or (nodes[j].word == "quote" and nodes[j - 1].word == "comma"))
