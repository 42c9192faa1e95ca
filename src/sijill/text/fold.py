"""Folding for matching: one string without vowel signs, variants and case, and the way back to the original.

Folding is by character, so that every folded character knows the original one it came from.
"""

import re
import sys
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Arabic letters that the press writes in several ways (الأمريكي / الامريكي, على / علي in Egypt, Persian keyboards)
_VARIANTS = dict(zip("أإآٱىیيﻯکڪھہۀةؤئ", "ااااييييكككههههوي", strict=False)) | {"ک": "ك", "ة": "ه", "ؤ": "و", "ئ": "ي", "ى": "ي", "ی": "ي", "ھ": "ه", "ہ": "ه"}
_PUNCTUATION = {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‐": "-", "‑": "-", "٫": ".", "٬": ","}
_IGNORED = {"Mn", "Cf", "Me"}  # vowel signs, bidi controls, zero-width characters
_TATWEEL = "ـ"
_LETTERS = {"й": "й", "Й": "й"}  # a letter of its own, which decomposition would make an и (мой, мои)


class Folded(NamedTuple):
    """Folded text; `origin[i]` is the offset of its i-th character in the original, or None where nothing moved."""

    text: str
    origin: tuple[int, ...] | None

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The original stretch that a folded stretch stands for."""
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1


@lru_cache(maxsize=70_000)
def fold_character(character: str) -> str:
    """One character folded: nothing, itself, or what it stands for."""
    if character in _VARIANTS:
        return _VARIANTS[character]
    if character in _PUNCTUATION:
        return _PUNCTUATION[character]
    if character in _LETTERS:
        return _LETTERS[character]
    if character == _TATWEEL or unicodedata.category(character) in _IGNORED:
        return ""
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if character < "\x80":
        return character.lower()
    plain = unicodedata.normalize("NFKD", character)
    if plain != character:
        return "".join(fold_character(c) for c in plain)
    return character.lower()


class _Table(dict[int, str]):
    """A translation table that folds each character the first time it is met."""

    def __missing__(self, key: int) -> str:
        self[key] = fold_character(chr(key))
        return self[key]


_TABLE = _Table()
_MOVES = re.compile("[^\x00-\x7fА-яЁё؀-ؿف-يٮ-ۓ٠-٩؛؟،–—“”„«»‘’]")  # characters that may vanish or become several


def fold(text: str) -> Folded:
    """`text` folded, with the map back. Linear in its length."""
    if not _MOVES.search(text) and _TATWEEL not in text:
        return Folded(text.translate(_TABLE), None)
    characters: list[str] = []
    origin: list[int] = []
    for offset, character in enumerate(text):
        folded = _TABLE[ord(character)]
        characters.append(folded)
        origin.extend([offset] * len(folded))
    return Folded("".join(characters), tuple(origin))


def fold_word(word: str) -> str:
    """A word of a pack as the matcher sees it."""
    return sys.intern(word.translate(_TABLE))
