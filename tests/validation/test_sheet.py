"""The sheet: what was drawn goes out, what people wrote comes back, and what is wrong in it is named by line."""

import csv
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from click.testing import Result

from sijill.cli.options import Options, readings
from sijill.errors import SheetError
from sijill.ledger import Ledger
from sijill.packs import Packs
from sijill.validation import read
from sijill.validation.sheet import COLUMNS, _safe

Sijill = Callable[..., Result]
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory, packs: Packs) -> Path:
    path: Path = tmp_path_factory.mktemp("validation") / "news.sijill"
    with as_file(files("sijill.examples").joinpath("coverage", "articles.jsonl")) as file, Ledger(path, packs) as ledger:
        ledger.add(readings([str(file)], Options(), packs))
        quiet = path.with_name("quiet.txt")
        quiet.write_text("=1+1 The weather was fine in the harbour, and the boats went out.")
        ledger.add(readings([str(quiet)], Options(), packs))
    return path


@pytest.fixture
def drawn(news: Path, tmp_path: Path, sijill: Sijill) -> Rows:
    sheet = tmp_path / "sheet.csv"
    assert sijill("sample", sheet, "--reports", 12, "--ledger", news).exit_code == 0
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def saved(rows: Rows, path: Path, delimiter: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, delimiter=delimiter)
        table.writeheader()
        table.writerows(rows)
    return path


def filled(rows: Rows) -> Rows:
    for row in rows:
        row |= {"right": "Yes"} if row["kind"] == "report" else {"missed": "0"}
    return rows


def test_what_is_drawn(drawn: Rows, news: Path) -> None:
    assert list(drawn[0]) == list(COLUMNS)
    assert {row["kind"] for row in drawn} == {"report", "dropped", "article"}
    assert len({row["id"] for row in drawn}) == len(drawn)
    for stratum in {row["stratum"] for row in drawn}:
        some = [row for row in drawn if row["stratum"] == stratum]
        assert sum(float(row["weight"]) for row in some) == pytest.approx(int(some[0]["stratum_size"]), rel=1e-4)
    with Ledger(news) as ledger:
        sizes = ledger.strata("report")
    assert sum(sizes.values()) == 30
    assert sizes.keys() == {row["stratum"] for row in drawn if row["kind"] == "report"}


def test_a_pages_words_begin_no_formula(drawn: Rows) -> None:
    (article,) = [row for row in drawn if row["kind"] == "article"]
    assert article["words"].startswith("'=1+1")
    assert [_safe(value) for value in ("+1", "@x", "plain", 3, None)] == ["'+1", "'@x", "plain", 3, None]


def test_there_and_back(drawn: Rows, tmp_path: Path, sijill: Sijill) -> None:
    for delimiter in ",;":
        coded = read(saved(filled(drawn), tmp_path / "coded.csv", delimiter))
        assert [row.id for row in coded] == [row["id"] for row in drawn]
        assert all(row.answered for row in coded)
    result = sijill("validate", tmp_path / "coded.csv")
    assert result.exit_code == 0
    assert "all       all" in result.stdout
    assert f"{len(drawn)} rows coded, 0 not" in result.stderr
    header, first, *_ = sijill("validate", tmp_path / "coded.csv", "--csv").stdout.splitlines()
    assert header.startswith("by,group,precision,precision_low")
    assert first.startswith("all,all,1.0,")
    assert '"estimate":{"by":"all"' in sijill("validate", tmp_path / "coded.csv", "--json").stdout


def test_a_sheet_nobody_coded_says_so(drawn: Rows, tmp_path: Path, sijill: Sijill) -> None:
    result = sijill("validate", saved(drawn, tmp_path / "sheet2.csv"))
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"0 rows coded, {len(drawn)} not" in result.stderr


def test_a_coded_sheet_is_not_written_over(drawn: Rows, news: Path, tmp_path: Path, sijill: Sijill) -> None:
    before = (tmp_path / "sheet.csv").read_bytes()
    assert sijill("sample", tmp_path / "sheet.csv", "--ledger", news).exit_code == 2
    assert (tmp_path / "sheet.csv").read_bytes() == before


@pytest.mark.parametrize(("kind", "wrong", "says"), [
    ("report", {"right": "perhaps"}, "no answer"),
    ("report", {"missed": "1"}, "not for a row of kind 'report'"),
    ("dropped", {"right": "yes"}, "not for a row of kind 'dropped'"),
    ("dropped", {"missed": "some"}, "no number"),
    ("dropped", {"missed": "1", "missed_acts": "visit; meeting"}, "1 missed, but 2 acts"),
    ("article", {"kind": "poem"}, "no kind"),
    ("article", {"stratum_size": ""}, "no number"),
])  # fmt: skip
def test_what_is_wrong_is_named_by_line(kind: str, wrong: dict[str, str], says: str, drawn: Rows, tmp_path: Path) -> None:
    at = next(at for at, row in enumerate(drawn) if row["kind"] == kind)
    drawn[at] |= wrong
    with pytest.raises(SheetError, match=says) as found:
        read(saved(drawn, tmp_path / "wrong.csv"))
    assert found.value.line is not None
    assert found.value.line > at


def test_a_sheet_without_its_columns_or_with_a_row_twice_is_refused(drawn: Rows, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("id,kind\n1,report\n")
    with pytest.raises(SheetError, match="no column 'stratum'"):
        read(tmp_path / "x.csv")
    with pytest.raises(SheetError, match="two rows"):
        read(saved([*drawn, drawn[0]], tmp_path / "y.csv"))
