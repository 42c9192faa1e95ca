"""Inferred: the parties that no place of the grammar tells, from the words, the sentence or the article around."""

from collections.abc import Iterator

from sijill.packs.entries import Trigger
from sijill.reading.groups import AGENT
from sijill.reading.nodes import PARTIES, VOICES, Ref
from sijill.reading.references import resolve, subject_of
from sijill.reading.roles import JUDGING, Frame
from sijill.reading.tree import valency

_STRIKING = frozenset(("ASSAULT", "COERCE"))  # acts done to places and things
_AIMED = frozenset(("REQUEST", "THREATEN", "ACCUSE", "REJECT", "SANCTION", "PROTEST"))  # acts that are always aimed at somebody ...
_OPEN = frozenset(("appeal", "warning", "ultimatum"))  # ... but for these, which may be aimed at all
_ASKED = 3  # nodes after an asking among which somebody asked stands
_NEAR = 10  # nodes after a head in which a nationality may still tell whose goods or men were meant


def less_told(frame: Frame, actors: set[str | None]) -> list[Ref]:
    """A recipient told less plainly: whose goods, whose act is judged, the place, the post of an envoy, what the entry implies."""
    found = frame.roles["goods"]
    if frame.sentence.han and _somebody_else(frame):
        return []
    if not found and frame.entry.implies and actors:
        found = [Ref(frame.entry.implies, frame.entry.implies, frame.entry.implies, None, "reference", frame.node.start, frame.node.end)]
        frame.inferred = "implied"
    struck = frame.sentence.inflected and frame.act.type in _STRIKING  # серия ударов по объектам на юге Ливана
    whose = frame.entry.object == "goods" or (frame.entry.object == "recipient" or struck) and not frame.act.symmetric
    if not found and whose and frame.node.pos in ("verb", "noun", "participle"):
        found = [r for r in _goods(frame) if r.code not in actors]
        frame.inferred = "goods" if found else ""
    if not found and frame.act.type in JUDGING:
        found = _judged(frame, actors)
        frame.inferred = "judged" if found else ""
    if not found and frame.sentence.inflected and frame.act.type in JUDGING and _this(frame):
        found = [r for r in frame.referred(frame.registry.subject) if r.code not in actors]
        frame.inferred = "this" if found else ""
    if not found:
        found = frame.roles["place"] or [ref for j in frame.links.object for ref in frame.sentence.nodes[j].posted]  # استدعت سفيرها في واشنطن
    if not found and frame.act.name == "agreement":
        found = _ready_with(frame, actors)
        frame.inferred = "content" if found else ""
    if not found and actors and frame.act.type in _AIMED:
        found = _aimed_at(frame, actors)
        frame.inferred = "aimed" if found else ""
    return found


def _this(frame: Frame) -> bool:
    """осудил это решение, раскритиковали эти слова: what the sentence before tells, and whose it is."""
    ahead = frame.sentence.nodes[frame.i + 1 : frame.i + 3]
    return len(ahead) == 2 and ahead[0].classed("demonstrative") and ahead[1].kind in ("text", "head") and ahead[1].pos == "noun"


def _ready_with(frame: Frame, actors: set[str | None]) -> list[Ref]:
    """رغبة بلاده في تطوير التعاون مع روسيا: with whom somebody is ready to do something stands in what he is ready for."""
    clause = frame.sentence.clause_of[frame.i].nodes
    for j in clause[clause.index(frame.i) + 1 :]:
        if frame.lexicon.defaults.get(frame.sentence.preposition_of[j] or "") and frame.sentence.nodes[j].kind in PARTIES:
            return [r for r in resolve(frame.sentence, j, frame.registry) if r.id and r.code not in actors]
    return []


def _somebody_else(frame: Frame) -> bool:
    """指责其反对者, 呼吁国际社会…: whether right behind the word stands who is meant, and it is no party."""
    for node in frame.sentence.nodes[frame.i + 1 : frame.i + 4]:
        if node.kind == "blocked":
            return not node.refs and node.title == "private"
        if node.word not in ("determiner", "possessive", "aspect"):
            return False
    return False


def _goods(frame: Frame) -> list[Ref]:
    """دبلوماسيين روس, مواقع سورية, German cars: the first nationality after the head that nothing else took."""
    used = {j for links in frame.sentence.links.values() for j in (*links.adjective, *links.genitive)}
    clause = frame.sentence.clause_of[frame.i].nodes
    at = clause.index(frame.i)
    for j in clause[at + 1 : at + _NEAR]:
        node = frame.sentence.nodes[j]
        if j in frame.links.subject or (node.title == "place" and frame.sentence.preposition_of[j] in frame.lexicon.places):
            continue
        held = ("adjective", "blocked", "unnamed", "medium") if frame.sentence.inflected else ("adjective", "blocked", "unnamed")  # российского журналиста
        if node.kind in held and node.refs and j not in used:
            return list(node.refs)
        if frame.sentence.inflected and frame.act.type in _STRIKING and node.posted:
            return list(node.posted)  # лагерь (боевиков в Афганистане)
        if node.kind in PARTIES and frame.sentence.preposition_of[j] == "gen" and j not in used:
            return frame.at([j])  # обучает летчиков Украины
        judged = frame.act.type in JUDGING and j > 0  # رفضت عرضا من فرنسا للوساطة في شمال سوريا
        if node.kind in PARTIES and (judged or not frame.sentence.preposition_of[j]) or (node.kind == "head" and node.pos == "verb"):
            break
    return []


def _victims(frame: Frame) -> Iterator[int]:
    """осудил обстрел (Ливана): who suffers what is judged did not do it."""
    sentence = frame.sentence
    for i in sentence.heads if sentence.inflected else ():
        entries = [s.entry for s in sentence.nodes[i].senses if isinstance(s.entry, Trigger)]
        if i != frame.i and any(e.genitive == "recipient" and sentence.acts[e.act].type in _STRIKING for e in entries):
            yield from sentence.links[i].genitive


def _judged(frame: Frame, actors: set[str | None]) -> list[Ref]:
    """أدانت (تدخل إيران), ما اعتبره (موقف إيطاليا): whose act or thing is judged, the first party of the object's phrase."""
    nodes, subject = frame.sentence.nodes, {*frame.links.subject, *_victims(frame)}
    reach = range(frame.i + 1, min(frame.i + 2 * _NEAR, len(nodes)))
    agent = next((j for j in reach if frame.sentence.preposition_of[j] == AGENT and nodes[j].kind in PARTIES), None)
    if agent is not None:  # احتلال السفارة من طرف الحوثيين: who did it, not whose it was
        return [r for r in resolve(frame.sentence, agent, frame.registry) if r.id and r.code not in actors]
    for j in range(frame.i + 1, min(frame.i + 1 + _NEAR, len(nodes))):
        node = nodes[j]
        if j in subject or (j == frame.i + 1 and node.kind in VOICES and not frame.sentence.preposition_of[j] and not frame.sentence.han):
            continue
        if node.kind == "stop" and node.word not in ("comma", "quote", "hyphen", "(", ")"):
            break
        if node.kind == "head" and node.pos == "verb" and nodes[j - 1].word != "relative":
            break
        refs = _told_by(frame, j)
        if refs and frame.sentence.preposition_of[j] not in frame.lexicon.places and not {r.code for r in refs} & actors:
            group = frame.sentence.group(j) if node.kind == "party" else [j]  # رحبت بالتقدم الذي أحرزته واشنطن والمكسيك
            return [r for k in group for r in _told_by(frame, k) if r.id]
    return []


def _aimed_at(frame: Frame, actors: set[str | None]) -> list[Ref]:
    """تلوح بكين بفرض ضرائب على (منتجات أميركية): the first other party in what is asked, threatened or imposed; else the last one told."""
    nodes = frame.sentence.nodes
    if frame.sentence.inflected and any(nodes[j].kind == "bare" for j in frame.links.object):
        return frame.referred(frame.before(actors)[:1])  # обвиняет дипломата в том, что: of the state told before
    if frame.act.type == "REQUEST" and _addressed(frame):
        return []
    victims = set(_victims(frame))
    for j in (j for j in range(frame.i + 1, len(nodes)) if j not in victims):
        if frame.sentence.han and nodes[j].word == "comma" and _tells_more(frame, j):
            break  # 谴责袭击，呼吁安理会…: a further stretch tells of others
        others = [r for k in frame.sentence.group(j) for r in _told_by(frame, k) if r.id and r.code not in actors]
        if others:
            return others
    if frame.act.name in _OPEN or victims:
        return []
    known = frame.registry.partner(frame.act.name, actors)
    if known:
        return frame.referred(known)
    first = nodes[0].start if frame.act.type in JUDGING else 0  # what is judged is told in its sentence
    return frame.referred([r for r in frame.before(actors) if r.start >= first][:1])


def _tells_more(frame: Frame, comma: int) -> bool:
    """Whether the stretch behind a comma tells an act of its own, and is not what the head embeds."""
    sentence = frame.sentence
    for j in range(comma + 1, len(sentence.nodes)):
        if sentence.nodes[j].word == "comma":
            return False
        if sentence.nodes[j].sense("trigger") and j in sentence.clause_of:
            return sentence.clause_of[j].governor != frame.i
    return False


def _told_by(frame: Frame, j: int) -> tuple[Ref, ...]:
    """The parties that a node tells, a nationality or an office of no weight too."""
    node = frame.sentence.nodes[j]
    if node.kind in ("adjective", "blocked"):
        return node.refs
    return resolve(frame.sentence, j, frame.registry) if node.kind in PARTIES else ()


def _addressed(frame: Frame) -> bool:
    """طلبت من دول العالم, حث القوى الكبرى: whether somebody is asked who is no party that is known."""
    own = valency(frame.entry)
    clause = frame.sentence.clause_of[frame.i].nodes
    ahead = [j for j in clause[clause.index(frame.i) + 1 :] if j not in frame.links.subject][:_ASKED]
    for j in ahead:
        node, preposition = frame.sentence.nodes[j], frame.sentence.preposition_of[j]
        if node.kind == "stop" or node.kind == "head":
            return False
        asked = own.get(preposition) == "recipient" or (frame.entry.object == "recipient" and not preposition and node.article)
        if node.kind in ("text", "blocked") and asked or frame.sentence.han and node.kind == "blocked" and not node.refs:
            return True
    return False


def elsewhere(frame: Frame, actors: set[str | None]) -> list[Ref]:
    """Only where a scorer decides: on whom the same was done before, else the nearest other party of the sentence, else the last one told."""
    nodes = frame.sentence.nodes
    if frame.act.symmetric and frame.carrier is not None and frame.sentence.clause_of[frame.carrier].antecedent == frame.i:
        return []  # القمة التي عقدتها الولايات المتحدة: who held it is told, the clause around brings no guest
    governor = frame.links.governor
    if frame.sentence.inflected and frame.act.type in _STRIKING and governor is not None and _judges(frame, governor):
        return []  # осуждает удары Израиля: who judges them need not be struck
    sides = frame.registry.talks if frame.sentence.inflected else ()
    if actors <= {r.code for r in sides} and (others := [r for r in sides if r.code not in actors]):
        frame.inferred = "talks"  # заверил, пригласил: said in talks, to the other side
        return frame.referred(others)
    known = frame.registry.partner(frame.act.name, actors)
    if known:
        frame.inferred = "known"
        return frame.referred(known)
    victims = set(_victims(frame)) if frame.act.type in JUDGING else set()
    for j in sorted(set(range(len(nodes))) - victims, key=lambda j: (abs(j - frame.i), j)):
        place = frame.sentence.preposition_of[j] in frame.lexicon.places and nodes[j].title in ("state", "capital")
        near = frame.sentence.group(frame.sentence.leader(j)) if nodes[j].kind == "party" else [j] if nodes[j].kind == "adjective" else []
        others = [r for k in near for r in nodes[k].refs if r.id and r.code not in actors] if not place else []
        if others:
            frame.inferred = "sentence"
            return others
    others = frame.before(actors) if not victims else []
    frame.inferred = "article" if others else frame.inferred
    return frame.referred(others[:1])


def pair(frame: Frame) -> tuple[list[Ref], list[Ref]]:
    """Only where a scorer decides: talks that name nobody are those of the last two states told (محادثات استضافتها كوالالمبور)."""
    told = list(frame.registry.talks) if frame.sentence.inflected and len(frame.registry.talks) > 1 else frame.before()
    if len(told) < 2:
        return [], []
    frame.inferred = "pair"
    return frame.referred(told[1:2]), frame.referred(told[:1])


def _judges(frame: Frame, verb: int) -> bool:
    return any(isinstance(s.entry, Trigger) and frame.sentence.acts[s.entry.act].type in JUDGING for s in frame.sentence.nodes[verb].senses)


def doer(frame: Frame, recipients: set[str | None]) -> list[Ref]:
    """Only where a scorer decides: the subject of the clauses around, who speaks, or the last main subject."""
    around = [frame.sentence.clause_of[frame.i], *(frame.sentence.clause_of[a.node] for a in frame.sentence.above(frame.i))]
    for clause in around:
        if frame.sentence.inflected and frame.act.type in _STRIKING and clause.verb is not None and _judges(frame, clause.verb):
            return []  # выступает против оккупации: who judges it does not do it
        if clause.verb is not None and clause.verb != frame.i:
            others = [r for r in subject_of(frame.sentence, clause.verb, frame.registry)[0] if r.code not in recipients]
            if others:
                frame.inferred = "clause"
                return frame.referred(others)
    others = [r for r in frame.registry.subject if r.code not in recipients]
    frame.inferred = "subject" if others else frame.inferred
    return frame.referred(others)
