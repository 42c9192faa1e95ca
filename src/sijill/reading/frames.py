"""Frames: each trigger head becomes a draft of a report, its grammatical places turned into roles by its entry's valency."""

from typing import NamedTuple

from sijill.packs.entries import Act, Trigger
from sijill.packs.lexicon import Lexicon
from sijill.reading.evidence import features
from sijill.reading.nodes import Ref
from sijill.reading.operators import Mood, Voice, mood_of, voice_of
from sijill.reading.registry import Registry
from sijill.reading.roles import Frame, folded
from sijill.reading.tree import Sentence

_AFTER = 6  # nodes after a word of blame in which the blamed may follow: إجراء مرفوض من واشنطن


class Draft(NamedTuple):
    """A report in the making; offsets are the article's, `head` is the index of its trigger node."""

    act: Act
    entry: Trigger
    mood: Mood
    voice: Voice
    actors: tuple[Ref, ...]
    recipients: tuple[Ref, ...]
    start: int
    end: int
    sentence: int
    head: int
    definite: bool  # "the meeting", "this visit": may be a retelling
    inferred: str = ""  # how a party was found that no place of its own tells
    features: tuple[str, ...] = ()  # what a scorer weighs
    participle: bool = False
    mute: str = ""  # why it is no report by itself


def drafts_of(sentence: Sentence, number: int, registry: Registry, outer: Voice, lexicon: Lexicon) -> list[Draft]:
    """Drafts of one sentence, in the order of their triggers."""
    drafts: dict[int, Draft] = {}
    for i in sentence.heads:
        entry = choose(sentence, i)
        if entry is not None:
            drafts[i] = _draft(sentence, i, entry, sentence.acts[entry.act], number, registry, outer, lexicon)
    for i in list(drafts):
        _serve(sentence, drafts, i)
    for i in list(drafts):
        _borrow(sentence, drafts, i, lexicon.places)
    for i in list(drafts):
        outer_head = next((a.node for a in sentence.above(i) if a.node in drafts), None)  # the nearest trigger that embeds it
        if outer_head is not None:
            _embed(drafts, i, outer_head)
    told = [_weighed(leg) for draft in drafts.values() for leg in _legs(draft)]
    for draft in told:
        if draft.actors and draft.recipients and not draft.mute and draft.inferred in ("", "implied", "goods"):
            registry.acted(draft.act.name, draft.actors, draft.recipients)
    return told


def _legs(draft: Draft) -> list[Draft]:
    """جولة تشمل سويسرا والنمسا: a visit to each, the later ones told by the name of the state."""
    hosts = draft.recipients
    if draft.act.name != "visit" or len(hosts) < 2:
        return [draft]
    first, *others = hosts
    told = (draft._replace(recipients=(r,), start=r.start, end=r.end) for r in others if (r.start, r.end) != (draft.start, draft.end))
    return [draft._replace(recipients=(first,)), *told]


def _serve(sentence: Sentence, drafts: dict[int, Draft], i: int) -> None:
    """The noun that a trigger asks for names no act of its own, and lends its parties: علق عقوبات على إيران eases, it does not sanction."""
    draft = drafts[i]
    wanted = folded(tuple(draft.entry.needs))
    noun = (
        next((j for j in _near(sentence, i) if j > i and any(s.kind == "cue" and s.entry in wanted for s in sentence.nodes[j].senses)), None)
        if wanted
        else None
    )
    if noun is None or noun not in drafts or draft.mute:
        return
    own = {r.code for r in draft.actors}
    lent = tuple(r for r in (*drafts[noun].recipients, *drafts[noun].actors) if r.code not in own)
    drafts[i] = draft if draft.recipients and not draft.inferred else draft._replace(recipients=lent or draft.recipients)
    drafts[noun] = drafts[noun]._replace(mute=drafts[noun].mute or f"serves a {draft.act.name}")


def _borrow(sentence: Sentence, drafts: dict[int, Draft], i: int, places: frozenset[str]) -> None:
    """Parties that talks in the same sentence tell: تعهد خلال قمته مع ترامب, أجرى محادثات في الخرطوم في مستهل زيارة."""
    draft = drafts[i]
    talks = [d for d in drafts.values() if d.act.type == "CONSULT" and d.act.name != "visit" and d.actors and d.recipients and d.head != i]
    if not talks or draft.recipients:
        return
    sides = (*talks[0].actors, *talks[0].recipients)
    if draft.act.name == "agreement" and draft.actors:
        own = {r.code for r in draft.actors}
        others = tuple(r for r in sides if r.code not in own)
        drafts[i] = draft._replace(recipients=others) if own & {r.code for r in sides} else draft
    elif draft.act.name == "visit":
        where = {r.code for j, n in enumerate(sentence.nodes) if sentence.preposition_of[j] in places for r in n.refs}
        hosts = tuple(r for r in sides if r.code in where)
        guests = tuple(r for r in sides if r.code not in where)
        if hosts and guests:
            drafts[i] = draft._replace(actors=guests, recipients=hosts, mute="")


def _weighed(draft: Draft) -> Draft:
    """A common word needs both parties."""
    alone = draft.entry.weak and not (draft.actors and draft.recipients)
    return draft._replace(mute=draft.mute or "a common word with one party only") if alone else draft


def _embed(drafts: dict[int, Draft], i: int, outer: int) -> None:
    """One event or two: what is asked or refused is one with the asking; what is agreed is told by its own act if the list has one."""
    inner, around = drafts[i], drafts[outer]
    if around.mute or not around.actors:
        return
    if around.act.absorbs:
        drafts[outer], drafts[i] = _absorbed(inner, around)
    elif around.act.name in ("threat", "ultimatum") and around.recipients and inner.act.type != "CONSULT":
        drafts[i] = _threatened(inner, around)
    elif around.act.name == "agreement":
        if inner.act.family in ("cooperation", "support") or inner.act.name == "agreement":
            drafts[i] = inner._replace(mute="told as the content of an agreement")
            drafts[outer] = around if around.recipients else around._replace(recipients=_others(inner, around))
        elif not inner.mute and inner.actors and inner.recipients:
            drafts[outer] = around._replace(mute=f"the act agreed on is a {inner.act.name}")


def _others(inner: Draft, around: Draft) -> tuple[Ref, ...]:
    """The parties of what is embedded that do not act in what embeds it."""
    own = {a.code for a in around.actors}
    return tuple(r for r in (*inner.recipients, *inner.actors) if r.code not in own)


def _absorbed(inner: Draft, around: Draft) -> tuple[Draft, Draft]:
    """Refused to meet Kim, cancelled talks with Seoul: the addressee of the asking or refusing may be told in what is asked or refused."""
    others = _others(inner, around) if not around.act.alone and (not around.recipients or around.inferred in ("sentence", "article")) else ()
    judged = inner.mood.value == "denied" and bool(inner.actors) and not {r.code for r in inner.actors} & {a.code for a in around.actors}
    mood = Mood("actual") if judged else inner.mood  # رفضه لعقوبات واشنطن: they are in force, though refused
    told = around._replace(recipients=others, inferred="content") if others else around
    return told, inner._replace(mood=mood, mute=f"told as the content of a {around.act.name}")


def _threatened(inner: Draft, around: Draft) -> Draft:
    """توعد طهران بعقوبات: who threatens would act, on whom he threatens."""
    if inner.actors and not {r.code for r in inner.actors} <= {r.code for r in around.recipients}:
        return inner
    own = tuple(r for r in inner.recipients if r.code not in {a.code for a in around.actors})
    return inner._replace(actors=around.actors, recipients=own if own and not inner.inferred else around.recipients)


def choose(sentence: Sentence, i: int) -> Trigger | None:
    """The trigger entry that fits a head: one whose needs are met, then one without needs; a fixed phrase before a word."""
    triggers = [s for s in sentence.nodes[i].senses if isinstance(s.entry, Trigger)]
    if not triggers:
        return None
    triggers.sort(key=lambda s: (-len(s.tail), not s.entry.needs and not s.entry.where))  # type: ignore[attr-defined]
    cues = _cues(sentence, i)
    everywhere = {s.entry for n in sentence.nodes for s in n.senses if s.kind == "cue"}
    for sense in triggers:
        entry = sense.entry
        assert isinstance(entry, Trigger)
        if entry.where and not _stands_before(sentence, i, folded(tuple(entry.where))):
            continue
        if entry.needs and not any(fold in cues for fold in folded(tuple(entry.needs))):
            continue
        if entry.unless and any(fold in everywhere for fold in folded(tuple(entry.unless))):
            continue
        return entry
    return None


def _stands_before(sentence: Sentence, i: int, prepositions: frozenset[str]) -> bool:
    """Whether one of these prepositions follows within the clause: تحدث ضد, not تحدث عن."""
    clause = sentence.clause_of[i].nodes
    at = clause.index(i)
    return any(
        sentence.nodes[j].prep in prepositions or (sentence.nodes[j].word == "preposition" and sentence.nodes[j].norm in prepositions)
        for j in clause[at + 1 : at + 8]
    )


def _near(sentence: Sentence, i: int) -> list[int]:
    """The nodes of a head's clause among which what it needs must stand."""
    clause = sentence.clause_of[i].nodes
    at = clause.index(i)
    return [*clause[at + 1 : at + 9], *clause[max(0, at - 4) : at]]


def _cues(sentence: Sentence, i: int) -> set[object]:
    return {s.entry for j in _near(sentence, i) for s in sentence.nodes[j].senses if s.kind == "cue"}


def _draft(sentence: Sentence, i: int, entry: Trigger, act: Act, number: int, registry: Registry, outer: Voice, lexicon: Lexicon) -> Draft:
    node, frame = sentence.nodes[i], Frame(sentence, i, entry, registry, lexicon)
    actors, recipients = frame.fill()
    said, act = act, frame.act
    voice = voice_of(sentence, i, registry, outer)
    if act.symmetric and not frame.roles["actor"] and not frame.roles["parties"] and recipients and voice.kind == "party":
        own = tuple(r._replace(by="reference", start=node.start, end=node.end) for r in voice.refs[:1])  # talks go on with London, a US official said
        others = tuple(r for r in (*actors, *recipients) if r.code not in {o.code for o in own})
        actors, recipients = (own, others) if others else (actors, recipients)
    if entry.by == "speaker":
        actors, recipients, frame.blocked = (*_said_of(sentence, i, voice), False)
    if (
        voice.kind == "party"
        and voice.head is not None
        and entry.by is None
        and sentence.clause_at(voice.head) is sentence.clause_of[i]
        and {r.code for r in voice.refs} & {r.code for r in actors}
    ):
        voice = outer  # أعلن طرد السفير: the word itself performs the act
    definite = node.article or any(n.word in ("demonstrative",) or n.norm in ("the", "this", "that", "these") for n in sentence.nodes[max(0, i - 4) : i])
    mute = "not a party: " + sentence_word(sentence, i) if frame.blocked and not actors else "domestic: both parties of one state" if frame.domestic else ""
    if (
        any(s.kind == "word" and s.entry == "relation" for s in node.senses)
        and node.pos == "noun"
        and frame.carrier is None
        and sentence.links[i].governor is None
    ):
        mute = mute or "names a relation"  # the results of cooperation between A and B
    undone = act is not said and frame.links.governor is not None
    mood = mood_of(sentence, frame.links.governor if undone else i)  # type: ignore[arg-type]
    if entry.by == "speaker":
        mood = Mood("actual")  # saying so is the act: ستواجه عواقب threatens now
    if mood.value == "actual" and entry.modality:
        mood = Mood(entry.modality, (node.start, node.end))
    weighed = features(sentence, i, entry, frame, mood, voice, definite) if registry.scored else ()
    told = sentence.nodes[frame.links.governor] if undone and frame.links.governor is not None else node  # ألغت is the word for it
    return Draft(
        act, entry, mood, voice, actors, recipients, told.start, told.end, number, i, definite, frame.inferred, weighed, node.pos == "participle", mute
    )


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


def sentence_word(sentence: Sentence, i: int) -> str:
    """The class of what stands where an actor should."""
    return next((sentence.nodes[k].title or sentence.nodes[k].kind for k in sentence.links[i].subject), "subject")
