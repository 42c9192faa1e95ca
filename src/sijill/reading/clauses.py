"""Clauses: once each head is settled as verb or noun, the sentence is cut where the language opens a clause.

A clause need not be one stretch: `الاتفاق الذي وقعته إيران عام 2015، يلزم الطرفين` resumes after its relative clause.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sijill.packs.entries import Operator
from sijill.reading.heads import NAMELIKE, bare_noun, base_form, embeds, finite, finite_ahead, heralded, infinitive, speaks
from sijill.reading.nodes import VOICES, Node

_AFTER_SOURCE = frozenset(("complementizer", "subordinator", "conditional", "background", ";", "؛", ":"))  # what goes on with what is told
_SOURCE_WORDS = 6  # nodes within which who says so follows a word of attribution
_AHEAD = 13  # nodes within which the verb stands that makes English `as`, `after`, `since` open a clause


@dataclass(slots=True)
class Clause:
    """A clause: its nodes by index, what it hangs on, and by which head."""

    kind: str  # main, that, relative, subordinate, condition, quote, source
    parent: "Clause | None" = None
    governor: int | None = None  # the head that embeds it
    antecedent: int | None = None  # the node a relative clause is about
    previous: "Clause | None" = None  # the clause it is coordinated with
    nodes: list[int] = field(default_factory=list)
    opener: int | None = None
    verb: int | None = None  # its first finite verb


def clauses_of(nodes: Sequence[Node], verb_first: bool) -> list[Clause]:
    """The clauses of one sentence in the order they open."""
    current = Clause("main")
    clauses = [current]
    stack: list[Clause] = []  # clauses to resume
    quote: Clause | None = None

    def open_(kind: str, i: int, parent: Clause | None, **more: Any) -> Clause:
        clause = Clause(kind, parent=parent, opener=i, **more)
        clauses.append(clause)
        return clause

    for i, node in enumerate(nodes):
        word = node.word if node.kind in ("word", "stop", "head") or node.word == "relative" else ""
        if word == "quote":
            if quote is None:
                governor = _last_head(nodes, current, embeds)
                quote = open_("quote", i, current, governor=governor) if governor is not None else None
                if quote:
                    stack.append(current)
                    current = quote
            else:
                current, quote = (stack.pop() if stack else current), None
            continue
        if verb_first and current.kind == "source" and (word in _AFTER_SOURCE or finite(node) and current.verb is not None):
            current = stack.pop()  # ووفقا للوزارة فإن تركيا قصفت
        if word == "complementizer":
            governor = _last_head(nodes, current, embeds)
            relative = not verb_first and governor is None and i > 0 and nodes[i - 1].kind not in ("head",)
            current = open_("relative" if relative else "that", i, current, governor=governor, antecedent=i - 1 if relative else None)
        elif verb_first and current.kind != "source" and tells_source(nodes, i):
            stack.append(current)
            current = open_("source", i, current)
        elif word == "comma" and current.kind == "source":
            current = stack.pop()
        elif (
            word == "relative"
            and current.kind != "source"
            and i > 0
            and not (verb_first and len(node.norm) < 4 and nodes[i - 1].kind != "stop" and not _opens_relative(nodes, i))
        ):
            stack.append(current)
            current = open_("relative", i, current, antecedent=_antecedent(nodes, current, i))
        elif word in ("subordinator", "conditional") and not (word == "subordinator" and not verb_first and not finite_ahead(nodes, i, _AHEAD)):
            parent = current.parent if current.kind == "relative" else current
            current = open_("condition" if word == "conditional" else "subordinate", i, parent)
        elif word in (";", "؛", ":", "-", "–", "—") or word == "background":
            current = open_("main", i, current if word == ":" else None, previous=current)
            if word == ":":
                current.kind = "quote" if current.previous and _speaking(nodes, current.previous) else "main"
                current.parent = current.previous
                current.governor = _last_head(nodes, current.previous, speaks) if current.previous else None
        elif verb_first and finite(node) and not node.conj and not speaks(node) and (noun := bare_noun(nodes, i)) is not None:
            stack.append(current)  # زيارة قام بها, عقوبات فرضتها واشنطن: no relative pronoun after an indefinite noun
            current = open_("relative", i, current, antecedent=noun)
        elif finite(node):
            current = _finite_clause(nodes, node, i, current, stack, open_, verb_first)
        elif word == "comma" and current.kind == "relative" and stack and (current.verb is not None or _resumes(nodes, i, stack[-1])):
            current = stack.pop()
            continue
        current.nodes.append(i)
        if finite(node) and current.verb is None:
            current.verb = i
    return clauses


def tells_source(nodes: Sequence[Node], i: int) -> bool:
    """Whether who says so follows: وفقا للوزارة, وفق ما ذكرت الوكالة, كما أفادت الوكالة; but وفقا للاتفاق بين موسكو وأنقرة names a deed."""
    echo = i > 0 and nodes[i - 1].word in ("comma", "quote") and nodes[i].classed("echo") and _retells(nodes, i + 1)
    if not echo and not nodes[i].classed("attribution"):
        return False
    for node in nodes[i + 1 : i + 1 + _SOURCE_WORDS]:
        if node.kind in VOICES:
            return True
        if node.word == "comma" or node.kind == "head" and not speaks(node):
            return False
    return False


def _retells(nodes: Sequence[Node], i: int) -> bool:
    """..., كما أفادت الوكالة: a verb that speaks and has said it; but كما أعلنت أن, كما أعلنت طرد السفير go on."""
    if i >= len(nodes) or not (finite(nodes[i]) and speaks(nodes[i])):
        return False
    rest = nodes[i + 1 : next((j for j in range(i + 1, len(nodes)) if nodes[j].word == "comma"), len(nodes))]
    return not any(n.word in ("complementizer", ":") or n.kind == "head" and not speaks(n) for n in rest)


def _resumes(nodes: Sequence[Node], i: int, around: Clause) -> bool:
    """مصر، التي تملك حقول غاز، كانت قد حذرت: after the comma an auxiliary goes on with the clause that has no verb yet."""
    return i + 1 < len(nodes) and nodes[i + 1].word in ("auxiliary", "perfect") and around.verb is None


def _finite_clause(nodes: Sequence[Node], node: Node, i: int, current: Clause, stack: list[Clause], open_: Callable[..., Clause], verb_first: bool) -> Clause:
    """Where a finite verb belongs: it starts its clause, or a coordinated or embedded one, or ends a relative clause."""
    coordinated = node.conj or (i > 0 and (nodes[i - 1].word in ("conjunction", "comma") or nodes[i - 1].norm in ("and", "but")))
    if infinitive(nodes, i):
        if not verb_first and heralded(nodes, i, current.nodes):
            return current
        return open_("infinitive", i, current, governor=_embedder(nodes, current), previous=current)
    if current.kind == "infinitive" and not (coordinated and base_form(node)):
        joint = _new_subject(nodes, current, i)
        if joint is not None:  # agreed to sign the treaty, and they should ...: the infinitive ends before the conjunction
            clause = open_("main", joint, None, previous=current)
            clause.nodes.extend(j for j in current.nodes if j > joint)
            current.nodes[:] = [j for j in current.nodes if j < joint]
            return clause
        while current.kind == "infinitive" and current.parent is not None:
            current = current.parent
    if current.verb is None:
        return current
    if speaks(node) and node.conj and verb_first:
        return open_("main", i, None, previous=current)
    told = None if verb_first or coordinated else _told_without_that(nodes, current)
    if told is not None:
        clause = open_("that", told[1], current, governor=told[0])
        clause.nodes.extend(j for j in current.nodes if j >= told[1])
        current.nodes[:] = [j for j in current.nodes if j < told[1]]
        return clause
    if coordinated:
        return open_(
            current.kind if current.kind != "condition" else "main",
            i,
            current.parent,
            previous=current,
            governor=current.governor,
            antecedent=current.antecedent,
        )
    if current.kind == "relative" and stack:
        return stack.pop()
    joint = None if verb_first else _new_subject(nodes, current, i)
    if joint is not None:  # France condemned the attack on Kenya, and Germany said ...
        clause = open_(current.kind, joint, current.parent, previous=current, governor=current.governor, antecedent=current.antecedent)
        clause.nodes.extend(j for j in current.nodes if j > joint)
        current.nodes[:] = [j for j in current.nodes if j < joint]
        return clause
    if current.kind in ("subordinate", "condition") and current.parent is not None and not verb_first:
        return open_("main", i, current.parent.parent, previous=current.parent)
    return open_(current.kind, i, current.parent, previous=current, governor=current.governor, antecedent=current.antecedent)


def _told_without_that(nodes: Sequence[Node], clause: Clause) -> tuple[int, int] | None:
    """India said (in a statement) Pakistan had attacked: the verb that speaks, and where the clause that it embeds begins without *that*."""
    speech = clause.verb
    if speech is None or not any(isinstance(s.entry, Operator) and s.entry.speaker for s in nodes[speech].senses):
        return None
    inside = [j for j in clause.nodes if j > speech]
    subject = next((j for j in reversed(inside) if nodes[j].kind in VOICES and not _governed(nodes, j)), None)
    if subject is None:
        return None
    if nodes[subject - 1].word == "conjunction" and nodes[subject - 2].word == "comma":
        return None  # France recalled its ambassador, and Niger expelled ...: a clause of its own
    while subject - 2 in inside and nodes[subject - 1].word in ("conjunction", "comma") and nodes[subject - 2].kind in VOICES:
        subject -= 2  # India said Pakistan and China had ...
    return speech, subject


def _governed(nodes: Sequence[Node], j: int) -> bool:
    """Whether a preposition stands before a party, with at most a determiner between."""
    before = nodes[j - 1] if nodes[j - 1].word != "determiner" else nodes[j - 2]
    return before.word == "preposition"


def _new_subject(nodes: Sequence[Node], clause: Clause, i: int) -> int | None:
    """The conjunction after which a clause with a subject of its own begins before verb `i`."""
    inside = [j for j in clause.nodes if clause.verb is not None and j > clause.verb]
    joint = next((j for j in reversed(inside) if nodes[j].word == "conjunction"), None)
    if joint is None or not any(nodes[j].kind in NAMELIKE for j in range(joint + 1, i)):
        return None
    return joint if nodes[joint - 1].word == "comma" else None


def _embedder(nodes: Sequence[Node], clause: Clause) -> int | None:
    """The head that an infinitive hangs on: the nearest verb, operator or noun that embeds; an event noun between does not (imposed sanctions to ...)."""
    heads = [j for j in clause.nodes if nodes[j].kind == "head"]
    return next((j for j in reversed(heads) if finite(nodes[j]) or embeds(nodes[j])), heads[-1] if heads else None)


def _opens_relative(nodes: Sequence[Node], i: int) -> bool:
    """ما and من open a relative clause only before a verb (ما وصفه ب)."""
    return i + 1 < len(nodes) and finite(nodes[i + 1]) and nodes[i].norm == "ما"


def _antecedent(nodes: Sequence[Node], clause: Clause, i: int) -> int | None:
    for j in (*range(i - 1, max(-1, i - 6), -1), *reversed(clause.nodes)):  # a quote may stand between: "the Summit" that ...
        if nodes[j].kind in NAMELIKE or nodes[j].kind == "head" or nodes[j].kind in ("medium", "unnamed", "blocked"):
            return int(j)
    return i - 1 if i else None


def _last_head(nodes: Sequence[Node], clause: Clause, condition: Callable[[Node], bool]) -> int | None:
    return next((j for j in reversed(clause.nodes) if nodes[j].kind == "head" and condition(nodes[j])), None)


def _speaking(nodes: Sequence[Node], clause: Clause) -> bool:
    """Before a colon: a speech verb, or nothing but a party (Washington: Iran is ...)."""
    heads = [nodes[j] for j in clause.nodes if nodes[j].kind == "head"]
    return any(speaks(h) for h in heads) or (not heads and any(nodes[j].kind in ("party", "medium", "bare") for j in clause.nodes))
