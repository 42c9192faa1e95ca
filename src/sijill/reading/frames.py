"""Frames: each trigger head becomes a draft of a report, its parties, its mood and its voice found."""

from sijill.packs.entries import Operator, Trigger
from sijill.packs.lexicon import Lexicon
from sijill.reading.choice import chosen
from sijill.reading.drafts import Draft, related
from sijill.reading.evidence import features
from sijill.reading.filling import filled
from sijill.reading.moods import Mood, mood_of
from sijill.reading.nodes import Ref
from sijill.reading.registry import Registry
from sijill.reading.roles import Frame
from sijill.reading.tree import Sentence
from sijill.reading.voices import NARRATOR, Voice, backgrounded, voice_of

_PERFORMED = frozenset(("congratulation", "praise", "appeal"))  # done by saying so
_AFTER = 6  # nodes after a word of blame in which the blamed may follow: إجراء مرفوض من واشنطن


def drafts_of(sentence: Sentence, number: int, registry: Registry, outer: Voice, lexicon: Lexicon) -> list[Draft]:
    """Drafts of one sentence, in the order of their triggers."""
    drafts: dict[int, Draft] = {}
    for i in sentence.heads:
        entry = chosen(sentence, i)
        if entry is not None:
            drafts[i] = _draft(sentence, i, entry, number, registry, outer, lexicon)
    told = related(sentence, drafts, lexicon.places)
    for draft in told:
        if draft.actors and draft.recipients and not draft.mute and draft.inferred in ("", "implied", "goods"):
            registry.acted(draft.act.name, draft.actors, draft.recipients)
            if draft.act.type == "CONSULT":
                registry.talks = (*draft.actors, *draft.recipients)
    return told


def _draft(sentence: Sentence, i: int, entry: Trigger, number: int, registry: Registry, outer: Voice, lexicon: Lexicon) -> Draft:
    node, frame = sentence.nodes[i], filled(sentence, i, entry, registry, lexicon)
    voice = voice_of(sentence, i, registry, outer)
    actors, recipients = _parties(frame, voice)
    if sentence.han and voice.head is None and frame.act.name == "agreement" and _other_side(voice, actors, recipients):
        voice = voice._replace(refs=actors)  # 卢方愿同中方…: who is ready says so, though the other side spoke last
    definite = node.article or any(n.word == "demonstrative" or n.norm in ("the", "this", "that", "these") for n in sentence.nodes[max(0, i - 4) : i])
    undone = frame.links.governor if frame.act is not sentence.acts[entry.act] else None  # what undoes it is the word for it: ألغت
    told = node if undone is None else sentence.nodes[undone]
    mood = _mood(frame, i if undone is None else undone)
    if mood.value != "denied" and _performs(frame, voice, actors) or _known_already(frame, voice, actors):
        voice = NARRATOR if sentence.han else outer
    weighed = features(sentence, i, entry, frame, mood, voice, definite) if registry.scored or registry.wide else ()
    return Draft(
        frame.act, entry, mood, voice, actors, recipients, told.start, told.end, number, i, definite, frame.inferred, weighed,
        node.pos == "participle", _mute(frame, actors), frame.mutual, sentence.han,
    )  # fmt: skip


def _parties(frame: Frame, voice: Voice) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """Actors and recipients, as far as who speaks tells them."""
    actors, recipients = frame.actors, frame.recipients
    if frame.registry.wide and frame.blocked and not actors:
        actors = tuple(ref for k in frame.links.subject for ref in frame.sentence.nodes[k].refs)  # متظاهرون فلسطينيون: a people of a state
    if frame.entry.by == "speaker":
        frame.blocked = False
        return _said_of(frame.sentence, frame.i, voice)
    if frame.act.symmetric and not frame.roles["actor"] and not frame.roles["parties"] and recipients and voice.kind == "party":
        own = tuple(frame.referred(voice.refs[:1]))  # talks go on with London, a US official said
        others = tuple(r for r in (*actors, *recipients) if r.code not in {o.code for o in own})
        return (own, others) if others else (actors, recipients)
    return actors, recipients


def _performs(frame: Frame, voice: Voice, actors: tuple[Ref, ...]) -> bool:
    """أعلن طرد السفير: whether the word that lets the actor speak itself performs the act."""
    if voice.kind != "party" or frame.entry.by is not None:
        return False
    if frame.sentence.han and frame.act.name in _PERFORMED and {r.code for r in voice.refs} & {r.code for r in actors}:
        return True  # 鲁托表示，祝贺中方: by saying so it is done
    if voice.head is None:
        return False
    same = frame.sentence.clause_at(voice.head) is frame.sentence.clause_of[frame.i] or frame.sentence.han and _announces(frame, voice.head)
    return same and bool({r.code for r in voice.refs} & {r.code for r in actors})


def _other_side(voice: Voice, actors: tuple[Ref, ...], recipients: tuple[Ref, ...]) -> bool:
    said = {r.code for r in voice.refs}
    return voice.kind == "party" and bool(actors) and not said & {r.code for r in actors} and bool(said & {r.code for r in recipients})


def _announces(frame: Frame, head: int) -> bool:
    """宣布与以色列断交: whether the word that lets somebody speak passes him on as who acts, right in what it embeds."""
    passes = any(isinstance(s.entry, Operator) and s.entry.passes and s.entry.speaker and not s.entry.modality for s in frame.sentence.nodes[head].senses)
    return passes and frame.sentence.clause_of[frame.i].governor == head and not frame.links.subject


def _known_already(frame: Frame, voice: Voice, actors: tuple[Ref, ...]) -> bool:
    """قال لافروف إن العقوبات التي فرضتها واشنطن غير مشروعة: what others did is no claim of who speaks if it only stands in the background."""
    if voice.head is None or voice.head not in frame.sentence.links or frame.entry.by is not None:
        return False
    own = {r.code for r in voice.refs} & {r.code for r in actors}
    return not own and backgrounded(frame.sentence, frame.i, voice.head)


def _mood(frame: Frame, head: int) -> Mood:
    entry, node = frame.entry, frame.node
    mood = Mood("actual") if entry.by == "speaker" else mood_of(frame.sentence, head)  # saying so is the act: ستواجه عواقب threatens now
    return Mood(entry.modality, (node.start, node.end)) if mood.value == "actual" and entry.modality else mood


def _mute(frame: Frame, actors: tuple[Ref, ...]) -> str:
    """Why a draft is no report by itself."""
    if frame.registry.wide:
        return ""
    if frame.blocked and not actors:
        return "not a party: " + _instead(frame)
    if frame.domestic:
        return "domestic: both parties of one state"
    only_body = all(ref.country is None for ref in (*frame.actors, *frame.recipients))
    if frame.sentence.inflected and frame.act.symmetric and only_body and frame.links.preposition in frame.lexicon.places:
        return "a meeting of a body as a place"  # выступил на саммите G20
    relation = any(s.kind == "word" and s.entry == "relation" for s in frame.node.senses)
    if relation and frame.node.pos == "noun" and frame.governor is None:
        return "names a relation"  # the results of cooperation between A and B
    return ""


def _instead(frame: Frame) -> str:
    """The class of what stands where an actor should."""
    nodes = frame.sentence.nodes
    return next((nodes[k].title or nodes[k].kind for k in frame.links.subject), "subject")


def _said_of(sentence: Sentence, i: int, voice: Voice) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """قال X إن قرار Y متسرع: who speaks, and the party nearest before the word in its clause, else the next one after it."""
    if voice.kind != "party":
        return (), ()
    node, clause = sentence.nodes[i], sentence.clause_of[i].nodes
    speakers = {r.code for r in voice.refs}
    at = clause.index(i)
    for j in (*reversed(clause[:at]), *clause[at + 1 : at + _AFTER]):
        refs = sentence.nodes[j].refs if sentence.nodes[j].kind in ("party", "adjective", "blocked") else ()
        others = tuple(r for r in refs if r.id and r.code not in speakers)
        if others:
            return tuple(r if r.start >= sentence.nodes[0].start else r._replace(by="reference", start=node.start, end=node.end) for r in voice.refs), others
    return (), ()


def verb_of(sentence: Sentence, i: int) -> int:
    """The verb that carries an event: the head itself, or the support verb of its noun."""
    governor = sentence.links[i].governor
    if (
        governor is not None
        and sentence.nodes[i].pos == "noun"
        and sentence.clause_of[governor] is sentence.clause_of[i]
        and sentence.nodes[governor].sense("support")
    ):
        return governor
    return i
