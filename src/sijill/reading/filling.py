"""Filling: who acts and who is acted on in the end, once the places are read and what they leave out is inferred."""

from collections.abc import Iterable

from sijill.packs.entries import Support, Trigger
from sijill.packs.lexicon import Lexicon
from sijill.reading.inferred import doer, elsewhere, less_told, pair
from sijill.reading.nodes import PARTIES, Ref
from sijill.reading.places import read_places
from sijill.reading.registry import Registry
from sijill.reading.roles import JUDGING, Frame, frame_of
from sijill.reading.tree import Sentence

_AT_HOME = frozenset(("expulsion", "summon_envoy", "arrest", "seizure", "release"))  # acts that a state does on its own soil
_BEHIND = 4  # nodes behind a noun in which its content stands


def filled(sentence: Sentence, i: int, entry: Trigger, registry: Registry, lexicon: Lexicon) -> Frame:
    """The frame of a head with its actors and recipients."""
    frame = frame_of(sentence, i, entry, registry, lexicon)
    read_places(frame)
    frame.actors, frame.recipients = _settle(frame)
    return frame


def _settle(frame: Frame) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """Actors and recipients in the end: nobody is both, goods count where no recipient is told."""
    actors, recipients, parties = frame.roles["actor"], frame.roles["recipient"], frame.roles["parties"]
    if not actors and not parties and (frame.node.pos in ("noun", "phrase") or frame.sentence.inflected and frame.links.passive):
        actors = _unnamed_actors(frame, bool(recipients))
    if not actors and frame.sentence.inflected and frame.links.passive and frame.act.name in _AT_HOME:
        actors = _whose_place(frame, {r.code for r in recipients or frame.roles["goods"]})
    if not actors and recipients and frame.sentence.inflected and frame.node.pos == "noun":
        actors = _of_the_content(frame, {r.code for r in recipients})
    if (not actors or frame.act.symmetric) and _of_the_house(frame, actors, recipients, parties):
        home = frame.registry.house or ""
        actors = [Ref(home, home, home, None, "home", frame.node.start, frame.node.end), *actors]
    if parties and frame.act.symmetric:
        actors = parties + [r for r in actors if all(r.id != p.id for p in parties)]
    elif parties:
        frame.mutual = not actors and not recipients
        actors = actors or parties[:1]
        recipients = recipients or [r for r in parties if r.code not in {a.code for a in actors}]
    if frame.act.symmetric and not recipients and len({r.code for r in actors}) > 1:
        first = actors[0].code
        actors, recipients = [r for r in actors if r.code == first], [r for r in actors if r.code != first]
    actors = _other_than(frame, actors, recipients)
    codes = {r.code for r in actors} - ({r.code for r in recipients} if frame.registry.wide else set())
    if frame.act.symmetric and not recipients and len(codes) == 1 and _we(frame):
        recipients = frame.referred(frame.before(codes)[:1])
    frame.mutual = frame.mutual or not frame.act.symmetric and _reciprocal(frame)
    if not recipients and len(codes) > 1 and frame.mutual:
        actors, recipients = [r for r in actors if r.code == actors[0].code], [r for r in actors if r.code != actors[0].code]
        codes = {r.code for r in actors}
    if not recipients and frame.sentence.han and frame.act.name == "meeting" and len(codes) == 1 and frame.carrier is not None:
        hosts = [r for j in frame.sentence.links[frame.carrier].subject for r in frame.sentence.nodes[j].posted]
        recipients = hosts if len(hosts) == 1 else []  # 驻卢旺达大使馆举办招待会
    if not recipients and frame.sentence.han and frame.act.name == "congratulation" and actors and frame.registry.subject:
        recipients = frame.referred(frame.before(codes)[:1])  # 普京表示，谨致祝贺: whom one speaks with
    if not recipients or (frame.roles["goods"] and {r.code for r in recipients} <= {r.code for r in actors}):  # أغلقت روسيا القنصلية الأمريكية في موسكو
        recipients = less_told(frame, codes) or recipients
    kept = [r for r in recipients if r.code not in codes]
    frame.domestic = any(r.by not in ("reference", "elided", "home") for r in recipients) and not kept and not frame.act.symmetric
    assembled = frame.act.symmetric and any(r.country is None for r in actors)  # the G7 summit needs nobody else
    if frame.registry.scored and not (actors or kept or frame.blocked) and frame.act.symmetric and frame.node.pos == "noun":
        actors, kept = pair(frame)
    aimed = not frame.act.alone or frame.sentence.inflected and frame.act.name == "agreement" and bool(frame.registry.talks)
    alone = len(codes) == 1 or frame.sentence.han and frame.act.name == "invitation"  # 应巴西总统、智利总统邀请
    if frame.registry.scored and not frame.domestic and not assembled and actors and not kept and aimed and alone:
        kept = elsewhere(frame, codes)
    elif frame.registry.scored and kept and not actors:
        actors = doer(frame, {r.code for r in kept})
    return _distinct(_as_named(frame, actors)), _distinct(kept)


def _reciprocal(frame: Frame) -> bool:
    """习近平和普京互致贺电, accused each other, تبادلا فرض الرسوم: whether a word says that each does it to the other."""
    nodes = frame.sentence.nodes
    if frame.sentence.han:
        return any(word in frame.node.norm for word in frame.lexicon.pack.words.get("reciprocal", ()))
    if frame.act.type == "SUPPORT":
        return False  # يدعمان بعضهما: where they stand on each other
    if any(n.classed("reciprocal") for n in nodes[frame.i + 1 : frame.i + _BEHIND]):
        return True
    around = (s.entry for above in frame.sentence.above(frame.i) for s in nodes[above.node].senses)
    return any(isinstance(entry, Support) and entry.subject == "parties" for entry in around)


def _we(frame: Frame) -> bool:
    """我们达成的共识: whether who speaks means the other side too."""
    own = frame.sentence.clause_of[frame.i]
    around = [own, *frame.sentence.relatives(frame.i)]
    return any(frame.sentence.nodes[j].classed("we") for c in around for j in c.nodes if j < frame.i)


def _whose_place(frame: Frame, recipients: set[str | None]) -> list[Ref]:
    """Высланы из Молдавии, объявлен в Риге персоной нон грата, арестована в Иране: whose the place is where it is done."""
    if not recipients:
        return []
    sentence, clause = frame.sentence, frame.sentence.clause_of[frame.i]
    for j in clause.nodes:
        node = sentence.nodes[j]
        told = sentence.preposition_of[j] in (*frame.lexicon.places, frame.lexicon.source) and node.kind in ("party", "blocked")
        refs = [r for r in (*(node.refs if told else ()), *node.posted) if r.country and r.code not in recipients]
        if refs:
            return refs
    return []


def _of_the_content(frame: Frame, recipients: set[str | None]) -> list[Ref]:
    """Поставки американского оружия Украине: whose the content of a noun is acts."""
    nodes = frame.sentence.nodes
    for j in range(frame.i + 1, min(frame.i + _BEHIND, len(nodes))):
        if nodes[j].kind == "blocked" and nodes[j].refs and "gen" in nodes[j].cases:
            return [r for r in nodes[j].refs if r.code not in recipients]
    return []


def _other_than(frame: Frame, actors: list[Ref], recipients: list[Ref]) -> list[Ref]:
    """استدعت وزارة الخارجية السفير السعودي: a bare office is not of the state that it deals with."""
    named = {r.code for r in recipients if r.by not in ("reference", "elided", "home")}
    if frame.act.symmetric or not actors or any(r.by != "reference" or r.code not in named for r in actors):
        return actors
    return frame.referred(frame.before(named)[:1]) or actors


def _of_the_house(frame: Frame, *told: list[Ref]) -> bool:
    """Whether a heading without a verb tells talks with others or greetings to them: the page's own state's."""
    codes = {ref.code for refs in told for ref in refs}
    home = frame.registry.house
    return (
        home is not None and bool(codes) and home not in codes and frame.act.type in ("CONSULT", "SUPPORT") and frame.node.pos == "noun"
        and frame.sentence.heads[0] == frame.i and not any(n.pos == "verb" for n in frame.sentence.nodes)
    )  # fmt: skip


def _unnamed_actors(frame: Frame, aimed: bool) -> list[Ref]:
    """Of whom an act is that names nobody: الجهود المشتركة of the last two, التحدث ضد واشنطن of the last subject."""
    if frame.entry.both and not frame.blocked and frame.sentence.inflected and len({r.code for r in frame.registry.talks}) > 1:
        return frame.referred(frame.registry.talks)  # Условлено о ...: those whose talks the page tells
    if frame.entry.both and not frame.blocked:
        return frame.referred(reversed(frame.before()[:2]))
    first = not any(n.kind in PARTIES for n in frame.sentence.nodes[: frame.i])
    if first and not frame.blocked and (aimed or frame.act.type in JUDGING) and not frame.act.symmetric and not frame.sentence.verb_before(frame.i):
        return [r._replace(by="elided") for r in frame.registry.subject]
    return []


def _as_named(frame: Frame, refs: Iterable[Ref]) -> list[Ref]:
    """A reference to a party that its own clause names stands on the name: Algeria voiced (its) displeasure."""
    clause = frame.sentence.clause_of[frame.i]
    told = {r.code: r for j in clause.nodes if j < frame.i and frame.sentence.nodes[j].kind == "party" for r in frame.sentence.nodes[j].refs}
    return [told.get(ref.code, ref) if ref.by == "reference" else ref for ref in refs]


def _distinct(refs: list[Ref]) -> tuple[Ref, ...]:
    """Each party once; a person and the state he stands for are one."""
    kept: dict[str, Ref] = {}
    for ref in refs:
        code = ref.code or ""
        if code not in kept or ("/" in (ref.id or "") and "/" not in (kept[code].id or "")):
            kept[code] = ref
    return tuple(kept.values())
