"""Morphology of a language whose words are inflected by many paradigms: what a written word may be a form of.

Russian is analysed by pymorphy3 (the extra `sijill[ru]`), imported only when a Russian article is read.
"""

from functools import cache, lru_cache
from typing import Any, NamedTuple

from sijill.errors import MissingExtra

_CASES = {"nomn": "nom", "gent": "gen", "gen2": "gen", "datv": "dat", "accs": "acc", "ablt": "ins", "loct": "loc", "loc2": "loc"}
ANY_CASE = frozenset(("nom", "gen", "dat", "acc", "ins", "loc"))
_NUMBERS = {"sing": "s", "plur": "p"}
_TENSES = {"past": "past", "pres": "present", "futr": "future"}
_GENDERS = {"masc": "m", "femn": "f", "neut": "n"}
_NOUNS, _ADJECTIVES = frozenset(("NOUN", "NPRO")), frozenset(("ADJF",))
_NOMINAL = frozenset(("noun", "adjective", "numeral"))
_LEAST = 0.001  # share of a word's uses below which an analysis is left out


class Slot(NamedTuple):
    """One place of a paradigm."""

    case: str
    number: str
    gender: str


class Analysis(NamedTuple):
    """A word of which the token may be a form. `pos`: noun, adjective, short, verb, participle, passive, numeral, other."""

    lemma: str  # folded
    pos: str
    tense: str = ""
    person: str = ""
    passive: bool = False
    slots: tuple[Slot, ...] = ()  # the likeliest first
    score: float = 0.0
    imperfective: bool = False

    @property
    def cases(self) -> frozenset[str]:
        return frozenset(slot.case for slot in self.slots if slot.case)


@cache
def _analyzer() -> Any:
    """The analyser of Russian. Raises MissingExtra."""
    try:
        import pymorphy3
    except ImportError as error:
        raise MissingExtra("Russian needs the extra `ru`", fix="pip install 'sijill[ru]'") from error
    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=100_000)
def analyses(word: str) -> tuple[Analysis, ...]:
    """What a folded word may be, the likeliest first; forms of one word that differ in case or number alone are one analysis."""
    found: dict[tuple[str, str, str, str, bool], tuple[list[Slot], float]] = {}
    imperfective: set[str] = set()
    for parse in _analyzer().parse(word):
        if parse.score < _LEAST:
            continue
        for key in _keys(parse):
            slots, score = found.get(key, ([], 0.0))
            tag = parse.tag
            if tag.aspect == "impf":
                imperfective.add(key[0])
            slot = Slot(_CASES.get(tag.case or "", ""), _NUMBERS.get(tag.number or "", ""), _GENDERS.get(tag.gender or "", ""))
            found[key] = ([*slots, slot], score + parse.score)
    rows = [Analysis(*key, tuple(slots), score, key[0] in imperfective) for key, (slots, score) in found.items()]
    current = {a.lemma for a in rows if a.tense == "present"}
    rows = [a for a in rows if not (a.tense == "future" and a.lemma in current)]  # расследует is now rather than to come
    return tuple(sorted(rows, key=lambda a: -a.score))


def _keys(parse: Any) -> list[tuple[str, str, str, str, bool]]:
    """Lemma, part of speech, tense, person and voice; a full participle is a form of its verb and an adjective of its own."""
    tag, lemma = parse.tag, parse.normal_form.replace("ё", "е")
    pos = str(tag.POS or "")
    tense, person = _TENSES.get(tag.tense or "", ""), {"1per": "1", "2per": "2", "3per": "3"}.get(tag.person or "", "")
    if pos in _NOUNS:
        return [(lemma, "noun", "", person, False)]
    if pos in _ADJECTIVES:
        return [(lemma, "adjective", "", "", False)]
    if pos == "ADJS":
        return [(lemma, "short", "", "", False)]
    if pos == "VERB":
        return [(lemma, "verb", "imperative" if tag.mood == "impr" else tense, person, False)]
    if pos == "INFN":
        return [(lemma, "verb", "infinitive", "", False)]
    if pos == "PRTS":  # подписан: a form of its verb, and the short form of подписанный
        own = next((form for form in parse.lexeme if "PRTF" in form.tag and "pssv" in form.tag), None)
        row = (lemma, "verb", "past", "3", True)
        return [row, (own.word.replace("ё", "е"), "short", "", "", True)] if own else [row]
    if pos == "GRND":
        return [(lemma, "participle", "gerund", "", False)]
    if pos == "PRTF":
        own = parse.inflect({"nomn", "sing", "masc"})
        passive = tag.voice == "pssv"
        row = (lemma, "passive" if passive else "participle", tense, "", passive)
        return [row, (own.word.replace("ё", "е"), "adjective", "", "", False)] if own else [row]
    return [(lemma, "numeral" if pos == "NUMR" else "other", "", "", False)]


@lru_cache(maxsize=200_000)
def keys_of(word: str) -> tuple[str, ...]:
    """By which keys a folded word of text is found: as it stands (`=word`), and by each word it may be a form of."""
    if not word[0].isalpha():
        return (word, "=" + word)
    lemmas = [short_key(a.lemma) if a.pos == "short" else a.lemma for a in analyses(word)] if word[0] > "\u03ff" else []
    return tuple(dict.fromkeys((*lemmas, word, "=" + word)))


def lemmas(word: str) -> tuple[str, ...]:
    """The words that a folded word may be a form of."""
    return tuple(dict.fromkeys(a.lemma for a in analyses(word)))


def key_of(word: str, person: bool = False) -> str:
    """The key of a folded word of a pack: the word it is a form of, itself where it is no nominative; `person`: nor a plural (Моди)."""
    if not word[0].isalpha() or word[0] <= "\u03ff" or person and word[-1] not in "ая":
        return word  # of names in the nominative only women's are forms of another (Захарова of Захаров)
    rows = analyses(word)
    if any(a.lemma == word and a.pos in ("noun", "adjective") and "nom" in a.cases for a in rows) or any(a.tense == "infinitive" for a in rows):
        return word
    numbers = ("s", "") if person else ("s", "p", "")
    best = next((a for a in rows if a.pos == "short" or a.pos in _NOMINAL and any(s.case == "nom" and s.number in numbers for s in a.slots)), None)
    return word if best is None else short_key(best.lemma) if best.pos == "short" else best.lemma


def short_key(lemma: str) -> str:
    """The key of a short form: готов is asked for by itself, and not as готовый."""
    return "~" + lemma


def form_key(word: str, person: bool = False) -> str:
    """The key of a word inside a phrase, which may stand in any case: the likeliest word it is a form of."""
    key = key_of(word, person)
    if person:
        return key
    rows = analyses(word) if word[0] > "\u03ff" and word[0].isalpha() else ()
    return key if key != word or not rows or any(a.lemma == word for a in rows) else rows[0].lemma


def plural(word: str) -> bool:
    """Whether a folded word of a pack is a plural that has a singular (стороны, лидеры; not переговоры)."""
    nominatives = [(a.lemma, slot.number) for a in analyses(word) if a.pos in ("noun", "adjective") for slot in a.slots if slot.case == "nom"]
    return bool(nominatives) and all(number == "p" and lemma != word for lemma, number in nominatives)
