"""Chinese text: traditional characters made simplified one by one, and where its words begin and end.

The libraries are loaded with the first Chinese article and never before.
"""

from functools import lru_cache
from typing import Any

from sijill.errors import MissingExtra
from sijill.text.fold import Folded

_FIX = "pip install 'sijill[zh]'"


def is_han(character: str) -> bool:
    """Whether a character is a Chinese one."""
    return "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff"


def simplified(folded: Folded) -> Folded:
    """The same text in simplified characters, each in its old place: no offset moves."""
    return folded._replace(text=folded.text.translate(_TABLE))


def borders(text: str, guess: bool = False) -> frozenset[int]:
    """The offsets at which a word of `text` begins or ends, by the cut of rjieba; names that it does not know are one word if it may `guess`."""
    found, at = {0}, 0
    for word in _jieba().cut(text, guess):
        at += len(word)
        found.add(at)
    return frozenset(found)


class _Table(dict[int, str]):
    """A translation table that makes a character simplified the first time it is met."""

    def __missing__(self, key: int) -> str:
        character = chr(key)
        made = str(_opencc().convert(character)) if is_han(character) else character
        self[key] = made if len(made) == 1 else character
        return self[key]


_TABLE = _Table()


@lru_cache(maxsize=1)
def _opencc() -> Any:
    try:
        from opencc import OpenCC
    except ImportError as error:
        raise MissingExtra("Chinese needs the extra `zh` (opencc)", fix=_FIX) from error
    return OpenCC("t2s")


@lru_cache(maxsize=1)
def _jieba() -> Any:
    try:
        import rjieba
    except ImportError as error:
        raise MissingExtra("Chinese needs the extra `zh` (rjieba)", fix=_FIX) from error
    return rjieba
