"""The rule for parties, days and modality that the older formats share."""

import msgspec

from sijill.exports.dyads import name_of, pairs_of, says_modality, type_of
from sijill.records import Report
from tests.ledger.made import told


def names(report: Report, both: bool = True) -> list[tuple[str, str | None]]:
    return [(name_of(a), r and name_of(r)) for a, r in pairs_of(report, both)]


def test_three_and_five_make_fifteen() -> None:
    report = told("a", act="condemnation", actors=("CHN", "RUS", "IRN"), recipients=("USA", "GBR", "FRA", "DEU", "ITA")).report
    assert len(names(report)) == 15
    assert names(report)[0] == ("CHN", "USA")
    assert ("USA", "CHN") not in names(report)


def test_a_symmetric_act_goes_both_ways_or_once() -> None:
    report = told("a", act="meeting", actors=("RUS",), recipients=("CHN",)).report
    assert sorted(names(report)) == [("CHN", "RUS"), ("RUS", "CHN")]
    assert names(report, both=False) == [("CHN", "RUS")]


def test_parties_of_one_side_meet_each_other() -> None:
    report = told("a", act="meeting", actors=(), recipients=("RUS", "CHN", "IND")).report
    assert len(names(report, both=False)) == 3
    assert len(names(report)) == 6


def test_an_act_of_one_party_has_no_recipient() -> None:
    assert names(told("a", act="condemnation", actors=("CHN",), recipients=()).report) == [("CHN", None)]


def test_a_party_makes_no_pair_with_itself() -> None:
    assert names(told("a", act="meeting", actors=("CHN",), recipients=("CHN", "RUS")).report, both=False) == [("CHN", "RUS")]


def test_an_announced_meeting_is_said_by_its_code_a_possible_condemnation_is_not() -> None:
    assert says_modality(told("a", act="meeting", modality="planned").report)
    assert not says_modality(told("a", act="condemnation", modality="possible").report)


def test_the_type_follows_the_code_of_an_intent() -> None:

    report = msgspec.structs.replace(told("a", act="meeting", modality="planned").report, cameo="036")
    assert type_of(report) == "AGREE"
    assert type_of(told("a", act="meeting").report) == "CONSULT"
