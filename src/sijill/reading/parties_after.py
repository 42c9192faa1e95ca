"""Titled parties in a language whose adjectives follow: الرئيس الروسي فلاديمير بوتين."""

from sijill.packs.entries import Title
from sijill.packs.lexicon import Name, Sense
from sijill.reading.parties import MANY, NAME_WORDS, PERSONS, Found, Slot, adjective_of, named, past, person_of, title_of
from sijill.reading.registry import Registry
from sijill.reading.units import Unit

_POSTED = frozenset(("envoy", "spokesperson"))


def read_after(units: list[Unit], i: int, registry: Registry) -> Found | None:
    """A titled party in a language whose adjectives follow; None if no title stands at `i`."""
    title = title_of(units[i])
    if title is None:
        return None
    titles, slots, posted, former = [title], [Slot()], [], False  # type: list[tuple[Title, Sense]], list[Slot], list[tuple[Name, Unit]], bool
    many = title[1].form.number in MANY
    j, n = i + 1, len(units)
    while j < n:
        unit, slot = units[j], slots[-1]
        if unit.preposition and not (unit.word("of") or (not slot.nation and _owner(unit, title[0], units[i]))):
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
            if units[i].article and not unit.preposition and len(titles) == 1 and not _linked(units[j - 1], title[0]):
                break  # أبلغ الوزير روسيا: a definite title takes no state after it
            slot.nation = (name, unit)
        elif more and titles[-1][0].class_ == "organ" and more[0].class_ in PERSONS and unit.article and not slot.nation:
            break  # استدعت وزارة الخارجية السفير السعودي: a person is no part of an office
        elif more and not slot.person and not slot.given and (slot.nation is None or more[0].class_ in PERSONS) and more[0].class_ not in ("unnamed",):
            titles.append(more)
        elif _joins(unit, title, units[i]) and not slot.nation and not units[i].suffix and j + 1 < n and (title_of(units[j + 1]) or named(units[j + 1])):
            pass
        elif (slot.nation or units[i].suffix) and title[0].class_ in _POSTED and (post := _post(units, j)):
            posted.append((post, units[j + 1]))
            j += 1
        elif past(unit):
            former = True
        elif _given(unit, slot, titles, units, j):
            slot.given.append(unit)
        elif not (slot.nation and not slot.given and _described(units, j, registry)):
            break
        j += 1
    return Found(titles, slots, posted, former, j)


def _joins(unit: Unit, title: tuple[Title, Sense], head: Unit) -> bool:
    """Whether a word stands between a title and whose it is: المتحدث باسم الخارجية, وفد من حماس; but استردت جنديا من ليبيا says whence."""
    several = title[0].class_ == "people" and not head.article and (title[0].many or title[1].form.number == "p")
    return bool(unit.word("of")) or (several and bool(unit.word("from")))


def _linked(link: Unit, title: Title) -> bool:
    """Whether a word ties a name to a definite title: المتحدث باسم الكرملين, السلطات في النيجر; but قال الوزير في موسكو says where."""
    return bool(link.word("of")) and (title.class_ in ("people", "organ") or not link.word("posted"))


def _owner(unit: Unit, title: Title, head: Unit) -> bool:
    """Whether a name behind a preposition is whose title it is; الأمين العام للأمم المتحدة: a definite office with ل before its body."""
    if (organ := title_of(unit)) is not None and title.class_ in ("people", "unnamed"):
        return organ[0].class_ in ("organ", "office") and not head.suffix  # مسؤول بوزارة الخارجية, بيان للخارجية
    return named(unit) is not None and (title.class_ in ("people", "organ") or (unit.preposition == "ل" and head.definite))


def _post(units: list[Unit], j: int) -> Name | None:
    """The state or body that an envoy is posted to, behind the word at `j` that says so."""
    post = named(units[j + 1]) if units[j].word("posted") and j + 1 < len(units) else None
    return None if post is None or post.person else post


def _described(units: list[Unit], j: int, registry: Registry) -> bool:
    """Whether an unknown adjective stands at `j` before a person's name."""
    if not (units[j].unknown and units[j].definite and j + 1 < len(units)):
        return False
    return units[j + 1].unknown or person_of(units[j + 1], registry) is not None


def _given(unit: Unit, slot: Slot, titles: list[tuple[Title, Sense]], units: list[Unit], j: int) -> bool:
    """Whether an unknown word is a part of a person's name; right after a title one with the article is an adjective (الرئيس المنتخب)."""
    if not unit.unknown or (unit.senses and not slot.given) or len(slot.given) >= NAME_WORDS or not any(t.class_ in PERSONS for t, _ in titles):
        return False
    if unit.definite and not slot.given:
        return False
    return bool(slot.nation or titles[-1][0].class_ in ("honorific", "office", "leader"))
