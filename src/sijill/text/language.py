"""Which language a text is in, by its script: each script here is written by one language that sijill reads."""

import re
from collections import Counter

_SCRIPTS = {
    "ar": re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]+"),
    "zh": re.compile("[\u4e00-\u9fff\u3400-\u4dbf]+"),
    "ru": re.compile("[\u0400-\u04ff]+"),
    "en": re.compile("[A-Za-z]+"),
}
_SAMPLE = 20_000  # code points that decide


def language_of(text: str) -> str | None:
    """The ISO 639-1 code whose script most letters are of (a Chinese character counts as three letters); None without letters."""
    code, count = letters_of(text[:_SAMPLE]).most_common(1)[0]
    return code if count else None


def letters_of(text: str) -> Counter[str]:
    """How many letters of each language's script a text has."""
    return Counter({code: sum(map(len, pattern.findall(text))) * (3 if code == "zh" else 1) for code, pattern in _SCRIPTS.items()})
