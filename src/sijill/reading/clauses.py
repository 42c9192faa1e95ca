"""Clauses: each head is settled as verb or noun, then the sentence is cut where the language opens a clause.

A clause need not be one stretch: `الاتفاق الذي وقعته إيران عام 2015، يلزم الطرفين` resumes after its relative clause.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sijill.packs.entries import Operator, Trigger
from sijill.reading.nodes import HEADS, PARTIES, Node

_NAMELIKE = frozenset(("party", "both", "home", "counterpart", "bare", "pronoun"))
# acts that say what somebody is to do, allowed or not
EMBEDDING = frozenset(
    ("agreement", "request", "appeal", "invitation", "threat", "warning", "ultimatum", "refusal", "rejection", "veto", "cancellation", "accusation")
)
_BEFORE_VERB = frozenset(("negation", "perfect", "future", "possible", "obligation", "infinitive"))
_BEFORE_NOUN = frozenset(("preposition", "agent", "demonstrative", "determiner", "possessive", "possessive_pronoun", "each"))


@dataclass(slots=True)
class Clause:
    """A clause: its nodes by index, what it hangs on, and by which head."""

    kind: str  # main, that, relative, subordinate, condition, quote
    parent: "Clause | None" = None
    governor: int | None = None  # the head that embeds it
    antecedent: int | None = None  # the node a relative clause is about
    previous: "Clause | None" = None  # the clause it is coordinated with
    nodes: list[int] = field(default_factory=list)
    opener: int | None = None
    verb: int | None = None  # its first finite verb


def settle(nodes: list[Node], verb_first: bool) -> list[Node]:
    """Give each head its part of speech where its form has several (دعم, بحث; visit, attack)."""
    settled: list[Node] = []
    for i, node in enumerate(nodes):
        if node.kind == "head":
            kinds = {s.form.pos for s in node.senses if s.kind in HEADS}
            choose = _choose_verb_first if verb_first else _choose_subject_first
            pos = next(iter(kinds)) if len(kinds) == 1 else choose(nodes, settled, i, kinds)
            phrase = next((s for s in node.senses if s.kind == "support" and s.form.pos == "phrase"), None)
            progressive = pos == "participle" and bool(settled) and settled[-1].word == "auxiliary" and not any(s.form.passive for s in node.senses)
            senses = tuple(s for s in node.senses if s.kind in ("word", "modifier", "cue", "title") or s.form.pos in (pos, "phrase"))
            form = next((s.form for s in senses if s.form.pos == pos and s.kind in HEADS), None)
            carried = phrase is not None and not verb_first  # had a conversation
            gender, number = (form.gender, form.number) if form else ("", "")
            node = node._replace(pos="verb" if progressive or carried else pos, senses=senses, gender=gender, number=number)
        settled.append(node)
    return settled


def _choose_verb_first(nodes: list[Node], settled: list[Node], i: int, kinds: set[str]) -> str:
    node = nodes[i]
    if "verb" not in kinds:
        return "noun" if "noun" in kinds else sorted(kinds)[0]
    other = "noun" if "noun" in kinds else sorted(kinds - {"verb"})[0]
    if node.future:
        return "verb"
    if node.article or node.prep in ("ب", "ك"):
        return other
    before = settled[-1] if settled else None
    if before is not None:
        if before.word in _BEFORE_VERB:
            return "verb"
        if before.word in _BEFORE_NOUN or before.kind == "head" and not node.conj:
            return other
        if before.word == "complementizer" and _tense(node, "past"):
            return other  # أن دعم روسيا: after أن a verb in the past comes with its subject first
    if _bare_noun(settled, i) is not None and any(s.kind == "support" and s.form.pos == "verb" for s in node.senses):
        return "verb"  # قمة عقدها مع نظيره
    if not node.conj and _past_only(node) and _owned_head(settled):
        return other  # قرار أميركا فرض عقوبات: after a noun and its owner stands what was decided
    if not node.conj and _past_only(node) and _verb_behind(settled):
        return other  # تدرس ألمانيا فرض عقوبات: no second past verb without a conjunction
    following = next((n for n in nodes[i + 1 : i + 3] if n.kind in _NAMELIKE and not n.prep), None)
    gender = next((s.form.gender for s in node.senses if s.form.pos == "verb"), "")
    if following and following.gender and gender and following.gender != gender and following.title != "people":
        return other  # طرد بريطانيا دبلوماسيين: a masculine past before a feminine subject is a verbal noun
    return "verb"


def _owned_head(settled: list[Node]) -> bool:
    """Whether a noun that embeds, and right after it its owner, stand just before: قرار أميركا."""
    if len(settled) < 2 or settled[-1].kind not in PARTIES or settled[-1].prep:
        return False
    return settled[-2].kind == "head" and settled[-2].pos == "noun" and embeds(settled[-2])


def _past_only(node: Node) -> bool:
    return {s.form.tense for s in node.senses if s.form.pos == "verb"} == {"past"}


def _verb_behind(settled: list[Node]) -> bool:
    """Whether a finite verb stands before in the same stretch: no mark, conjunction or opening word between, but for a day told in commas."""
    for k, node in reversed([*enumerate(settled)]):
        if finite(node):
            return True
        if node.word == "comma" and any(other.word == "comma" for other in _beside_time(settled, k)):
            continue  # قررت تركيا، الثلاثاء، طرد السفير
        if node.kind == "stop" or node.word in ("complementizer", "relative", "subordinator", "conditional", "conjunction"):
            return False
    return False


def _beside_time(settled: list[Node], comma: int) -> list[Node]:
    """What stands on the other side of the words of time next to a comma."""
    found = []
    for step in (-1, 1):
        k = comma + step
        while 0 <= k < len(settled) and any(s.entry == "time" for s in settled[k].senses):
            k += step
        if k != comma + step and 0 <= k < len(settled):
            found.append(settled[k])
    return found


def _tense(node: Node, tense: str) -> bool:
    return any(s.form.pos == "verb" and s.form.tense == tense for s in node.senses)


def _choose_subject_first(nodes: list[Node], settled: list[Node], i: int, kinds: set[str]) -> str:
    node = nodes[i]
    before = settled[-1] if settled else None
    following = nodes[i + 1] if i + 1 < len(nodes) else None
    if "verb" in kinds:
        other = "noun" if "noun" in kinds else sorted(kinds - {"verb"})[0]
        if before is None:
            verb_ahead = following is not None and (following.word in ("auxiliary", "future", "possible", "obligation", "perfect") or _only_verb(following))
            return other if verb_ahead or (following is not None and following.word in ("preposition", "agent")) else "verb"
        if before.kind == "blocked" and before.title == "goods" and before.refs and following is not None and following.kind in _NAMELIKE:
            return "verb"  # Russian missiles hit Kyiv
        if before.norm == "to" or before.word in _BEFORE_VERB:
            return "verb"
        if before.word in _BEFORE_NOUN or before.kind in ("adjective", "modifier", "blocked") or before.kind == "head":
            return other
        if before.kind == "party" and before.title == "adjective":
            return other
        base = all(s.form.tense == "base" for s in node.senses if s.form.pos == "verb")
        if before.kind in _NAMELIKE and i > 1 and nodes[i - 2].norm in ("-", "–"):
            return other  # Russian-Myanmar talks
        if before.kind in _NAMELIKE:
            plural = before.number in ("p", "d") or (i > 1 and nodes[i - 2].word == "conjunction") or before.kind in ("both", "pronoun") or len(before.refs) > 1
            return other if base and not plural and not (before.kind == "party" and before.conj) else "verb"
        return other if base and before.word not in ("conjunction", "relative", "comma") else "verb"
    if (
        "noun" in kinds
        and before is not None
        and (before.word in _BEFORE_NOUN - {"preposition"} or before.kind in ("adjective", "modifier") or before.kind == "head")
    ):
        return "noun"
    if "noun" in kinds and following is not None and following.word == "preposition":
        return "noun"
    return "participle" if "participle" in kinds else sorted(kinds)[0]


def _only_verb(node: Node) -> bool:
    return node.kind == "head" and {s.form.pos for s in node.senses if s.kind in HEADS} == {"verb"}


def finite(node: Node) -> bool:
    return node.kind == "head" and node.pos == "verb"


def speaks(node: Node) -> bool:
    """Whether a head introduces what somebody says; who accuses vouches for the deed."""
    return any((isinstance(s.entry, Operator) and s.entry.speaker) or (isinstance(s.entry, Trigger) and s.entry.act == "accusation") for s in node.senses)


def embeds(node: Node) -> bool:
    """Whether a head may embed a clause or another head."""
    return any(
        isinstance(s.entry, Operator)
        and (s.entry.modality or s.entry.speaker or s.entry.passes)
        or (isinstance(s.entry, Trigger) and (s.entry.embeds or s.entry.act in EMBEDDING))
        for s in node.senses
    )


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
        word = node.word if node.kind in ("word", "stop", "head") else ""
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
        if word == "complementizer":
            governor = _last_head(nodes, current, embeds)
            relative = not verb_first and governor is None and i > 0 and nodes[i - 1].kind not in ("head",)
            current = open_("relative" if relative else "that", i, current, governor=governor, antecedent=i - 1 if relative else None)
        elif word == "relative" and i > 0 and not (verb_first and len(node.norm) < 4 and nodes[i - 1].kind != "stop" and not _opens_relative(nodes, i)):
            stack.append(current)
            current = open_("relative", i, current, antecedent=_antecedent(nodes, current, i))
        elif word in ("subordinator", "conditional") and not (word == "subordinator" and not verb_first and not _finite_ahead(nodes, i)):
            parent = current.parent if current.kind == "relative" else current
            current = open_("condition" if word == "conditional" else "subordinate", i, parent)
        elif word in (";", "؛", ":", "-", "–", "—") or word == "background":
            current = open_("main", i, current if word == ":" else None, previous=current)
            if word == ":":
                current.kind = "quote" if current.previous and _speaking(nodes, current.previous) else "main"
                current.parent = current.previous
                current.governor = _last_head(nodes, current.previous, speaks) if current.previous else None
        elif verb_first and finite(node) and not node.conj and not speaks(node) and (noun := _bare_noun(nodes, i)) is not None:
            stack.append(current)  # زيارة قام بها, عقوبات فرضتها واشنطن: no relative pronoun after an indefinite noun
            current = open_("relative", i, current, antecedent=noun)
        elif finite(node):
            current = _finite_clause(nodes, node, i, current, stack, open_, verb_first)
        elif word == "comma" and current.kind == "relative" and current.verb is not None and stack:
            current = stack.pop()
            continue
        current.nodes.append(i)
        if finite(node) and current.verb is None:
            current.verb = i
    return clauses


def _finite_clause(nodes: Sequence[Node], node: Node, i: int, current: Clause, stack: list[Clause], open_: Callable[..., Clause], verb_first: bool) -> Clause:
    """Where a finite verb belongs: it starts its clause, or a coordinated or embedded one, or ends a relative clause."""
    coordinated = node.conj or (i > 0 and (nodes[i - 1].word in ("conjunction", "comma") or nodes[i - 1].norm in ("and", "but")))
    if infinitive(nodes, i):
        return open_("infinitive", i, current, governor=_embedder(nodes, current), previous=current)
    if current.kind == "infinitive" and not (coordinated and _base(node)):
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
    if current.kind in ("subordinate", "condition") and current.parent is not None and not verb_first:
        return open_("main", i, current.parent.parent, previous=current.parent)
    return open_(current.kind, i, current.parent, previous=current, governor=current.governor, antecedent=current.antecedent)


def _new_subject(nodes: Sequence[Node], clause: Clause, i: int) -> int | None:
    """The conjunction after which a clause with a subject of its own begins before verb `i`."""
    inside = [j for j in clause.nodes if clause.verb is not None and j > clause.verb]
    joint = next((j for j in reversed(inside) if nodes[j].word == "conjunction"), None)
    if joint is None or not any(nodes[j].kind in _NAMELIKE for j in range(joint + 1, i)):
        return None
    return joint if nodes[joint - 1].word == "comma" else None


def infinitive(nodes: Sequence[Node], i: int) -> bool:
    """Whether verb `i` is an infinitive of purpose or complement (to congratulate him, ليبحث)."""
    before = nodes[i - 1] if i else None
    if before is not None and before.kind == "text" and before.norm.endswith("ly") and i > 1:
        before = nodes[i - 2]  # to jointly reduce
    return bool(nodes[i].prep) or (before is not None and any(s.kind == "word" and s.entry == "infinitive" for s in before.senses) and _base(nodes[i]))


def _base(node: Node) -> bool:
    return any(s.form.pos == "verb" and s.form.tense in ("base", "present") for s in node.senses)


def _embedder(nodes: Sequence[Node], clause: Clause) -> int | None:
    """The head that an infinitive hangs on: the nearest verb, operator or noun that embeds; an event noun between does not (imposed sanctions to ...)."""
    heads = [j for j in clause.nodes if nodes[j].kind == "head"]
    return next((j for j in reversed(heads) if finite(nodes[j]) or embeds(nodes[j])), heads[-1] if heads else None)


def _bare_noun(nodes: Sequence[Node], i: int) -> int | None:
    """The indefinite event noun right before verb `i`, with at most an adjective between."""
    for j in (i - 1, i - 2):
        if j < 0 or j >= len(nodes):
            return None
        node = nodes[j]
        if node.kind == "head" and node.pos == "noun":
            bare = not node.article and not node.suffix and any(isinstance(s.entry, Trigger) for s in node.senses)
            return j if bare else None
        if not (node.kind in ("text", "adjective", "modifier") and not node.article and not node.conj and not node.prep):
            return None
    return None


def _opens_relative(nodes: Sequence[Node], i: int) -> bool:
    """ما and من open a relative clause only before a verb (ما وصفه ب)."""
    return i + 1 < len(nodes) and finite(nodes[i + 1]) and nodes[i].norm == "ما"


def _finite_ahead(nodes: Sequence[Node], i: int) -> bool:
    """English `as`, `after`, `since` open a clause only if a finite verb comes before the next comma."""
    for node in nodes[i + 1 : i + 14]:
        if node.word in ("comma", ";"):
            return False
        if finite(node):
            return True
    return False


def _antecedent(nodes: Sequence[Node], clause: Clause, i: int) -> int | None:
    for j in (*range(i - 1, max(-1, i - 6), -1), *reversed(clause.nodes)):  # a quote may stand between: "the Summit" that ...
        if nodes[j].kind in _NAMELIKE or nodes[j].kind == "head" or nodes[j].kind in ("medium", "unnamed", "blocked"):
            return int(j)
    return i - 1 if i else None


def _last_head(nodes: Sequence[Node], clause: Clause, condition: Callable[[Node], bool]) -> int | None:
    return next((j for j in reversed(clause.nodes) if nodes[j].kind == "head" and condition(nodes[j])), None)


def _speaking(nodes: Sequence[Node], clause: Clause) -> bool:
    """Before a colon: a speech verb, or nothing but a party (Washington: Iran is ...)."""
    heads = [nodes[j] for j in clause.nodes if nodes[j].kind == "head"]
    return any(speaks(h) for h in heads) or (not heads and any(nodes[j].kind in ("party", "medium", "bare") for j in clause.nodes))
