"""Copies of one text are found by their bands, whatever was put before or cut off behind."""

from sijill.ledger.syndication import Copyable, bands_of, copies

WORDS = [f"word{n * 7919 % 1009}" for n in range(120)]
TEXT = " ".join(WORDS)


def test_copies_count_as_the_first() -> None:
    texts = {"b": (None, TEXT), "a": ("2021-12-16", f"Agency: {TEXT}"), "first": ("2021-12-15", TEXT), "cut": ("2021-12-17", " ".join(WORDS[:100]))}
    found = copies(Copyable(id, day, bands_of(text)) for id, (day, text) in texts.items())
    assert found == dict.fromkeys(texts, "first")


def test_other_texts_are_no_copies() -> None:
    other = " ".join(WORDS[:40] + [f"other{n}" for n in range(80)])
    assert copies([Copyable("a", None, bands_of(TEXT)), Copyable("b", None, bands_of(other))]) == {}


def test_a_text_without_words_has_no_bands() -> None:
    assert bands_of("") == []
    assert bands_of("only three words") == []


def test_chinese_has_no_spaces() -> None:
    text = "国家主席习近平同俄罗斯总统普京举行视频会晤双方就两国关系和国际问题深入交换意见"
    assert len(bands_of(text)) == 32
