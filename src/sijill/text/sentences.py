"""Sentences: cut at the end signs of a language, not at its abbreviations, and at every new line."""

import re

_END = re.compile(r"[.!?؟。！？…]+[\"'”’»\)\]」』]*|\n+")
_LONGEST = 3000  # code points; a longer stretch without an end sign is cut at a space, so that costs stay linear


def split_sentences(text: str, start: int = 0, end: int | None = None, abbreviations: frozenset[str] = frozenset()) -> list[tuple[int, int]]:
    """Stretches of `text[start:end]`, each one sentence without surrounding space. `abbreviations` are lower-case words whose dot ends nothing."""
    end = len(text) if end is None else end
    sentences: list[tuple[int, int]] = []
    left = start
    for match in _END.finditer(text, start, end):
        if match[0][0] == "." and not _is_end(text, match, left, end, abbreviations):
            continue
        _add(text, left, match.end(), sentences)
        left = match.end()
    _add(text, left, end, sentences)
    return sentences


def _is_end(text: str, match: re.Match[str], left: int, end: int, abbreviations: frozenset[str]) -> bool:
    """Whether a full stop ends a sentence: `1.5`, `U.S.`, `Gen.` and `ايه.آي.اس` do not; `ونصف.ما` (no space in Arabic) does."""
    at, after = match.start(), match.end()
    following = text[after : after + 1]
    word_start = at
    while word_start > max(left, at - 16) and (text[word_start - 1].isalpha() or text[word_start - 1] == "."):
        word_start -= 1
    word = text[word_start:at].lower()
    if match[0] == "." and (word in abbreviations or (len(word) == 1 and (word.isascii() and word.isalpha() or text[word_start].isupper()))):
        return False  # С. Лавров
    if "." in word and len(word) - word.count(".") <= 4 and word.isascii() and not _opens_sentence(text, after, end):
        return False
    if following.isdigit() and text[at - 1 : at].isdigit():
        return False
    if following.isalpha() and not following.isspace():
        # ساعة ونصف.ما يدل: a scraped page loses the space; Latin and dotted letters (ايه.آي.اس) keep the sentence
        return len(word) > 3 and ord(following) > 0x5FF and not text[after : after + 4].count(".")
    return True


def _opens_sentence(text: str, after: int, end: int) -> bool:
    rest = text[after : min(after + 3, end)].lstrip()
    return not rest or rest[0].isupper() and text[after : after + 1].isspace()


def _add(text: str, left: int, right: int, sentences: list[tuple[int, int]]) -> None:
    while left < right and text[left].isspace():
        left += 1
    while right > left and text[right - 1].isspace():
        right -= 1
    while right - left > _LONGEST:
        cut = text.rfind(" ", left + 1, left + _LONGEST)
        cut = cut if cut > 0 else left + _LONGEST
        sentences.append((left, cut))
        left = cut + (text[cut] == " ")
    if left < right:
        sentences.append((left, right))
