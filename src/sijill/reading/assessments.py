"""Assessments of relations, and memberships of bodies."""

from sijill.packs.entries import Assessment, Membership
from sijill.reading.details import Spot
from sijill.reading.moods import Mood
from sijill.reading.nodes import PARTIES, Ref
from sijill.reading.references import resolve
from sijill.reading.registry import Registry
from sijill.reading.tree import Sentence
from sijill.reading.views import View, once, phrase_end
from sijill.reading.voices import Voice, voice_of


def assessment(sentence: Sentence, i: int, entry: Assessment, number: int, registry: Registry, outer: Voice, spots: list[Spot]) -> View | None:
    """What a word of value says of the relation beside it."""
    relation = _relation(sentence, i)
    if relation is None and not entry.alone:
        return None
    parties = _about(sentence, i, relation, registry)
    if len({ref.code for ref in parties}) < 2:
        return None
    noun = sentence.nodes[relation].start if relation is not None else -1
    if any(s.detail.field == "topics" and s.detail.start <= noun < s.detail.end for s in spots):
        return None  # strategic cooperation as a topic of talks is no opinion
    words = [j for j, n in enumerate(sentence.nodes) if j > i and any(isinstance(s.entry, Assessment) for s in n.senses)]
    last = phrase_end(sentence, i, i)
    if words and words[0] <= last:
        last = max(i, words[0] - 1)
    first = relation if relation is not None and relation < i and _near(sentence, relation, i) else i
    start, end = sentence.nodes[first].start, sentence.nodes[last].end
    own = sentence.clause_at(i)
    topics = tuple(s.detail for s in spots if s.detail.field == "topics" and (start <= s.detail.start < end or sentence.clause_at(s.node) is own))
    start = min([start, *(d.start for d in topics if d.start < start)])  # in energy and in innovation, cooperation was fruitful
    return View(
        entry.tone,
        parties,
        start,
        end,
        Mood("actual", None),
        voice_of(sentence, i, registry, outer),
        number,
        entry.id,
        relation if relation is not None else i,
        topics=topics,
    )


def _near(sentence: Sentence, relation: int, i: int) -> bool:
    between = sentence.nodes[relation:i]
    return not any(n.kind == "stop" or any(isinstance(s.entry, Assessment) for s in n.senses) for n in between)


def _relation(sentence: Sentence, i: int) -> int | None:
    """The nearest relation noun of the sentence, in the clause of `i` if one is there."""
    found = [j for j, n in enumerate(sentence.nodes) if any(s.kind == "word" and s.entry == "relation" for s in n.senses)]
    clause = sentence.clause_at(i)
    inside = [j for j in found if sentence.clause_at(j) is clause]
    return min(inside or found, key=lambda j: abs(j - i), default=None)


def _about(sentence: Sentence, i: int, relation: int | None, registry: Registry) -> tuple[Ref, ...]:
    """The parties of a relation: told beside its noun, in its clause, or the last pair."""
    at = relation if relation is not None else i
    clause = sentence.clause_at(i)
    for span in (range(at, min(at + 7, len(sentence.nodes))), clause.nodes if clause else ()):
        refs: list[Ref] = []
        for j in span:
            node = sentence.nodes[j]
            if node.kind == "adjective":
                refs.extend(node.refs)
            elif node.kind in PARTIES:
                refs.extend(resolve(sentence, j, registry))
        found = once(ref for ref in refs if ref.country)
        if len(found) > 1:
            return found[:4]
    return tuple(reversed([r for r in registry.before(sentence.nodes[i].start) if r.country][:2]))


def membership(sentence: Sentence, i: int, entry: Membership, number: int, registry: Registry, outer: Voice) -> View | None:
    """Who is told to be a member of which body."""
    nodes = sentence.nodes
    near = range(i, max(-1, i - 6), -1) if sentence.han else range(i, min(i + 6, len(nodes)))  # 联合国安理会常任理事国 tells the body first
    body = next((nodes[j] for j in near if nodes[j].kind == "party" and nodes[j].refs and nodes[j].refs[0].country is None), None)
    members = [ref for j in range(i) if nodes[j].kind in PARTIES for ref in resolve(sentence, j, registry) if ref.country]
    if body is None or not members:
        return None
    return View(
        entry.role, once(members), nodes[i].start, body.end, Mood("actual", None), voice_of(sentence, i, registry, outer), number, entry.id,
        body=body.refs[0].code or "",
    )  # fmt: skip
