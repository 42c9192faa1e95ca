"""The node of a titled party: what it refers to, known or not, and what only looks like a party."""

from sijill.packs.lexicon import Name
from sijill.reading.nodes import Node, Ref
from sijill.reading.parties import NO_PARTY, Found, Slot
from sijill.reading.registry import Known, Registry
from sijill.reading.units import Unit

_ISO = 3  # letters of a state's code


def party_node(text: str, units: list[Unit], i: int, found: Found, registry: Registry) -> Node | None:
    """The node of a titled party; remembers who is named. None if nothing tells whose title it is and it may be no title."""
    first, last = units[i], units[found.next - 1]
    title, sense = next((t for t in found.titles if t[0].class_ != "honorific"), found.titles[0] if found.titles else (None, None))
    class_ = title.class_ if title else "person"
    number = (found.titles[0][1].form.number if found.titles else "s") or "s"
    gender = (title.gender if title else None) or (sense.form.gender if sense else "m")
    if registry.inflected and found.slots[0].person:
        gender = found.slots[0].person[0].gender
    base = Node(
        "party", first.start, last.end, prep=first.preposition or "", conj=bool(first.conjunction), article=first.article, suffix=first.suffix,
        number=number, gender=gender, title=class_, norm=first.norm, capital=first.capital, senses=first.senses, cases=found.cases,
    )  # fmt: skip
    cues = tuple(s for unit in units[i + 1 : found.next] for s in unit.senses if s.kind == "cue")
    base = base._replace(senses=(*base.senses, *cues))  # Turkish jet: what entries ask for may stand inside the chunk
    if any(t.class_ in NO_PARTY - {"place"} for t, _ in found.titles) and not found.slots[0].person and class_ not in ("unnamed",):
        class_ = next(t.class_ for t, _ in found.titles if t.class_ in NO_PARTY)
    if class_ in NO_PARTY:
        refs = tuple(_plain(*slot.nation) for slot in found.slots if slot.nation)
        if title and title.id == "capital" and refs:
            return base._replace(refs=tuple(r._replace(by="metonym", start=first.start, end=last.end) for r in refs), title="capital")
        return base._replace(kind=class_ if class_ in ("medium", "unnamed") else "blocked", refs=refs, title=class_)
    state = next((t.of for t, _ in found.titles if t.of), None) if registry.inflected else None
    if state and not any(slot.nation or slot.person for slot in found.slots):
        found.slots[0].nation = (Name(state, None if len(state) != _ISO else state, None, state, "state", "", ""), first)  # глава Евросовета
    office = next((t.id for t, _ in found.titles if t.class_ in ("office", "leader", "envoy", "spokesperson")), None)
    refs = tuple(ref for slot in found.slots if (ref := _member(text, slot, office, class_, base, registry)))
    posted = tuple(_plain(*post) for post in found.posted)
    if refs:
        return base._replace(refs=refs, posted=posted)
    if title is None or class_ == "honorific":
        return None
    return base._replace(kind="bare", posted=posted)


def _plain(name: Name, unit: Unit) -> Ref:
    return Ref(name.code, name.country, name.name, None, "named", unit.start, unit.end)


def _member(text: str, slot: Slot, office: str | None, class_: str, base: Node, registry: Registry) -> Ref | None:
    """One member of a titled party as a reference, known or not."""
    words = [unit.norm for unit in slot.given]
    if slot.person:
        name, unit = slot.person
        code, country, held = registry.office_of(name)
        assert name.person is not None
        id_ = name.person.id
        if slot.nation and slot.nation[0].code != code:  # رئيس المجلس الأوروبي دونالد توسك: the body told with him
            id_, country = f"{slot.nation[0].code}/{id_.split('/')[1]}", slot.nation[0].country
        registry.see(_words(unit), Known(id_, country, name.name, office or held))
        return Ref(id_, country, name.name, held or office, "named", base.start, base.end)
    if slot.nation:
        nation, _ = slot.nation
        holder = registry.holder(nation.code, office) if office and not words else None
        if holder:
            return Ref(holder.id, holder.country, holder.name, office, "title", base.start, base.end)
        given = text[slot.given[0].start : slot.given[-1].end] if slot.given else ""
        id_ = f"{nation.code}/{slug(given)}" if slug(given) else nation.code
        ref = Ref(id_, nation.country, given or nation.name, office, "named" if given else "title", base.start, base.end)
        if office:
            registry.see(words, Known(id_, nation.country, ref.name, office))
        return ref
    known = next((k for word in reversed(words) if (k := registry.by_word(word))), None) or (registry.by_office(office) if office and not words else None)
    if known and (known.office == office or words):
        return Ref(known.id, known.country, known.name, known.office, "title" if not words else "named", base.start, base.end)
    return None


def _words(unit: Unit) -> list[str]:
    sense = unit.sense("name")
    return [unit.norm, *(sense.tail if sense else ())]


def slug(name: str) -> str:
    """An ASCII slug for an unknown person; names in other scripts have none, and the person stands for the office."""
    letters = [c if c.isascii() and c.isalnum() else "-" for c in name.lower()]
    joined = "-".join(filter(None, "".join(letters).split("-")))
    return joined if len(joined) > 2 else ""
