"""Drafts: reports in the making, and what those of one sentence lend to one another or take over."""

from typing import NamedTuple

from sijill.packs.entries import Act, Trigger
from sijill.reading.moods import Mood
from sijill.reading.nodes import Ref
from sijill.reading.roles import folded
from sijill.reading.tree import Sentence
from sijill.reading.voices import Voice

_NEAR = 4  # nodes before a verb in which it is said to be done to each
_BLAMING = frozenset(("ACCUSE", "THREATEN", "REJECT", "PROTEST"))


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
    mutual: bool = False  # each side does it to the other
    personal: bool = False  # two people of one state are told apart when tellings are merged


def related(sentence: Sentence, drafts: dict[int, Draft], places: frozenset[str]) -> list[Draft]:
    """The drafts of a sentence, by the index of their triggers, once each knows what the others tell."""
    for i in drafts:
        _serve(sentence, drafts, i)
    for i in drafts:
        _borrow(sentence, drafts, i, places)
    for i in drafts if sentence.inflected else ():
        _told_by_verb(sentence, drafts, i)
    for i in drafts:
        outer = next((a.node for a in sentence.above(i) if a.node in drafts), None)  # the nearest trigger that embeds it
        if outer is not None:
            _embed(drafts, i, outer, sentence.inflected)
    for i in drafts if sentence.inflected else ():
        _blamed_already(drafts, i)
    return [_weighed(leg) for draft in drafts.values() for leg in _legs(draft, _severally(sentence, draft))]


def _serve(sentence: Sentence, drafts: dict[int, Draft], i: int) -> None:
    """The noun that a trigger asks for names no act of its own, and lends its parties: علق عقوبات على إيران eases, it does not sanction."""
    draft = drafts[i]
    wanted = folded(tuple(draft.entry.needs))
    undergone = sentence.inflected and sentence.links[i].passive  # санкции с Эритреи сняты
    noun = next((j for j in sentence.beside(i) if (j > i or undergone) and any(s.kind == "cue" and s.entry in wanted for s in sentence.nodes[j].senses)), None)
    if noun is None or noun not in drafts or draft.mute:
        return
    own = {r.code for r in draft.actors}
    lent = tuple(r for r in (*drafts[noun].recipients, *drafts[noun].actors) if r.code not in own)
    if sentence.inflected and draft.act.symmetric and not draft.actors and len(lent) > 1:  # заключение соглашения между Марокко и Испанией
        draft = draft._replace(actors=lent[1:], recipients=lent[:1])
    if sentence.inflected and not draft.actors and drafts[noun].actors and _owns(sentence, drafts, i, noun):  # снятие американских санкций с Сирии
        draft = draft._replace(actors=drafts[noun].actors, recipients=draft.recipients or drafts[noun].recipients)
    drafts[i] = draft if draft.recipients and not draft.inferred else draft._replace(recipients=lent or draft.recipients)
    told = sentence.inflected or sentence.verb_first and bool(drafts[i].actors and drafts[i].recipients)
    again = told and drafts[noun].act.name == draft.act.name  # ввел эмбарго, قدم مساعدات
    drafts[noun] = drafts[noun]._replace(mute=drafts[noun].mute or f"{'the verb tells the' if again else 'serves a'} {draft.act.name}")


def _owns(sentence: Sentence, drafts: dict[int, Draft], i: int, noun: int) -> bool:
    """Whether whose act the noun is acts: снятие американских санкций, введены санкции ЕС."""
    return sentence.nodes[i].pos == "noun" or sentence.links[i].passive and drafts[noun].act.name == drafts[i].act.name


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


def _embed(drafts: dict[int, Draft], i: int, outer: int, readiness: bool) -> None:
    """One event or two: what is asked or refused is one with the asking; what is agreed is told by its own act if the list has one.

    `readiness`: but what somebody is ready for is told by his readiness (подтвердил готовность принять).
    """
    inner, around = drafts[i], drafts[outer]
    if around.mute or not around.actors:
        return
    if around.act.absorbs or readiness and around.act.name == "invitation" and inner.head > around.head:  # пригласил посетить
        drafts[outer], drafts[i] = _absorbed(inner, around)
    elif around.act.name in ("threat", "ultimatum") and around.recipients and inner.act.type != "CONSULT":
        drafts[i] = _threatened(inner, around)
    elif around.act.name == "agreement":
        if inner.act.family in ("cooperation", "support") or inner.act.name == "agreement" or readiness and around.entry.modality:
            drafts[i] = inner._replace(mute="told as the content of an agreement")
            drafts[outer] = around if around.recipients else around._replace(recipients=_others(inner, around))
        elif not inner.mute and inner.actors and (inner.recipients or inner.act.together and len({r.code for r in inner.actors}) > 1):
            drafts[outer] = around._replace(mute=f"the act agreed on is a {inner.act.name}")


def _told_by_verb(sentence: Sentence, drafts: dict[int, Draft], i: int) -> None:
    """посетит Россию (с официальным визитом), отверг (обвинения): a noun of the act that the verb tells already."""
    own, draft = drafts[i].act.name, drafts[i]
    if sentence.nodes[i].pos != "noun":
        return
    beside = sentence.links[i].preposition in ("с", "в ходе")
    verbs = [d for j, d in drafts.items() if j != i and sentence.nodes[j].pos == "verb" and d.act.name == own]
    for verb in (d for d in verbs if d.start == draft.start or beside and sentence.clause_of[d.head] is sentence.clause_of[i]):
        drafts[i] = drafts[i]._replace(mute=f"the verb tells the {own}")
        if beside and not verb.recipients and verb.actors:  # отбыл с визитом в Китай
            lent = tuple(r for r in draft.recipients if r.code not in {a.code for a in verb.actors})
            drafts[verb.head] = verb._replace(recipients=lent)


def _blamed_already(drafts: dict[int, Draft], i: int) -> None:
    """обвинила Молдавию в русофобии: a word of blame in what a verb of blame tells is its content."""
    own = drafts[i]
    if own.entry.by != "speaker" or own.mute:
        return
    for other in (d for j, d in drafts.items() if j != i and not d.mute and d.entry.by != "speaker" and d.act.type in _BLAMING):
        if {r.code for r in other.actors} == {r.code for r in own.actors} and {r.code for r in own.recipients} <= {r.code for r in other.recipients}:
            drafts[i] = own._replace(mute=f"the verb tells the {other.act.name}")


def _others(inner: Draft, around: Draft) -> tuple[Ref, ...]:
    """The parties of what is embedded that do not act in what embeds it."""
    own = {a.code for a in around.actors}
    return tuple(r for r in (*inner.recipients, *inner.actors) if r.code not in own)


def _absorbed(inner: Draft, around: Draft) -> tuple[Draft, Draft]:
    """Refused to meet Kim, cancelled talks with Seoul: the addressee of the asking or refusing may be told in what is asked or refused."""
    offered = tuple(r for r in inner.actors if r.code not in {a.code for a in around.actors}) if inner.act.type == "REQUEST" else ()
    if around.act.type == "REJECT" and offered and inner.head > around.head:
        # رفضت عرضا من فرنسا للوساطة في سوريا: whose offer it was
        around = around._replace(recipients=offered, inferred="" if around.inferred == "judged" else "content")
    others = _others(inner, around) if not around.act.alone and (not around.recipients or around.inferred in ("sentence", "article")) else ()
    judged = inner.mood.value == "denied" and bool(inner.actors) and not {r.code for r in inner.actors} & {a.code for a in around.actors}
    mood = Mood("actual") if judged else inner.mood  # رفضه لعقوبات واشنطن: they are in force, though refused
    told = around._replace(recipients=others, inferred="content") if others else around
    mute = inner.mute if inner.mute.startswith("the verb tells") else f"told as the content of a {around.act.name}"
    return told, inner._replace(mood=mood, mute=mute)


def _threatened(inner: Draft, around: Draft) -> Draft:
    """توعد طهران بعقوبات: who threatens would act, on whom he threatens."""
    if inner.actors and not {r.code for r in inner.actors} <= {r.code for r in around.recipients}:
        return inner
    own = tuple(r for r in inner.recipients if r.code not in {a.code for a in around.actors})
    return inner._replace(actors=around.actors, recipients=own if own and not inner.inferred else around.recipients)


def _severally(sentence: Sentence, draft: Draft) -> bool:
    """分别会见泰国外长、老挝外长: whether each is met by himself."""
    told = sentence.nodes[max(0, draft.head - _NEAR) : draft.head + 1]
    return draft.act.name == "meeting" and any(n.classed("severally") or n.norm.startswith(sentence.severally) for n in told)


def _legs(draft: Draft, severally: bool) -> list[Draft]:
    """جولة تشمل سويسرا والنمسا: a visit to each, the later ones told by the name of the state; 应巴西、智利总统邀请: an invitation of each."""
    if draft.mutual and not draft.act.symmetric and draft.recipients:  # traded accusations, 互致贺电: two events, one each way
        return [draft, draft._replace(actors=draft.recipients, recipients=draft.actors)]
    if draft.act.name == "invitation" and draft.personal and len(draft.actors) > 1:
        return [draft._replace(actors=(r,), start=r.start, end=r.end) for r in draft.actors]
    hosts = draft.recipients
    if draft.act.name != "visit" and not severally or len(hosts) < 2:
        return [draft]
    first, *others = hosts
    told = (draft._replace(recipients=(r,), start=r.start, end=r.end) for r in others if (r.start, r.end) != (draft.start, draft.end))
    return [draft._replace(recipients=(first,)), *told]


def _weighed(draft: Draft) -> Draft:
    """A common word needs both parties."""
    alone = draft.entry.weak and not (draft.actors and draft.recipients)
    return draft._replace(mute=draft.mute or "a common word with one party only") if alone else draft
