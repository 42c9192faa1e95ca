"""Operators: the modality and the speaker of a head, from the words around it and the heads that embed it."""

from typing import NamedTuple

from sijill.packs.entries import Modifier, Operator, Support, Trigger
from sijill.reading.clauses import Clause, speaks
from sijill.reading.links import PARTIES, VOICES, Sentence
from sijill.reading.nodes import Node, Ref
from sijill.reading.references import resolve, subject_of
from sijill.reading.registry import Registry

_STRENGTH = ("actual", "planned", "possible", "urged", "cancelled", "denied")
_ADVERBS = 3  # words that may stand between a mark and its head


class Mood(NamedTuple):
    """Whether it happened, and the node that says so."""

    value: str
    cue: int | None


class Voice(NamedTuple):
    """Who says so: a node that names the speaker, the parties it stands for, and the head that lets it speak."""

    kind: str  # narrator, party, medium, unnamed
    refs: tuple[Ref, ...] = ()
    node: int | None = None
    cue: int | None = None


NARRATOR = Voice("narrator")


def mood_of(sentence: Sentence, i: int) -> Mood:
    """The modality of head `i`: the strongest of its own marks and of those that embed it."""
    moods = [_own(sentence, i)]
    head, clause = i, sentence.clause_of[i]
    for _ in range(6):
        governor = sentence.links[head].governor
        if governor is None or governor == head:
            parent = clause
            while parent is not None and parent.governor in (None, head):
                if parent.kind == "condition":
                    moods.append(Mood("possible", parent.opener))
                parent = parent.parent if parent.kind != "main" else None  # type: ignore[assignment]
            if parent is None:
                break
            governor = parent.governor
        assert governor is not None
        moods.append(_imposed(sentence, governor, head))
        head, clause = governor, sentence.clause_of[governor]
    return max(moods, key=lambda mood: _STRENGTH.index(mood.value))


def _own(sentence: Sentence, i: int) -> Mood:
    """Marks at the head itself: negation, future, modal verbs, purpose, adjectives."""
    nodes, node = sentence.nodes, sentence.nodes[i]
    if negated(sentence, i):
        return Mood("denied", i - 1 if i else None)
    if node.future:
        return Mood("planned", i)
    if node.pos == "verb" and node.prep:
        return Mood("planned", i)  # وصل ليبحث: purpose
    for j in range(i - 1, max(-1, i - 1 - _ADVERBS), -1):
        before = nodes[j]
        if before.word in ("future", "possible", "obligation") and node.pos in ("verb", "participle"):
            return Mood({"future": "planned", "possible": "possible", "obligation": "urged"}[before.word], j)
        if before.norm == "to" and node.pos == "verb" and j == i - 1:
            return Mood("planned", j)
        if before.kind in PARTIES or before.kind == "stop":
            break
    return _described(sentence, i) if node.pos == "noun" else Mood("actual", None)


def _described(sentence: Sentence, i: int) -> Mood:
    """Adjectives of an event noun: القمة المرتقبة, the upcoming summit; وعيد or a past one say nothing new."""
    nodes = sentence.nodes
    span = range(i + 1, min(len(nodes), i + 5)) if sentence.verb_first else range(i - 1, max(-1, i - 5), -1)
    for j in span:
        modifier = next((s.entry for s in nodes[j].senses if isinstance(s.entry, Modifier)), None)
        if modifier and modifier.modality != "past":
            return Mood(modifier.modality, j)
        if nodes[j].kind in ("stop",) or nodes[j].kind == "head" and j != i or nodes[j].word in ("preposition", "relative"):
            break
    return Mood("actual", None)


def negated(sentence: Sentence, i: int) -> bool:
    """Whether a negation stands before a head, with at most an adverb or an auxiliary between."""
    for j in range(i - 1, max(-1, i - 4), -1):
        node = sentence.nodes[j]
        if node.word == "negation":
            return True
        if node.word not in ("auxiliary", "future", "possible", "obligation", "perfect", "infinitive", "determiner") and node.norm != "t":
            return False
    return False


def _imposed(sentence: Sentence, governor: int, head: int) -> Mood:
    """What an embedding head says of what it embeds; a negated denial (did not rule out) leaves it possible."""
    node = sentence.nodes[governor]
    entries = [s.entry for s in node.senses if isinstance(s.entry, (Operator, Support, Trigger))]
    operator = next((e for e in entries if isinstance(e, Operator)), None)
    support = next((e for e in entries if isinstance(e, Support)), None)
    same_clause = sentence.clause_of[governor] is sentence.clause_of[head]
    value: str | None = None
    if support is not None and same_clause and sentence.nodes[head].pos == "noun":
        value = support.modality or "actual"
        own = _own(sentence, governor)
        return own if own.value != "actual" else Mood(value, governor)
    if operator is not None:
        value = operator.modality
    else:
        value = next((e.embeds for e in entries if isinstance(e, Trigger) and e.embeds), None)
    if negated(sentence, governor):
        return Mood("possible" if value == "denied" else "denied" if value is None and same_clause else value or "actual", governor)
    own = _own(sentence, governor)
    if value is None or value == "actual":
        return own if same_clause and own.value != "actual" and not (operator and operator.speaker) else Mood("actual", None)
    return Mood(value, governor)


def voice_of(sentence: Sentence, i: int, registry: Registry, outer: Voice) -> Voice:
    """Who vouches for head `i`: the subject of the nearest speech verb that embeds it, else an attribution, else `outer`."""
    clause: Clause | None = sentence.clause_of[i]
    governor = sentence.links[i].governor
    head = i
    for _ in range(8):
        while governor is None and clause is not None:
            governor = clause.governor if clause.governor != head else None
            clause = clause.parent if governor is None else clause
        if governor is None:
            break
        if speaks(sentence.nodes[governor]) and sentence.clause_of[governor] is not sentence.clause_of[i]:
            return speaker_at(sentence, governor, registry)
        if speaks(sentence.nodes[governor]) and sentence.nodes[i].pos != "verb" and governor != i:
            voice = speaker_at(sentence, governor, registry)
            return voice
        head, clause = governor, sentence.clause_of[governor]
        governor = sentence.links[head].governor
        if governor is None:
            governor, clause = clause.governor, clause.parent
            if governor == head:
                governor = None
    return attribution(sentence, registry) or outer


def speaker_at(sentence: Sentence, head: int, registry: Registry) -> Voice:
    """The voice that a speech verb gives its subject; without one that is told, the last speaker."""
    for k in sentence.links[head].subject:
        node = sentence.nodes[k]
        if node.kind in ("medium", "unnamed"):
            return Voice(node.kind, node.refs, k, head)
        if node.kind == "blocked":
            return Voice("unnamed", (), k, head)
    refs, _ = subject_of(sentence, head, registry)
    return Voice("party", refs, next(iter(sentence.links[head].subject), None), head) if refs else Voice("unnamed", (), None, head)


def attribution(sentence: Sentence, registry: Registry) -> Voice | None:
    """بحسب رويترز, according to the ministry: the voice behind the whole sentence."""
    nodes = sentence.nodes
    for i, node in enumerate(nodes):
        if not any(s.kind == "word" and s.entry == "attribution" for s in node.senses):
            continue
        for j in range(i + 1, min(len(nodes), i + 7)):
            if nodes[j].kind in VOICES:
                return _voice(sentence, j, registry, i)
            if nodes[j].kind == "stop":
                break
    return None


def _voice(sentence: Sentence, j: int, registry: Registry, cue: int) -> Voice:
    node: Node = sentence.nodes[j]
    if node.kind in ("medium", "unnamed"):
        return Voice(node.kind, node.refs, j, cue)
    if node.kind == "blocked":
        return Voice("unnamed", (), j, cue)
    refs = resolve(sentence, j, registry)
    return Voice("party", refs, j, cue) if refs else Voice("unnamed", (), j, cue)
