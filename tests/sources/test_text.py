"""Bytes to text: what is read, in which encoding, and what is refused with which code."""

import codecs
import time

import pytest

from sijill.errors import BinaryInput, EmptyInput, EncodingError, InputError
from sijill.sources import decode, sound

ARABIC = "التقى الرئيس المصري نظيره الروسي في موسكو، وبحث الجانبان العلاقات بين البلدين."
RUSSIAN = "Президент России провёл переговоры с президентом Китая в Москве во вторник."
CHINESE = "中国国家主席同俄罗斯总统举行会谈,双方就两国关系交换了意见。"
FRENCH = "Le président français a rencontré son homologue allemand à Évian."


@pytest.mark.parametrize("text", [ARABIC, RUSSIAN, CHINESE, FRENCH, "Kenya met Uganda."])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_with_and_without_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_big_endian_utf_16_is_read_by_its_mark() -> None:
    assert decode(codecs.BOM_UTF16_BE + ARABIC.encode("utf-16-be")) == ARABIC


@pytest.mark.parametrize(("text", "encoding"), [(ARABIC, "windows-1256"), (RUSSIAN, "windows-1251"), (CHINESE, "gb18030"), (FRENCH, "windows-1252")])
def test_legacy_encodings_are_told_apart(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text
    assert decode((text + "\n").encode(encoding) * 3000) == (text + "\n") * 3000  # longer than the sample


def test_bidi_controls_and_line_ends_stay() -> None:
    text = "قال \u202bالرئيس\u202c\r\n\u200fإن \u2067روسيا\u2069"
    assert decode(text.encode()) == text


@pytest.mark.parametrize("data", [b"", b" \n\t", codecs.BOM_UTF8, codecs.BOM_UTF16_LE + " ".encode("utf-16-le")])
def test_empty(data: bytes) -> None:
    with pytest.raises(EmptyInput):
        decode(data)


@pytest.mark.parametrize("data", [b"%PDF-1.7 text", b"PK\x03\x04 text", b"a\x00b" * 10, bytes(range(1, 32)) * 9, b"\x89PNG\r\n"])
def test_binary(data: bytes) -> None:
    with pytest.raises(BinaryInput):
        decode(data)


def test_a_file_cut_within_a_character_names_the_byte() -> None:
    data = ARABIC.encode()[:-2]  # the full stop and half of a letter
    with pytest.raises(EncodingError, match=f"ends in the middle of a character, at byte {len(data) - 1}"):
        decode(data)


def test_damaged_utf_8_names_the_byte() -> None:
    before, after = ARABIC[:20].encode(), ARABIC[20:].encode()
    with pytest.raises(EncodingError, match=f"broken bytes, at byte {len(before)}"):
        decode(before + b"\xff" + after)


def test_a_wrong_mark_is_an_error() -> None:
    with pytest.raises(EncodingError, match="marked as utf-8"):
        decode(codecs.BOM_UTF8 + b"\xff\xfe\xfd")


def test_bytes_of_no_encoding_are_an_error() -> None:
    with pytest.raises(InputError):
        decode(bytes(range(128, 256)) * 5)


def test_sound_names_a_lone_surrogate() -> None:
    assert sound("fine 😀") is None
    assert sound("ab\ud800") == "a lone surrogate, U+D800, at character 2"


def test_fifty_megabytes_are_read() -> None:
    line = ARABIC + "\n"
    data = line.encode() * (50_000_000 // len(line.encode()) + 1)
    start = time.perf_counter()
    assert len(decode(data)) == len(data) // len(line.encode()) * len(line)
    assert time.perf_counter() - start < 10
