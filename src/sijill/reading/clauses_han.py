"""Clauses in Chinese: commas part them, 的 closes a relative clause before its noun, and what follows 表示 or 敦促 is embedded by it."""

from collections.abc import Sequence

from sijill.packs.entries import Operator, Trigger
from sijill.reading.clauses import Clause
from sijill.reading.heads import embeds, finite, speaks
from sijill.reading.nodes import PARTIES, VOICES, Node
from sijill.reading.relatives_han import Relative, relatives, segment_end

# acts by which a speaker turns to somebody: they are no part of what was wished or asked before
_TURNING = frozenset(("request", "appeal", "invitation", "agreement", "praise", "congratulation", "support", "condemnation", "criticism", "warning"))


def clauses_of_han(nodes: Sequence[Node]) -> list[Clause]:
    """The clauses of one sentence in the order they open."""
    return _Parser(nodes).parse()


class _Parser:
    """Walks through a sentence once; holds what is open."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.nodes = nodes
        self.relatives = {k: r for r in relatives(nodes) for k in range(r.start, r.close + 1)}
        self.current = Clause("main")
        self.clauses = [self.current]
        self.said: Clause | None = None  # the clause whose verb speaks, for what follows

    def parse(self) -> list[Clause]:
        """All clauses."""
        first = 0
        while first < len(self.nodes):
            last = segment_end(self.nodes, first)
            self._segment(first, min(last + 1, len(self.nodes)))
            first = last + 1
        self._closing_speech()
        return self.clauses

    def _open(self, kind: str, i: int, **more: object) -> Clause:
        clause = Clause(kind, opener=i, **more)  # type: ignore[arg-type]
        self.clauses.append(clause)
        self.current = clause
        return clause

    def _segment(self, first: int, end: int) -> None:
        """One stretch between commas."""
        verbs = [k for k in range(first, end) if finite(self.nodes[k]) and k not in self.relatives]
        opened = next((k for k in range(first, min(first + 3, end)) if self.nodes[k].word == "conditional"), None)
        if opened is not None and self.current is self.clauses[0] and self.current.verb is None:
            self.current.kind, self.current.opener = "condition", opened
        if self.current.verb is not None and (verbs or self.said is None and self._says_on(first)):
            self._next_clause(first)
        k = first
        while k < end:
            relative = self.relatives.get(k)
            if relative is not None and k == relative.start:
                self._relative(relative)
                k = relative.close + 1
                continue
            self._put(k, end)
            k += 1

    def _next_clause(self, first: int) -> None:
        """A new stretch with a verb: what was said, or a further main clause."""
        clause = self.current
        if clause.kind == "infinitive" and not self._subject(first) and not self._turns(first):
            self._open("infinitive", first, parent=clause.parent, governor=clause.governor, previous=clause)
            return  # 愿同英方开展对话，增进互信: what is wished goes on
        outer: Clause | None = clause
        while outer is not None and outer.kind == "infinitive":
            outer = outer.parent
        outer = outer or clause
        conditional = any(n.word == "conditional" for n in self.nodes[first : first + 3])
        governor = _speech(self.nodes, clause) if self.said is None else None
        if governor is not None:
            self.said = clause
            self._open("condition" if conditional else "that", first, parent=clause, governor=None if conditional else governor)
        elif self._speaks_anew(first) or self.said is not None and self._goes_on(first):
            self.said = None
            self._open("main", first, previous=self.clauses[0])
        elif conditional:
            self._open("condition", first, parent=outer, previous=outer)
        elif outer.kind == "condition":
            above = outer.parent if outer.parent is not None else outer
            self._open(above.kind if above.kind != "condition" else "main", first, parent=above.parent, governor=above.governor, previous=outer)
        else:
            anew = outer.kind == "that" and self._turns(first) and not self._subject(first)  # 表示…，感谢中方: who thanks is who speaks
            self._open(outer.kind, first, parent=outer.parent, governor=outer.governor, previous=None if anew else outer)

    def _turns(self, first: int) -> bool:
        """Whether the first verb of a stretch turns to somebody anew (希望英方…)."""
        verb = next((k for k in range(first, segment_end(self.nodes, first)) if finite(self.nodes[k]) and k not in self.relatives), None)
        return verb is not None and any(isinstance(s.entry, Trigger) and s.entry.act in _TURNING for s in self.nodes[verb].senses)

    def _says_on(self, first: int) -> bool:
        """王毅表示，中欧关系…: whether the stretch before ended with the verb that speaks."""
        speech = _speech(self.nodes, self.current)
        return speech is not None and first - speech < 4

    def _subject(self, first: int) -> bool:
        """Whether a stretch tells a subject of its own before its verb."""
        for k in range(first, segment_end(self.nodes, first)):
            if k in self.relatives:
                continue
            if finite(self.nodes[k]):
                return speaks(self.nodes[k])
            if self.nodes[k].kind in VOICES and (k == first or self.nodes[k - 1].word not in ("preposition", "agent")):
                return True
        return False

    def _speaks_anew(self, first: int) -> bool:
        """Whether what was said has ended: a party speaks next (…，普京表示，…)."""
        if self.said is None:
            return False
        end = segment_end(self.nodes, first)
        verbs = [k for k in range(first, end) if finite(self.nodes[k])]
        told = any(self.nodes[k].kind in VOICES for k in range(first, verbs[0])) if verbs else False
        return bool(verbs) and told and speaks(self.nodes[verbs[-1]]) and verbs[-1] >= end - 2

    def _goes_on(self, first: int) -> bool:
        """…，并警告将报复: after 并 the one who speaks turns to somebody."""
        return self.nodes[first].classed("joint") and self._turns(first) and not any(n.kind in VOICES for n in self.nodes[first : first + 2])

    def _relative(self, relative: Relative) -> None:
        clause = Clause("relative", parent=self.current, antecedent=relative.antecedent, opener=relative.close)
        for k in range(relative.start, relative.close + 1):
            clause.nodes.append(k)
            if clause.verb is None and finite(self.nodes[k]):
                clause.verb = k
        self.clauses.append(clause)

    def _put(self, k: int, end: int) -> None:
        """A node joins its clause; after a verb that embeds, the next verb opens the clause embedded."""
        node, clause = self.nodes[k], self.current
        if finite(node) and clause.verb is not None:
            governor = next((j for j in reversed(clause.nodes) if finite(self.nodes[j]) and embeds(self.nodes[j])), None)
            if governor is not None and not _joined(self.nodes, k) and _takes(self.nodes, governor, k):
                self._embedded(governor, k)
        self.current.nodes.append(k)
        if finite(node) and self.current.verb is None:
            self.current.verb = k

    def _embedded(self, governor: int, k: int) -> None:
        """表示(中方支持…), 敦促美国(停止…): the subject goes with what is said, the object stays with what is asked."""
        outer, said = self.current, any(isinstance(s.entry, Operator) and s.entry.speaker for s in self.nodes[governor].senses)
        inner = [j for j in outer.nodes if j > governor]
        moved = inner if said else inner[_asked(self.nodes, inner) :]
        clause = self._open("that" if said else "infinitive", moved[0] if moved else k, parent=outer, governor=governor)
        clause.nodes.extend(moved)
        outer.nodes[:] = [j for j in outer.nodes if j not in set(moved)]
        if said and self.said is None:
            self.said = outer

    def _closing_speech(self) -> None:
        """“…，”王毅说: who spoke is told behind what was said."""
        last = self.clauses[-1]
        speech = next((j for j in reversed(last.nodes) if finite(self.nodes[j])), None)
        plain = speech is not None and any(
            isinstance(s.entry, Operator) and s.entry.speaker and s.entry.modality is None for s in self.nodes[speech].senses
        )  # not …，厄方予以否认
        if speech is None or not plain or last.kind != "main" or len(self.clauses) < 2:
            return
        brief = len([j for j in last.nodes if self.nodes[j].kind != "stop"]) < 4  # …，佩斯科夫说
        if not (brief or any(n.word == "quote" for n in self.nodes[: last.nodes[0]])) or any(c.governor is not None and c.kind == "that" for c in self.clauses):
            return
        for clause in self.clauses[:-1]:
            if clause.kind == "main" and clause.governor is None:
                clause.kind, clause.governor, clause.parent = "that", speech, last


def _speech(nodes: Sequence[Node], clause: Clause) -> int | None:
    """The verb at the end of a clause after which what is said follows: 王毅表示，…"""
    heads = [j for j in clause.nodes if nodes[j].kind == "head"]
    if not heads or not speaks(nodes[heads[-1]]) or not finite(nodes[heads[-1]]):
        return None
    return heads[-1]


def _joined(nodes: Sequence[Node], k: int) -> bool:
    """访问法国并会见总统: a verb joined to the one before it is not embedded by it."""
    return any(n.word in ("conjunction", "joint") for n in nodes[max(0, k - 2) : k])


def _takes(nodes: Sequence[Node], governor: int, k: int) -> bool:
    """指责(美国)袭击, but 侵犯领空(向大使)提出抗议: a word of blame embeds a verb only behind who is blamed."""
    blames = any(isinstance(s.entry, Trigger) and s.entry.act == "accusation" for s in nodes[governor].senses)
    told = any(nodes[j].kind in PARTIES and nodes[j - 1].word != "preposition" for j in range(governor + 1, k))
    return not blames or told or nodes[governor].sense("operator") is not None


def _asked(nodes: Sequence[Node], inner: list[int]) -> int:
    """How many nodes after an asking tell who is asked; none in 期待(俄中元首会晤)推动, where the party is a noun's."""
    place = next((place for place, j in enumerate(inner) if nodes[j].kind in PARTIES), None)
    if place is None or nodes[inner[place] - 1].word == "preposition":
        return 0
    after = nodes[inner[place] + 1] if inner[place] + 1 < len(nodes) else None
    owned = after is not None and (after.word == "possessive" or after.kind == "head" and after.pos == "noun")
    return 0 if owned else place + 1
