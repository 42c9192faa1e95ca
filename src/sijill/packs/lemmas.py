"""The lexicon of a language with a morphology: words and phrases are found in any form, and the form tells its case, number and tense."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sijill.packs.calendar import Calendar
from sijill.packs.entries import Operator
from sijill.packs.forms import Form
from sijill.packs.lexicon import Found, Lexicon, Name, Sense
from sijill.packs.load import LanguagePack, WorldPack
from sijill.packs.morphology import ANY_CASE, Analysis, Slot, analyses, form_key, key_of, keys_of, plural, short_key
from sijill.text import fold, fold_word, tokenize

_NOMINAL = frozenset(("noun", "adjective", "numeral", "other", ""))
_FITS = {  # the parts of speech that a word of a pack may be found as
    "verb": frozenset(("verb", "participle", "passive")),
    "noun": frozenset(("noun",)),
    "adjective": frozenset(("adjective", "short", "")),
    "title": _NOMINAL | {"short"},
    "name": _NOMINAL | {"short"},
    "cue": _NOMINAL | {"verb", "short"},
    "modifier": _NOMINAL | {"short"},
}
_UNDECLINED = ("и", "о", "у", "е", "э", "ю", "ы")  # ends of names that stay as they are (Моди, Лукашенко)
_SHORT = 4  # letters of a family name before a name that is not declined (Ван И)
_PEOPLE = frozenset(("person", "short", "people"))


class LemmaLexicon(Lexicon):
    """Senses under the words that tokens are forms of; `=word` is the key of a word that is never inflected."""

    inflected = True

    def _calendar(self, tables: Mapping[str, Any]) -> Calendar:
        return Calendar(tables, "", (), keys_of, form_key)

    def __init__(self, pack: LanguagePack, world: WorldPack) -> None:
        self._declined: dict[str, dict[str, frozenset[str]]] = {}  # forms of foreign names: to the names, with their cases
        super().__init__(pack, world)

    def keys(self, norm: str) -> tuple[str, ...]:
        """By which keys a folded token of text is found."""
        return (*keys_of(norm), *self._declined[norm]) if norm in self._declined else keys_of(norm)

    def _decline(self, name: str, key: str) -> None:
        for row in self.language.declensions:
            if name.endswith(tuple(row.ends)) and len(name) > _SHORT - 2:
                stem = name[: len(name) - row.drop]
                for case, ends in row.forms.items():
                    told = frozenset((case, "acc") if case == "gen" and "acc" not in row.forms else (case,))
                    for end in ends:
                        known = self._declined.setdefault(stem + end, {})
                        known[key] = known.get(key, told) | told
                return

    def _cases(self, norm: str) -> frozenset[str]:
        """The cases that a word may be in as a noun, an adjective or a declined name."""
        return nominal_cases(norm).union(*self._declined.get(norm, {}).values())

    def _add(self, kind: str, entry: object, form: Form, text: str, loose: bool = False) -> None:
        norms = [token.norm for token in tokenize(fold(text))]
        if not norms:
            return
        if kind == "word" and entry not in self.language.inflected and form.pos != "noun":
            keys = ["=" + norm for norm in norms]
            form = form._replace(text=self.preposition(" ".join(norms)))
        elif form.pos == "verb":  # объявить персоной нон грата, высоко оценить: only the verb is inflected
            verb = next((k for k, norm in enumerate(norms) if any(a.tense == "infinitive" for a in analyses(norm))), 0)
            keys = [norm if k == verb else "=" + norm for k, norm in enumerate(norms)]
        else:
            head, person = form_key if form.pos == "phrase" else key_of, isinstance(entry, Name) and entry.person is not None
            keys = [head(norms[0], person), *(form_key(norm, person) for norm in norms[1:])]
            foreign = kind == "name" and len(norms) == 1 and norms[0].endswith("а") and form.pos != "adjective"  # Хезболлы, Претории
            if person or foreign:
                for norm, key in zip(norms, keys, strict=True):
                    self._decline(norm, key)
            alike = person or isinstance(entry, Name) and entry.how == "people"  # американцы: an American too
            form = form._replace(text=form.text or text, number="p" if not alike and plural(norms[0]) else "")
        sense = Sense(kind, entry, form, tuple(keys[1:]), loose)
        row = (self._heads if sense.tail else self._single).setdefault(keys[0], [])
        if not any(s.entry is entry and s.tail == sense.tail and s.form.pos == form.pos and s.form.number == form.number for s in row):
            row.append(sense)

    def _add_entries(self) -> None:
        super()._add_entries()
        for key, row in list(self._single.items()):
            passive = [s._replace(form=s.form._replace(passive=True)) for s in row if s.form.pos == "verb" and _transitive(s)]
            reflexive = key + "ся"  # обсуждаются, вводятся: an imperfective makes its passive so, if that is no verb of its own
            if passive and reflexive not in self._single and any(a.imperfective and a.lemma == key for a in analyses(key)):
                self._single[reflexive] = passive

    def preposition(self, word: str) -> str:
        """A preposition as packs write it: со as с."""
        return self.language.variants.get(word, word)

    def _add_adjectives(self, base: Name, words: list[str]) -> None:
        for word in words:
            self._add("name", base._replace(how="adjective", shape=self._shape(word)), Form(word, "adjective"), word, loose=True)
            if word.endswith("ий"):  # российско-китайские переговоры
                compound = word[:-2] + "о"
                self._add("name", base._replace(how="adjective", shape=self._shape(word)), Form(compound, "adjective"), compound, loose=True)

    def _search(self, norm: str) -> Found:
        senses, heads = self._found(norm, self._single), self._found(norm, self._heads)
        return Found(senses, heads, None, "")

    def _found(self, norm: str, rows: Mapping[str, list[Sense]]) -> tuple[Sense, ...]:
        found: list[Sense] = []
        seen: set[tuple[int, str, tuple[str, ...]]] = set()
        declined = ((name, Analysis(name, "noun", slots=tuple(Slot(c, "s", "") for c in cases))) for name, cases in self._declined.get(norm, {}).items())
        for key, analysis in (*_readings(norm), *declined):
            for sense in rows.get(key, ()):
                form = _formed(sense, analysis)
                mark = (id(sense.entry), form.pos if form else "", sense.tail)
                if form is not None and mark not in seen:
                    seen.add(mark)
                    found.append(sense._replace(form=form))
        return tuple(found)

    def agreed(self, sense: Sense, norms: Sequence[str]) -> Sense:
        """A phrase with the cases that all of its inflected words allow: Саудовской Аравии, премьер-министра, Си Цзиньпином."""
        cases, i = sense.form.cases, 0
        while i + 2 < len(norms) and norms[i + 1] == "-":
            i += 2
        if i:
            cases = nominal_cases(norms[i]) or cases
        written = [token.norm for token in tokenize(fold(sense.form.text))] if sense.kind == "name" else []
        if isinstance(sense.entry, Name) and sense.entry.how == "person" and len(written) == len(norms):
            return sense._replace(form=sense.form._replace(cases=self._name_cases(sense.entry, norms, written)))
        for norm, word in zip(norms[1:], written[1:], strict=False):
            own = nominal_cases(norm)
            if norm == word and norms[0] != written[0]:
                continue  # эмиром Государства Катар: what is apposed stays as it is
            if "nom" in nominal_cases(word) and not (norm == word and "nom" not in own) and cases & own:
                cases &= own
        if isinstance(sense.entry, Name):
            cases = _animate(sense.entry, cases | _nominative(norms, written))
        if sense.form.pos == "verb" and not sense.form.tense:
            return _by_verb(sense, norms)
        if sense.form.pos == "phrase":
            return _finite(sense, norms)
        number = sense.form.number
        if sense.form.pos == "noun":  # официальным визитом: the noun tells, not its adjective
            head = next((a for norm in norms for a in analyses(norm)[:1] if a.pos == "noun"), None)
            cases, number = (cases & head.cases or cases, head.slots[0].number) if head else (cases, number)
        return sense._replace(form=sense.form._replace(cases=cases, number=number))

    def _name_cases(self, name: Name, norms: Sequence[str], written: Sequence[str]) -> frozenset[str]:
        """The cases of a person's full name: Нарендрой Моди, Си Цзиньпином, Ван И; names in и, о, у are not declined, nor short ones before them."""
        cases = ANY_CASE
        fixed = norms[-1] == written[-1] and norms[-1].endswith(_UNDECLINED)
        for norm, word in zip(norms, written, strict=True):
            own = _animate(name, self._cases(norm))
            if norm == word and (norm.endswith(_UNDECLINED) or fixed and len(norm) <= _SHORT or "nom" not in own):
                continue
            cases = cases & own or cases
        return cases

    def shape(self, norm: str, senses: Sequence[Sense]) -> tuple[str, frozenset[str]]:
        """Part of speech and possible cases of a word: by what it means, else by the likeliest word it may be a form of."""
        if not norm[0].isalnum():
            return "", frozenset()
        ranked = sorted(senses, key=lambda s: s.kind not in ("name", "title"))
        rows = analyses(norm) if norm[0] > "\u03ff" and norm[0].isalpha() else ()
        return (rows[0].pos if rows else ""), next((s.form.cases for s in ranked if s.form.cases), nominal_cases(norm))


def nominal_cases(norm: str) -> frozenset[str]:
    """The cases that a word may be in as a noun or an adjective; any for a foreign word."""
    if not norm[0].isalpha() or norm[0] <= "\u03ff":
        return ANY_CASE
    return frozenset(case for a in analyses(norm) if a.pos in ("noun", "adjective") for case in a.cases)


def _transitive(sense: Sense) -> bool:
    """Whether the reflexive of a verb may be its passive; what is said to be said (сообщается) is an entry of its own."""
    return sense.kind in ("trigger", "support") or isinstance(sense.entry, Operator) and not sense.entry.speaker


def _nominative(norms: Sequence[str], written: Sequence[str]) -> frozenset[str]:
    """A name as the pack writes it stands in the nominative, whatever the morphology makes of it (Эр-Рияд)."""
    if list(norms) != list(written):
        return frozenset()
    return frozenset(("nom",)) if norms[-1].endswith(("а", "я")) else frozenset(("nom", "acc"))


def _by_verb(sense: Sense, norms: Sequence[str]) -> Sense:
    """A verb behind its adverb: высоко оценил."""
    for norm, key in zip(norms[1:], sense.tail, strict=False):
        verb = next((a for a in analyses(norm) if a.lemma == key and a.pos in _FITS["verb"]), None)
        form = _formed(sense._replace(tail=()), verb) if verb else None
        if form is not None:
            return sense._replace(form=form)
    return sense


def _finite(sense: Sense, norms: Sequence[str]) -> Sense:
    """A phrase that holds a finite verb or a short adjective is a verb: не планирует, как сообщил, не готов."""
    for norm in norms:
        verb = next((a for a in analyses(norm)[:1] if a.pos in ("verb", "short") and a.tense not in ("imperative", "infinitive")), None)
        if verb is not None:
            slot = verb.slots[0] if verb.slots else Slot("", "", "")
            form = sense.form._replace(pos="verb", tense=verb.tense, number=slot.number, gender=slot.gender, person=verb.person, passive=verb.passive)
            return sense._replace(form=form)
    return sense


def _readings(norm: str) -> Iterator[tuple[str, Analysis]]:
    """The keys of a token with what each says of its form; as it stands, it may be a foreign name in any case."""
    bare = Analysis(norm, "")
    if norm[0].isalpha() and norm[0] > "\u03ff":
        for analysis in analyses(norm):
            yield analysis.lemma, analysis
            if analysis.pos == "short":
                yield short_key(analysis.lemma), analysis
    yield norm, bare._replace(slots=tuple(Slot(case, "s", "") for case in sorted(ANY_CASE)))
    yield "=" + norm, bare


def _formed(sense: Sense, analysis: Analysis) -> Form | None:
    """The form of a sense as a token has it; None if the token cannot be this word."""
    form, pos = sense.form, analysis.pos
    phrase = bool(sense.tail) and (pos == "adjective" or pos in ("other", "short", "") and form.pos in ("verb", "noun"))  # телефонный разговор, высоко оценить
    if not phrase and pos not in _FITS.get(form.pos, frozenset((pos,))) or analysis.tense == "imperative":
        return None
    slots = [slot for slot in analysis.slots if form.number != "p" or slot.number in ("p", "")]
    if form.number == "p" and not slots:
        return None
    if isinstance(sense.entry, Name) and sense.entry.how in ("person", "short"):
        slots = [slot for slot in slots if slot.number != "p"] or slots  # Путиным is one man, Захарова a woman
        slots = [slot for slot in slots if slot.gender in ("", sense.entry.gender)] or slots
    as_verb = form.pos == "verb" and pos in _FITS["verb"] - {"verb"} or form.pos == "phrase" and pos in ("short", "verb")
    first = next((slot for slot in slots if slot.case == "nom"), slots[0] if slots else Slot("", "", ""))  # власти: as a subject they are many
    guess = not pos and sense.kind not in ("name", "title")  # only a foreign name may be in any case
    cases = frozenset(slot.case for slot in slots if slot.case and not guess)
    if isinstance(sense.entry, Name):
        own = fold_word(form.text) if sense.entry.how in ("person", "short") else ""
        fixed = own == analysis.lemma and own.endswith(_UNDECLINED) and not sense.tail or sense.entry.shape == "AA"  # Моди, ХАМАС
        cases = ANY_CASE if fixed else _animate(sense.entry, cases)
    return Form(
        form.text, ("verb" if pos in ("short", "verb") else pos) if as_verb else form.pos, analysis.tense, first.number, first.gender, analysis.person,
        analysis.passive or form.passive, cases,
    )  # fmt: skip


def _animate(name: Name, cases: frozenset[str]) -> frozenset[str]:
    """A person's accusative is the genitive, whatever a guess at an unknown name says (встретил Макрона)."""
    if name.how not in _PEOPLE or {"nom", "gen"} <= cases:
        return cases
    if "gen" in cases and name.gender != "f":
        return cases | {"acc"}
    return cases - {"acc"} if "nom" in cases and name.gender != "f" else cases


__all__ = ["LemmaLexicon", "nominal_cases"]
