"""Dates as pages write them for people."""

import pytest

from sijill.sources.page.dates import stamp
from sijill.sources.page.written import written


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("الأحد 3 مايو 2020", "2020-05-03"),
        ("3 أيار/مايو 2020 الساعة 09:05", "2020-05-03T09:05:00"),
        ("٣ ماي ٢٠٢٠ - ٧:٣٠ مساء", "2020-05-03T19:30:00"),
        ("نواكشوط3مايو2020", "2020-05-03"),
        ("1 رمضان 1441 هـ", "2020-04-24"),
        ("1 رمضان 1441 هـ الموافق 24 أبريل 2020 م", "2020-04-24"),
        ("2020年5月3日 8:09", "2020-05-03T08:09:00"),
        ("3 мая 2020 г., 23:59", "2020-05-03T23:59:00"),
        ("03.05.2020", "2020-05-03"),
        ("May 3rd, 2020, 12:15 a.m.", "2020-05-03T00:15:00"),
        ("Sun 3 May 2020", "2020-05-03"),
        ("2020/5/3", "2020-05-03"),
        ("the 300 members met in 2020", None),
        ("31 февраля 2020", None),
        ("40 رمضان 1441", None),
        ("2020-13-01", None),
    ],
)
def test_the_first_date_of_a_line(text: str, iso: str | None) -> None:
    assert written(text) == iso


@pytest.mark.parametrize(("language", "iso"), [("en-US", "2020-03-05"), ("en", None), ("en-GB", None), ("fr", "2020-05-03"), ("ar", "2020-05-03")])
def test_a_date_of_numbers_that_could_be_two_is_read_as_its_language_does_or_not_at_all(language: str, iso: str | None) -> None:
    assert written("03/05/2020", language) == iso


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2020-05-03T09:05:06.123Z", "2020-05-03T09:05:06Z"),
        ("2020-05-03T09:05:06+0300", "2020-05-03T09:05:06+0300"),
        ("2020-05-03 09:05", "2020-05-03T09:05:00"),
        ("20200503", "2020-05-03"),
        ("2020-05-03T29:05", None),
        ("Sun, 03 May 2020 10:00:00 GMT", "2020-05-03T10:00:00"),
        ("soon", None),
    ],
)
def test_timestamps_keep_their_zone(value: str, iso: str | None) -> None:
    assert stamp(value) == iso
