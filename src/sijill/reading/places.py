"""Places: what the grammatical places around a head tell of its roles, by the valency of its entry."""

from sijill.packs.lexicon import Name
from sijill.reading.carried import addressed, carried
from sijill.reading.nodes import PARTIES, Node, Ref
from sijill.reading.references import ARMED, clause_subject, subject_of, topic
from sijill.reading.roles import Frame
from sijill.reading.tree import valency

_RIGHT_AFTER = 3  # nodes: the noun, an adjective, the preposition
_PEOPLE = frozenset(("office", "leader", "person", "envoy", "spokesperson"))


def read_places(frame: Frame) -> None:
    """Fill the roles that a place of the grammar tells."""
    if frame.node.pos == "verb":
        _verb(frame)
    elif frame.node.pos == "passive":
        _passive_participle(frame)
    else:
        _noun(frame)
    _prepositions(frame)
    between = {r.code for p in frame.sentence.pairing for r in frame.at(frame.links.after.get(p, ()))} if frame.act.symmetric else set()
    if len(between) > 1 and frame.sentence.verb_first:  # تسعى تركيا إلى عقد قمة بين روسيا وأوكرانيا: she is no side of it
        for role in ("actor", "recipient", "parties"):
            frame.roles[role] = [r for r in frame.roles[role] if r.code in between]


def _verb(frame: Frame) -> None:
    """Subject, object and agent of a finite verb or infinitive."""
    links, entry = frame.links, frame.entry
    if links.passive:
        undergoes = frame.at(links.subject) or [r for j in links.subject if entry.object == "goods" for r in frame.sentence.nodes[j].refs]
        frame.add(entry.object if entry.object != "none" else "recipient", undergoes)  # гражданка Франции арестована
        called = (links.after.get("в") or links.object) if frame.sentence.inflected and frame.act.name == "summon_envoy" else []
        frame.add(entry.subject, frame.at(links.agent or called))  # посол вызван в Госдеп, вызван в МИД Чехии
        return
    refs, frame.blocked = subject_of(frame.sentence, frame.i, frame.registry)
    if not links.subject and links.governor is not None:
        refs = addressed(frame, links.governor) or refs
    owner = _owner_of_object(frame, refs)
    if owner:
        frame.add(entry.object, refs)
        refs = owner
    frame.add(entry.subject, refs)
    frame.add(entry.object, frame.at(links.object or _owner_behind(frame)))
    if frame.node.suffix and not links.object and entry.object in ("recipient", "parties"):
        known = {a.code for a in refs}
        others = [r for r in frame.registry.before(frame.node.start) if r.code not in known]
        frame.add(entry.object, frame.referred(others[:1]))


def _owner_behind(frame: Frame) -> list[int]:
    """拒绝(法国的)提议: in Chinese whose the noun is on which the verb acts."""
    sentence = frame.sentence
    if not sentence.han:
        return []
    for j in range(frame.i + 1, min(frame.i + 5, len(sentence.nodes))):
        if j in sentence.links:
            return sentence.links[j].genitive if sentence.nodes[j].pos == "noun" and sentence.links[j].governor in (None, frame.i) else []
    return []


def _owner_before(frame: Frame, own: dict[str, str]) -> list[int]:
    """对(巴西的)决定表示欢迎: whose the noun is that a preposition of the verb brings."""
    sentence, clause = frame.sentence, frame.sentence.clause_of[frame.i]
    for h in (h for h in sentence.heads if h < frame.i and sentence.clause_of[h] is clause):
        if sentence.links[h].genitive and own.get(sentence.preposition_of[h]) == "recipient":
            return sentence.links[h].genitive
    return []


def _goods_before(frame: Frame, own: dict[str, str]) -> list[Ref]:
    """对(伊朗公司)实施制裁, 将(美国企业)列入清单: whose the things or firms are that a coverb brings."""
    sentence, clause = frame.sentence, frame.sentence.clause_of[frame.i]
    found: list[Ref] = []
    described = [j for c in sentence.relatives(frame.i) for j in c.nodes]
    for j in (j for j in (*described, *clause.nodes) if j < frame.i and sentence.nodes[j].kind == "blocked"):
        preposition = sentence.preposition_of[j]
        if own.get(preposition) in ("recipient", "goods") or preposition in sentence.object_markers:
            found.extend(sentence.nodes[j].refs)
    return found


def _owner_of_object(frame: Frame, refs: tuple[Ref, ...]) -> tuple[Ref, ...]:
    """عندما هنأ بوتين: with one party alone behind a verb that needs two, the subject of the clause around is who acts."""
    links, clause = frame.links, frame.sentence.clause_of[frame.i]
    alone = frame.sentence.verb_first and frame.entry.object == "recipient" and not links.object and not links.after and not frame.node.suffix
    if not alone or not links.subject or links.subject[0] < frame.i or len(refs) != 1 or clause.kind != "subordinate" or clause.verb != frame.i:
        return ()
    around = clause.parent
    told = subject_of(frame.sentence, around.verb, frame.registry)[0] if around is not None and around.verb is not None else ()
    return tuple(r._replace(by="elided") for r in told) if told and {r.code for r in told} != {r.code for r in refs} else ()


def _passive_participle(frame: Frame) -> None:
    """الحوثيين المدعومين من إيران, Iranian-made: what it describes is the object, its agent the actor."""
    nodes = frame.sentence.nodes
    described = next((j for j in (frame.i - 1, frame.i - 2) if j >= 0 and nodes[j].kind in PARTIES), None)
    frame.add(frame.entry.object, frame.at([described]) if described is not None else ())
    frame.add(frame.entry.subject, frame.at([*frame.links.agent, *frame.links.after.get("من", ())]))


def _noun(frame: Frame) -> None:
    """Adjectives, genitive, possessive and carrier of an event noun or active participle."""
    links, entry, symmetric = frame.links, frame.entry, frame.act.symmetric
    side = "parties" if symmetric else "actor"
    adjectives = frame.at(links.adjective)
    if len(adjectives) > 1 and not symmetric:
        frame.add("actor", adjectives[:1])
        frame.add("recipient", adjectives[1:])
    else:
        frame.add(entry.adjective or side, adjectives)
    frame.add("parties" if symmetric else entry.possessive, frame.at(links.possessive))
    frame.add("actor", frame.at(links.agent))
    if frame.node.suffix:
        turned = entry.genitive == "recipient" and not links.object  # اعتقاله: he is arrested; اتهامه إيران: he accuses
        frame.add("recipient" if turned else "actor", frame.referred(_owner_of_suffix(frame)))
    governed = carried(frame)
    if frame.node.pos == "noun" and links.object:
        frame.add(entry.object, frame.at(links.object))  # استدعاء الخارجية الروسية السفير البريطاني
    _genitive(frame, {r.code for r in governed})
    if governed and not (frame.roles["actor"] or frame.node.suffix):
        frame.add("actor", governed)
    elif governed and symmetric:
        frame.add("parties", governed)
    if frame.node.pos == "participle":
        if not frame.roles["actor"]:
            refs, frame.blocked = _participle_subject(frame)
            frame.add(entry.subject, refs)
        frame.add(entry.object, frame.at(links.object))


def _owner_of_suffix(frame: Frame) -> tuple[Ref, ...]:
    """Whose رفضها or معارضتهما it is: the clause's subject, else the last one; a dual suffix means two."""
    governor = frame.links.governor
    if governor is not None and frame.links.preposition and (accused := addressed(frame, governor)):
        return accused  # اتهمت لندن موسكو باستخدامها: hers who is accused
    told = clause_subject(frame.sentence, frame.i, frame.registry) or topic(frame.sentence, frame.i, frame.registry) or frame.registry.subject
    told = told or tuple(frame.registry.before(frame.node.start)[:1])
    if frame.node.suffix in frame.lexicon.dual_suffixes and len({r.code for r in told}) < 2:
        return tuple(reversed(frame.registry.before(frame.node.start)[:2]))
    return told


def _genitive(frame: Frame, outer: set[str | None]) -> None:
    """طرد (بريطانيا) دبلوماسيين; with an actor told elsewhere the genitive is the object (بدأت إدانة إيران)."""
    nodes = frame.sentence.nodes
    if _venue(frame):
        return
    genitive = frame.at(j for j in frame.links.genitive if not (nodes[j].kind == "bare" and nodes[j].suffix))  # نقل سفارتها: no actor
    expelled = frame.act.type == "SANCTION" and bool(frame.links.genitive) and all(nodes[j].title == "envoy" for j in frame.links.genitive)
    outside = not frame.sentence.inflected and frame.entry.object == "recipient" and outer and not outer & {r.code for r in genitive}
    as_object = frame.entry.genitive == "recipient" or expelled or outside
    frame.add("parties" if frame.act.symmetric else "recipient" if as_object else frame.entry.genitive, genitive)


def _venue(frame: Frame) -> bool:
    """قمة هلسنكي, مفاوضات فيينا, قمة سنغافورة: one capital, or a state that is one, names where talks were held."""
    nodes, genitive = frame.sentence.nodes, frame.links.genitive
    return frame.act.symmetric and frame.act.type == "CONSULT" and len(genitive) == 1 and _city(nodes[genitive[0]])


def _city(node: Node) -> bool:
    """A capital, or a state of the same name (سنغافورة, الكويت)."""
    names = [s.entry for s in node.senses if isinstance(s.entry, Name)]
    return node.title == "capital" or (node.title == "state" and any(n.how == "capital" for n in names))


def _participle_subject(frame: Frame) -> tuple[tuple[Ref, ...], bool]:
    """متهمة طهران: the subject of the clause that the participle hangs on."""
    clause = frame.sentence.clause_of[frame.i]
    if clause.verb is not None and clause.verb != frame.i:
        return subject_of(frame.sentence, clause.verb, frame.registry)
    return clause_subject(frame.sentence, frame.i, frame.registry), False


def _source(frame: Frame, preposition: str, role: str | None, row: list[int]) -> bool:
    """بطلب رسمي من الرياض, عرض من فرنسا: right after an event noun it says who asked or offered."""
    links = frame.links
    free = frame.node.pos == "noun" and not (links.genitive or links.object or links.adjective or frame.node.suffix)
    asked = role is None or (role == "recipient" and frame.act.type == "REQUEST")
    return free and asked and preposition == frame.lexicon.source and bool(row) and row[0] - frame.i <= _RIGHT_AFTER


def _prepositions(frame: Frame) -> None:
    own = valency(frame.entry)
    nodes, places = frame.sentence.nodes, frame.lexicon.places
    for preposition, row in frame.links.after.items():
        role = own.get(preposition) or frame.lexicon.defaults.get(preposition)
        others = {r.code for r in frame.roles["recipient"]} - {r.code for r in frame.roles["actor"]}
        if role == "recipient" and preposition in places and others:
            role, row = "place", [j for j in row if nodes[j].title in ("state", "capital")]  # التقى نظيره بسنغافورة
        if (
            role == "recipient"
            and preposition == frame.lexicon.purpose
            and frame.act.type == "CONSULT"
            and frame.node.pos == "noun"
            and not frame.roles["actor"]
        ):
            role = "actor" if all(nodes[j].title in _PEOPLE for j in row) else role  # زيارة للرئيس, not زيارة لسنغافورة
        if _source(frame, preposition, role, row):
            role = "actor"
            frame.roles["actor"].clear()  # رفضت تركيا عرضا من فرنسا: not hers who refuses
        if role in (None, "none") and frame.sentence.inflected and preposition in places and frame.act.type in ARMED:
            role, row = "place", [j for j in row if nodes[j].title in ("state", "capital")]  # нанес удары по объектам в Сирии
        if role:
            frame.add(role, frame.at(row))
    if frame.sentence.han and not frame.roles["recipient"]:
        frame.add("recipient", frame.at(_owner_before(frame, own)))
        frame.add("goods", _goods_before(frame, own))
    carrier = frame.governor
    if carrier is None or frame.roles["recipient"] or frame.roles["parties"] or frame.node.pos == "verb":
        return
    for preposition, row in frame.sentence.links[carrier].after.items():
        role = own.get(preposition) or (frame.lexicon.defaults.get(preposition) if carrier == frame.carrier else None)
        if role and row and (row[0] > frame.i or frame.sentence.han or frame.sentence.inflected):
            frame.add(role, frame.at(row))
