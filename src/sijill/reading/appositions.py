"""Appositions: one party told in two parts, a counterpart with his state or a name with its office."""

from sijill.packs.lexicon import Name
from sijill.reading.alone import COMMAS, ref_of
from sijill.reading.nodes import Node, Ref
from sijill.reading.parties import PERSONS, adjective_of, named, person_of, title_of
from sijill.reading.party_nodes import slug
from sijill.reading.registry import Known, Registry
from sijill.reading.units import Unit

NAME_WORDS = 4  # an unknown name is not longer than this


def counterpart(text: str, units: list[Unit], i: int, registry: Registry) -> tuple[Node | None, int]:
    """نظيره الروسي (سيرغي لافروف), his Russian counterpart (Sergei Lavrov): the office of the last office holder, the state of the adjective."""
    unit, j, n = units[i], i + 1, len(units)
    ahead = adjective_of(unit)
    nations: list[Name] = [ahead] if ahead else []
    j += bool(ahead)
    person: Name | None = None
    given: list[Unit] = []
    while j < n and len(given) < NAME_WORDS:
        adjective, who = adjective_of(units[j]), person_of(units[j], registry)
        if adjective and not given and (not units[j].preposition and (not units[j].conjunction or nations)):
            nations.append(adjective)
        elif who and not units[j].conjunction and not units[j].preposition and not given:
            person, j = who, j + 1
            break
        elif units[j].unknown and nations and not units[j].conjunction and (units[j].capital or not registry.cased) and (given or not units[j].definite):
            given.append(units[j])
        else:
            break
        j += 1
    office = next((r.office for r in reversed(registry.recent) if r.office), None)
    start, end = unit.start, units[j - 1].end
    conj = bool(unit.conjunction)
    base = Node("counterpart", start, end, prep=unit.preposition or "", conj=conj, number="s", gender="m", title="office", norm=unit.norm)
    if person is not None and person.person is not None:
        _, country, held = registry.office_of(person)
        registry.see([w.norm for w in units[j - 1 : j]], Known(person.person.id, country, person.name, held or office))
        return base._replace(kind="party", refs=(Ref(person.person.id, country, person.name, held or office, "named", start, end),)), j - i
    if nations:
        name = text[given[0].start : given[-1].end] if given else ""
        refs = tuple(Ref(f"{a.code}/{slug(name)}" if slug(name) else a.code, a.country, name or a.name, office, "title", start, end) for a in nations)
        if name:
            registry.see([u.norm for u in given], Known(refs[0].id or "", refs[0].country, name, office))
        return base._replace(kind="party", refs=refs), j - i
    return base, 1


def apposition(text: str, units: list[Unit], j: int, node: Node, registry: Registry) -> tuple[Node, int]:
    """رئيس الوزراء الهندي، ناريندرا مودي، / Sergei Lavrov, the Russian foreign minister,: one party told twice."""
    if j + 1 >= len(units) or units[j].norm not in COMMAS or len(node.refs) > 1:
        return node, 0
    k = j + 1
    while k < len(units) and (units[k].word("determiner") or ((title := title_of(units[k])) and title[0].class_ == "honorific")):
        k += 1
    if k >= len(units) or units[k].conjunction or units[k].preposition:
        return node, 0
    name = named(units[k])
    if not node.refs:  # زعيم البلاد، كيم جونغ أون،
        if name is None or not name.person or k + 1 >= len(units) or units[k + 1].norm not in COMMAS:
            return node, 0
        node = node._replace(kind="party", refs=(ref_of(name, units[k], registry),))
    ref, end = node.refs[0], k
    if name and name.person and name.code == ref.code:
        told = ref_of(name, units[k], registry)
        sense = units[k].sense("name")
        registry.see([units[k].norm, *(sense.tail if sense else ())], Known(told.id or "", told.country, told.name, ref.office or told.office))
        ref, end = told._replace(office=ref.office or told.office), k + 1
    elif node.title == "person" and (title := title_of(units[k])) and title[0].class_ in PERSONS:
        end = k + 1
        while end < len(units) and units[end].norm not in COMMAS and end < k + 7 and not units[end].sense("trigger"):
            end += 1
        if end >= len(units) or units[end].norm not in COMMAS:
            return node, 0
    elif node.title in PERSONS and units[k].unknown and (units[k].capital or not registry.cased):
        while end < len(units) and end - k < NAME_WORDS and (units[end].unknown or units[end].guessed) and not units[end].conjunction:
            end += 1  # between commas even what only looks like a word with clitics is a name (، أفيغدور ليبرمان،)
        if end >= len(units) or units[end].norm not in COMMAS:
            return node, 0
        given = text[units[k].start : units[end - 1].end]
        ref = ref._replace(id=f"{ref.code}/{slug(given)}" if slug(given) else ref.id, name=given, by="named")
        registry.see([u.norm for u in units[k:end]], Known(ref.id or "", ref.country, given, ref.office))
    else:
        return node, 0
    closing = 1 if end < len(units) and units[end].norm in COMMAS else 0
    return node._replace(refs=(ref._replace(start=node.start, end=units[end - 1].end),), end=units[end - 1].end), end + closing - j
