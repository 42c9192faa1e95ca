"""Voices: who vouches for what a head tells, and who relayed it."""

from typing import NamedTuple

from sijill.reading.clauses import tells_source
from sijill.reading.heads import speaks
from sijill.reading.nodes import VOICES, Node, Ref
from sijill.reading.references import resolve, subject_of
from sijill.reading.registry import Registry
from sijill.reading.tree import Sentence

_SERVICE = frozenset(("organ", "metonym"))


class Voice(NamedTuple):
    """Who says so: the parties it stands for, or its name; `head` lets it speak, `cue` is that word's stretch; `via` relayed it."""

    kind: str  # narrator, party, medium, unnamed
    refs: tuple[Ref, ...] = ()
    name: str | None = None
    cue: tuple[int, int] | None = None
    head: int | None = None
    via: tuple["Voice", ...] = ()


NARRATOR = Voice("narrator")


def voice_of(sentence: Sentence, i: int, registry: Registry, outer: Voice) -> Voice:
    """Who vouches for head `i`: the innermost voice that is told; those around it relayed it."""
    own = sentence.clause_of[i]
    heads = [a.node for a in sentence.above(i) if not a.condition and speaks(sentence.nodes[a.node]) and not _ownerless(sentence, a.node)]
    heads = [] if _presupposed(sentence, i) else [h for h in heads if not _before_content(sentence, i, h) and not _supports(sentence, i, h)]
    voices = [speaker_at(sentence, h, registry) for h in heads if sentence.clause_of.get(h) is not own or sentence.nodes[i].pos != "verb"]
    around = None if backgrounded(sentence, i, None) else attribution(sentence, registry)
    voices += [v for v in (_before_colon(sentence, i, registry), around, outer) if v is not None and v.kind != "narrator"]
    if not voices:
        return NARRATOR
    first = next((v for v in voices if v.kind != "unnamed"), voices[0])
    return first._replace(via=tuple(v for v in voices if v is not first and v.kind in ("party", "medium") and v.refs != first.refs)[:2])


def backgrounded(sentence: Sentence, i: int, head: int | None) -> bool:
    """Whether head `i` only tells what is known, on the way to the head that speaks: قال إن العقوبات التي فرضتها واشنطن..., وذلك بعدما هدد ترامب."""
    if not sentence.verb_first:
        return False
    clause, speech = sentence.clause_of.get(i), sentence.clause_of.get(head) if head is not None else None
    while clause is not None and clause is not speech:
        ahead = clause.opener is not None and sentence.nodes[clause.opener].norm in sentence.ahead  # قبل أن يصل: what is to come is said too
        if clause.kind in ("relative", "subordinate") and not ahead:
            return True
        clause = clause.parent
    return head is None and _presupposed(sentence, i)


def _before_colon(sentence: Sentence, i: int, registry: Registry) -> Voice | None:
    """ماكرون: فرنسا ستزود أوكرانيا, МИД Германии: Иран выслал: who stands alone before a colon says it; الكويت: استدعت سفيرها: she does it."""
    clause = sentence.clause_of.get(i) if sentence.verb_first or sentence.inflected else None
    while clause is not None and not (clause.kind == "quote" and clause.governor is None and clause.parent is not None):
        clause = clause.parent
    if clause is None or clause.parent is None or sentence.inflected and clause.parent.verb is not None:
        return None
    who = next((j for j in clause.parent.nodes if sentence.nodes[j].kind in VOICES), None)
    verb = clause.verb
    acts = sentence.verb_first and verb is not None and not sentence.links[verb].subject and not any(s.form.person == "1" for s in sentence.nodes[verb].senses)
    return _voice(sentence, who, registry, who) if who is not None and not acts else None


def _presupposed(sentence: Sentence, i: int) -> bool:
    """قال إن موقف إيران معقول بعد انسحاب واشنطن من الاتفاق الموقع: what only dates or describes is no claim of who speaks."""
    node = sentence.nodes[i]
    described = node.pos == "passive" or (node.pos == "participle" and node.article)
    around = [a.node for a in sentence.above(i) if sentence.verb_first and not a.condition and a.node < i]  # بعد قرار ترامب الاعتراف بالقدس
    return described or any(sentence.nodes[j].pos == "noun" and sentence.preposition_of[j] in sentence.detached for j in (i, *around))


def _supports(sentence: Sentence, i: int, head: int) -> bool:
    """Xi will hold a meeting: a verb that only carries the noun says nothing, though it may elsewhere (hold responsible)."""
    senses = sentence.nodes[head].senses
    return sentence.links[i].governor == head and any(s.kind == "support" for s in senses) and not any(s.kind == "operator" for s in senses)


def _before_content(sentence: Sentence, i: int, head: int) -> bool:
    """قال عباس تعقيبا على افتتاح السفارة إن …: what is said comes after the complementizer, what stands before it is the occasion."""
    clause = sentence.clause_of.get(head)
    own = sentence.clause_of[i]
    if not sentence.verb_first or sentence.nodes[i].pos != "noun" or i < head or clause not in (own, own.parent) or own.kind == "that":
        return False
    said = (c for c in sentence.clauses if c.kind == "that" and c.opener is not None and c.opener > i and c.governor in (head, None))
    return any(not sentence.nodes[c.opener].conj and not sentence.preposition_of[c.opener] for c in said if c.opener is not None)


def _ownerless(sentence: Sentence, head: int) -> bool:
    """يشمل الإعلان تطبيع العلاقات: a noun of speech without an owner lets nobody speak."""
    links, node = sentence.links[head], sentence.nodes[head]
    return node.pos == "noun" and not (links.genitive or links.possessive or links.adjective or links.subject or node.suffix)


def speaker_at(sentence: Sentence, head: int, registry: Registry) -> Voice:
    """The voice that a speech verb gives its subject; without one that is told, the last speaker."""
    for k in sentence.links[head].subject:
        node = sentence.nodes[k]
        if node.kind in ("medium", "unnamed", "blocked") and not (_spoken(sentence, node) and registry.spoke):
            return _unparty(sentence, node, head, _within(sentence, k))
    if sentence.nodes[head].pos == "phrase" and sentence.verb_first and (writer := _writer(sentence, head)) is not None:
        return _voice(sentence, writer, registry, head)
    refs, _ = subject_of(sentence, head, registry)
    alone = any(_again(sentence, k) for k in sentence.links[head].subject)
    return _voice_of(sentence, refs or (registry.spoke if alone else ()), head)  # дипломат сказал: who spoke before


def _again(sentence: Sentence, k: int) -> bool:
    """дипломат сказал, وقال المسؤول, وأضاف البيان: somebody without a state of his own who spoke before."""
    node = sentence.nodes[k]
    return node.kind == "bare" and (sentence.inflected or node.title == "people" and node.article) or _spoken(sentence, node)


def _spoken(sentence: Sentence, node: Node) -> bool:
    return sentence.verb_first and node.kind == "unnamed" and node.article and not node.refs


def _writer(sentence: Sentence, head: int) -> int | None:
    """جاء في بيان الخارجية: who or what stands right behind the words."""
    clause = sentence.clause_of[head].nodes
    at = clause.index(head)
    return next((j for j in clause[at + 1 : at + 7] if sentence.nodes[j].kind in VOICES), None)


def attribution(sentence: Sentence, registry: Registry) -> Voice | None:
    """بحسب رويترز, according to the ministry: the voice behind the whole sentence."""
    nodes = sentence.nodes
    for i, node in enumerate(nodes):
        if registry.spoke and any(s.kind == "word" and s.entry == "as_he_said" for s in node.senses):
            return _voice_of(sentence, registry.spoke, i)  # по его словам
        if not (tells_source(nodes, i) if sentence.verb_first else node.classed("attribution")):
            continue
        for j in range(i + 1, min(len(nodes), i + 7)):
            if nodes[j].kind == "medium" and any(n.classed("citing") for n in nodes[j + 1 : j + 3]):
                continue  # 据法新社援引伊朗外交部: who is cited
            if nodes[j].kind in VOICES:
                return _voice(sentence, j, registry, i)
            if nodes[j].kind == "stop" and nodes[j].word != "quote":
                break
    return None


def retold(sentence: Sentence, registry: Registry) -> Voice | None:
    """Об этом сообщил Песков: the voice behind the sentence before."""
    first = sentence.nodes[0] if sentence.nodes else None
    if first is None or first.word != "retelling":
        return None
    verb = next((i for i in sentence.heads if speaks(sentence.nodes[i]) and sentence.nodes[i].pos == "verb"), None)
    voice = speaker_at(sentence, verb, registry) if verb is not None else attribution(sentence, registry)
    return voice if voice is not None and (voice.refs or voice.kind == "medium") else None


def _voice(sentence: Sentence, j: int, registry: Registry, cue: int) -> Voice:
    node: Node = sentence.nodes[j]
    if node.kind in ("medium", "unnamed", "blocked"):
        return _unparty(sentence, node, cue)
    return _voice_of(sentence, resolve(sentence, j, registry), cue)


def _within(sentence: Sentence, k: int) -> tuple[Ref, ...]:
    """источник (в правительстве Ливана): the state in whose service somebody unnamed is."""
    nodes = sentence.nodes
    served = sentence.inflected and k + 2 < len(nodes) and sentence.preposition_of[k + 2] in sentence.places and nodes[k + 2].title in _SERVICE
    return nodes[k + 2].refs if served and nodes[k].kind == "unnamed" else ()


def _unparty(sentence: Sentence, node: Node, head: int, within: tuple[Ref, ...] = ()) -> Voice:
    """A medium by its name; sources, experts and private people are unnamed, but a state's sources speak for it (مصادر دبلوماسية تركية)."""
    states = tuple(ref for ref in (*node.refs, *within) if ref.country) if node.kind == "unnamed" else ()
    if states:
        return _voice_of(sentence, states, head)
    cue = (sentence.nodes[head].start, sentence.nodes[head].end)
    if node.kind != "medium":
        return Voice("unnamed", cue=cue, head=head)
    outlet = tuple(ref for ref in node.refs if ref.by == "outlet")
    return Voice("medium", outlet, cue=cue, head=head)


def _voice_of(sentence: Sentence, refs: tuple[Ref, ...], head: int) -> Voice:
    cue = (sentence.nodes[head].start, sentence.nodes[head].end)
    return Voice("party", refs, cue=cue, head=head) if refs else Voice("unnamed", cue=cue, head=head)
