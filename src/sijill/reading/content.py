"""Content: what was agreed, asked, promised or refused, as the clause or phrase that the trigger embeds."""

from sijill.reading.heads import finite
from sijill.reading.tree import Sentence
from sijill.reading.values import Detail

_LEAST = 2  # words of a phrase that tells a content
_EDGES = frozenset((".", ";", "؛", ":", "؟", "?", "!"))


def contents_of(sentence: Sentence, i: int) -> list[Detail]:
    """The content of head `i`: clauses and heads that hang on it, else the rest of its phrase; coordinated clauses too."""
    found = [
        stretch for clause in sentence.clauses if clause.governor == i and clause.nodes and (stretch := _stretch(sentence, clause.nodes[0], clause.nodes[-1]))
    ]
    if not found:
        embedded = next((h for h in sentence.heads if h > i and sentence.links[h].governor == i), None)
        stretch = _stretch(sentence, embedded if embedded is not None else i + 1, _end(sentence, i))
        found = [stretch] if stretch else []
    found += [stretch for stretch in _coordinated(sentence, i) if stretch not in found]
    return [Detail("content", (), start, end) for start, end in found[:3]]


def _coordinated(sentence: Sentence, i: int) -> list[tuple[int, int]]:
    """... and that they have a louder voice: a further clause beside the one that `i` heads."""
    own = sentence.clause_of[i]
    around = {None, own.governor, *(a.node for a in sentence.above(i))}
    joined = [c for c in sentence.clauses if c.kind == "that" and c is not own and c.nodes and c.nodes[0] > i and c.opener is not None]
    later = [c for c in joined if sentence.nodes[c.opener or 0].conj and c.governor in around]
    later += [c for c in sentence.clauses if c is not own and c.nodes and c.nodes[0] > i and _urges(sentence, c.nodes) and _urges(sentence, own.nodes)]
    return [s for c in later if (s := _stretch(sentence, c.nodes[0], c.nodes[-1]))]


def _urges(sentence: Sentence, nodes: list[int]) -> bool:
    """Whether a clause says what should be: ..., and they should have a louder voice."""
    return any(sentence.nodes[j].word == "obligation" for j in nodes)


def _end(sentence: Sentence, i: int) -> int:
    """The last node of the phrase after `i`: up to a mark or the next finite verb of the same clause."""
    last = i
    for j in range(i + 1, len(sentence.nodes)):
        node = sentence.nodes[j]
        if node.kind == "stop" and (node.word == "comma" or node.norm in _EDGES) or finite(node) and sentence.clause_of.get(j) is sentence.clause_of[i]:
            break
        if node.word == "complementizer" and node.conj:
            break
        last = j
    return last


def _stretch(sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
    while first <= last and not sentence.nodes[first].norm[:1].isalnum():
        first += 1
    while last >= first and not sentence.nodes[last].norm[-1:].isalnum():
        last -= 1
    return (sentence.nodes[first].start, sentence.nodes[last].end) if last - first + 1 >= _LEAST else None
