"""The name registry of an article: who was named so far, by which names and in which office."""

from typing import NamedTuple

from sijill.packs.lexicon import Lexicon, Name
from sijill.reading.nodes import Ref
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

    def __init__(self, published: str | None, home: str | None, lexicon: Lexicon, scored: bool = False, house: str | None = None) -> None:
        self.published, self.home, self.cased = published or "", home, lexicon.language.cased
        self.house = house  # the state whose own page it is
        self.article = lexicon.article
        self.inflected, self._keys = lexicon.inflected, lexicon.keys
        self.scored = scored  # whether a scorer decides, so that the grammar may propose more
        self.quoted = False  # whether the sentence read stands in a quote that an earlier one opened
        self.clitics = lexicon.name_clitics
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
        """Code, country and office of a known person on the day of publication; without a day, the highest office ever held."""
        if name.person is None:
            return name.code, name.country, None
        day = self.published[:10]
        offices = name.person.office
        held = [
            o for o in offices if day and str(o.from_) <= day and (o.until is None or day[: len(o.until)] <= o.until)
        ]  # a year told alone is held to its end
        if not held and not day:
            held = list(offices)
        held.sort(key=lambda o: (o.title not in _HEADS, str(o.from_)))
        return name.code, name.country, held[0].title if held else None

    def restart(self) -> None:
        """Forget the order in which parties were told, not who they are: the article is read again from its beginning."""
        self.recent, self.subject, self.turn, self.talks, self.spoke, self._partners = [], (), (), (), (), {}

    def told(self, refs: tuple[Ref, ...]) -> None:
        """Remember parties for later references."""
        self.recent.extend(ref for ref in refs if ref.id and ref.by not in ("reference", "elided"))

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
