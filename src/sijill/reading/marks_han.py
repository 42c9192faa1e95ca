"""Marks of modality in Chinese: they stand before the verb's coverbs (将于15日同普京会谈, 没有同美方接触), and verbs in a row share them."""

from sijill.reading.heads import embeds, finite
from sijill.reading.nodes import PARTIES
from sijill.reading.tree import Sentence

_MARKS = frozenset(("future", "possible", "obligation"))


def mark_before(sentence: Sentence, i: int) -> tuple[str, int] | None:
    """The class of the word that marks verb `i`, and its node."""
    nodes, clause = sentence.nodes, sentence.clause_of[i]
    passed = False  # whether a verb or the subject stands between
    owned, stretched = False, False  # whether a subject does, or a comma
    for j in reversed([k for k in clause.nodes if k < i]):
        node = nodes[j]
        if node.word == "comma" and owned:
            break
        if node.word == "comma":
            passed = stretched = True  # 双方要办好文化年，推动合作: a verb that is not known may stand behind the mark
        owned = owned or node.kind in PARTIES and not sentence.preposition_of[j]
        if stretched and finite(node):
            break
        if node.word == "negation" and not passed:
            return "negation", j
        if node.word in _MARKS:
            return node.word, j
        if finite(node):
            if embeds(node) and not node.sense("trigger"):
                return None
            passed = True
        elif node.kind in PARTIES and not sentence.preposition_of[j] or node.kind == "stop" and node.word not in ("quote", "(", ")"):
            passed = True
    return _shared(sentence, i)


def _shared(sentence: Sentence, i: int) -> tuple[str, int] | None:
    """双方要加强沟通，深化合作; 将访问法国，并会见总统: a stretch without a subject of its own goes on as the one before it."""
    clause = sentence.clause_of[i]
    before = clause.previous
    own_subject = any(sentence.nodes[k].kind in PARTIES and not sentence.preposition_of[k] for k in clause.nodes if k < i)
    if before is None or before.verb is None or own_subject or before.verb not in sentence.links or clause.kind == "condition":
        return None
    mark = mark_before(sentence, before.verb)
    return mark if mark is not None and mark[0] in _MARKS else None
