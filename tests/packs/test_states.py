"""The territories of the world pack: all there, named in every language, no name shared unless it is marked."""

import importlib.util
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from sijill.packs import load_packs
from sijill.packs.entries import Nation, State
from sijill.text import fold, fold_word, tokenize

LANGUAGES = ("ar", "en", "zh", "ru")
# ISO 3166-1 alpha-2 to alpha-3, written apart from the packs so that a slip in them is found
_ROWS = """
AD-AND AE-ARE AF-AFG AG-ATG AI-AIA AL-ALB AM-ARM AO-AGO AQ-ATA AR-ARG AS-ASM AT-AUT AU-AUS AW-ABW AX-ALA AZ-AZE BA-BIH BB-BRB BD-BGD BE-BEL
BF-BFA BG-BGR BH-BHR BI-BDI BJ-BEN BL-BLM BM-BMU BN-BRN BO-BOL BQ-BES BR-BRA BS-BHS BT-BTN BV-BVT BW-BWA BY-BLR BZ-BLZ CA-CAN CC-CCK CD-COD
CF-CAF CG-COG CH-CHE CI-CIV CK-COK CL-CHL CM-CMR CN-CHN CO-COL CR-CRI CU-CUB CV-CPV CW-CUW CX-CXR CY-CYP CZ-CZE DE-DEU DJ-DJI DK-DNK DM-DMA
DO-DOM DZ-DZA EC-ECU EE-EST EG-EGY EH-ESH ER-ERI ES-ESP ET-ETH FI-FIN FJ-FJI FK-FLK FM-FSM FO-FRO FR-FRA GA-GAB GB-GBR GD-GRD GE-GEO GF-GUF
GG-GGY GH-GHA GI-GIB GL-GRL GM-GMB GN-GIN GP-GLP GQ-GNQ GR-GRC GS-SGS GT-GTM GU-GUM GW-GNB GY-GUY HK-HKG HM-HMD HN-HND HR-HRV HT-HTI HU-HUN
ID-IDN IE-IRL IL-ISR IM-IMN IN-IND IO-IOT IQ-IRQ IR-IRN IS-ISL IT-ITA JE-JEY JM-JAM JO-JOR JP-JPN KE-KEN KG-KGZ KH-KHM KI-KIR KM-COM KN-KNA
KP-PRK KR-KOR KW-KWT KY-CYM KZ-KAZ LA-LAO LB-LBN LC-LCA LI-LIE LK-LKA LR-LBR LS-LSO LT-LTU LU-LUX LV-LVA LY-LBY MA-MAR MC-MCO MD-MDA ME-MNE
MF-MAF MG-MDG MH-MHL MK-MKD ML-MLI MM-MMR MN-MNG MO-MAC MP-MNP MQ-MTQ MR-MRT MS-MSR MT-MLT MU-MUS MV-MDV MW-MWI MX-MEX MY-MYS MZ-MOZ NA-NAM
NC-NCL NE-NER NF-NFK NG-NGA NI-NIC NL-NLD NO-NOR NP-NPL NR-NRU NU-NIU NZ-NZL OM-OMN PA-PAN PE-PER PF-PYF PG-PNG PH-PHL PK-PAK PL-POL PM-SPM
PN-PCN PR-PRI PS-PSE PT-PRT PW-PLW PY-PRY QA-QAT RE-REU RO-ROU RS-SRB RU-RUS RW-RWA SA-SAU SB-SLB SC-SYC SD-SDN SE-SWE SG-SGP SH-SHN SI-SVN
SJ-SJM SK-SVK SL-SLE SM-SMR SN-SEN SO-SOM SR-SUR SS-SSD ST-STP SV-SLV SX-SXM SY-SYR SZ-SWZ TC-TCA TD-TCD TF-ATF TG-TGO TH-THA TJ-TJK TK-TKL
TL-TLS TM-TKM TN-TUN TO-TON TR-TUR TT-TTO TV-TUV TW-TWN TZ-TZA UA-UKR UG-UGA UM-UMI US-USA UY-URY UZ-UZB VA-VAT VC-VCT VE-VEN VG-VGB VI-VIR
VN-VNM VU-VUT WF-WLF WS-WSM YE-YEM YT-MYT ZA-ZAF ZM-ZMB ZW-ZWE
"""
ISO = dict(pair.split("-") for pair in _ROWS.split())
KOSOVO = {"XK": "XKX"}  # user-assigned, not ISO
SCRIPT = Path(__file__).parents[2] / "scripts" / "generate_states.py"
NO_CAPITAL = ("القدس", "Jerusalem", "耶路撒冷", "Иерусалим")


@pytest.fixture(scope="module")
def nations() -> list[Nation]:
    """The entries written by hand."""
    return load_packs().world.nations


@pytest.fixture(scope="module")
def states() -> list[State]:
    """The generated entries."""
    return load_packs().world.states


def key(word: str) -> tuple[str, ...]:
    """A name as the matcher compares it."""
    return tuple(fold_word(token.norm) for token in tokenize(fold(word)))


def all_names(nation: Nation, state: State, language: str) -> Iterator[str]:
    """All that stands for a state by itself, in one language."""
    for source in (state.names, nation.names, nation.capital, nation.metonym):
        yield from source.get(language, ())


def test_every_territory_is_there_once(nations: list[Nation], states: list[State]) -> None:
    assert len(ISO) == len(set(ISO.values())) == 249
    for rows in (nations, states):
        assert len(rows) == 250
        assert {row.alpha2: row.code for row in rows} == ISO | KOSOVO
    assert [state.code for state in states] == sorted(state.code for state in states)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_is_named(states: list[State], language: str) -> None:
    for state in states:
        names = state.names[language]
        assert names, state.code
        assert all(key(name) for name in names), state.code
        assert len(names) == len(set(names)), state.code


def test_only_known_languages(nations: list[Nation]) -> None:
    for nation in nations:
        for table in (nation.names, nation.capital, nation.metonym, nation.adjective, nation.plural, nation.people, nation.pair, nation.ambiguous):
            assert set(table) <= set(LANGUAGES), nation.code


def test_states_are_what_the_script_writes() -> None:
    pytest.importorskip("babel")
    spec = importlib.util.spec_from_file_location("generate_states", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert files("sijill.packs").joinpath("world", "states.toml").read_text(encoding="utf-8") == script.render()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_belongs_to_two_states_unmarked(nations: list[Nation], states: list[State], language: str) -> None:
    by_code = {state.code: state for state in states}
    holders: dict[tuple[str, ...], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for nation in nations:
        for name in all_names(nation, by_code[nation.code], language):
            holders[key(name)][nation.code].add(name)
    unsure = {nation.code: set(nation.ambiguous.get(language, ())) for nation in nations}
    shared = {name: dict(codes) for name, codes in holders.items() if len(codes) > 1}
    unmarked = {name: codes for name, codes in shared.items() if any(words - unsure[code] for code, words in codes.items())}
    assert not unmarked


@pytest.mark.parametrize("language", LANGUAGES)
def test_ambiguous_names_are_names(nations: list[Nation], states: list[State], language: str) -> None:
    by_code = {state.code: state for state in states}
    for nation in nations:
        strays = set(nation.ambiguous.get(language, ())) - set(all_names(nation, by_code[nation.code], language))
        assert not strays, (nation.code, strays)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_written_once(nations: list[Nation], states: list[State], language: str) -> None:
    """Variants that differ only in what folding removes are not listed, nor names that CLDR gives."""
    by_code = {state.code: state for state in states}
    for nation in nations:
        names = [key(name) for name in (*by_code[nation.code].names.get(language, ()), *nation.names.get(language, ()))]
        own = names[-len(nation.names.get(language, ())) or len(names) :]
        assert len(own) == len(set(own)), nation.code
        assert not set(own) & set(names[: len(names) - len(own)]), nation.code


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_states_have_a_capital(nations: list[Nation], language: str) -> None:
    assert sum(1 for nation in nations if nation.capital.get(language)) >= 190


@pytest.mark.parametrize("language", ["ar", "en"])
def test_most_states_have_an_adjective(nations: list[Nation], language: str) -> None:
    assert sum(1 for nation in nations if nation.adjective.get(language)) >= 190


def test_contested_seats(nations: list[Nation]) -> None:
    by_code = {nation.code: nation for nation in nations}
    for code in ("ISR", "PSE"):
        assert not by_code[code].capital
        assert by_code[code].metonym
    assert not {word for nation in nations for words in (*nation.capital.values(), *nation.metonym.values()) for word in words} & set(NO_CAPITAL)


def test_an_adjective_of_two_words_is_short(nations: list[Nation]) -> None:
    """Arabic adjectives are masculine singular without the article, at most two words."""
    for nation in nations:
        for word in nation.adjective.get("ar", ()):
            assert len(word.split()) <= 2, (nation.code, word)
            assert not word.startswith("ال") or word == "المجري", (nation.code, word)  # without its article it is a course (مجرى)


@pytest.mark.parametrize(
    ("language", "word", "code", "how"),
    [
        ("ar", "العراق", "IRQ", "state"),
        ("ar", "أميركا", "USA", "state"),
        ("ar", "موسكو", "RUS", "capital"),
        ("ar", "الكرملين", "RUS", "metonym"),
        ("ar", "أميركية", "USA", "adjective"),
        ("ar", "أتراك", "TUR", "people"),
        ("en", "Beijing", "CHN", "capital"),
        ("en", "Pentagon", "USA", "metonym"),
        ("en", "Iranian", "IRN", "adjective"),
        ("en", "Russians", "RUS", "people"),
    ],
)
def test_names_reach_the_lexicon(language: str, word: str, code: str, how: str) -> None:
    found = load_packs().lexicon(language).look_up(fold(word).text)
    assert (code, how) in {(getattr(sense.entry, "code", ""), getattr(sense.entry, "how", "")) for sense in found.senses}
