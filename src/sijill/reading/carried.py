"""Carried: what a support verb, an operator or the clause around a head passes on to it."""

from sijill.packs.entries import Operator, Support, Trigger
from sijill.reading.nodes import Ref
from sijill.reading.references import clause_subject, subject_of, topic
from sijill.reading.roles import Frame
from sijill.reading.tree import valency

_TURNED = frozenset(("accusation", "request", "appeal", "invitation", "ultimatum", "praise", "criticism", "condemnation"))  # what they embed the object does
_VIOLENT, _JUDGING = frozenset(("ASSAULT", "COERCE")), frozenset(("ACCUSE", "REJECT", "PROTEST"))


def carried(frame: Frame) -> tuple[Ref, ...]:
    """What a support verb, an operator or the clause around passes on to the event noun."""
    governor = frame.governor
    if governor is None:
        return _adjunct(frame) or _predicate(frame)
    node, clause = frame.sentence.nodes[governor], frame.sentence.clause_of[frame.i]
    support = next((s.entry for s in node.senses if isinstance(s.entry, Support) and (not s.entry.acts or frame.entry.act in s.entry.acts)), None)
    if support is not None:
        return _supported(frame, governor, support)
    if frame.sentence.clause_of[governor] is not clause and clause.verb is not None:
        return ()
    if any(isinstance(s.entry, Operator) and not s.entry.passes for s in node.senses):
        return ()
    if told := addressed(frame, governor):
        return told
    if frame.sentence.inflected and frame.act.type in _VIOLENT and any(_judges(frame, s.entry) for s in node.senses):
        return ()  # выступает против оккупации: who judges it does not do it
    refs, blocked = _subject_or_owner(frame, governor)
    if not refs and not blocked and node.pos != "verb" and clause.verb is not None:
        refs, blocked = subject_of(frame.sentence, clause.verb, frame.registry)
    frame.blocked = frame.blocked or blocked
    return refs


def _judges(frame: Frame, entry: object) -> bool:
    return isinstance(entry, Trigger) and frame.sentence.acts[entry.act].type in _JUDGING


def addressed(frame: Frame, governor: int) -> tuple[Ref, ...]:
    """Whom a head is aimed at, where that party acts in what the head embeds (urged X to ..., accused X of ...)."""
    senses = (s.entry for s in frame.sentence.nodes[governor].senses)
    if not any((isinstance(e, Operator) and e.of == "recipient") or (isinstance(e, Trigger) and e.act in _TURNED) for e in senses):
        return ()
    links = frame.sentence.links[governor]
    return tuple(frame.at(links.object or (links.after.get("dat", []) if frame.sentence.inflected else [])))  # предложил Ирану провести


def _subject_or_owner(frame: Frame, head: int) -> tuple[tuple[Ref, ...], bool]:
    links = frame.sentence.links[head]
    if frame.sentence.nodes[head].pos == "verb":
        return subject_of(frame.sentence, head, frame.registry)
    return tuple(frame.at(links.genitive or links.possessive or links.adjective)), False


def _adjunct(frame: Frame) -> tuple[Ref, ...]:
    """خلال زيارة إلى باريس: after some prepositions an event noun takes the subject of its clause."""
    allowed = frame.lexicon.adjuncts.get(frame.links.preposition, "")
    if not (allowed == "any" or (allowed and frame.act.type == "CONSULT")) or frame.node.pos != "noun" or frame.node.suffix or frame.links.genitive:
        return ()
    if frame.roles["actor"] or frame.roles["parties"]:
        return ()
    clause = frame.sentence.clause_of[frame.i]
    refs, frame.blocked = (
        subject_of(frame.sentence, clause.verb, frame.registry) if clause.verb is not None else (topic(frame.sentence, frame.i, frame.registry), False)
    )
    return tuple(r._replace(by="elided") for r in refs)


def _predicate(frame: Frame) -> tuple[Ref, ...]:
    """قال إنه على اتصال بالرئيس: a clause without a verb, whose opening word holds the pronoun of who said it."""
    clause = frame.sentence.clause_of[frame.i]
    opener = frame.sentence.nodes[clause.opener] if clause.opener is not None else None
    if clause.kind != "that" or clause.verb is not None or opener is None or opener.norm not in frame.lexicon.own_complementizers or clause.governor is None:
        return ()
    return subject_of(frame.sentence, clause.governor, frame.registry)[0]


def _supported(frame: Frame, governor: int, support: Support) -> tuple[Ref, ...]:
    links, node = frame.sentence.links[governor], frame.sentence.nodes[governor]
    own = valency(support)
    if support.subject == "parties" and node.pos == "verb":  # who exchanged is told before whom with
        frame.add("parties", subject_of(frame.sentence, governor, frame.registry)[0])
    for preposition, row in links.after.items():
        if preposition in own:
            frame.add(own[preposition], frame.at(row))
    if support.object in ("parties", "actor", "recipient"):
        own_subject = clause_subject(frame.sentence, frame.i, frame.registry) if node.suffix and not links.object else ()
        frame.add(support.object, frame.at(links.object) or own_subject)  # لقاء جمعه بالمفوض: him
    if support.subject in ("event", "none"):
        return ()
    if node.pos != "verb":
        refs, blocked = _subject_or_owner(frame, governor)
        clause = frame.sentence.clause_of[governor]
        inherited = links.governor if links.governor is not None else clause.verb
        if not refs and inherited is not None:
            refs, blocked = _subject_or_owner(frame, inherited)  # قرار أميركا فرض عقوبات
    elif links.passive:
        refs, blocked = tuple(frame.at(links.agent)), False
    else:
        refs, blocked = subject_of(frame.sentence, governor, frame.registry)
    frame.blocked = frame.blocked or blocked
    done = frame.sentence.inflected and node.pos == "verb" and links.passive and not support.modality and "gen" not in own  # соглашение подписано
    if support.act and (refs or done):
        frame.act = frame.sentence.acts[support.act]  # ألغت بيونغيانغ محادثات مع سول: she undoes what was agreed
    if support.subject == "actor":
        return refs
    frame.add(support.subject, refs)
    return ()
