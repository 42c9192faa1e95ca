"""Parties: titles, nationalities and names are read as one party each, in the order of the language.

`adjectives = "after"`: الرئيس الروسي فلاديمير بوتين, الرئيسين الصيني شي جين بينغ والروسي فلاديمير بوتين. `"before"`: Russian President
Vladimir Putin, the presidents of Russia and Turkey.
"""

from collections.abc import Iterator
from typing import NamedTuple

from sijill.packs.entries import Modifier, Title
from sijill.packs.lexicon import Name, Sense
from sijill.reading.nodes import Node, Ref
from sijill.reading.registry import Known, Registry
from sijill.reading.units import Unit

PERSONS = frozenset(("office", "envoy", "spokesperson", "leader", "honorific"))
_NO_PARTY = frozenset(("medium", "unnamed", "private", "place", "goods"))
_POSTED = frozenset(("envoy", "spokesperson"))
_MANY = frozenset(("d", "p"))
_NAME_WORDS = 4  # an unknown name is not longer than this


class Slot:
    """One member of a titled party: its nationality and its name, as far as told."""

    def __init__(self, nation: tuple[Name, Unit] | None = None, person: tuple[Name, Unit] | None = None) -> None:
        self.nation, self.person = nation, person
        self.given: list[Unit] = []


class Found(NamedTuple):
    """A titled party as it was read, before it becomes a node."""

    titles: list[tuple[Title, Sense]]
    slots: list[Slot]
    posted: list[tuple[Name, Unit]]
    former: bool
    next: int


def title_of(unit: Unit) -> tuple[Title, Sense] | None:
    """The title that a unit is."""
    sense = unit.sense("title")
    return (sense.entry, sense) if sense and isinstance(sense.entry, Title) else None


def adjective_of(unit: Unit) -> Name | None:
    """A nationality adjective; a Latin-script name such as US or UN serves as one too."""
    return next((s.entry for s in unit.senses if s.kind == "name" and isinstance(s.entry, Name) and s.entry.how == "adjective"), None)


def named(unit: Unit) -> Name | None:
    """A state, body or full personal name."""
    return next(_names(unit), None)


def _names(unit: Unit) -> Iterator[Name]:
    return (s.entry for s in unit.senses if s.kind == "name" and isinstance(s.entry, Name) and s.entry.how not in ("adjective", "short", "outlet"))


def person_of(unit: Unit, registry: Registry) -> Name | None:
    """A person by full name, or by a family name that only one office holder of the day bears."""
    full = [name for name in _names(unit) if name.person]
    if full:  # one who served two: by the office of the day
        return next((name for name in full if registry.office_of(name)[2]), full[0])
    short = [s.entry for s in unit.senses if s.kind == "name" and isinstance(s.entry, Name) and s.entry.how == "short"]
    known = registry.by_word(unit.norm)
    if known:
        return next((n for n in short if n.person and n.person.id == known.id), None)
    holding = [n for n in short if registry.office_of(n)[2]]
    return holding[0] if len(holding) == 1 and registry.published else None


def past(unit: Unit) -> bool:
    """Whether a unit says that an office is no longer held (السابق, former)."""
    return any(isinstance(s.entry, Modifier) and s.entry.modality == "past" for s in unit.senses)


def read_after(units: list[Unit], i: int, registry: Registry) -> Found | None:
    """A titled party in a language whose adjectives follow; None if no title stands at `i`."""
    title = title_of(units[i])
    if title is None:
        return None
    titles, slots, posted, former = [title], [Slot()], [], False  # type: list[tuple[Title, Sense]], list[Slot], list[tuple[Name, Unit]], bool
    many = title[1].form.number in _MANY
    j, n = i + 1, len(units)
    while j < n:
        unit, slot = units[j], slots[-1]
        if unit.preposition and not (
            unit.word("of") or named(unit) and not slot.nation and (title[0].class_ in ("people", "organ") or _of_office(unit, units[i]))
        ):
            break
        adjective, name, more, person = adjective_of(unit), named(unit), title_of(unit), person_of(unit, registry)
        if unit.conjunction:
            if not many or not (adjective or name or person) or not (slot.nation or slot.person):
                break
            slot = Slot()
            slots.append(slot)
        if adjective and slot.nation is None and not slot.person and not slot.given:
            slot.nation = (adjective, unit)
        elif person and not slot.given:
            slot.person = (person, unit)
            if not many:
                j += 1
                break
        elif name and name.how == "capital" and title[0].class_ == "place" and (slot.nation is None or slot.nation[0].code == name.code):
            slot.nation = slot.nation or (name, unit)  # العاصمة الروسية موسكو
        elif name and not name.person and slot.nation is None and not slot.given:
            if units[i].article and not unit.preposition and len(titles) == 1:
                break  # أبلغ الوزير روسيا: a definite title takes no state after it
            slot.nation = (name, unit)
        elif more and titles[-1][0].class_ == "organ" and more[0].class_ in PERSONS and unit.article and not slot.nation:
            break  # استدعت وزارة الخارجية السفير السعودي: a person is no part of an office
        elif more and not slot.person and not slot.given and (slot.nation is None or more[0].class_ in PERSONS) and more[0].class_ not in ("unnamed",):
            titles.append(more)
        elif unit.word("of") and not slot.nation and not units[i].suffix and j + 1 < n and (title_of(units[j + 1]) or named(units[j + 1])):
            pass
        elif (
            unit.word("posted")
            and (slot.nation or units[i].suffix)
            and title[0].class_ in _POSTED
            and j + 1 < n
            and (post := named(units[j + 1]))
            and not post.person
        ):
            posted.append((post, units[j + 1]))
            j += 1
        elif past(unit):
            former = True
        elif _given(unit, slot, titles, units, j):
            slot.given.append(unit)
        elif not (
            unit.unknown and slot.nation and not slot.given and unit.definite and j + 1 < n and (units[j + 1].unknown or person_of(units[j + 1], registry))
        ):
            break
        j += 1
    return Found(titles, slots, posted, former, j)


def _of_office(unit: Unit, title: Unit) -> bool:
    """الأمين العام للأمم المتحدة: a definite office with ل before its body."""
    return unit.preposition == "ل" and title.definite


def _given(unit: Unit, slot: Slot, titles: list[tuple[Title, Sense]], units: list[Unit], j: int) -> bool:
    """Whether an unknown word is a part of a person's name; right after a title one with the article is an adjective (الرئيس المنتخب)."""
    if not unit.unknown or (unit.senses and not slot.given) or len(slot.given) >= _NAME_WORDS or not any(t.class_ in PERSONS for t, _ in titles):
        return False
    if unit.definite and not slot.given:
        return False
    return bool(slot.nation or titles[-1][0].class_ in ("honorific", "office", "leader"))


def read_before(units: list[Unit], i: int, registry: Registry) -> Found | None:
    """A titled party in a language whose adjectives come first; None if no title or nation with a title stands at `i`."""
    titles: list[tuple[Title, Sense]] = []
    slots, posted, former = [Slot()], [], False  # type: list[Slot], list[tuple[Name, Unit]], bool
    j, n = i, len(units)
    while j < n:
        unit, slot = units[j], slots[-1]
        adjective, name, title, person = adjective_of(unit), named(unit), title_of(unit), person_of(unit, registry)
        if person and (titles or slot.nation or j == i):
            slot.person = (person, unit)
            j += 1
            if not (titles and titles[0][1].form.number in _MANY and j + 1 < n and units[j].word("conjunction") and person_of(units[j + 1], registry)):
                break
            slots.append(Slot())
            j += 1
            continue
        if unit.norm == "." and slot.given and len(units[j - 1].norm) == 1:
            j += 1  # Joseph R. Biden
            continue
        if title and (title[0].class_ not in _NO_PARTY or not titles):
            titles.append(title)
        elif adjective and not titles and (slot.nation is None or units[j - 1].word("conjunction") or units[j - 1].norm in ("-", "–")):
            if slot.nation is not None:
                slots.append(Slot())
            slots[-1].nation = (adjective, unit)
        elif name and not name.person and not titles and slot.nation is None and _owns_title(units, j + 1):
            slot.nation = (name, unit)
            j += bool(units[j + 1].word("possessive"))
        elif not titles and slot.nation and unit.norm in ("and", "-", "–") and j + 1 < n and adjective_of(units[j + 1]) and _leads_title(units, j + 2):
            pass
        elif past(unit) and (_leads_title(units, j + 1) or titles):
            former = True
        elif not titles and slot.nation and _filler(unit) and _leads_title(units, j + 1):
            pass
        elif unit.unknown and unit.capital and titles and len(slot.given) < _NAME_WORDS:
            slot.given.append(unit)
        else:
            break
        j += 1
    if not titles and not slots[0].person:
        return None
    if j + 1 < n and units[j].norm == "," and units[j + 1].word("generation"):
        j += 2 + (j + 2 < n and units[j + 2].norm == ".")
    return _complement(units, Found(titles, slots, posted, former, j))


def _complement(units: list[Unit], found: Found) -> Found:
    """What follows with a preposition: the president (of Russia and Turkey), the Russian ambassador (to London)."""
    j, n = found.next, len(units)
    slot = found.slots[-1]
    if j + 1 >= n or not found.titles or not (units[j].word("of") or units[j].word("posted")):
        return found
    k = j + 1 + bool(units[j + 1].word("determiner"))
    name = named(units[k]) if k < n else None
    if name is None or name.person:
        return found
    if units[j].word("of") and found.slots[0].nation is None and not found.slots[0].person:
        slot.nation = (name, units[k])
        many = found.titles[0][1].form.number in _MANY
        slots, k = [*found.slots], k + 1
        while many and (more := _listed(units, k)):
            slots.append(Slot((more[0], units[more[1]])))
            k = more[1] + 1
        return found._replace(slots=slots, next=k)
    if units[j].word("of") and slot.person:
        return found._replace(next=k + 1)
    if units[j].word("posted") and found.titles[0][0].class_ == "envoy" and slot.nation:
        return found._replace(posted=[(name, units[k])], next=k + 1)
    return found


def _listed(units: list[Unit], k: int) -> tuple[Name, int] | None:
    """The state that goes on a list from unit `k`, and where it stands: (France, Germany) , and the United Kingdom."""
    j = k
    while j < len(units) and j < k + 3 and (units[j].norm == "," or units[j].word("conjunction", "determiner")):
        j += 1
    name = named(units[j]) if k < j < len(units) else None
    return (name, j) if name is not None and not name.person else None


def _owns_title(units: list[Unit], j: int) -> bool:
    """Russia's newly appointed foreign minister, the Ukraine envoy: a bare name owns only the title right behind it."""
    if j < len(units) and units[j].word("possessive"):
        return _leads_title(units, j)
    return j < len(units) and title_of(units[j]) is not None


def _leads_title(units: list[Unit], j: int) -> bool:
    """Whether a title follows within a few words (Russia 's newly appointed foreign minister)."""
    for unit in units[j : j + 4]:
        if title_of(unit):
            return True
        if not (unit.word("possessive", "determiner") or _filler(unit)):
            return False
    return False


def _filler(unit: Unit) -> bool:
    return (unit.unknown and not unit.capital) or bool(unit.word("determiner")) or bool(unit.sense("modifier"))


def party_node(text: str, units: list[Unit], i: int, found: Found, registry: Registry) -> Node | None:
    """The node of a titled party; remembers who is named. None if nothing tells whose title it is and it may be no title."""
    first, last = units[i], units[found.next - 1]
    title, sense = next((t for t in found.titles if t[0].class_ != "honorific"), found.titles[0] if found.titles else (None, None))
    class_ = title.class_ if title else "person"
    number = (found.titles[0][1].form.number if found.titles else "s") or "s"
    gender = (title.gender if title else None) or (sense.form.gender if sense else "m")
    base = Node(
        "party", first.start, last.end, prep=first.preposition or "", conj=bool(first.conjunction), article=first.article, suffix=first.suffix,
        number=number, gender=gender, title=class_, norm=first.norm, capital=first.capital, senses=first.senses,
    )  # fmt: skip
    cues = tuple(s for unit in units[i + 1 : found.next] for s in unit.senses if s.kind == "cue")
    base = base._replace(senses=(*base.senses, *cues))  # Turkish jet: what entries ask for may stand inside the chunk
    if any(t.class_ in _NO_PARTY - {"place"} for t, _ in found.titles) and not found.slots[0].person and class_ not in ("unnamed",):
        class_ = next(t.class_ for t, _ in found.titles if t.class_ in _NO_PARTY)
    if class_ in _NO_PARTY:
        refs = tuple(_plain(*slot.nation) for slot in found.slots if slot.nation)
        if title and title.id == "capital" and refs:
            return base._replace(refs=tuple(r._replace(by="metonym", start=first.start, end=last.end) for r in refs), title="capital")
        return base._replace(kind=class_ if class_ in ("medium", "unnamed") else "blocked", refs=refs, title=class_)
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
