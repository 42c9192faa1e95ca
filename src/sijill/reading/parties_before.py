"""Titled parties in a language whose adjectives come first: Russian President Vladimir Putin, the presidents of Russia and Turkey."""

from sijill.packs.entries import Title
from sijill.packs.lexicon import Name, Sense
from sijill.reading.parties import MANY, NAME_WORDS, NO_PARTY, Found, Slot, adjective_of, named, names_more, past, person_of, title_of
from sijill.reading.registry import Registry
from sijill.reading.units import Unit


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
            if not names_more(units, j, titles, registry):
                break
            slots.append(Slot())
            j += 1
            continue
        if titles and (width := _particles(units, j)):
            j += width
            continue
        if unit.norm == "." and slot.given and len(units[j - 1].norm) == 1:
            j += 1  # Joseph R. Biden
            continue
        if title and (title[0].class_ not in NO_PARTY or not titles):
            titles.append(title)
            own = next((s.entry for s in unit.senses if isinstance(s.entry, Name) and s.entry.how == "metonym"), None)
            slot.nation = slot.nation or ((own, unit) if own else None)  # the State Department is no other state's
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
        elif (unit.unknown or _out_of_office(unit)) and unit.capital and titles and len(slot.given) < NAME_WORDS:
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
    if found.titles[0][0].class_ == "goods" and units[j].norm == "for":
        return found  # weapons for Ukraine: for whom, not whose
    if _seat(units, found):
        slot.nation = (named(units[j + 1]), units[j + 1])  # type: ignore[assignment]
        return found._replace(next=j + 2)
    k = j + 1 + bool(units[j + 1].word("determiner"))
    name = named(units[k]) if k < n else None
    if name is None or name.person:
        return found
    if units[j].word("of") and found.slots[0].nation is None and not found.slots[0].person:
        slot.nation = (name, units[k])
        many = found.titles[0][1].form.number in MANY
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


def _seat(units: list[Unit], found: Found) -> bool:
    """The defence ministry (in Ankara) said, officials in Abuja: a capital tells whose they are."""
    j, title = found.next, found.titles[0][0]
    name = named(units[j + 1])
    told = any(slot.nation or slot.person or slot.given for slot in found.slots)
    return not told and title.class_ in ("organ", "spokesperson") and bool(units[j].word("locative")) and bool(name and name.how == "capital")


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


def _particles(units: list[Unit], j: int) -> int:
    """How many units of a name stand before its next word with a capital: President (el-)Sisi, Minister (von der) Leyen."""
    k = j
    while k < len(units) and (units[k].word("particle") or k > j and units[k].norm == "-"):
        k += 1
    return k - j if k < len(units) and units[k].capital else 0


def _out_of_office(unit: Unit) -> bool:
    """A family name of office holders of other days only: Prime Minister Albanese in an old article."""
    return bool(unit.senses) and all(s.kind == "cue" or isinstance(s.entry, Name) and s.entry.how == "short" for s in unit.senses)


def _filler(unit: Unit) -> bool:
    return (unit.unknown and not unit.capital) or bool(unit.word("determiner")) or bool(unit.sense("modifier"))
