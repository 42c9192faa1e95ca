"""What a head is in its sentence: a finite verb or an infinitive, one that speaks, one that embeds, a noun with nothing around it."""

from collections.abc import Sequence

from sijill.packs.entries import Operator, Trigger
from sijill.reading.nodes import Node

_MODAL = frozenset(("future", "possible", "obligation"))
NAMELIKE = frozenset(("party", "both", "home", "counterpart", "bare", "pronoun"))
# acts that say what somebody is to do, allowed or not
_EMBEDDING = frozenset(
    ("agreement", "request", "appeal", "invitation", "threat", "warning", "ultimatum", "refusal", "rejection", "veto", "cancellation", "accusation")
)


def finite(node: Node) -> bool:
    """Whether a head was settled as a verb."""
    return node.kind == "head" and node.pos == "verb"


def speaks(node: Node) -> bool:
    """Whether a head introduces what somebody says; who accuses vouches for the deed."""
    return any((isinstance(s.entry, Operator) and s.entry.speaker) or (isinstance(s.entry, Trigger) and s.entry.act == "accusation") for s in node.senses)


def embeds(node: Node) -> bool:
    """Whether a head may embed a clause or another head."""
    return any(
        isinstance(s.entry, Operator)
        and (s.entry.modality or s.entry.speaker or s.entry.passes)
        or (isinstance(s.entry, Trigger) and (s.entry.embeds or s.entry.act in _EMBEDDING))
        for s in node.senses
    )


def infinitive(nodes: Sequence[Node], i: int) -> bool:
    """Whether verb `i` is an infinitive of purpose or complement (to congratulate him, ليبحث)."""
    if any(s.form.tense == "infinitive" for s in nodes[i].senses):
        return not any(n.word in _MODAL for n in nodes[max(0, i - 3) : i])  # будет проводить, может состояться: one verb
    before = nodes[i - 1] if i else None
    if before is not None and before.kind == "text" and before.norm.endswith("ly") and i > 1:
        before = nodes[i - 2]  # to jointly reduce
    return bool(nodes[i].prep) or (before is not None and any(s.kind == "word" and s.entry == "infinitive" for s in before.senses) and base_form(nodes[i]))


def instrument(nodes: Sequence[Node], i: int) -> bool:
    """Whether a head is the means by which something is done (spoke by telephone), and nobody's deed."""
    return i > 0 and nodes[i - 1].word == "agent" and any(isinstance(s.entry, Trigger) and s.entry.channel for s in nodes[i].senses)


def heralded(nodes: Sequence[Node], i: int, before: Sequence[int]) -> bool:
    """Poland to send tanks to Ukraine: in a headline the infinitive is the verb of the party before it, where no other head stands `before`."""
    if i < 2 or i - 2 not in before or nodes[i - 2].kind not in NAMELIKE or nodes[i - 1].word != "preposition" or not infinitive(nodes, i):
        return False
    return not any(nodes[j].kind == "head" for j in before)


def base_form(node: Node) -> bool:
    """Whether a verb may stand as an infinitive does (base form, or present where the language has none)."""
    return any(s.form.pos == "verb" and s.form.tense in ("base", "present", "infinitive") for s in node.senses)


def finite_ahead(nodes: Sequence[Node], i: int, reach: int) -> bool:
    """Whether a finite verb comes within `reach` nodes behind `i` and before the next comma."""
    for node in nodes[i + 1 : i + 1 + reach]:
        if node.word in ("comma", ";"):
            return False
        if finite(node):
            return True
    return False


def bare_noun(nodes: Sequence[Node], i: int) -> int | None:
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
