"""Groups: the parties that are coordinated with one another, and the preposition that governs a node."""

from collections.abc import Sequence

from sijill.reading.heads import finite
from sijill.reading.nodes import PARTIES, Node

AGENT = "\x00"  # what stands for the preposition of an agent (by, من قبل)


def members(nodes: Sequence[Node], i: int) -> list[int]:
    """A party and those coordinated with it (A، B وC; A, B and C)."""
    found, j = [i], i + 1
    while j < len(nodes):
        node = nodes[j]
        if node.norm == "(" and j + 2 < len(nodes) and nodes[j + 2].norm == ")":
            j += 3  # the African Union (AU) and Chad
            continue
        if node.kind in PARTIES and node.conj and not node.prep:
            found.append(j)
        elif node.word in ("comma", "conjunction") and j + 1 < len(nodes):
            k = j + 1
            while k < len(nodes) and (nodes[k].word in ("conjunction", "determiner", "each") or nodes[k].cases and nodes[k].word == "possessive_pronoun"):
                k += 1
            if k >= len(nodes) or nodes[k].kind not in PARTIES or nodes[k].prep or _other_case(nodes[i], nodes[k]):
                break
            joined = nodes[k].conj or any(n.word == "conjunction" for n in nodes[j:k])
            if not joined and not listed(nodes, k):
                break
            if found == [i] and node.norm == "," and nodes[j + 1].word == "conjunction" and _acts(nodes, k):
                break  # condemned the attack on Kenya, and Germany said ...
            found.append(k)
            j = k
        else:
            break
        j += 1
    return found


def _other_case(one: Node, other: Node) -> bool:
    return bool(one.cases and other.cases) and not one.cases & other.cases


def _acts(nodes: Sequence[Node], k: int) -> bool:
    """Whether a verb, or a word that goes with one, follows a party."""
    following = nodes[k + 1] if k + 1 < len(nodes) else None
    return following is not None and (finite(following) or following.word in ("future", "perfect", "possible", "auxiliary"))


def listed(nodes: Sequence[Node], k: int) -> bool:
    """Whether a party after a comma is a member of a list: a further one follows after `and`."""
    for node in nodes[k + 1 : k + 8]:
        if node.kind in PARTIES and node.conj or node.word == "conjunction":
            return True
        if node.kind not in PARTIES and node.word not in ("comma", "determiner"):
            return False
    return False


def preposition_before(nodes: Sequence[Node], i: int, verb_first: bool) -> str:
    """The preposition that governs a node: written together with it, or the word before (and its determiners)."""
    node = nodes[i]
    if node.prep:
        return node.prep
    for j in range(i - 1, max(-1, i - 4), -1):
        before = nodes[j]
        if before.sense("membership"):
            return "\x01"  # عضوين دائمين في مجلس الأمن
        if before.word in ("preposition", "agent"):
            return AGENT if before.word == "agent" else _phrase(before)
        if (
            before.word in ("determiner", "each", "quote", "(", "possessive_pronoun")
            or before.kind == "modifier"
            or (before.kind == "text" and before.norm.isalpha() and _skippable(before, verb_first))
        ):
            continue
        break
    return ""


def _skippable(node: Node, verb_first: bool) -> bool:
    """A plain word between a preposition and a party: with senior Russian officials; بين مجلس الحلف وروسيا."""
    return not node.senses and not (node.article or node.prep or node.conj) if verb_first else not node.senses and not node.capital


def _phrase(node: Node) -> str:
    sense = next((s for s in node.senses if s.kind == "word" and s.entry in ("preposition", "agent")), None)
    return (sense.form.text or " ".join((node.norm, *sense.tail))) if sense else node.norm
