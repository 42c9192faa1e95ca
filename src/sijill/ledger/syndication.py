"""Copies of one text under several outlets, found by MinHash.

A signature has 128 values in 32 bands of 4. Two texts that share a fraction J of their shingles share about 32·J⁴ bands, so bands alone tell how near
two texts are, and only bands need to be kept. Each shingle is hashed once and falls into one of 128 bins, which stands for a permutation (one
permutation hashing); an empty bin borrows from another.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import NamedTuple

_BINS, _BANDS, _WORDS = 128, 32, 4
_ROWS = _BINS // _BANDS
SHARED = 8  # bands in common: seven tenths of the shingles
_WORD = re.compile(r"[\u3400-\u9fff]|\w+")  # Chinese has no spaces: its signs are words


class Copyable(NamedTuple):
    """What is compared of an article: by which id it goes, since when it is out, its bands."""

    id: str
    published: str | None
    bands: Iterable[int]


def bands_of(text: str) -> list[int]:
    """The bands of a text's signature, as numbers of 64 bits; none of a text too short to be told from another."""
    bins = _signature(text)
    return [int.from_bytes(_hash(f"{band}:{bins[band * _ROWS : (band + 1) * _ROWS]}"), signed=True) for band in range(_BANDS)] if bins else []


def copies(articles: Iterable[Copyable]) -> Mapping[str, str]:
    """For every article that is a copy, or has one, the id of the first of them."""
    order = sorted(articles, key=lambda a: (a.published is None, a.published or "", a.id))
    holders: dict[int, list[int]] = defaultdict(list)
    first = list(range(len(order)))
    for number, article in enumerate(order):
        shared = Counter(other for band in set(article.bands) for other in holders[band])
        near = [other for other, bands in shared.items() if bands >= SHARED]
        first[number] = min((first[other] for other in near), default=number)
        for band in set(article.bands):
            holders[band].append(number)
    groups = Counter(first)
    return {order[number].id: order[found].id for number, found in enumerate(first) if groups[found] > 1}


def _signature(text: str) -> tuple[int, ...]:
    words = _WORD.findall(text.casefold())
    shingles = {" ".join(words[i : i + _WORDS]) for i in range(len(words) - _WORDS + 1)}
    bins: dict[int, int] = {}
    for shingle in shingles:
        value, bin_ = divmod(int.from_bytes(_hash(shingle)), _BINS)
        bins[bin_] = min(value, bins.get(bin_, value))
    return tuple(_value(bins, bin_) for bin_ in range(_BINS)) if len(shingles) >= _WORDS else ()


def _value(bins: Mapping[int, int], bin_: int) -> int:
    """The least hash of a bin; an empty one takes that of the first full one on a path of its own, the same in every text."""
    path = bin_
    for step in range(16 * _BINS):
        if path in bins:
            return bins[path]
        path = ((bin_ + 1) * 0x9E3779B1 * (step + 3) >> 9) % _BINS
    return min(bins.values())


def _hash(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
