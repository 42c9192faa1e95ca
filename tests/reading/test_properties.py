"""What holds of every reading of every text: it ends, its spans are exact, it repeats, and its cost grows with the text's length."""

import sys
from collections.abc import Iterator
from importlib.resources import files
from itertools import cycle, islice
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sijill.errors import InputError
from sijill.packs import Packs
from sijill.reading import read
from sijill.records import Reading, Source

_WORDS = {
    "en": 'Kenya Uganda met will meet said that talks with between the president of and , . " to denied Putin Russian his counterpart two sides on '
    "Tuesday 37th for an hour 2021 February they he agreed sign condemned calls \n ( ) ’s US video rule out that",
    "zh": "中方 美国 俄罗斯总统 普京 会见 同 与 和 、 举行 会谈 的 将 没有 对 表示 ， 。 “ ” 《 》 第三十七次 2021年 12月15日 15日 一个半小时 "
    "中俄 两国元首 俄外长 来华 访 被 称 愿同 加强 合作 \n （ ） 国務卿 會見 双方 可能 要 了 阿 马 以 日 APEC",
    "ar": "التقى الرئيس المصري نظيره الروسي في موسكو وقال إن الجانبان محادثات بين و ، . « » أن سيزور الصين وروسيا عبر الفيديو ساعة ونصف نفى "
    "ما لم كان قد عقد لقاء مع الثلاثاء 2021 من المقرر السابع والثلاثين ديسمبر \n ( ) \u202b \u202c بكين دعت إلى",
}
_STATES = (
    *("Kenya", "Uganda", "Norway", "Iceland", "Spain", "Morocco", "Brazil", "Peru", "Chile", "Japan", "Nepal", "Ghana", "Egypt"),
    *("Sudan", "Qatar", "Oman", "Yemen", "Iraq", "Iran", "India", "France", "Italy", "Malta", "Cuba", "Haiti"),
)
_TITLES = st.none() | st.text(max_size=60)


def _text(code: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(_WORDS[code].split(" ")), min_size=1, max_size=120).map(("" if code == "zh" else " ").join)


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every span within a reading that was turned into plain data."""
    if isinstance(value, dict):
        if {"start", "end", "exact"} <= value.keys():
            yield value
        for part in value.values():
            yield from spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans(part)


def check(source: Source, packs: Packs, scope: str = "all") -> Reading | None:
    """Reads twice; None if the text cannot be read."""
    try:
        reading = read(source, packs, scope)
    except InputError:
        return None
    line = msgspec.json.encode(reading)
    assert msgspec.json.encode(read(source, packs, scope)) == line
    article = reading.article
    for span in spans(msgspec.json.decode(line)):
        text = article.title if span.get("in") == "title" else article.text
        assert text is not None
        assert text[span["start"] : span["end"]] == span["exact"]
    assert article.text == source.text
    assert all(0 <= f.start < f.end <= len(article.text) for f in article.furniture)
    assert len({report.id for report in reading.reports}) == len(reading.reports)
    return reading


@settings(deadline=None, max_examples=150, derandomize=True)
@given(text=st.text(max_size=400), title=_TITLES)
def test_any_text(packs: Packs, text: str, title: str | None) -> None:
    for code in ("ar", "en", "zh"):
        check(Source(id="x", text=text, title=title, language=code, published="2023-06-15"), packs)
    check(Source(id="x", text=text, title=title), packs)


@pytest.mark.parametrize("code", ["ar", "en", "zh"])
@settings(deadline=None, max_examples=150, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_words_of_the_packs_in_any_order(packs: Packs, code: str, data: st.DataObject) -> None:
    text, title = data.draw(_text(code)), data.draw(st.none() | _text(code))
    for scope in ("all", "international"):
        check(Source(id="x", text=text, title=title, language=code, published="2023-06-15", publisher="Xinhua"), packs, scope)


@pytest.mark.parametrize("path", sorted(files("sijill.examples").joinpath("articles").iterdir(), key=str), ids=lambda path: path.name)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_examples(packs: Packs, path: Any, end: str) -> None:
    reading = check(Source(id="x", text=path.read_text(encoding="utf-8").replace("\n", end)), packs, "international")
    assert reading is not None
    assert reading.reports


def calls(source: Source, packs: Packs) -> int:
    """How many calls of Python functions one reading takes: work counted, so that no clock decides a test."""
    count = 0

    def tick(*_: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        read(source, packs, "all")
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "units",
    [
        ["Kenya met Uganda on Tuesday to settle the quota. "],  # one event told again and again
        [f"{a} condemned {b}. " for a in _STATES for b in _STATES if a != b],  # another event each time
        ["Kenya met Uganda, and "],  # one sentence without an end
        ["(((«"],
        ["Kenya "],
        ["التقى الرئيس المصري نظيره الروسي في موسكو. "],
        ["وقال إن "],
    ],
    ids=["retellings", "events", "clauses", "brackets", "names", "arabic", "operators"],
)
def test_work_grows_with_the_length(packs: Packs, units: list[str]) -> None:
    code = "ar" if units[0][0] > "\x7f" else "en"
    small, large = (Source(id="x", text="".join(islice(cycle(units), n)), language=code, published="2023-06-15") for n in (150, 600))
    read(large, packs, "all")  # fills the caches
    assert calls(large, packs) < 6 * calls(small, packs) + 2000
