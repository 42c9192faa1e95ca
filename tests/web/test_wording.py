"""What readers see are words of their language: no code stands on a page, and what does not add up is told in a sentence."""

import re

import pytest
from fastapi.testclient import TestClient
from lxml import html

from sijill.ledger.acts import acts
from sijill.packs import Packs
from sijill.web.language import load_languages
from sijill.web.wording import CODES, labels

_QUOTED = "self::code or self::pre or self::script or self::title or self::kbd or @lang and not(self::html)"  # words of others, or for machines


def seen(page: str) -> str:
    """The words that a page says in its own name."""
    return " ".join(html.fromstring(page).xpath(f"//body//text()[not(ancestor::*[{_QUOTED}])]"))


def words_on(room: TestClient, language: str) -> dict[str, str]:
    """What each page says, in one language."""
    events = room.get("/relation/CHN/RUS.json").json()["events"]
    every = ["/", "/find?words=meeting", "/find?party=CHN&as=reports", "/relation/CHN/RUS", "/due", "/audit", "/sources", "/packs", "/review"]
    every += [f"/{page}/{event['id']}" for event in events for page in ("event", "compare")]
    every += [f"/article/{told['article']}" for _, told in room.get(f"/event/{events[-1]['id']}.json").json()["life"]]
    return {address: seen(room.get(address, headers={"accept-language": language}).text) for address in every}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_code_stands_on_a_page(room: TestClient, packs: Packs, language: str) -> None:
    terms = {row["id"] for code in packs.languages for row in packs.language(code).details.tables["topic"]}
    offices = {title.id for code in packs.languages for title in packs.language(code).titles}
    codes = {code for code in {*CODES, *acts(), *terms, *offices} if re.search("[-_A-Z]", code)}
    found = {address: codes.intersection(re.findall(r"[\w-]+", said)) for address, said in words_on(room, language).items()}
    assert {address: some for address, some in found.items() if some} == {}


def test_no_english_word_of_ours_stands_on_an_arabic_page(room: TestClient) -> None:
    ours = {*CODES, *CODES.values(), *acts(), "president", "security", "energy", "trade"}
    for address, said in words_on(room, "ar").items():
        assert len(said) > 100
        assert ours.intersection(re.findall("[A-Za-z][a-z_-]+", said)) == set(), address


def test_every_topic_office_and_document_has_an_arabic_name(packs: Packs) -> None:
    label = labels(load_languages(packs)["ar"])
    tables = [packs.language(code).details.tables for code in packs.languages]
    terms = {row["id"] for table in tables for row in table["topic"]} | {row["kind"] for table in tables for row in table["document"]}
    offices = {title.id for code in packs.languages for title in packs.language(code).titles if title.class_ == "office"}
    assert sorted(term for term in terms | offices if re.search("[a-z]", label(term))) == []


def test_what_does_not_add_up_is_told_in_a_sentence(room: TestClient) -> None:
    told = {code: room.get("/", headers={"accept-language": code}).text for code in ("en", "ar")}
    assert "sources differ on the duration: 74 minutes (3 outlets) or 1 hour 30 minutes (3 outlets)" in told["en"]
    assert "two are called meeting no. 38 since 2013: 4 February 2022 and 15 September 2022" in told["en"]
    assert "called meeting no. 38 since 2013; this ledger knows 3" in told["en"]
    assert "China and Russia, meeting, 15 December 2021" in told["en"]
    assert "اختلفت المصادر في المدة" in told["ar"]
    assert "سُمّي اثنان لقاء رقم 38 منذ 2013: 4 فبراير 2022 و15 سبتمبر 2022" in told["ar"]
