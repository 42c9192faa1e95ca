"""Tokens: runs of letters, runs of digits, and every other sign by itself (`ال15من` is three); every Chinese character is one."""

import re
from typing import NamedTuple

from sijill.text.fold import Folded

# a dotted abbreviation (U.S.) and a hyphenated or apostrophised word are split: packs join them again as phrases
# a hashtag's marks part words and are nothing else (#جاستين_ترودو)
_HAN = "\u3400-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[0-9]+(?:[.,][0-9]+)*|[{_HAN}]|[^\W\d_{_HAN}]+|[^\w\s#]")


class Token(NamedTuple):
    """A folded token and where it stands in the original text."""

    norm: str
    start: int
    end: int


def tokenize(folded: Folded, start: int = 0) -> list[Token]:
    """Tokens of a folded text whose original begins at `start`."""
    if folded.origin is None:
        return [Token(m[0], m.start() + start, m.end() + start) for m in _TOKEN.finditer(folded.text)]
    tokens = []
    for match in _TOKEN.finditer(folded.text):
        left, right = folded.back(match.start(), match.end())
        tokens.append(Token(match[0], left + start, right + start))
    return tokens
