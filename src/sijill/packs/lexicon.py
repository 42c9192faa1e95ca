"""One language's lexicon: every form that its pack and the world pack derive, and how a token of text is looked up in it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sijill.packs import entries as e
from sijill.packs.calendar import Calendar
from sijill.packs.forms import Form, entry_forms, inflect, listed
from sijill.packs.load import LanguagePack, WorldPack
from sijill.packs.senses import NOTHING, Found, Name, Sense, adjectival, allowed, rank
from sijill.text import Folded, fold, fold_word, tokenize
from sijill.text.han import simplified

_CACHE_SIZE = 200_000  # distinct words kept; a larger vocabulary starts the cache anew


_STEM = 3  # letters that a rough stem keeps
_PLAIN, _NOUN = Form("", "word"), Form("", "noun")


class Lexicon:
    """Looks tokens up. Built once for a language; the cache only remembers answers, it never changes them."""

    inflected = False  # whether words are found by what they are a form of (`lemmas.py`)

    def __init__(self, pack: LanguagePack, world: WorldPack) -> None:
        self.pack, self.world, self.language = pack, world, pack.language
        self._single: dict[str, list[Sense]] = {}
        self._heads: dict[str, list[Sense]] = {}
        self._cache: dict[str, Found] = {}
        self.letters: Mapping[str, list[str]] = pack.details.tables.get("letters", {})  # what lets one character stand for a state, and what writes a name
        self.han = pack.language.script == "han"  # no spaces: words are looked up as they stand, not token by token
        self.article = fold_word(pack.language.article or "")
        self._clitics = [(fold_word(c.form), c) for c in sorted(pack.language.clitics, key=lambda c: len(c.form))]
        # what may stand before an unknown name, longest first: its conjunction and its preposition
        self.name_clitics = {
            form: (clitic.conjunction or "", clitic.preposition or "") for form, clitic in reversed(self._clitics) if not clitic.article and not clitic.future
        }
        self._suffixes = [fold_word(s) for s in pack.language.suffixes]
        self._noun_suffixes = frozenset(map(fold_word, pack.language.noun_suffixes))
        self._repairs = [(fold_word(r.ends), fold_word(r.becomes)) for r in pack.language.repairs]
        tables = pack.details.tables
        valency = tables.get("valency", {})
        self.defaults = {fold_word(p): role for role in ("recipient", "parties") for p in valency.get(role, ())}
        # prepositions after which an event noun takes the subject of its clause, and those where only talks do
        self.adjuncts = {fold_word(p): how for how in ("talks", "any") for p in valency.get(f"adjunct_{how}", ())}
        self.ahead = frozenset(map(fold_word, valency.get("ahead", ())))  # what comes after these is to come
        self.purpose = fold_word(valency.get("purpose", "\x00"))
        self.source = fold_word(valency.get("source", "\x00"))
        self.own_complementizers = frozenset(map(fold_word, pack.words.get("own_complementizer", ())))
        self.dual_suffixes = frozenset(map(fold_word, valency.get("dual_suffixes", ())))
        self.detached = frozenset(map(fold_word, valency.get("detached", ())))
        self.genitives = frozenset(map(fold_word, valency.get("genitive", ())))
        self.scored = "scorer" in tables
        self.transcripts = bool(tables.get("furniture", {}).get("turns"))
        self.places = frozenset(map(fold_word, valency.get("place", ())))
        self.calendar = self._calendar(tables)
        self._add_words()
        self._add_titles()
        self._add_entries()
        self._add_names()
        for heads in self._heads.values():
            heads.sort(key=lambda s: -len(s.tail))
        self.lengths = _lengths(self._single) if self.han else {}  # of the words that begin with a character, the longest first

    def fold(self, text: str) -> Folded:
        """A text as this language's words are kept."""
        return simplified(fold(text)) if self.han else fold(text)

    def _calendar(self, tables: Mapping[str, Any]) -> Calendar:
        return Calendar(tables, self.article, tuple(form for form, clitic in self._clitics))

    def keys(self, norm: str) -> tuple[str, ...]:
        """By which keys a folded token of text is found."""
        return (norm,)

    def agreed(self, sense: Sense, norms: Sequence[str]) -> Sense:
        """A sense of a phrase as its words stand in the text."""
        return sense

    def shape(self, norm: str, senses: Sequence[Sense]) -> tuple[str, frozenset[str]]:
        """Part of speech and possible cases of a word, where the language has a morphology."""
        return "", frozenset()

    def look_up(self, norm: str) -> Found:
        """What a folded token may be: as it stands, else without clitics, else without suffix."""
        found = self._cache.get(norm)
        if found is None:
            if len(self._cache) > _CACHE_SIZE:
                self._cache.clear()
            found = self._search(norm)
            if found.heads:
                found = found._replace(by_second=self._by_second(found.heads))
            self._cache[norm] = found
        return found

    def bare(self, norm: str) -> str:
        """A word without the clitics and suffixes that may be on it, known or not: a rough stem for counting."""
        left = next((len(form) for form, _ in reversed(self._clitics) if norm.startswith(form) and len(norm) - len(form) >= _STEM), 0)
        norm = norm[left:]
        right = next((len(suffix) for suffix in self._suffixes if norm.endswith(suffix) and len(norm) - len(suffix) >= _STEM), 0)
        return norm[: len(norm) - right]

    def _by_second(self, heads: tuple[Sense, ...]) -> dict[str, tuple[Sense, ...]]:
        rows: dict[str, list[Sense]] = {}
        for sense in sorted(heads, key=lambda s: -len(s.tail)):
            for second in {sense.tail[0], self.article + sense.tail[0] if sense.loose else sense.tail[0]}:
                rows.setdefault(second, []).append(sense)
        return {second: tuple(row) for second, row in rows.items()}

    def _search(self, norm: str) -> Found:
        exact = self._at(norm, None, "")
        if rank(exact) < 3:
            return self._with_stem(exact, norm)
        readings = [self._stem(norm[len(form) :], clitic) for form, clitic in self._clitics if norm.startswith(form) and len(norm) > len(form) + 1]
        words = [found for found in readings if found.senses]
        if words and all(found.suffix for found in words) and (alone := self._suffixed(norm, None)).senses:
            words.append(alone)  # بحثه is his research before it is a suggestion with two affixes
        phrases = [found for found in (exact, *readings) if found.heads]
        heads = tuple(sense for found in phrases for sense in found.heads)
        asked = exact.senses  # what other entries ask for: it hides no other reading
        if not words and asked:
            suffixed = self._suffixed(norm, None)
            return suffixed._replace(senses=suffixed.senses + asked, heads=heads) if suffixed.senses else exact._replace(heads=heads)
        if words:  # للصين is for China before it is for two thieves
            best = min(words, key=lambda found: (rank(found), bool(found.clitic) + bool(found.suffix)))
            return best._replace(senses=best.senses + asked, heads=heads)
        return phrases[0]._replace(heads=heads) if phrases else self._suffixed(norm, None)

    def _with_stem(self, exact: Found, norm: str) -> Found:
        """An exact form with the article keeps what its stem means: الضرب as a listed word is still a blow."""
        if not self.article or not norm.startswith(self.article):
            return exact
        clitic = next(c for form, c in self._clitics if form == self.article)
        stem = self._at(norm[len(self.article) :], clitic, "")
        if rank(exact) < 2:  # السعودية is the state, and in الحكومة السعودية the adjective
            return exact._replace(senses=exact.senses + tuple(s for s in stem.senses if s.kind == "name"))
        return Found(exact.senses + stem.senses, exact.heads + stem.heads, clitic, "") if stem.senses else exact

    def _stem(self, stem: str, clitic: e.Clitic) -> Found:
        found = self._at(stem, clitic, "")
        if clitic.article:  # للمملكة may begin المملكة العربية السعودية
            whole = self._at(self.article + stem, clitic, "")
            found = Found(adjectival(found.senses) + whole.senses, found.heads + whole.heads, clitic, "")
        if found.senses or found.heads:
            return found
        return self._suffixed(stem, clitic)

    def _suffixed(self, norm: str, clitic: e.Clitic | None) -> Found:
        for suffix in self._suffixes:
            if norm.endswith(suffix) and len(norm) > len(suffix) + 1:
                stem = norm[: -len(suffix)]
                candidates = (stem, *(stem[: -len(a)] + b for a, b in self._repairs if stem.endswith(a)))
                senses = [sense for candidate in candidates for sense in self._at(candidate, clitic, suffix).senses]
                if suffix in self._noun_suffixes:
                    senses = [sense for sense in senses if sense.form.pos != "verb"]
                if senses:  # قمته is a summit of his, whatever قمت may be
                    return Found(tuple(senses), (), clitic, suffix)
        return NOTHING

    def _at(self, stem: str, clitic: e.Clitic | None, suffix: str) -> Found:
        singles, heads = self._single.get(stem, ()), self._heads.get(stem, ())
        if clitic or suffix:
            singles = [s for s in singles if allowed(s, clitic, suffix)]
            heads = [] if suffix else [s for s in heads if allowed(s, clitic, suffix)]
        return Found(tuple(singles), tuple(heads), clitic, suffix) if singles or heads else NOTHING

    def _add(self, kind: str, entry: object, form: Form, text: str, loose: bool = False) -> None:
        norms = [token.norm for token in tokenize(fold(text))]
        if not norms:
            return
        if self.han:
            norms = ["".join(norms)]
        sense = Sense(kind, entry, form, tuple(norms[1:]), loose)
        row = (self._heads if sense.tail else self._single).setdefault(norms[0], [])
        if not any(s.entry is entry and s.tail == sense.tail and (s.form.pos, s.form.tense) == (form.pos, form.tense) for s in row):
            row.append(sense)

    def _add_words(self) -> None:
        for name, words in self.pack.words.items():
            for word in words:
                self._add("word", name, _NOUN if name in ("relation", "rift") else _PLAIN, word)
        for word in self.calendar.words:
            self._add("word", "time", _PLAIN, word)
        for modifier in self.pack.modifiers:
            for word in modifier.words:
                for form in inflect("adjective", {"adjective": word}, self.pack.paradigms):
                    self._add("modifier", modifier, form._replace(pos="modifier"), form.text)

    def _add_titles(self) -> None:
        for title in self.pack.titles:
            for word in title.words:
                for form in inflect("title", {"title": word}, self.pack.paradigms):
                    self._add("title", title, form, form.text)
            for word in title.plural:
                self._add("title", title, Form(word, "title", number="p"), word)

    def _add_entries(self) -> None:
        pack = self.pack
        kinds: tuple[tuple[str, Sequence[e.Inflected]], ...] = (
            ("trigger", pack.triggers), ("support", pack.supports), ("operator", pack.operators), ("stance", pack.stances),
            ("assessment", pack.assessments), ("membership", pack.memberships),
        )  # fmt: skip
        for kind, entries in kinds:
            for entry in entries:
                for form in entry_forms(entry, pack.paradigms):
                    self._add(kind, entry, form, form.text, loose=kind == "assessment")
                    if self.language.isolating and form.pos == "verb":
                        self._add(kind, entry, form._replace(pos="noun"), form.text)
        asking: list[e.Trigger | e.Stance | e.Assessment] = [*pack.triggers, *pack.stances, *pack.assessments]
        cues = {word for wanted in asking for word in (*wanted.needs, *wanted.unless)}
        for cue in sorted(cues):
            for form in inflect("noun", {"noun": cue}, pack.paradigms):
                self._add("cue", fold_word(cue), form._replace(pos="cue"), form.text)

    def _add_names(self) -> None:
        code, world = self.language.code, self.world
        cldr = {state.code: state for state in world.states}
        for nation in world.nations:
            shown = next(iter(cldr[nation.code].names.get("en", ())), nation.code) if nation.code in cldr else nation.code
            base = Name(nation.code, nation.code, None, shown, "state", nation.gender, "")
            state_names = cldr[nation.code].names.get(code, []) if nation.code in cldr else []
            unsure = set(nation.ambiguous.get(code, ()))
            for how, names in (
                ("state", [*state_names, *nation.names.get(code, [])]),
                ("capital", nation.capital.get(code, [])),
                ("metonym", nation.metonym.get(code, [])),
            ):
                for word in names:
                    self._add_name(base._replace(how=how, ambiguous=word in unsure), word)
            for word in nation.group.get(code, ()):
                self._add_name(base._replace(how="group"), word, number="d")
            for word in (*nation.plural.get(code, ()), *nation.people.get(code, ())):
                self._add_name(base._replace(how="people"), word, number="p")
            self._add_adjectives(base, [*nation.adjective.get(code, ()), *(() if self.han else nation.pair.get(code, ()))])
            if self.han:
                self._add_initials(base, nation.adjective.get(code, []), nation.pair.get(code, []), state_names)
        for city in world.cities:
            for word in city.names.get(code, ()):
                self._add_name(Name(city.code, city.code, None, city.name, "city", "f", ""), word)
        for body in world.bodies:
            base = Name(body.code, body.country, None, next(iter(body.names.get("en", ())), body.code), "body", body.gender, "")
            for word in body.names.get(code, ()):
                self._add_name(base, word)
            self._add_adjectives(base, body.adjective.get(code, []))
        for outlet in world.outlets:
            base = Name(outlet.id, outlet.country, None, next(iter(outlet.names.get("en", ())), outlet.id), "outlet", "f", "")
            for word in outlet.names.get(code, ()):
                self._add_name(base, word)
        for person in world.people:
            body_code = person.id.split("/")[0]
            country = body_code if body_code in cldr else None
            base = Name(body_code, country, person, person.name, "person", person.gender, "")
            for how, words in (("person", person.names.get(code, ())), ("short", person.short.get(code, ()))):
                for word in words:
                    self._add_name(base._replace(how=how), word)

    def _add_initials(self, base: Name, firm: list[str], sides: list[str], names: list[str]) -> None:
        """俄, 俄方: a state by one character; that of no table (摩方) means a state that the article names in full, as 埃 does but not 埃方."""
        for letter in dict.fromkeys((*firm, *sides, *(name[0] for name in names))):
            name = base._replace(how="adjective", ambiguous=letter not in firm, shape="side" if letter in sides else "")
            if name.ambiguous:
                self._add("name", name, Form(letter, "adjective"), letter)
            for side in self.language.sides:
                self._add("name", name._replace(how="side", ambiguous=letter not in (*firm, *sides)), Form(letter + side, "name"), letter + side)

    def _add_name(self, name: Name, word: str, number: str = "s") -> None:
        self._add("name", name._replace(shape=self._shape(word)), Form(word, "name", number=number, gender=name.gender), word)

    def _add_adjectives(self, base: Name, words: list[str]) -> None:
        for word in words:
            name = base._replace(how="adjective", shape=self._shape(word))
            for text, form in self._adjective_forms(word):
                self._add("name", name, form, text, loose=True)

    def _adjective_forms(self, word: str) -> list[tuple[str, Form]]:
        """All forms of an adjective; those of two words agree (كوري شمالي, كورية شمالية)."""
        columns = [inflect("adjective", {"adjective": part}, self.pack.paradigms) for part in word.split(" ")]
        return [(" ".join(form.text for form in row), row[0]._replace(pos="adjective")) for row in zip(*columns, strict=False)]

    def _shape(self, word: str) -> str:
        if not self.language.cased:
            return ""
        letters = [c for c in word if c.isalpha()]
        return "AA" if all(c.isupper() for c in letters) else "Aa" if any(c.isupper() for c in letters) else ""


def _lengths(words: Mapping[str, object]) -> dict[str, tuple[int, ...]]:
    rows: dict[str, set[int]] = {}
    for word in words:
        rows.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(row, reverse=True)) for first, row in rows.items()}


__all__ = ["Found", "Lexicon", "Name", "Sense", "listed"]
