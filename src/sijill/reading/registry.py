"""The name registry of an article: who was named so far, by which names and in which office."""

from typing import NamedTuple

from sijill.packs.lexicon import Lexicon, Name
from sijill.reading.nodes import Ref
from sijill.reading.units import Unit
from sijill.text import fold_word

_HEADS = frozenset(("president", "king", "emir", "sultan", "prime-minister", "chancellor", "supreme-leader", "leader", "crown-prince"))


class Known(NamedTuple):
    """A person that the article named."""

    id: str
    country: str | None
    name: str
    office: str | None


class Registry:
    """Fills while an article is read, in the order of its text; a new one for each article."""

    def __init__(self, published: str | None, home: str | None, lexicon: Lexicon, scored: bool = False, house: str | None = None, wide: bool = False) -> None:
        self.published, self.home, self.cased = published or "", home, lexicon.language.cased
        self.house = house  # the state whose own page it is
        self.article, self.han = lexicon.article, lexicon.han
        self.inflected, self._keys = lexicon.inflected, lexicon.keys
        self.scored = scored  # whether a scorer decides, so that the grammar may propose more
        self.wide = wide  # whether domestic and one-sided acts are wanted too
        self.quoted = False  # whether the sentence read stands in a quote that an earlier one opened
        self.clitics = lexicon.name_clitics
        self.sounds = frozenset("".join(lexicon.letters.get("sounds", ())))  # characters that write foreign names
        self.surnames = frozenset("".join(lexicon.letters.get("surnames", ())))
        self._given: dict[str, Known] = {}  # people by the whole of a name that no pack knows
        self._states: dict[str, int] = {}  # how often each state was named in full
        self._by_word: dict[str, Known] = {}
        self._by_office: dict[str, Known] = {}
        self._holders: dict[tuple[str, str], Known] = {}
        self.recent: list[Ref] = []  # mentions of parties in the order told, for references
        self._partners: dict[tuple[str, frozenset[str | None]], tuple[Ref, ...]] = {}
        self.spoke: tuple[Ref, ...] = ()  # the last party that spoke
        self.talks: tuple[Ref, ...] = ()  # both sides of the last talks
        self.turn: tuple[Ref, ...] = ()  # who has the floor in a transcript
        self.subject: tuple[Ref, ...] = ()  # of the last main clause, for elided subjects and pronouns

    def see(self, words: list[str], known: Known) -> None:
        """Remember a person under each word of the name (family names come back alone) and under the office."""
        for word in words:
            for key in self._keys(word) if len(word) > 2 else ():
                self._by_word[key] = known
        if known.office:
            self._by_office[known.office] = known
            if "/" in known.id:
                self._holders[known.id.split("/")[0], known.office] = known

    def give(self, name: str, known: Known) -> None:
        """Remember a person by a name that no pack knows."""
        self._given[name] = known

    def given(self, name: str) -> Known | None:
        """The person whom the article named so."""
        return self._given.get(name)

    def letter(self, unit: Unit, in_row: bool = False) -> Name | None:
        """The state that one character stands for: 俄 is Russia, 摩 a state that the article names in full; 法 is France at least in 英法德三国."""
        found = self._of_initial(unit, "adjective")
        if found is None and in_row:
            return next((s.entry for s in unit.senses if isinstance(s.entry, Name) and s.entry.how == "adjective" and s.entry.shape == "side"), None)
        return found

    def side(self, unit: Unit) -> Name | None:
        """俄方, 摩方: a side by one character, as `letter`."""
        return self._of_initial(unit, "side")

    def _of_initial(self, unit: Unit, how: str) -> Name | None:
        names = [s.entry for s in unit.senses if s.kind == "name" and isinstance(s.entry, Name) and s.entry.how == how]
        told = [name for name in names if name.code in self._states]
        firm = [name for name in names if not name.ambiguous]
        both = [name for name in firm if name in told] or (told if told and not firm else firm or told)
        if told and firm and not any(name in told for name in firm):
            both = told
        return max(both, key=lambda name: self._states.get(name.code, 0), default=None)

    def see_body(self, name: str, known: Known) -> None:
        """Remember a body of several words under its first word with the article: حلف شمال الأطلسي comes back as الحلف."""
        first, *rest = name.split(" ")
        if rest and self.article:
            self._by_word[fold_word(first if first.startswith(self.article) else self.article + first)] = known

    def by_word(self, word: str) -> Known | None:
        return next((known for key in self._keys(word) if (known := self._by_word.get(key))), None) if word else None

    def by_office(self, office: str) -> Known | None:
        return self._by_office.get(office)

    def holder(self, code: str, office: str) -> Known | None:
        """The person whom the article named in an office of a state: الرئيس الروسي is who was told as الرئيس الروسي فلاديمير بوتين."""
        return self._holders.get((code, office))

    def by_kind(self, office: str) -> Known | None:
        """The last told holder of an office of a kind: a bare minister is the foreign minister told before."""
        return next((known for name, known in reversed(self._by_office.items()) if name.endswith(office)), None)

    def office_of(self, name: Name) -> tuple[str, str | None, str | None]:
        """Code, country and office of a known person on the day of publication; without a day, the last of the highest that were held."""
        if name.person is None:
            return name.code, name.country, None
        day = self.published[:10]
        offices = name.person.office
        held = [
            o for o in offices if day and str(o.from_) <= day and (o.until is None or day[: len(o.until)] <= o.until)
        ]  # a year told alone is held to its end
        if not held and not day:
            held = sorted(offices, key=lambda o: str(o.from_), reverse=True)
            return name.code, name.country, min(held, key=lambda o: o.title not in _HEADS).title if held else None
        held.sort(key=lambda o: (o.title not in _HEADS, str(o.from_)))
        return name.code, name.country, held[0].title if held else None

    def restart(self) -> None:
        """Forget the order in which parties were told, not who they are: the article is read again from its beginning."""
        self.recent, self.subject, self.turn, self.talks, self.spoke, self._partners = [], (), (), (), (), {}

    def told(self, refs: tuple[Ref, ...]) -> None:
        """Remember parties for later references."""
        self.recent.extend(ref for ref in refs if ref.id and ref.by not in ("reference", "elided"))
        for ref in refs:
            if ref.code and ref.end - ref.start > 1:
                self._states[ref.code] = self._states.get(ref.code, 0) + 1

    def acted(self, act: str, actors: tuple[Ref, ...], recipients: tuple[Ref, ...]) -> None:
        """Remember towards whom somebody acted: what is told again may leave it out (the withdrawal from the deal)."""
        self._partners[act, frozenset(r.code for r in actors)] = recipients

    def partner(self, act: str, actors: set[str | None]) -> tuple[Ref, ...]:
        """Towards whom somebody last did the same."""
        return self._partners.get((act, frozenset(actors)), ())

    def before(self, offset: int, people: bool = False) -> list[Ref]:
        """The last parties told before an offset, each once, the nearest first, at most twenty mentions back; only office holders if `people`."""
        found: dict[str, Ref] = {}
        seen = 0
        for ref in reversed(self.recent):
            if ref.start < offset and not (people and not ref.office):
                found.setdefault(ref.code or "", ref)
                seen += 1
                if seen >= 20:
                    break
        return list(found.values())
