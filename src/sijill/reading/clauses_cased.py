"""Clauses in a language that sets a comma at every clause's edge: что, который, participial phrases, «...», — заявил Лавров."""

from collections.abc import Sequence
from typing import Any

from sijill.packs.entries import Operator
from sijill.reading.clauses import Clause
from sijill.reading.groups import listed
from sijill.reading.heads import NAMELIKE, embeds, finite, finite_ahead, infinitive, speaks
from sijill.reading.nodes import DASHES, PARTIES, VOICES, Node

_EDGES = frozenset(("comma", "quote", *DASHES))
_BACK = 8  # nodes before a relative word among which its noun stands
_AHEAD_VERB = 15  # nodes within which the verb stands that makes a subordinator open a clause
_AHEAD = 10  # nodes behind a verb of speech among which what it opens would begin


class _Cut:
    """The sentence while it is cut: the clause that is open, those to resume, the one that a quotation mark opened."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.nodes, self.current = nodes, Clause("main")
        self.clauses = [self.current]
        self.stack: list[Clause] = []
        self.quote: Clause | None = None
        self.tails: list[tuple[Clause, bool]] = []  # clauses that say who said the rest; whether also what follows

    def open(self, kind: str, i: int, parent: Clause | None, **more: Any) -> None:
        self.current = Clause(kind, parent=parent, opener=i, **more)
        self.clauses.append(self.current)

    def last(self, clause: Clause) -> int | None:
        """The last head of a clause that may embed another, its verb of speech before all."""
        return next((j for j in reversed(clause.nodes) if self.nodes[j].kind == "head" and embeds(self.nodes[j])), None)


def clauses_by_commas(nodes: Sequence[Node]) -> list[Clause]:
    """The clauses of one sentence in the order they open."""
    cut = _Cut(nodes)
    for i, node in enumerate(nodes):
        word = node.word if node.kind in ("word", "stop", "head") or node.word == "relative" else ""
        if word == "quote":
            _quoted(cut, i)
            continue
        if word == "complementizer":
            cut.open("that", i, cut.current, governor=cut.last(cut.current))
        elif word == "relative":
            cut.stack.append(cut.current)
            cut.open("relative", i, cut.current, antecedent=_antecedent(nodes, i))
        elif word == "conditional" or word == "subordinator" and finite_ahead(nodes, i, _AHEAD_VERB):
            cut.open("condition" if word == "conditional" else "subordinate", i, cut.current.parent if cut.current.kind == "relative" else cut.current)
        elif word in (";", ":", *DASHES) or word == "background":
            _marked(cut, i, word)
        elif finite(node):
            _verb(cut, i)
        elif word == "comma" and cut.current.kind in ("relative", "inserted") and cut.current.verb is not None and cut.stack:
            cut.current = cut.stack.pop()
            continue
        cut.current.nodes.append(i)
        if finite(node) and cut.current.verb is None:
            cut.current.verb = i
    _said(cut)
    return cut.clauses


def _quoted(cut: _Cut, i: int) -> None:
    """A quotation mark after a verb of speech opens what is said; one around a name opens nothing."""
    if cut.quote is None:
        governor = cut.last(cut.current)
        behind = i > 0 and cut.nodes[i - 1].word in (":", "comma")
        if governor is not None and behind:
            cut.stack.append(cut.current)
            cut.open("quote", i, cut.current, governor=governor)
            cut.quote = cut.current
    else:
        cut.current, cut.quote = (cut.stack.pop() if cut.stack else cut.current), None


def _marked(cut: _Cut, i: int, word: str) -> None:
    before = cut.current
    if word == ":":
        heads = [cut.nodes[j] for j in before.nodes if cut.nodes[j].kind == "head"]
        told = any(speaks(h) for h in heads) or not heads and any(cut.nodes[j].kind in VOICES for j in before.nodes)
        governor = next((j for j in reversed(before.nodes) if speaks(cut.nodes[j])), None)
        cut.open("quote" if told else "main", i, before, previous=before, governor=governor)
    elif word in DASHES and i + 1 < len(cut.nodes) and not (i and cut.nodes[i - 1].word in ("comma", "quote")):
        return  # Китай — партнер, российско-китайский: no clause ends
    else:
        cut.open("main", i, None, previous=before)


def _verb(cut: _Cut, i: int) -> None:
    """Where a finite verb or an infinitive belongs."""
    nodes, node, current = cut.nodes, cut.nodes[i], cut.current
    before = nodes[i - 1] if i else None
    if node.cases:  # прибывший в Москву: a participle behind its noun
        cut.stack.append(current)
        cut.open("relative", i, current, antecedent=_antecedent(nodes, i))
        return
    if infinitive(nodes, i):
        if not (before is not None and before.word == "conjunction" and current.kind == "infinitive"):
            cut.open("infinitive", i, current, governor=_embedder(cut, current), previous=current)
        else:
            cut.open("infinitive", i, current.parent, governor=current.governor, previous=current)
        return
    while current.kind == "infinitive" and current.parent is not None:
        current = current.parent
    if node.norm == "как" and speaks(node):  # как сообщил Песков, ...
        if current.nodes:
            cut.open("main", i, None, previous=current)
        cut.tails.append((cut.current, True))
        return
    edge = before is not None and (before.word in _EDGES or before.norm == "как")
    if edge and speaks(node) and not _opens(nodes, i):
        waiting = current.verb is None and bool(current.nodes)
        if waiting:  # Казахстан, напомнил дипломат, не признает: the clause goes on behind the next comma
            cut.stack.append(current)
        cut.open("inserted" if waiting else "main", i, None, previous=current)
        cut.tails.append((cut.current, waiting or before is not None and before.norm == "как"))
        return
    if current.verb is None:
        cut.current = current
        if i and not current.nodes and speaks(node) and not _opens(nodes, i) and before is not None and before.word in _EDGES:
            cut.tails.append((current, False))
        if speaks(node) and not _opens(nodes, i) and current.opener is not None and nodes[current.opener].word in DASHES and len(current.nodes) < 2:
            cut.tails.append((current, False))  # «...», — заявил Лавров
        return
    _coordinated(cut, current, i)


def _coordinated(cut: _Cut, current: Clause, i: int) -> None:
    """A second finite verb: its clause begins at the last comma or conjunction that joins no parties."""
    nodes = cut.nodes
    kind = current.kind if current.kind != "condition" else "main"
    inside = [j for j in cut.current.nodes if current.verb is not None and j > current.verb]
    joint = next((j for j in reversed(inside) if nodes[j].word in ("comma", "conjunction") and not _joins(nodes, j)), None)
    if current.kind == "relative" and cut.stack and joint is None:
        cut.current = cut.stack.pop()
        return
    parent = current.parent
    if current.kind in ("subordinate", "condition") and current.parent is not None and joint is not None and nodes[joint].word == "comma":
        kind, parent = "main", current.parent.parent
    source = cut.current
    governor = current.governor if kind == current.kind else None
    cut.open(kind, i if joint is None else joint, parent, previous=current, governor=governor, antecedent=current.antecedent)
    if joint is not None:
        cut.current.nodes.extend(j for j in source.nodes if j > joint)
        source.nodes[:] = [j for j in source.nodes if j <= joint]


def _joins(nodes: Sequence[Node], j: int) -> bool:
    """Whether a comma or и stands between two parties of one case: Россия и Китай подписали."""
    if not 0 < j < len(nodes) - 1:
        return False
    one, other = nodes[j - 1], nodes[j + 1]
    if not (one.kind in PARTIES and other.kind in PARTIES) or nodes[j].word == "comma" and not listed(nodes, j + 1):
        return False
    return not (one.cases and other.cases) or bool(one.cases & other.cases)


def _opens(nodes: Sequence[Node], i: int) -> bool:
    """Whether what a verb of speech tells follows it: заявил, что; заявил: «...»; сообщил о визите; not заявил на встрече."""
    for k in range(i + 1, min(i + 1 + _AHEAD, len(nodes))):
        node = nodes[k]
        if node.word == "comma":
            return k + 1 < len(nodes) and nodes[k + 1].word == "complementizer"
        if node.word in ("complementizer", ":"):
            return True
        if node.word in DASHES:
            return False
        if node.kind == "head" and (nodes[k - 1].word != "preposition" or nodes[k - 1].classed("about")):
            return True
    return False


def _embedder(cut: _Cut, clause: Clause) -> int | None:
    heads = [j for j in clause.nodes if cut.nodes[j].kind == "head"]
    return next((j for j in reversed(heads) if finite(cut.nodes[j]) or embeds(cut.nodes[j])), heads[-1] if heads else None)


def _antecedent(nodes: Sequence[Node], i: int) -> int | None:
    """The nearest noun before a relative word or participle that agrees with it in number and gender."""
    word, found = nodes[i], None
    for j in range(i - 1, max(-1, i - 1 - _BACK), -1):
        node = nodes[j]
        if not (node.kind in NAMELIKE or node.kind in ("medium", "unnamed", "blocked") or node.kind == "head" and node.pos == "noun" or node.pos == "noun"):
            continue
        if node.kind == "text" and node.capital and j and (nodes[j - 1].kind == "party" or nodes[j - 1].kind == "text" and nodes[j - 1].capital):
            continue  # the rest of a name: Тамимом (Аль Тани), который
        found = j if found is None else found
        if word.number and node.number and (word.number == "p") != (node.number in ("p", "d")):
            continue
        if word.number == "s" and word.gender and node.gender and word.gender != node.gender:
            continue
        return j
    return found


def _said(cut: _Cut) -> None:
    """What stands before «..., — заявил Лавров» is what he said; as X сообщает tells who says the rest."""
    for tail, all_ in cut.tails:
        if tail.verb is None or not any(isinstance(s.entry, Operator) and s.entry.speaker for s in cut.nodes[tail.verb].senses):
            continue
        for clause in cut.clauses:
            free = clause is not tail and clause.kind == "main" and clause.governor is None and clause.parent is None
            if free and (all_ or (clause.nodes or [0])[0] < tail.verb):
                clause.kind, clause.parent, clause.governor = "quote", tail, tail.verb
        tail.kind, tail.parent, tail.governor = "main", None, None
