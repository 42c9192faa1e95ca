"""Words as the search knows them: folded tokens in every form without clitics and suffixes, Russian by lemmas, and Chinese by pairs of characters.

What a clitic is comes from the language packs. A word and a search meet if they share a form, so every form is indexed; a search begins with the
forms that cost no single letter, since بكين is a capital before it is "like كين".
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from sijill.errors import MissingExtra
from sijill.packs.cache import cached_tables
from sijill.packs.entries import Language
from sijill.packs.load import languages, packs_folder
from sijill.packs.morphology import lemmas
from sijill.text import Token, fold, fold_word, tokenize

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_STEM = 3  # letters that must be left where a suffix, or a clitic of one letter, is taken off
_CACHE = 200_000  # distinct words whose forms are kept


class Affixes(NamedTuple):
    """What may be taken off a word of one language, folded; `sure` clitics hold an article, so that little else can begin so."""

    clitics: tuple[str, ...] = ()
    sure: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    repairs: tuple[tuple[str, str], ...] = ()
    inflected: bool = False  # words are known by what they are a form of


class Words:
    """The forms of words in the languages of a folder of packs; what was worked out is remembered."""

    def __init__(self, folder: str | Path | None = None) -> None:
        self._affixes = {code: _affixes(code, folder) for code in languages(packs_folder(folder))}
        self._known: dict[tuple[str, str], tuple[str, ...]] = {}

    def of(self, language: str, texts: Iterable[str]) -> str:
        """Every form of every word of the texts, once each, as the index takes them."""
        affixes = self._affixes.get(language, Affixes())
        found: dict[str, None] = {}
        for text in texts:
            for token in _runs(tokenize(fold(text))):
                found.update(dict.fromkeys(self._forms(token.norm, language, affixes)))
        return " ".join(found)

    def asked(self, words: str, sure: bool) -> list[set[str]]:
        """What each word of a search may stand in the index as; `sure` leaves out what is only perhaps a clitic."""
        asked: list[set[str]] = []
        for token in _runs(tokenize(fold(words))):
            if not token.norm[0].isalnum():
                continue
            if _HAN.fullmatch(token.norm):
                asked += [{pair} for pair in _pairs(token.norm)[:-1]] or [{f"{token.norm}*"}]
                continue
            forms = {form for affixes in self._affixes.values() for form in stems(token.norm, affixes, sure)}
            if _CYRILLIC.match(token.norm) and any(affixes.inflected for affixes in self._affixes.values()):
                forms |= _lemmas(token.norm)
            asked.append(forms)
        return asked

    def _forms(self, norm: str, language: str, affixes: Affixes) -> tuple[str, ...]:
        forms = self._known.get((language, norm))
        if forms is None:
            if len(self._known) > _CACHE:
                self._known.clear()
            forms = self._known[language, norm] = tuple(_shown(norm, affixes))
        return forms


def _runs(tokens: list[Token]) -> Iterator[Token]:
    """Tokens with Chinese characters that stand together put together again, for they are found by their pairs."""
    run: Token | None = None
    for token in tokens:
        han = _HAN.fullmatch(token.norm) is not None
        if run is not None and han and run.end == token.start:
            run = Token(run.norm + token.norm, run.start, token.end)
            continue
        if run is not None:
            yield run
        run = token if han else None
        if not han:
            yield token
    if run is not None:
        yield run


def stems(norm: str, affixes: Affixes, sure: bool = False) -> Iterator[str]:
    """A folded word, and what is left of it without clitics and suffixes."""
    yield norm
    rests = [norm]
    for clitic in affixes.sure if sure else affixes.clitics:
        rest = norm.removeprefix(clitic)
        if rest != norm and len(rest) >= (2 if clitic in affixes.sure else _STEM):
            rests.append(rest)
            yield rest
    for rest in () if sure else rests:
        for suffix in affixes.suffixes:
            stem = rest.removesuffix(suffix)
            if stem != rest and len(stem) >= _STEM:
                yield stem
                yield from (stem[: -len(ends)] + becomes for ends, becomes in affixes.repairs if stem.endswith(ends))


def _shown(norm: str, affixes: Affixes) -> Iterator[str]:
    """What a token stands in the index as: nothing for a sign, pairs for Chinese."""
    if not norm[0].isalnum():
        return
    if _HAN.search(norm):
        yield from (pair for run in _HAN.findall(norm) for pair in _pairs(run))
    else:
        yield from stems(norm, affixes)
        if affixes.inflected and _CYRILLIC.match(norm):
            yield from _lemmas(norm)


def _lemmas(norm: str) -> set[str]:
    """What a word may be a form of: визитом is found by визит; nothing where the library is not installed."""
    try:
        return set(lemmas(norm))
    except MissingExtra:
        return set()


def _pairs(run: str) -> list[str]:
    """A run of Chinese by twos; its last character stands alone, so that every single one begins something."""
    return [run[at : at + 2] for at in range(len(run))]


def _affixes(code: str, folder: str | Path | None) -> Affixes:
    """The clitics and suffixes of a pack: its `[language]` table alone, for a search must not wait for a lexicon."""
    table = next(content["language"] for _, content in cached_tables(packs_folder(folder), code).files if "language" in content)
    language = msgspec.convert(table, Language)
    clitics = [fold_word(clitic.form) for clitic in language.clitics]
    sure = [fold_word(clitic.form) for clitic in language.clitics if clitic.article]
    repairs = [(fold_word(repair.ends), fold_word(repair.becomes)) for repair in language.repairs]
    return Affixes(tuple(clitics), tuple(sure), tuple(map(fold_word, language.suffixes)), tuple(repairs), language.morphology is not None)
