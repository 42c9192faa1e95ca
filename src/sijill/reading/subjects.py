"""Subjects: which party before or after a finite verb is its subject, by the order and the agreement of the language."""

from sijill.packs.entries import Trigger
from sijill.reading.clauses import Clause
from sijill.reading.heads import finite
from sijill.reading.nodes import PARTIES, VOICES, Node
from sijill.reading.tree import Sentence

_FAR = 14  # nodes between a verb and its subject


def find_subject(sentence: Sentence, i: int, dependents: frozenset[int]) -> list[int]:
    """Put the subject of a finite verb into its links; what it is."""
    links, clause = sentence.links[i], sentence.clause_of[i]
    before = _before(sentence, i, clause, dependents)
    after = _after(sentence, i, clause) if sentence.verb_first or _turned(sentence, i, clause) else []
    if before and (not after or _agrees(sentence, i, before[0]) or not _agrees(sentence, i, after[0])):
        links.subject = before
    elif after and _agrees(sentence, i, after[0]):
        links.subject = after
    if links.subject is after and after and _rather_object(sentence, i, clause, after[-1]):
        links.subject, links.object = [], after
    return links.subject


def _turned(sentence: Sentence, i: int, clause: Clause) -> bool:
    """New Zealand sent aid, said Helen Clark: a verb that closes what it tells may have its subject behind it."""
    return not sentence.han and clause.opener == i and any(other.governor == i and other.parent is clause for other in sentence.clauses)


def _rather_object(sentence: Sentence, i: int, clause: Clause, last: int) -> bool:
    """قال إنه سيدعو الرئيس: its own pronoun is the subject. وأكدت دعمها، وحذرت أستراليا من المجازفة: joined to a verb, she is warned."""
    opener = sentence.nodes[clause.opener] if clause.opener is not None else None
    if clause.kind == "that" and opener is not None and opener.norm in sentence.own_complementizers and sentence.links[i].governor is None:
        return any(isinstance(s.entry, Trigger) and s.entry.object == "recipient" for s in sentence.nodes[i].senses)
    senses = [s.entry for s in sentence.nodes[i].senses if isinstance(s.entry, Trigger)]
    aimed = any(e.object == "recipient" and sentence.acts[e.act].type in ("THREATEN", "REQUEST") for e in senses)
    joined = sentence.nodes[i].conj and clause.previous is not None and clause.previous.verb is not None
    following = sentence.nodes[last + 1] if last + 1 < len(sentence.nodes) else None
    return aimed and joined and following is not None and following.word in ("preposition", "complementizer")


def _agrees(sentence: Sentence, verb: int, j: int) -> bool:
    """Whether a party can be a verb's subject: gender in the third person singular, number where it is told."""
    node, party = sentence.nodes[verb], sentence.nodes[j]
    form = next((s.form for s in node.senses if s.form.pos == "verb"), None)
    if not sentence.verb_first or form is None or not form.gender or not party.gender or party.title == "people" or party.kind in ("both", "pronoun", "bare"):
        return True
    if form.person in ("1", "2"):
        return False
    if form.number == "s" or j > verb:
        return form.gender == party.gender or party.title in ("organ", "body", "office", "unnamed", "metonym")
    return True


def _before(sentence: Sentence, i: int, clause: Clause, dependents: frozenset[int]) -> list[int]:
    nodes, at = sentence.nodes, clause.nodes.index(i)
    if sentence.han and clause.verb != i:
        return []  # 赴美举行会谈: what stands behind the first verb is its object
    group: list[int] = []
    for j in reversed(clause.nodes[:at]):
        if finite(nodes[j]):
            break
        if nodes[j].kind in VOICES and not sentence.preposition_of[j] and j not in dependents:
            group = [j]
            further = clause.nodes[: clause.nodes.index(j)]
            if (
                not sentence.verb_first
                or nodes[j].kind == "pronoun"
                and j == i - 1
                or not any(nodes[k].kind in VOICES and not sentence.preposition_of[k] for k in further)
            ):
                break
    if not group:
        return []
    return sentence.group(sentence.leader(group[0])) if nodes[group[0]].kind in PARTIES else group


def _after(sentence: Sentence, i: int, clause: Clause) -> list[int]:
    nodes = sentence.nodes
    at = clause.nodes.index(i)
    for j in clause.nodes[at + 1 : at + 1 + _FAR]:
        node = nodes[j]
        if finite(node) or (node.kind == "head" and not sentence.preposition_of[j] and not _adverbial(sentence, j)):
            return []
        if _oblique(sentence, node) and not sentence.preposition_of[j]:
            return []  # دهس سائق جنودا إسرائيليين: no subject stands in the oblique case
        if node.kind == "bare" and node.suffix and node.posted:
            return []  # استدعت سفيرها في لندن: her own envoy is whom she recalls
        if node.kind in VOICES and not sentence.preposition_of[j] and node.kind != "pronoun":
            return sentence.group(j) if node.kind in PARTIES else [j]
    return []


def _oblique(sentence: Sentence, node: Node) -> bool:
    """Whether people or a dual are written in a case that no subject has (مسؤولين, جنودا, الرئيسين)."""
    if node.kind not in ("party", "both", "blocked") or not (node.title == "people" or node.kind == "both"):
        return False
    return bool(sentence.oblique) and node.norm.endswith(sentence.oblique)


def _adverbial(sentence: Sentence, j: int) -> bool:
    return any(s.kind == "trigger" and s.form.pos == "noun" for s in sentence.nodes[j].senses) and bool(sentence.preposition_of[j])
