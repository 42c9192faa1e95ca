"""Stances: positions on issues, assessments of relations and memberships of bodies; none of them is an event."""

from collections.abc import Iterable
from typing import NamedTuple

from sijill.packs.entries import Assessment, Membership, Stance, Trigger
from sijill.reading.clauses import finite
from sijill.reading.details import Spot
from sijill.reading.frames import Draft
from sijill.reading.nodes import PARTIES, Node, Ref
from sijill.reading.operators import Mood, Voice, mood_of, voice_of
from sijill.reading.references import clause_subject, resolve, subject_of, topic
from sijill.reading.registry import Registry
from sijill.reading.roles import folded
from sijill.reading.tree import Sentence
from sijill.reading.values import Detail

_EDGE = frozenset(("comma", ";", "؛", ":", ".", "؟", "?", "!"))


class View(NamedTuple):
    """A position, an assessment or a membership in the making; `value` is the stance, the tone or the role."""

    value: str
    parties: tuple[Ref, ...]
    issue_start: int
    issue_end: int
    mood: Mood
    voice: Voice
    sentence: int
    rule: str
    head: int = -1
    topic: str | None = None
    body: str = ""
    topics: tuple[Detail, ...] = ()


class Views:
    """What an article holds of each kind, in the order told."""

    def __init__(self) -> None:
        self.positions: list[View] = []
        self.assessments: list[View] = []
        self.memberships: list[View] = []

    def extend(self, other: "Views") -> None:
        """Add what a sentence tells; the same stance on the same words is told once."""
        for view in other.positions:
            if not any(v.value == view.value and v.issue_start == view.issue_start for v in self.positions):
                self.positions.append(view)
        self.assessments.extend(other.assessments)
        self.memberships.extend(other.memberships)

    def close(self, shift: int) -> None:
        """Once an article is read: a headline's position that the text tells too is told once. `shift`: where the text begins."""
        told = {(v.value, _codes(v)) for v in self.positions if v.issue_start >= shift}
        self.positions = [v for v in self.positions if v.issue_start >= shift or (v.value, _codes(v)) not in told]


def _codes(view: View) -> frozenset[str | None]:
    return frozenset(ref.code for ref in view.parties)


def views_of(sentence: Sentence, number: int, registry: Registry, outer: Voice, told: Iterable[Draft], spots: list[Spot]) -> Views:
    """The views of one sentence."""
    views = Views()
    acts = {d.head: d for d in told if d.actors and d.recipients}
    for i, node in enumerate(sentence.nodes):
        for sense in node.senses:
            entry = sense.entry
            if isinstance(entry, Stance) and not (i in acts and _is_act(acts[i], entry)) and _fits(sentence, i, entry):
                view = _position(sentence, i, entry, number, registry, outer, spots)
                views.positions.extend([view] if view else [])
            elif isinstance(entry, Assessment) and _fits(sentence, i, entry):
                view = _assessment(sentence, i, entry, number, registry, outer, spots)
                views.assessments.extend([view] if view else [])
            elif isinstance(entry, Membership):
                view = _membership(sentence, i, entry, number, registry, outer)
                views.memberships.extend([view] if view else [])
            else:
                continue
            break
    return views


def _is_act(draft: Draft, entry: Stance) -> bool:
    """Whether a word of stance tells an act towards a party: rejected the proposal of Turkey does, opposes Western interference does not."""
    if draft.act.type == "ACCUSE" or not draft.inferred:
        return True
    return draft.inferred in ("judged", "goods") and not entry.standing


def viewed(told: Iterable[Draft], views: Views) -> list[Draft]:
    """Drafts, those silenced that are told as a position, or that only name the relation an assessment values."""
    positions = {view.head for view in views.positions}
    relations = {view.head for view in views.assessments}
    silenced = []
    for draft in told:
        if draft.head in positions:
            draft = draft._replace(mute=draft.mute or "told as a position")
        elif draft.head in relations and draft.act.family == "cooperation":
            draft = draft._replace(mute=draft.mute or "told as an assessment")
        silenced.append(draft)
    return silenced


def _fits(sentence: Sentence, i: int, entry: Stance | Assessment) -> bool:
    if not entry.needs and not entry.unless:
        return True
    clause = sentence.clause_at(i)
    cues = {s.entry for j in (clause.nodes if clause else ()) for s in sentence.nodes[j].senses if s.kind == "cue"}
    return (not entry.needs or bool(cues & folded(tuple(entry.needs)))) and not cues & folded(tuple(entry.unless))


def _position(sentence: Sentence, i: int, entry: Stance, number: int, registry: Registry, outer: Voice, spots: list[Spot]) -> View | None:
    extent = _issue(sentence, i, entry)
    if extent is None or i not in sentence.links:
        return None
    if any(isinstance(s.entry, Trigger) and s.entry.act == "accusation" for a in sentence.above(i) for s in sentence.nodes[a.node].senses):
        return None  # accused of supporting: the accused holds nothing
    first, last = extent
    voice = voice_of(sentence, i, registry, outer)
    holders = (() if entry.holder == "speaker" else _holders(sentence, i, registry)) or voice.refs
    if not holders:
        return None
    start, end = sentence.nodes[first].start, sentence.nodes[last].end
    topic = next((str(s.detail.get("id")) for s in spots if s.detail.field == "topics" and start <= s.detail.start < end), None)
    return View(entry.stance, _once(holders), start, end, mood_of(sentence, i), voice, number, entry.id, i, topic)


def _issue(sentence: Sentence, i: int, entry: Stance) -> tuple[int, int] | None:
    """The nodes that tell the issue: after the word, or after one of its prepositions; a lone party is no issue."""
    places = entry.issue or ["object"]
    prepositions = folded(tuple(p for p in places if p != "object"))
    first = i + 1 if "object" in places else None
    for j in range(i + 1, min(i + 8, len(sentence.nodes))):
        node = sentence.nodes[j]
        if node.prep in prepositions:
            first = j
            break
        if node.word == "preposition" and node.norm in prepositions:
            first = j + 1
            break
        if _ends(sentence, j, i):
            break
    if first is None or first >= len(sentence.nodes):
        return None
    between = sentence.verb_first or sentence.nodes[i].pos != "verb"
    holders = sentence.group(first) if between and first == i + 1 and sentence.nodes[first].kind in PARTIES and not sentence.nodes[first].prep else []
    first = holders[-1] + 1 if holders else first  # دعم (مصر والأردن) لحل الدولتين: the holders stand between
    if first >= len(sentence.nodes):
        return None
    last = _phrase_end(sentence, first, i)
    if last < first:
        return None
    inside = [sentence.nodes[j] for j in range(first, last + 1) if sentence.nodes[j].norm.isalnum()]
    if not inside or all(n.kind == "party" for n in inside):
        return None
    return first, last


def _phrase_end(sentence: Sentence, first: int, head: int) -> int:
    last = first - 1
    for j in range(first, len(sentence.nodes)):
        if j > first and _ends(sentence, j, head):
            break
        last = j
    while last > first and (not sentence.nodes[last].norm[-1:].isalnum() or sentence.nodes[last].word == "conjunction"):
        last -= 1
    return last


def _ends(sentence: Sentence, j: int, head: int) -> bool:
    """Whether a phrase ends before node `j`: at a mark, a new finite verb or another clause that does not hang on it."""
    node = sentence.nodes[j]
    if node.kind == "stop" and (node.word in _EDGE or node.norm in _EDGE):
        return True
    if node.word == "complementizer" and (node.conj or sentence.nodes[j - 1].word == "conjunction"):
        return True
    return finite(node) and (node.conj or sentence.clause_of.get(j) is sentence.clause_of.get(head))


def _holders(sentence: Sentence, i: int, registry: Registry) -> tuple[Ref, ...]:
    links, node = sentence.links[i], sentence.nodes[i]
    if node.pos == "verb":
        return subject_of(sentence, i, registry)[0]
    own = (*links.genitive, *links.possessive, *links.adjective)
    refs = tuple(ref for j in own for ref in (sentence.nodes[j].refs or resolve(sentence, j, registry)))
    if refs:
        return refs
    if links.governor is not None and sentence.nodes[links.governor].pos == "verb":
        return subject_of(sentence, links.governor, registry)[0]
    return clause_subject(sentence, i, registry) or topic(sentence, i, registry)


def _assessment(sentence: Sentence, i: int, entry: Assessment, number: int, registry: Registry, outer: Voice, spots: list[Spot]) -> View | None:
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
    last = _phrase_end(sentence, i, i)
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
            node: Node = sentence.nodes[j]
            if node.kind == "adjective":
                refs.extend(node.refs)
            elif node.kind in PARTIES:
                refs.extend(resolve(sentence, j, registry))
        found = _once(ref for ref in refs if ref.country)
        if len(found) > 1:
            return found[:4]
    return tuple(reversed([r for r in registry.before(sentence.nodes[i].start) if r.country][:2]))


def _membership(sentence: Sentence, i: int, entry: Membership, number: int, registry: Registry, outer: Voice) -> View | None:
    nodes = sentence.nodes
    body = next((nodes[j] for j in range(i, min(i + 6, len(nodes))) if nodes[j].kind == "party" and nodes[j].refs and nodes[j].refs[0].country is None), None)
    members = [ref for j in range(i) if nodes[j].kind in PARTIES for ref in resolve(sentence, j, registry) if ref.country]
    if body is None or not members:
        return None
    return View(
        entry.role, _once(members), nodes[i].start, body.end, Mood("actual", None), voice_of(sentence, i, registry, outer), number, entry.id,
        body=body.refs[0].code or "",
    )  # fmt: skip


def _once(refs: Iterable[Ref]) -> tuple[Ref, ...]:
    return tuple({ref.code: ref for ref in refs if ref.code}.values())
