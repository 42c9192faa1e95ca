"""Prefilter: whether a text is worth reading at all, by a look at its words: a party's name near a word that tells of an act.

It asks the lexicon that the reader asks, word by word and without grammar, so that it drops little that would be read; docs/sources.md has its measure.
"""

import re

from sijill.packs import Packs
from sijill.packs.lexicon import Lexicon, Name, Sense
from sijill.text import fold_word
from sijill.text.language import letters_of

_NEAR = 10  # words between a party and an act,
_NEAR_HAN = 40  # or characters, where no spaces part words
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u064b-\u0652\u0670])*")
_PARTY, _ACT, _PHRASE = 1, 2, 4
_NO_PARTY = ("city", "outlet")
_LEAST = 60  # letters of a language
_KEPT = 300_000  # distinct words whose marks are remembered
_FAR = -1_000_000  # where none was seen yet


class Prefilter:
    """Looks at texts; what it remembers of words is only to be quick."""

    def __init__(self, packs: Packs) -> None:
        self._packs = packs
        self._marks: dict[str, dict[str, int]] = {code: {} for code in packs.languages}

    def keeps(self, text: str) -> bool:
        """Whether a text may tell of relations between states, in a language that there is a pack for."""
        words: list[str] | None = None
        for code, letters in letters_of(text).most_common():
            if letters < _LEAST or code not in self._marks:
                continue  # a page in one language has menus in another
            lexicon, marks = self._packs.lexicon(code), self._marks[code]
            if len(marks) > _KEPT:
                marks.clear()
            if lexicon.han:
                kept = _in_han(text, lexicon, marks)
            else:
                words = words or _WORD.findall(text)
                kept = _in_words(words, lexicon, marks)
            if kept:
                return True
        return False


def _in_words(words: list[str], lexicon: Lexicon, marks: dict[str, int]) -> bool:
    party, act = _FAR, 2 * _FAR
    for i, word in enumerate(words):
        mark = marks.get(word)
        if mark is None:
            mark = marks[word] = _mark(word, lexicon)
        if not mark:
            continue
        if mark & _PHRASE and i + 1 < len(words):
            pair = f"{word} {words[i + 1]}"
            both = marks.get(pair)
            if both is None:
                both = marks[pair] = _phrase(word, words[i + 1], lexicon)
            mark |= both
        party = i if mark & _PARTY else party
        act = i if mark & _ACT else act
        if abs(party - act) <= _NEAR:
            return True
    return False


def _in_han(text: str, lexicon: Lexicon, marks: dict[str, int]) -> bool:
    text = lexicon.fold(text).text
    party, act = _FAR, 2 * _FAR
    for i, character in enumerate(text):
        for length in lexicon.lengths.get(character, ()):
            word = text[i : i + length]
            if length < 2 or len(word) < length:  # one character is a party or an act only beside others
                continue
            mark = marks.get(word)
            if mark is None:
                mark = marks[word] = _of(lexicon.look_up(word).senses, "")
            party = i if mark & _PARTY else party
            act = i if mark & _ACT else act
        if abs(party - act) <= _NEAR_HAN:
            return True
    return False


def _mark(word: str, lexicon: Lexicon) -> int:
    found = lexicon.look_up(fold_word(word))
    return _of(found.senses, word) | (_PHRASE if found.heads else 0)


def _phrase(word: str, second: str, lexicon: Lexicon) -> int:
    found = lexicon.look_up(fold_word(word))
    return _of([sense for key in lexicon.keys(fold_word(second)) for sense in found.by_second.get(key, ())], word)


def _of(senses: list[Sense] | tuple[Sense, ...], word: str) -> int:
    """What a word may be; a name only as it is written: US, not us."""
    party = any(isinstance(s.entry, Name) and s.entry.how not in _NO_PARTY and _written(s.entry, word) for s in senses)
    return (_PARTY if party else 0) | (_ACT if any(s.kind == "trigger" for s in senses) else 0)


def _written(name: Name, word: str) -> bool:
    return not word or name.shape not in ("Aa", "AA") or (word.isupper() if name.shape == "AA" else word[:1].isupper())
