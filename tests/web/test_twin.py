"""What the twins of pages say of each record in one line."""

import pytest
from fastapi.testclient import TestClient

import sijill
from sijill.packs import Packs
from sijill.web.gloss import assessment_gloss, position_gloss, report_gloss
from sijill.web.language import load_languages


def test_each_record_has_its_line_in_the_language_asked_for(room: TestClient) -> None:
    home, due, found = (room.get(address).json() for address in ("/index.json?lang=en", "/due.json?lang=en", "/find.json?as=reports&party=CHN&lang=en"))
    assert any(event["gloss"].startswith("China and Russia met by video on 15 December 2021, say") for event in home["latest"])
    assert home["findings"][0]["gloss"].startswith("China and Russia, meeting, 15 December 2021: sources differ on the duration: 74 minutes")
    assert all({"China", "Russia"} <= set(promise["gloss"].replace(",", "").split()) for promise in due["promises"])
    assert all(row["stored"]["gloss"] and row["stored"]["report"]["gloss"] for row in found["reports"])
    arabic = room.get("/index.json?lang=ar")
    assert arabic.headers["content-language"] == "ar"
    assert any(event["gloss"].startswith("لقاء بين الصين وروسيا عبر الفيديو في 15 ديسمبر 2021") for event in arabic.json()["latest"])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "Chinese President Xi Jinping met Russian President Vladimir Putin by video on 15 December 2021.",
            "Xi Jinping and Vladimir Putin met by video on 15 December 2021",
        ),
        ("France condemned Syria.", "France condemned Syria"),
    ],
)
def test_a_report_in_one_line(packs: Packs, text: str, line: str) -> None:
    report = sijill.read(text, published="2021-12-15", id="a").reports[0]
    assert report_gloss(report, load_languages(packs)["en"]) == line
    assert report_gloss(report, load_languages(packs)["en"], "Harbour Wire") == f"{line}, says \u2068Harbour Wire\u2069"


def test_positions_and_opinions_in_one_line(packs: Packs) -> None:
    reading = sijill.read("China and Russia oppose unilateral sanctions. Beijing and Moscow enjoy a deep friendship.", published="2023-06-15", id="a")
    language = load_languages(packs)["en"]
    assert position_gloss(reading.positions[0], language).startswith("China and Russia against ")
    assert assessment_gloss(reading.assessments[0], language) == "relations of China and Russia: positive"
    assert "ضد" in position_gloss(reading.positions[0], load_languages(packs)["ar"])


@pytest.mark.parametrize(
    ("edtf", "told"),
    [
        ("2022-02-04", "4 February 2022"), ("2022-02", "February 2022"), ("2022~", "around 2022"),
        ("2022-02-01/2022-02-04", "1 February 2022 to 4 February 2022"),
        ("../2022", "until 2022"), ("2022-02/..", "since February 2022"), ("soon", "soon"),
    ],
)  # fmt: skip
def test_times_in_words(packs: Packs, edtf: str, told: str) -> None:
    assert load_languages(packs)["en"].day(edtf) == told
