"""The Russian reader: cases, free order, names in any case, clauses, times, speakers, pages."""

import subprocess
import sys

import pytest

from sijill.packs import Packs
from sijill.reading import read
from sijill.records import Reading, Report, Source

DAY = "2023-06-15"  # a Thursday


def reading(text: str, packs: Packs, **more: str) -> Reading:
    return read(Source(id="ru", text=text, language="ru", published=DAY, **more), packs)  # type: ignore[arg-type]


def told(text: str, packs: Packs, act: str | None = None) -> Report:
    """The report of an act, the only one if none is named."""
    reports = [r for r in reading(text, packs).reports if act in (None, r.act)]
    assert len(reports) == 1, [(r.act, r.trigger.exact) for r in reports]
    return reports[0]


def parties(report: Report) -> tuple[set[str | None], set[str | None]]:
    return {p.id.split("/")[0] if p.id else None for p in report.actors}, {p.id.split("/")[0] if p.id else None for p in report.recipients}


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("Путин принял президента Турции.", {"RUS"}, {"TUR"}),
        ("Президента Турции принял Путин.", {"RUS"}, {"TUR"}),
        ("Ирану помогла Россия.", {"RUS"}, {"IRN"}),
        ("Дамаск обвинил Анкару в нарушении границы.", {"SYR"}, {"TUR"}),
        ("Анкару обвинил в нарушении границы Дамаск.", {"SYR"}, {"TUR"}),
        ("Договор был подписан президентами России и Сербии.", {"RUS"}, {"SRB"}),
        ("В Париже осудили действия Израиля.", {"FRA"}, {"ISR"}),
        ("США ввели санкции против Ирана.", {"USA"}, {"IRN"}),
        ("Иран осудил санкции США.", {"IRN"}, {"USA"}),
        ("Обвинения Армении отвергнуты Баку.", {"AZE"}, {"ARM"}),
        ("Греческие танкеры захвачены Ираном.", {"IRN"}, {"GRC"}),
        ("Посол Ирана вызван в МИД Чехии.", {"CZE"}, {"IRN"}),
        ("Из Молдавии высланы 22 российских дипломата.", {"MDA"}, {"RUS"}),
        ("Гражданка Франции арестована в Иране.", {"IRN"}, {"FRA"}),
        ("Против Ирана введены новые санкции ЕС.", {"EU"}, {"IRN"}),
        ("Санкции с Эритреи сняты Советом Безопасности ООН.", {"UNSC"}, {"ERI"}),
        ("Президент Замбии отбыл с визитом в Китай.", {"ZMB"}, {"CHN"}),
        ("Израиль нанес удар по Газе.", {"ISR"}, {"PSE"}),
        ("Венесуэла задержала трех американцев.", {"VEN"}, {"USA"}),
    ],
)
def test_the_case_tells_the_role_wherever_the_party_stands(text: str, actors: set[str], recipients: set[str], packs: Packs) -> None:
    first = reading(text, packs).reports[0]
    found = parties(first)
    assert found[0] | found[1] == actors | recipients
    if first.act not in ("meeting", "signing"):
        assert found == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Лавров встретился с Си Цзиньпином.", "CHN/xi-jinping"),
        ("Лавров встретился с Ван И.", "CHN/wang-yi"),
        ("Лавров встретился с Хавьером Милеем.", "ARG/javier-milei"),
        ("Лавров встретился с Нарендрой Моди.", "IND/narendra-modi"),
        ("Лавров встретился с Владимиром Зеленским.", "UKR/volodymyr-zelenskyy"),
        ("Лавров встретился с А.Лукашенко.", "BLR/alexander-lukashenko"),
    ],
)
def test_names_are_known_in_any_case(text: str, person: str, packs: Packs) -> None:
    report = told(text, packs, "meeting")
    assert person in {p.id for p in (*report.actors, *report.recipients)}


@pytest.mark.parametrize(
    "text",
    [
        "Глава МИД Китая Ван И встретился с министром иностранных дел Индии.",
        "Министр иностранных дел КНР встретился с индийским коллегой Субраманьямом Джайшанкаром.",
        "Состоялась встреча председателя Китайской Народной Республики Си Цзиньпина с премьер-министром Индии Нарендрой Моди.",
        "В Дели прошли индийско-китайские переговоры.",
        "Премьер-министр Индии, прибывший в Китай, провел встречу с председателем КНР.",
    ],
)
def test_titles_names_and_adjectives_are_one_party(text: str, packs: Packs) -> None:
    reports = [r for r in reading(text, packs).reports if r.act in ("meeting", "negotiation")]
    assert {frozenset().union(*parties(r)) for r in reports} == {frozenset(("CHN", "IND"))}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Путин посетил Индию.", "actual"),
        ("Путин посетит Индию.", "planned"),
        ("Путин будет с визитом в Индии.", "planned"),
        ("Путин планирует посетить Индию.", "planned"),
        ("Путин может посетить Индию.", "possible"),
        ("Путин не посетит Индию.", "denied"),
        ("Визит Путина в Индию отменен.", "cancelled"),
    ],
)
def test_what_is_to_come_possible_denied_or_off(text: str, modality: str, packs: Packs) -> None:
    visits = [r for r in reading(text, packs).reports if r.act == "visit"]
    assert [r.modality.value for r in visits] == [modality]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Лавров заявил, что Польша выслала дипломатов России.", "RUS/sergey-lavrov"),
        ("«Польша выслала дипломатов России», — заявил Лавров.", "RUS/sergey-lavrov"),
        ("Польша выслала дипломатов России, сообщил Лавров.", "RUS/sergey-lavrov"),
        ("По словам Лаврова, Польша выслала дипломатов России.", "RUS/sergey-lavrov"),
        ("Как сообщил Лавров, Польша выслала дипломатов России.", "RUS/sergey-lavrov"),
        ("В МИД Литвы сообщили, что Польша выслала дипломатов России.", "LTU"),
        ("Польша выслала дипломатов России. Об этом сообщил Лавров.", "RUS/sergey-lavrov"),
        ("Польша выслала дипломатов России, заявил глава турецкого МИД.", "TUR"),
        ("Польша выслала дипломатов России, сообщили в правительстве страны.", "POL"),
    ],
)
def test_who_vouches(text: str, speaker: str, packs: Packs) -> None:
    report = told(text, packs, "expulsion")
    assert parties(report) == ({"POL"}, {"RUS"})
    assert report.speaker.id == speaker


@pytest.mark.parametrize(
    ("when", "edtf"),
    [
        ("15 декабря 2021 года", "2021-12-15"),
        ("15 декабря прошлого года", "2022-12-15"),
        ("в среду", "2023-06-14"),
        ("вчера", "2023-06-14"),
        ("на прошлой неделе", "2023-06-05/2023-06-11"),
        ("в прошлом году", "2022"),
        ("в 2015 году", "2015"),
        ("12.03.2023", "2023-03-12"),
        ("два дня назад", "2023-06-13"),
    ],
)
def test_times(when: str, edtf: str, packs: Packs) -> None:
    assert [t.edtf for t in told(f"Путин встретился с Эрдоганом {when}.", packs).times] == [edtf]


@pytest.mark.parametrize(
    ("how_long", "iso", "approximate"),
    [("полтора часа", "PT1H30M", False), ("два с половиной часа", "PT2H30M", False), ("более часа", "PT1H", True), ("полчаса", "PT30M", False)],
)
def test_durations(how_long: str, iso: str, approximate: bool, packs: Packs) -> None:
    durations = told(f"Встреча Путина с Эрдоганом длилась {how_long}.", packs).durations
    assert [(d.iso, d.approximate) for d in durations] == [(iso, approximate)]


def test_a_time_of_day_is_no_duration(packs: Packs) -> None:
    assert told("Встреча Путина с Эрдоганом началась в 15 часов.", packs).durations == ()


@pytest.mark.parametrize(
    ("text", "n", "since"),
    [
        ("Это была 37-я встреча Путина и Си Цзиньпина с 2013 года.", 37, "2013"),
        ("Прошла тридцать седьмая встреча Путина и Си Цзиньпина.", 37, None),
        ("Путин и Си Цзиньпин встретились в пятый раз.", 5, None),
        ("Путин впервые посетил Китай.", 1, None),
    ],
)
def test_ordinals_are_claims(text: str, n: int, since: str | None, packs: Packs) -> None:
    ordinals = reading(text, packs).reports[0].ordinals
    assert [(o.n, o.since) for o in ordinals] == [(n, since)]


def test_channels(packs: Packs) -> None:
    video = told("Путин провел с Моди встречу в формате видеоконференции.", packs)
    assert [c.value for c in video.channels] == ["video"]
    phone = told("Состоялся телефонный разговор Путина с Моди.", packs)
    assert (phone.act, [c.value for c in phone.channels]) == ("call", ["phone"])


def test_a_relative_clause_takes_its_noun(packs: Packs) -> None:
    reports = reading("Путин встретился с президентом Ирана, который осудил действия Израиля.", packs).reports
    condemned = next(r for r in reports if r.act == "condemnation")
    assert parties(condemned) == ({"IRN"}, {"ISR"})


def test_a_transcript_keeps_who_has_the_floor(packs: Packs) -> None:
    text = "В Кремле прошла встреча Владимира Путина с президентом Сербии. В.Путин: Добрый день! Хотел бы Вас поблагодарить за визит."
    praise = next(r for r in reading(text, packs).reports if r.act == "praise")
    assert parties(praise) == ({"RUS"}, {"SRB"})
    assert praise.speaker.id == "RUS/vladimir-putin"


def test_a_card_of_a_person_tells_nobody_new(packs: Packs) -> None:
    text = "Путин встретился с Александром Лукашенко Лукашенко Александр Григорьевич Президент Республики Беларусь , который посетил Россию."
    visit = next(r for r in reading(text, packs).reports if r.act == "visit")
    assert parties(visit) == ({"BLR"}, {"RUS"})


def test_the_same_reading_each_time(packs: Packs) -> None:
    text = "Путин провел переговоры с Эрдоганом в Сочи. Стороны подписали соглашение о сотрудничестве."
    assert reading(text, packs) == reading(text, packs)


def test_other_languages_do_not_load_the_library() -> None:
    code = (
        "import sys; from sijill import read; read('The Turkish president met the Egyptian president in Cairo on Tuesday.', language='en');"
        " sys.exit('pymorphy3' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_without_the_library_the_error_tells_what_to_install() -> None:
    code = (
        "import sys; sys.modules['pymorphy3'] = None\nimport sijill\ntry:\n    sijill.read('Путин принял президента Турции.', language='ru')\n"
        "except sijill.MissingExtra as error:\n    sys.exit('sijill[ru]' not in error.fix)\nsys.exit(2)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_visit_set_for_a_day_and_put_off_is_off(packs: Packs) -> None:
    assert told("Визит президента Египта в Ирак, запланированный на март, был отложен.", packs, "visit").modality.value == "cancelled"


def test_a_guest_came_in_the_month_of_the_talks(packs: Packs) -> None:
    report = told("13 июня прошли переговоры президента Алжира с президентом Кубы, который находится в Алжире с визитом.", packs, "visit")
    assert [time.edtf for time in report.times] == ["2023-06"]


def test_what_is_signed_in_talks_is_of_their_day(packs: Packs) -> None:
    text = "Президент Алжира 20 июня проведет переговоры с президентом Кубы. По итогам переговоров стороны подпишут соглашение."
    assert [time.edtf for time in told(text, packs, "signing").times] == ["2023-06-20"]
