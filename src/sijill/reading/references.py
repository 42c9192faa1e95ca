"""References: الجانبان, his counterpart, بلاده, pronouns, elided subjects and bare offices find the party they stand for."""

from sijill.packs.entries import Title, Trigger
from sijill.packs.forms import Form
from sijill.reading.clauses import Clause
from sijill.reading.heads import speaks
from sijill.reading.nodes import PARTIES, Node, Ref
from sijill.reading.pivots_han import pivot_of
from sijill.reading.registry import Registry
from sijill.reading.tree import Sentence

ARMED = frozenset(("ASSAULT", "MOBILIZE", "COERCE"))  # types of acts that are done with arms
_PAIR = 2  # sides of talks
_PLURAL = frozenset(("they", "them", "their", "we", "us", "our", "one another", "each other"))


def resolve(sentence: Sentence, j: int, registry: Registry) -> tuple[Ref, ...]:
    """The parties that node `j` stands for; empty when the article does not tell."""
    node = sentence.nodes[j]
    if node.kind == "party":
        return node.refs
    if node.kind == "both":
        return _as_reference(_last_two(node, registry), node)
    if node.kind == "home" and sentence.inflected and any(s.entry == "self_group" for s in node.senses):
        return _ourselves(sentence, j, registry)  # посетит нашу страну
    if node.kind == "home":
        return _as_reference(_country_only(clause_subject(sentence, j, registry) or registry.subject or tuple(registry.before(node.start)[:1])), node)
    if node.kind == "counterpart":
        return ()
    if node.kind == "bare":
        following = sentence.nodes[j + 1] if j + 1 < len(sentence.nodes) else None
        if (
            sentence.verb_first
            and not node.article
            and not node.suffix
            and following is not None
            and following.kind in ("text", "blocked")
            and not following.conj
        ):
            return ()  # رئيس هيئة الرياضة: the head of something else
        if sentence.inflected and following is not None and following.kind == "both":
            return _as_reference(_last_two(following, registry), node)  # министры обеих стран
        return _as_reference(_of_whom_is_told(sentence, j, registry) or _bare(node, registry), node)
    if node.kind == "pronoun" or node.word == "possessive_pronoun":
        return _pronoun(sentence, j, registry)
    return ()


def _of_whom_is_told(sentence: Sentence, j: int, registry: Registry) -> tuple[Ref, ...]:
    """Премьер Японии посетит Индию, сообщили в правительстве (страны): a bare office that vouches for a sentence is of its subject's state."""
    clause = sentence.clause_of.get(j)
    if not sentence.inflected or clause is None or registry.house:
        return ()
    said = next((c.verb for c in sentence.clauses if c.kind == "quote" and c.parent is clause and c.verb in sentence.links), None)
    return _country_only(plain_subject(sentence, said, registry)) if said is not None and sentence.nodes[said].start < sentence.nodes[j].start else ()


def _last_two(node: Node, registry: Registry) -> tuple[Ref, ...]:
    """The last two parties told; where people are meant (الرئيسان, the two leaders), as people."""
    sides = {r.code for r in registry.talks}
    people = registry.before(node.start, people=True)
    if len(sides) == _PAIR or sides and registry.cased and not registry.inflected and node.word == "leaders":  # a dual (الوزيران) means no three
        return _leaders(registry.talks, people) if node.word == "leaders" else tuple(_state(r) for r in registry.talks)
    told = registry.before(node.start)
    states = [ref for ref in told if ref.country]
    pair = tuple(reversed((states if len(states) > 1 else told)[:2]))
    if node.word != "leaders":
        return tuple(ref if "/" not in (ref.id or "") else _state(ref) for ref in pair)
    return tuple(reversed(people[:2])) if len(people) > 1 else _leaders(pair, people)


def _leaders(refs: tuple[Ref, ...], people: list[Ref]) -> tuple[Ref, ...]:
    """Parties as the people who stand for them, as far as the article told them."""
    return tuple(ref if "/" in (ref.id or "") else next((person for person in people if person.code == ref.code), ref) for ref in refs)


def _state(ref: Ref) -> Ref:
    return ref._replace(id=ref.code, office=None)


def _as_reference(refs: tuple[Ref, ...], node: Node) -> tuple[Ref, ...]:
    return tuple(ref._replace(by="reference", start=node.start, end=node.end) for ref in refs)


def _country_only(refs: tuple[Ref, ...]) -> tuple[Ref, ...]:
    return tuple(_state(ref) for ref in refs[:1])


def _bare(node: Node, registry: Registry) -> tuple[Ref, ...]:
    """`الرئيس`, `the ministry`: the office holder or state last told with it, else the home of the publisher."""
    title = next((s.entry for s in node.senses if isinstance(s.entry, Title)), None)
    if title is None:
        return ()
    known = registry.by_office(title.id) or (registry.by_kind(title.id) if title.id in ("minister", "secretary") else None)
    if known:
        return (Ref(known.id, known.country, known.name, known.office, "reference", node.start, node.end),)
    if registry.han and registry.home and title.class_ in ("organ", "spokesperson"):  # 外交部发言人 without a state is the medium's own
        return (Ref(registry.home, registry.home, registry.home, title.id, "home", node.start, node.end),)
    if registry.house and title.class_ in ("organ", "office", "leader"):
        return (Ref(registry.house, registry.house, registry.house, title.id, "home", node.start, node.end),)
    recent = [ref for ref in registry.before(node.start) if ref.country]
    if title.class_ in ("organ", "office", "leader") and recent:
        return _country_only((recent[0],))
    if registry.home and title.class_ in ("organ", "office", "leader"):
        return (Ref(registry.home, registry.home, registry.home, title.id, "home", node.start, node.end),)
    return ()


def _pronoun(sentence: Sentence, j: int, registry: Registry) -> tuple[Ref, ...]:
    node = sentence.nodes[j]
    if node.word == "relative":
        at = sentence.clause_of[j].antecedent if j in sentence.clause_of else None
        known = at is not None and at != j and sentence.nodes[at].kind in PARTIES and sentence.nodes[at].word != "relative"
        return tuple(ref._replace(by="elided") for ref in resolve(sentence, at, registry)) if known else ()  # type: ignore[arg-type]
    if any(s.kind == "word" and s.entry == "self_group" for s in node.senses):
        return _ourselves(sentence, j, registry)
    if any(s.kind == "word" and s.entry == "addressee" for s in node.senses):
        own = {r.code for r in registry.turn}
        others = [r for r in registry.before(node.start) if r.country and r.code not in own]
        return _as_reference(tuple(others[:1]), node) if own else ()  # рад Вас видеть: whom the speaker of a transcript speaks to
    subject = clause_subject(sentence, j, registry)
    if node.word == "object_pronoun" and not _plural(node):
        others = [r for r in registry.before(node.start) if r.code not in {s.code for s in subject or registry.subject}]
        return _as_reference(tuple(others[:1]), node)
    if _plural(node) and len(subject) < 2:
        talks = registry.talks if len({r.code for r in registry.talks}) > 1 and not sentence.inflected and not sentence.han else ()
        pair = talks or tuple(reversed(registry.before(node.start)[:2]))
        return _as_reference(subject if node.norm in ("we", "us", "our") and subject else registry.subject if len(registry.subject) > 1 else pair, node)
    return _as_reference(subject or registry.subject, node)


def _plural(node: Node) -> bool:
    return node.norm in _PLURAL or node.number == "p"


def _ourselves(sentence: Sentence, j: int, registry: Registry) -> tuple[Ref, ...]:
    """`we` and بلادنا: who speaks; where nobody is said to, the state whose page it is."""
    node, clause = sentence.nodes[j], sentence.clause_at(j)
    if registry.turn:
        return _as_reference(registry.turn, node)
    while clause is not None:
        if clause.governor is not None and speaks(sentence.nodes[clause.governor]):
            return _as_reference(plain_subject(sentence, clause.governor, registry) or registry.subject, node)
        clause = clause.parent
    if registry.house and not registry.quoted:
        return (Ref(registry.house, registry.house, registry.house, None, "home", node.start, node.end),)
    return _as_reference(registry.subject, node)


def clause_subject(sentence: Sentence, j: int, registry: Registry) -> tuple[Ref, ...]:
    """The subject of the clause around node `j`, or of those that embed it; told before `j`."""
    clause: Clause | None = sentence.clause_of.get(j)
    for _ in range(6):
        if clause is None:
            return ()
        for i in (clause.verb, clause.governor):
            if i is not None and i != j and i in sentence.links:
                refs = plain_subject(sentence, i, registry)
                if refs and sentence.nodes[i].start < sentence.nodes[j].start:
                    return refs
        clause = clause.previous or clause.parent
    return ()


def _armed(sentence: Sentence, i: int) -> bool:
    """Whether the subject of a violent or military verb are goods whose nationality is told."""
    acts = {sentence.acts[s.entry.act].type for s in sentence.nodes[i].senses if isinstance(s.entry, Trigger)}
    return bool(acts & ARMED) and all(sentence.nodes[k].title == "goods" and sentence.nodes[k].refs for k in sentence.links[i].subject)


def _impersonal(node: Node, form: Form) -> bool:
    """Условлено, сообщается: a neuter or a reflexive singular that says or agrees, without a subject, is nobody's."""
    if not (speaks(node) or any(isinstance(s.entry, Trigger) and s.entry.both for s in node.senses)):
        return False
    return form.gender == "n" and form.number == "s" or form.number == "s" and form.tense in ("present", "future") and node.norm.endswith("ся")


def _event_acts(sentence: Sentence, i: int) -> bool:
    """عقدت القمة, بدأت المحادثات: a definite noun right after the verb that agrees with it is its subject."""
    after = sentence.nodes[i + 1] if sentence.verb_first and i + 1 < len(sentence.nodes) else None
    if after is None or after.kind != "head" or after.pos != "noun" or not after.article or after.prep:
        return False
    forms = [s.form for s in sentence.nodes[i].senses if s.form.pos == "verb"]
    return any(form.gender == after.gender or (after.number == "p" and form.gender == "f") for form in forms)


def topic(sentence: Sentence, j: int, registry: Registry) -> tuple[Ref, ...]:
    """The last party of the clause before node `j` that no preposition governs, where the clause's verb is not known."""
    clause, nodes = sentence.clause_at(j), sentence.nodes
    found = next((k for k in reversed(clause.nodes if clause else ()) if k < j and nodes[k].kind in PARTIES and not sentence.preposition_of[k]), None)
    return tuple(ref for k in sentence.group(sentence.leader(found)) for ref in resolve(sentence, k, registry)) if found is not None else ()


def plain_subject(sentence: Sentence, i: int, registry: Registry) -> tuple[Ref, ...]:
    """The told subject of a head, without inference."""
    refs: list[Ref] = []
    for k in sentence.links[i].subject:
        node = sentence.nodes[k]
        if node.kind == "party":
            refs.extend(node.refs)
        elif node.kind in PARTIES and node.kind != "pronoun":
            refs.extend(resolve(sentence, k, registry) if node.kind != "home" else ())
    return tuple(refs)


def subject_of(sentence: Sentence, i: int, registry: Registry, depth: int = 0) -> tuple[tuple[Ref, ...], bool]:
    """The subject of a verb, told or elided, and whether something else stands there that is no party (a firm, a medium)."""
    refs, blocked = _subject_of(sentence, i, registry, depth)
    dual = any(s.form.number == "d" for s in sentence.nodes[i].senses if s.form.pos == "verb") and not sentence.links[i].subject
    if dual and not blocked and len({ref.code for ref in refs}) < 2:  # عندما وقعا الإعلان: the last two
        pair = [ref for ref in registry.before(sentence.nodes[i].start) if ref.country][:2]
        return (_elided(tuple(reversed(pair))), False) if len(pair) > 1 else (refs, blocked)
    return refs, blocked


def _subject_of(sentence: Sentence, i: int, registry: Registry, depth: int) -> tuple[tuple[Ref, ...], bool]:
    links, clause, node = sentence.links[i], sentence.clause_of[i], sentence.nodes[i]
    if links.subject:
        kinds = {sentence.nodes[k].kind for k in links.subject}
        if _armed(sentence, i):  # Russian missiles hit Kyiv: whose they are acts
            return tuple(ref for k in links.subject for ref in sentence.nodes[k].refs), False
        if kinds & {"medium", "unnamed", "blocked"}:
            return (), True
        refs: list[Ref] = []
        for k in links.subject:
            refs.extend(resolve(sentence, k, registry))
        return tuple(refs), False
    if depth > 5:
        return (), False
    pivot = pivot_of(sentence, i) if sentence.han else ()
    if pivot:
        return _elided(tuple(ref for k in pivot for ref in resolve(sentence, k, registry))), False
    if sentence.han and clause.verb is not None and clause.verb != i:
        return _inherit(sentence, clause.verb, registry, depth)  # 召见大使提出抗议: verbs in a row have one subject
    form = next((s.form for s in node.senses if s.form.pos == "verb"), None)
    if registry.turn and form is not None and form.person != "3" and not sentence.clauses[0].antecedent:
        return _elided(registry.turn), False  # хотел бы поздравить, благодарю
    if form is not None and sentence.inflected and _impersonal(node, form):
        return (), False
    if _event_acts(sentence, i):
        return (), False
    if clause.kind == "relative" and clause.verb == i and clause.antecedent is not None:
        antecedent = sentence.nodes[clause.antecedent]
        if antecedent.kind in PARTIES:
            return _elided(resolve(sentence, clause.antecedent, registry)), False
        if antecedent.kind in ("medium", "unnamed", "blocked"):
            return (), True
    if form is not None and form.person == "3" and i > 0 and sentence.nodes[i - 1].norm == ":" and clause.previous is not None:
        named = [j for j in clause.previous.nodes if sentence.nodes[j].kind in PARTIES]
        if named and clause.previous.verb is None:  # الكويت: استدعت سفيرها
            return _elided(tuple(ref for j in named for ref in resolve(sentence, j, registry))), False
    if form is not None and form.person == "1" and clause.governor is not None:
        return _inherit(sentence, clause.governor, registry, depth)
    if clause.previous is not None and clause.previous.verb is not None and clause.previous.verb != i:
        return _inherit(sentence, clause.previous.verb, registry, depth)
    if clause.governor is not None and clause.governor != i:
        return _inherit(sentence, clause.governor, registry, depth)
    if clause.verb is not None and clause.verb != i:
        return _inherit(sentence, clause.verb, registry, depth)
    if clause.parent is not None and clause.parent.verb is not None and clause.parent.verb != i:
        return _inherit(sentence, clause.parent.verb, registry, depth)
    if registry.subject and sentence.clauses[0] is clause:
        return _elided(registry.subject), False
    return (), False


def _inherit(sentence: Sentence, i: int, registry: Registry, depth: int) -> tuple[tuple[Ref, ...], bool]:
    refs, blocked = subject_of(sentence, i, registry, depth + 1)
    return _elided(refs), blocked


def _elided(refs: tuple[Ref, ...]) -> tuple[Ref, ...]:
    return tuple(ref._replace(by="elided") for ref in refs)


def main_subject(sentence: Sentence, registry: Registry) -> tuple[Ref, ...]:
    """The subject of a sentence's first main clause, for what the next sentence leaves out."""
    for clause in sentence.clauses:
        if clause.kind == "main" and clause.verb is not None and clause.verb in sentence.links:
            refs = subject_of(sentence, clause.verb, registry)[0]
            if refs:
                return refs
    return ()
