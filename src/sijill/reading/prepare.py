"""Prepare: an article's text is told apart from its page's furniture; title, byline and dateline are found."""

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from sijill.errors import EmptyInput, UnknownLanguage
from sijill.packs import Packs
from sijill.records import Article, Range, Source
from sijill.text import fold, split_sentences, tokenize
from sijill.text.language import language_of

_LINE = re.compile(r"[^\n]+")
# CRI2021-12-16 17:45:18: a byline glued to its date
_BYLINE = re.compile(r"^(?P<who>[^\d\n]{0,60}?)[\s|,\-–]*(?P<date>(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?)(?:[ T|,]+(?P<time>\d\d?:\d\d(?::\d\d)?))?\s*(?:GMT|UTC)?$")
# WASHINGTON (Reuters) - / دبي، الإمارات العربية المتحدة (CNN)-- / هلسنكي ١٥ - ٨ (اف ب) -
_DATELINE = re.compile(r"^[^.!?؟\n]{2,90}?(?:\([^)\n]{2,40}\)\s*(?:--+|—+|–|-)|\s--+)\s*")
_TURN = re.compile(r"(?<!\S)([^\W\d_])\.\s?([^\W\d_])[\w-]+(?: \([^)\n]{1,40}\))?\s?:")
_ENDS = tuple('.!?؟。…"”»:')
_EDGE = 6  # lines at either end of a page that may be its furniture
_SHORT = 6  # words of a line that may be furniture
_SURE = 12  # tokens from which function words decide on the language
_SHARE = 0.06  # of tokens that are function words in any text of a language


class Prepared(NamedTuple):
    """An article as the stages read it: `text` is the headline, where it is a field of its own, a break and the article's text.

    `shift` is where the article's text begins in it; `sentences` are the stretches to read, headline first.
    """

    article: Article
    text: str
    shift: int
    sentences: list[tuple[int, int]]


def prepare(source: Source, packs: Packs) -> Prepared:
    """Raises EmptyInput, UnknownLanguage."""
    text = source.text
    if not text.strip():
        raise EmptyInput("the article has no text", fix="leave it out, or give its text", article=source.id)
    language = _language(source, packs)
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text) if m[0].strip()]
    furniture, byline = _furniture(text, lines, packs, language)
    body = [line for line in lines if line not in furniture]
    heading = _heading(text, body) if source.title is None else None
    published, came = source.published, (source.published_from or "given") if source.published else None
    publisher = source.publisher
    if byline is not None:
        if not published:
            published, came = _iso(byline), "byline"
        publisher = publisher or byline["who"].strip() or None
    abbreviations = frozenset(packs.language(language).language.abbreviations)
    page = packs.language(language).details.tables.get("furniture", {})
    wired = tuple(page.get("dateline", ()))
    sentences = _after_dateline(text, [s for line in body if line != heading for s in split_sentences(text, *line, abbreviations)], wired)
    cuts, turns = page.get("cuts", ()), bool(page.get("turns"))
    sentences = [part for s in sentences for part in _parted(text, s, cuts, turns)] if cuts or turns else sentences
    headline = (source.title or "").strip()
    whole = f"{headline}\n\n{text}" if headline else text
    shift = len(whole) - len(text)
    first = [(0, len(headline))] if headline else [heading] if heading else []
    article = Article(
        id=source.id, language=language, title=source.title or (text[heading[0] : heading[1]].strip() if heading else None), publisher=publisher,
        published=published, published_from=came, url=source.url, sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), text=text,
        furniture=tuple(Range(start=a, end=b) for a, b in furniture),
    )  # fmt: skip
    return Prepared(article, whole, shift, [*first, *((a + shift, b + shift) for a, b in sentences)])


@lru_cache(maxsize=16)
def _wired(words: tuple[str, ...]) -> re.Pattern[str]:
    """新华社莫斯科12月15日电（记者李某）: a dateline without a mark of its own, by the words that end one behind a day's number."""
    return re.compile(r"^[^，。！？\s]{2,16}\d+(?:" + "|".join(map(re.escape, words)) + r")(?:\s*[（(][^）)\n]{1,40}[）)])?\s*")


def turns_of(text: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Where turns of a transcript begin: В.Путин: ..."""
    for match in _TURN.finditer(text, start, len(text) if end is None else end):
        if match[1].isupper() and match[2].isupper():
            yield match.start()


def _after_dateline(text: str, sentences: list[tuple[int, int]], wired: tuple[str, ...]) -> list[tuple[int, int]]:
    """The sentences without the dateline of the first; `wired` are the words of the pack that end one."""
    if not sentences:
        return sentences
    start, end = sentences[0]
    dateline = _DATELINE.match(text[start:end]) or (_wired(wired).match(text[start:end]) if wired else None)
    return [(start + dateline.end(), end), *sentences[1:]] if dateline and start + dateline.end() < end else sentences


def _parted(text: str, stretch: tuple[int, int], cuts: tuple[str, ...], turns: bool) -> list[tuple[int, int]]:
    """A sentence of a page without its layout, cut where a label of the page stands in it: ... с Лукашенко Анонс на 13 марта 2025 года 13 марта ..."""
    start, end = stretch
    marks = sorted([*(at for cut in cuts for at in [text.find(cut, start + 1, end)] if at > 0), *(turns_of(text, start + 1, end) if turns else ())])
    edges = [start, *dict.fromkeys(marks), end]
    return [(a, b) for a, b in pairwise(edges) if text[a:b].strip()]


def _language(source: Source, packs: Packs) -> str:
    code = source.language.lower().split("-")[0] if source.language else language_of(source.text)
    known = code in packs.languages and (source.language is not None or _reads_as(source.text, packs, code or ""))
    if code is None or not known:
        have = ", ".join(packs.languages)
        raise UnknownLanguage(
            f"no pack for the language of this article{f' ({source.language})' if source.language else ''}",
            fix=f"give an article in one of: {have}",
            article=source.id,
        )
    return code


def _reads_as(text: str, packs: Packs, code: str) -> bool:
    """Whether function words of the language stand in the text as they do in any text (tells Arabic from Persian, English from French)."""
    tokens = tokenize(packs.lexicon(code).fold(text[:4000]))
    words = [t for t in tokens if t.norm[0].isalpha()]
    if len(words) < _SURE:
        return True
    lexicon = packs.lexicon(code)
    hits = sum(1 for t in words if any(s.kind == "word" for s in lexicon.look_up(t.norm).senses))
    return hits / len(words) >= _SHARE


def _furniture(text: str, lines: list[tuple[int, int]], packs: Packs, language: str) -> tuple[list[tuple[int, int]], re.Match[str] | None]:
    """Lines of the page that are not the article's: bylines, menus, share buttons."""
    known = {w.casefold() for w in packs.language(language).details.tables.get("furniture", {}).get("words", ())}
    found: list[tuple[int, int]] = []
    byline: re.Match[str] | None = None
    for place, (start, end) in enumerate(lines):
        line = text[start:end].strip()
        edge = place < _EDGE or place >= len(lines) - _EDGE
        match = _BYLINE.match(fold(line).text) if len(line) < 100 else None
        if match and edge:
            byline = byline or re.match(_BYLINE, _digits(line)) or match
            found.append((start, end))
        elif edge and _is_furniture(line, place, lines, text, known, language):
            found.append((start, end))
    return ([] if len(found) == len(lines) else found), byline


def _digits(line: str) -> str:
    return "".join(str(int(c)) if c.isdecimal() else c for c in line)


def _is_furniture(line: str, place: int, lines: list[tuple[int, int]], text: str, known: set[str], language: str) -> bool:
    words = _words(line)
    if line.casefold() in known or all(w.casefold() in known for w in line.split()):
        return True
    if len(lines) < 3 or len(words) > _SHORT or line.endswith(_ENDS):
        return False
    if place == 0 and len(words) == 1:
        return True  # the name of a section or language above the headline
    # a short line in another script than the article's: Messenger Pinterest LinkedIn
    return place >= len(lines) - 3 and language_of(line) not in (language, None)


def _words(line: str) -> list[str]:
    """The words of a line; of Chinese, which has no spaces, two characters count as one."""
    found = line.split()
    return found if language_of(line) != "zh" else [*found, *(line[i : i + 2] for i in range(2, len(line) - 1, 2))]


def _heading(text: str, body: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The first line, if it is short, ends no sentence and more follows."""
    if len(body) < 2:
        return None
    start, end = body[0]
    line = text[start:end].strip()
    return (start, end) if len(line) <= 200 and not line.endswith(_ENDS) and len(_words(line)) > 2 and len(line) < sum(b - a for a, b in body[1:]) else None


def _iso(match: re.Match[str]) -> str:
    year, month, day = re.split(r"[-/.]", match["date"])
    clock = match["time"]
    clock = f"T{clock.zfill(5)}" + ("" if clock.count(":") == 2 else ":00") if clock else ""
    return f"{year}-{int(month):02}-{int(day):02}{clock}"
