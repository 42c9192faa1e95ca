"""The tree of a sentence: its nodes, their clauses, and which party stands in which grammatical place of which head.

Nothing here knows what a place means; `roles` turns places into roles by the entry's valency.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from sijill.packs.entries import Act, Inflected
from sijill.packs.forms import Form
from sijill.packs.lexicon import Lexicon
from sijill.reading.cases import governed
from sijill.reading.clauses import Clause
from sijill.reading.groups import members, preposition_before
from sijill.reading.heads import finite
from sijill.reading.nodes import HEADS, PARTIES, Node
from sijill.text import fold_word


class Above(NamedTuple):
    """A node that embeds another: a head, or the word that opens a condition."""

    node: int
    condition: bool


@dataclass(slots=True)
class Links:
    """What hangs on one head; values are groups of coordinated nodes, by index."""

    subject: list[int] = field(default_factory=list)
    object: list[int] = field(default_factory=list)
    genitive: list[int] = field(default_factory=list)
    possessive: list[int] = field(default_factory=list)
    adjective: list[int] = field(default_factory=list)
    after: dict[str, list[int]] = field(default_factory=dict)
    agent: list[int] = field(default_factory=list)
    governor: int | None = None  # the head that this noun, infinitive or participle depends on
    preposition: str = ""  # that stands before the head
    passive: bool = False


class Sentence:
    """The nodes of a sentence with their clauses; `linking` fills the links, and nothing changes after that."""

    def __init__(self, nodes: Sequence[Node], clauses: Sequence[Clause], lexicon: Lexicon, acts: Mapping[str, Act]) -> None:
        self.nodes, self.clauses, self.acts = nodes, clauses, acts
        self.genitives, self.detached, self.oblique = lexicon.genitives, lexicon.detached, tuple(lexicon.language.oblique)
        self.own_complementizers = lexicon.own_complementizers
        self.pairing = frozenset(p for p, role in lexicon.defaults.items() if role == "parties")
        self.verb_first, self.ahead, self.purpose = lexicon.language.order == "verb-first", lexicon.ahead, lexicon.purpose
        self.han, self.object_markers = lexicon.han, frozenset(lexicon.pack.words.get("object_marker", ()))
        self.severally = tuple(lexicon.pack.words.get("severally", ("\x00",)))
        self.clause_of: dict[int, Clause] = {i: clause for clause in clauses for i in clause.nodes}
        self.heads = [i for i, node in enumerate(nodes) if node.kind == "head" and i in self.clause_of]
        self.adjuncts = frozenset(lexicon.adjuncts)
        self.otherwise = {other: before for before, other in lexicon.language.otherwise.items()}
        self.inflected, self.places = lexicon.inflected, lexicon.places
        own = lexicon.language
        self.preposition_of = governed(nodes, own) if self.inflected else [preposition_before(nodes, i, self.verb_first) for i in range(len(nodes))]
        self.links: dict[int, Links] = {}
        self._groups: dict[int, list[int]] = {}
        self._leader: dict[int, int] = {}
        for i, node in enumerate(nodes):
            if node.kind in PARTIES and i not in self._leader:
                self._leader.update(dict.fromkeys(self.group(i), i))
        for member, leader in self._leader.items():  # a preposition governs all that are coordinated: between A and B
            alone, shared = self.preposition_of[member], self.preposition_of[leader]
            self.preposition_of[member] = shared or alone if self.inflected else alone or shared

    def above(self, i: int) -> Iterator[Above]:
        """What embeds head `i`, the innermost first: heads that govern it or its clause, and conditions that it stands in."""
        seen, head = {i}, i
        while head in self.links:
            governor, clause = self.links[head].governor, self.clause_of.get(head)
            while clause is not None and (governor is None or governor in seen):
                if clause.kind == "condition" and clause.opener is not None:
                    yield Above(clause.opener, True)
                governor, clause = clause.governor, clause.parent
            if governor is None or governor in seen:
                return
            yield Above(governor, False)
            seen.add(governor)
            head = governor

    def verb_before(self, i: int) -> bool:
        """Whether a finite verb that is known stands before node `i`."""
        return any(finite(node) for node in self.nodes[:i])

    def clause_at(self, i: int) -> Clause | None:
        """The clause in which node `i` stands; for a mark between clauses, that of the node before it."""
        return next((self.clause_of[j] for j in range(i, -1, -1) if j in self.clause_of), None)

    def stands_before(self, i: int, prepositions: frozenset[str]) -> bool:
        """Whether one of these prepositions follows within the clause: تحدث ضد, not تحدث عن."""
        clause = self.clause_of[i].nodes
        at = clause.index(i)
        ahead = range(i + 1, min(i + 8, len(self.nodes))) if self.han else clause[at + 1 : at + 8]  # 希望(早日同文莱建立联系)
        return any(self.nodes[j].prep in prepositions or (self.nodes[j].word == "preposition" and self.nodes[j].norm in prepositions) for j in ahead)

    def beside(self, i: int) -> list[int]:
        """The nodes of a head's clause among which what it needs must stand."""
        clause = self.clause_of[i].nodes
        at = clause.index(i)
        described = [j for c in self.relatives(i) for j in c.nodes] if self.han else []  # (达成的)共识
        back = 12 if self.han or self.inflected and self.links[i].passive else 4  # отношения между Чадом и Мали восстановлены
        return [*clause[at + 1 : at + 9], *clause[max(0, at - back) : at], *described]

    def relatives(self, i: int) -> Iterator[Clause]:
        """The relative clauses about node `i`."""
        return (clause for clause in self.clauses if clause.kind == "relative" and clause.antecedent == i)

    def lending(self, i: int) -> int | None:
        """The support verb of a relative clause about an event noun (لقاء عقده الرئيسان, 达成的共识)."""
        verbs = (clause.verb for clause in self.relatives(i))
        return next((verb for verb in verbs if verb is not None and self.nodes[verb].sense("support")), None)

    def unattached(self, taken: Collection[int]) -> Iterator[tuple[int, Clause]]:
        """The parties whose place is not found, each with its clause; `taken` may grow meanwhile."""
        return ((j, clause) for clause in self.clauses for j in clause.nodes if self.nodes[j].kind in PARTIES and j not in taken)

    def group(self, i: int) -> list[int]:
        """A party and those coordinated with it (A، B وC; A, B and C)."""
        if i not in self._groups:
            self._groups[i] = members(self.nodes, i)
        return self._groups[i]

    def leader(self, i: int) -> int:
        """The first of the parties that party `i` is coordinated with."""
        return self._leader.get(i, i)


def valency(entry: Inflected) -> dict[str, str]:
    """An entry's prepositions as the matcher sees them, to their roles."""
    return _folded(tuple(entry.with_.items()))


@lru_cache(maxsize=4096)
def _folded(items: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {fold_word(preposition): role for preposition, role in items}


def form_of(node: Node) -> Form | None:
    """The form in which a head was settled."""
    return next((s.form for s in node.senses if s.kind in HEADS and s.form.pos == node.pos), None)


def takes(node: Node, preposition: str) -> bool:
    """Whether an entry of a head has a role for a preposition or a bare case."""
    return any(isinstance(s.entry, Inflected) and preposition in valency(s.entry) for s in node.senses)
