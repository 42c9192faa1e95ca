"""Chinese: names on raw characters, coverbs, relative clauses, voices, modality, times, counts, and traditional text with exact spans."""

import pytest

from sijill.packs import Packs
from sijill.packs.calendar import composed
from sijill.reading import read
from sijill.records import Reading, Report, Source

DAY = "2021-12-16"


def _read(text: str, packs: Packs, publisher: str | None = "新华社") -> Reading:
    return read(Source(id="zh", text=text, published=DAY, publisher=publisher, language="zh"), packs)


def _one(text: str, packs: Packs, act: str) -> Report:
    found = [report for report in _read(text, packs).reports if report.act == act]
    assert len(found) == 1, [report.act for report in _read(text, packs).reports]
    return found[0]


def _sides(report: Report) -> tuple[list[str], list[str]]:
    actors, recipients = ([(party.id or "").split("/")[0] for party in side] for side in (report.actors, report.recipients))
    return actors, recipients


@pytest.mark.parametrize(
    ("text", "act", "sides"),
    [
        ("白俄罗斯总统会见波兰外长。", "meeting", (["BLR"], ["POL"])),  # 白俄罗斯 holds no Russia
        ("美国务卿访问日本。", "visit", (["USA"], ["JPN"])),
        ("俄外长会见韩外长。", "meeting", (["RUS"], ["KOR"])),
        ("中俄两国元首签署联合声明。", "signing", (["CHN", "RUS"], [])),
        ("老挝总理访华。", "visit", (["LAO"], ["CHN"])),
        ("挪威首相同冰岛总理举行会谈。", "meeting", (["NOR"], ["ISL"])),
        ("德国向黎巴嫩提供援助。", "aid", (["DEU"], ["LBN"])),
        ("美国对俄罗斯实施制裁。", "sanction", (["USA"], ["RUS"])),
        ("巴西、秘鲁和智利谴责以色列。", "condemnation", (["BRA", "PER", "CHL"], ["ISR"])),
        ("约旦国王会见来访的埃及总理。", "meeting", (["JOR"], ["EGY"])),
        ("中国总理在天津同来华出席论坛的秘鲁总理会谈。", "meeting", (["CHN"], ["PER"])),  # 同 waits for whom the clause describes
        ("中国将二十家美国企业列入制裁名单。", "sanction", (["CHN"], ["USA"])),  # 将 before an object is no future
        ("中国谴责以色列袭击伊朗。", "attack", (["ISR"], ["IRN"])),  # who is blamed does it
        ("加纳愿同多哥加强合作。", "agreement", (["GHA"], ["TGO"])),
        ("伊朗两名外交官被阿尔巴尼亚驱逐。", "expulsion", (["ALB"], ["IRN"])),
        ("法国、德国和英国的外长谴责伊朗。", "condemnation", (["FRA", "DEU", "GBR"], ["IRN"])),
        ("玻利维亚外交部召见智利大使提出抗议。", "summon_envoy", (["BOL"], ["CHL"])),
        ("阿根廷对巴西的决定表示欢迎。", "praise", (["ARG"], ["BRA"])),
    ],
)
def test_parties(text: str, act: str, sides: tuple[list[str], list[str]], packs: Packs) -> None:
    actors, recipients = _sides(_one(text, packs, act))
    assert {*actors, *recipients} == {*sides[0], *sides[1]}
    if sides[1] and act != "meeting":
        assert (actors, recipients) == sides


@pytest.mark.parametrize(
    ("text", "act", "pairs"),
    [
        ("古巴总统和越南总理互致贺电。", "congratulation", {("CUB", "VNM"), ("VNM", "CUB")}),
        ("蒙古国总理分别会见泰国外长、老挝外长。", "meeting", {("MNG", "THA"), ("MNG", "LAO")}),
    ],
)
def test_each_does_it_or_has_it_done_to_him(text: str, act: str, pairs: set[tuple[str, str]], packs: Packs) -> None:
    found = [_sides(report) for report in _read(text, packs).reports if report.act == act]
    assert {(actors[0], recipients[0]) for actors, recipients in found} == pairs
    assert len(found) == len(pairs)


@pytest.mark.parametrize("text", ["他有机会见到老朋友。", "委员会同意修改章程。", "两名运动员在决赛中会师。"])
def test_a_short_word_is_not_cut_out_of_a_longer_one(text: str, packs: Packs) -> None:
    assert not _read(text, packs).reports


def test_a_side_by_its_first_character_is_the_state_told(packs: Packs) -> None:
    reading = _read("摩洛哥首相会见塞内加尔外长。摩方谴责马里。", packs)
    assert [_sides(r) for r in reading.reports if r.act == "condemnation"] == [(["MAR"], ["MLI"])]


def test_an_unknown_name_comes_back_alone(packs: Packs) -> None:
    reading = _read("卢森堡外交大臣贝特利尼访问摩纳哥。贝特利尼谴责白俄罗斯。", packs)
    assert [_sides(r) for r in reading.reports if r.act == "condemnation"] == [(["LUX"], ["BLR"])]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("乌干达总统将于15日同肯尼亚总统举行会谈。", "planned"),
        ("乌干达总统没有会见肯尼亚总统。", "denied"),
        ("乌干达总统可能会见肯尼亚总统。", "possible"),
        ("乌干达总统会见了肯尼亚总统。", "actual"),
        ("如果乌干达总统会见肯尼亚总统，局势将缓和。", "possible"),
        ("乌干达总统应当会见肯尼亚总统。", "urged"),
        ("乌干达总统要把握机遇，会见肯尼亚总统。", "urged"),
    ],
)
def test_modality(text: str, modality: str, packs: Packs) -> None:
    assert _one(text, packs, "meeting").modality.value == modality


def test_what_is_said_goes_on_to_the_end_of_the_paragraph(packs: Packs) -> None:
    reading = _read("加纳总统说，中国经济形势良好。法国访问团去年来到加纳，加纳总理会见了法国外长。\n次日，多哥总统会见贝宁总统。", packs)
    first, second = (report for report in reading.reports if report.act == "meeting")
    assert first.speaker.kind == "party"
    assert second.speaker.kind == "narrator"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("12月15日，肯尼亚总统会见乌干达总统。", "2021-12-15"),
        ("肯尼亚总统15日会见乌干达总统。", "2021-12-15"),
        ("肯尼亚总统昨天会见乌干达总统。", "2021-12-15"),
        ("肯尼亚总统周三会见乌干达总统。", "2021-12-15"),
        ("肯尼亚总统上周三会见乌干达总统。", "2021-12-08"),
        ("肯尼亚总统本周二会见乌干达总统。", "2021-12-14"),
        ("肯尼亚总统去年11月会见乌干达总统。", "2020-11"),
        ("2019年3月8日，肯尼亚总统会见乌干达总统。", "2019-03-08"),
        ("12月7日至10日，肯尼亚总统会见乌干达总统。", "2021-12-07/2021-12-10"),
    ],
)
def test_times(text: str, edtf: str, packs: Packs) -> None:
    assert [time.edtf for time in _one(text, packs, "meeting").times] == [edtf]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("肯尼亚总统同乌干达总统会谈，会谈持续一个半小时。", "PT1H30M"),
        ("肯尼亚总统同乌干达总统举行了90分钟的会谈。", "PT1H30M"),
        ("肯尼亚总统同乌干达总统举行了两小时会谈。", "PT2H"),
    ],
)
def test_durations(text: str, iso: str, packs: Packs) -> None:
    assert [duration.iso for duration in _one(text, packs, "meeting").durations] == [iso]


def test_counts_with_their_bounds(packs: Packs) -> None:
    report = _one("这是肯尼亚总统和乌干达总统自2013年以来第三十七次会晤。", packs, "meeting")
    assert [(count.n, count.of, count.since) for count in report.ordinals] == [(37, "meeting", "2013")]
    report = _one("肯尼亚总统同乌干达总统举行今年第二次视频会晤。", packs, "meeting")
    assert [(count.n, count.within, count.channel) for count in report.ordinals] == [(2, "2021", "video")]


def test_traditional_text_with_exact_spans(packs: Packs) -> None:
    text = "肯尼亞總統週三會見烏干達總統。"
    (report,) = _read(text, packs).reports
    assert report.act == "meeting"
    for span in (report.trigger, report.evidence, *(party.span for party in (*report.actors, *report.recipients))):
        assert text[span.start : span.end] == span.exact
    assert report.trigger.exact == "會見"


def test_a_relative_clause_is_done_whatever_is_to_come(packs: Packs) -> None:
    assert _one("加纳和多哥将落实两国元首达成的共识。", packs, "agreement").modality.value == "actual"


def test_a_support_of_what_somebody_does_is_a_position(packs: Packs) -> None:
    reading = _read("中方支持加纳走自己的发展道路。", packs)
    assert [(p.stance, [h.id for h in p.holders]) for p in reading.positions] == [("support", ["CHN"])]
    assert not reading.reports


def test_numbers_in_characters() -> None:
    assert [composed(values) for values in ([3, 10, 7], [10], [2, 0, 2, 1], [3, 100_000_000, 5, 1000, 10_000])] == [37, 10, 2021, 350_000_000]


def test_an_embassy_receives_whom_it_is_posted_to(packs: Packs) -> None:
    reading = read(Source(id="zh", text="中国驻加纳大使馆举办国庆招待会。", published=DAY, language="zh"), packs, "all")
    assert [_sides(report) for report in reading.reports] == [(["CHN"], ["GHA"])]


@pytest.mark.parametrize(("text", "times"), [("年内，乌干达总统将访问肯尼亚。", ["2021"]), ("三年内，乌干达总统将访问肯尼亚。", [])])
def test_within_the_year_is_no_number_of_years(text: str, times: list[str], packs: Packs) -> None:
    assert [time.edtf for time in _one(text, packs, "visit").times] == times


def test_a_dateline_is_told_by_the_words_of_the_pack(packs: Packs) -> None:
    report = _one("新华社万象12月15日电（记者李某）老挝总理会见缅甸外长。", packs, "meeting")
    assert report.evidence.exact.startswith("老挝")


def test_who_is_ready_says_so(packs: Packs) -> None:
    reading = _read("老挝总理会见缅甸外长。老挝总理表示，老方愿同缅方加强合作。缅方愿同老方扩大贸易。", packs)
    assert [report.speaker.id for report in reading.reports if report.act == "agreement"][:1] == ["LAO"]
