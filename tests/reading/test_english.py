"""English: sentences that close with who said it, clauses joined by a comma and a conjunction, headlines."""

import pytest

from sijill.packs import Packs
from sijill.reading import read
from sijill.records import Report, Source


def reports(text: str, packs: Packs) -> list[Report]:
    return list(read(Source(id="x", text=text, language="en", published="2023-06-15"), packs).reports)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Eritrea attacked Ethiopia overnight, the Ethiopian foreign ministry said on Monday.", "ETH"),
        ("New Zealand sent food aid to Samoa, said Prime Minister Helen Clark.", "NZL/helen-clark"),
        ('"We have condemned the attack by Eritrea," an Ethiopian official said.', "ETH"),
        ("Peru rejected an offer by Chile, the Chilean foreign minister said, adding that Lima would answer.", "CHL"),
        ("Kenya refused a request from Uganda, Uganda's foreign minister said on Wednesday, as tensions ran high.", "UGA"),
    ],
)
def test_who_closes_a_sentence_says_what_stands_before(text: str, speaker: str, packs: Packs) -> None:
    report = reports(text, packs)[0]
    assert report.speaker.id == speaker
    assert not report.times  # Monday is when it was said


def test_who_says_what_follows_does_not_say_what_stands_before(packs: Packs) -> None:
    first, *_ = reports("France condemned the attack by Chad, and Germany said that it would send aid to Kenya.", packs)
    assert (first.act, first.speaker.kind) == ("condemnation", "narrator")


def test_a_clause_of_its_own_has_its_own_subject(packs: Packs) -> None:
    recalled, expelled = reports("France recalled its ambassador to Niger, and Niger expelled the French envoy.", packs)
    assert [(r.act, r.actors[0].id, r.recipients[0].country) for r in (recalled, expelled)] == [("recall_envoy", "FRA", "NER"), ("expulsion", "NER", "FRA")]


def test_a_list_of_parties_is_still_a_list(packs: Packs) -> None:
    (report,) = reports("France and Germany, and Italy condemned Kenya.", packs)
    assert [party.id for party in report.actors] == ["FRA", "DEU", "ITA"]


@pytest.mark.parametrize("text", ["Uganda's president to visit Kenya next week", "Kenya to send grain to Somalia"])
def test_a_headline_s_infinitive_is_what_its_party_is_going_to_do(text: str, packs: Packs) -> None:
    (report,) = reports(text, packs)
    assert report.modality.value == "planned"
    assert len(report.actors) == len(report.recipients) == 1


def test_what_was_discussed_by_phone_is_a_call(packs: Packs) -> None:
    assert {report.act for report in reports("The presidents of Kenya and Somalia discussed the border by phone.", packs)} == {"call"}


def test_after_opens_a_clause_where_a_verb_follows(packs: Packs) -> None:
    suspended, recalled = reports("Kenya suspended aid to Uganda after Uganda's government recalled its ambassador.", packs)
    told = [(r.act, r.actors[0].country, r.recipients[0].country) for r in (suspended, recalled)]
    assert told == [("sanction", "KEN", "UGA"), ("recall_envoy", "UGA", "KEN")]


def test_how_they_spoke_is_no_deed(packs: Packs) -> None:
    (report,) = reports("Kenya's president and the Ugandan president spoke by telephone on Friday.", packs)
    assert (report.act, len(report.actors), len(report.recipients)) == ("call", 1, 1)
