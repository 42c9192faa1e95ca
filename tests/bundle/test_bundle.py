"""Replication bundles: nothing of the articles' words is in one, what is in it is checked, and what differs is said."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from click.testing import Result

from sijill.bundle import Bundle, Difference, Summary, write
from sijill.cli.options import Options, readings
from sijill.errors import BundleError
from sijill.ledger import Ledger, Query
from sijill.packs import Packs
from sijill.records import Source

Sijill = Callable[..., Result]


@dataclass
class Published:
    ledger: Ledger
    bundle: Path
    copies: list[Source]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, packs: Packs) -> Iterator[Published]:
    folder: Path = tmp_path_factory.mktemp("bundle")
    with as_file(files("sijill.examples").joinpath("coverage", "articles.jsonl")) as file, Ledger(folder / "news.sijill", packs) as ledger:
        ledger.add(readings([str(file)], Options(), packs))
        copies = [Source(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]
        event = next(event for event in ledger.events("CHN", "RUS") if event.status == "planned")
        ledger.judge("verdict", event.reports, "A. Reader", verdict="kept", at="2023-01-01")
        with (folder / "b.zip").open("wb") as out:
            write(ledger, out, 'A "meeting": told', ["A. Reader", "B. Writer"])
        yield Published(ledger, folder / "b.zip", copies)


def changed(published: Published, to: Path, name: str, content: bytes | None, sums: bool = False) -> Path:
    """A copy of the bundle in which one file is another, or is left out; with checksums that fit, if `sums`."""
    import hashlib

    with zipfile.ZipFile(published.bundle) as old:
        members = {info.filename: old.read(info) for info in old.infolist()}
    members.pop(name, None)
    if content is not None:
        members[name] = content
    if sums:
        del members["SHA256SUMS"]
        members["SHA256SUMS"] = "".join(f"{hashlib.sha256(data).hexdigest()}  {n}\n" for n, data in members.items()).encode()
    with zipfile.ZipFile(to, "w") as new:
        for n, data in members.items():
            new.writestr(n, data)
    return to


def outcomes(bundle: Path, copies: list[Source]) -> tuple[dict[str, Difference], Summary]:
    with Bundle(bundle) as opened:
        *articles, summary = opened.replicate(copies)
    assert isinstance(summary, Summary)
    return {found.article: found for found in articles if isinstance(found, Difference)}, summary


def test_the_same_copies_give_the_same_reports(published: Published) -> None:
    found, summary = outcomes(published.bundle, published.copies)
    assert {one.outcome for one in found.values()} == {"same"}
    assert (summary.articles["same"], summary.reports, summary.same, summary.strangers) == (18, 30, 30, 0)


def test_no_words_of_an_article_are_in_it(published: Published) -> None:
    with zipfile.ZipFile(published.bundle) as opened:
        own = b"\n".join(opened.read(name) for name in opened.namelist() if not name.startswith("packs/")).decode()
    for told in published.ledger.told(Query(), texts=True):
        for stored in told.reports:
            assert stored.report.evidence.exact not in own
            assert stored.article.title is None or stored.article.title not in own
            assert all(content.text not in own for content in stored.report.content)


def test_equal_ledgers_make_equal_bytes(published: Published) -> None:
    again = io.BytesIO()
    write(published.ledger, again, 'A "meeting": told', ["A. Reader", "B. Writer"])
    assert again.getvalue() == published.bundle.read_bytes()


def test_what_is_in_it(published: Published) -> None:
    with zipfile.ZipFile(published.bundle) as opened:
        names = set(opened.namelist())
        manifest = json.loads(opened.read("manifest.json"))
        judgements = opened.read("output/judgements.jsonl").splitlines()
        codebook, citation = opened.read("codebook.md").decode(), opened.read("CITATION.cff").decode()
    assert {"manifest.json", "articles.jsonl", "output/reports.jsonl", "output/events.jsonl", "SHA256SUMS", "packs/world/acts.toml"} <= names
    assert (manifest["articles"], manifest["reports"], manifest["events"], manifest["judgements"]) == (18, 30, 7, 1)
    assert set(manifest["packs"]) == {"ar", "en", "ru", "zh", "world"}
    assert len(judgements) == 1
    assert "| meeting | CONSULT |" in codebook
    assert 'title: "A \\"meeting\\": told"' in citation
    assert citation.count("  - name:") == 3


def test_missing_copies_strangers_and_other_headlines_are_said(published: Published) -> None:
    import msgspec

    stranger = Source(id="x", text="France met Egypt in Cairo.")
    other = msgspec.structs.replace(published.copies[0], title="Another headline")
    found, summary = outcomes(published.bundle, [stranger, other, *published.copies[3:]])
    assert found[published.copies[0].id].outcome == "failed"
    assert [found[copy.id].outcome for copy in published.copies[1:3]] == ["missing", "missing"]
    assert (summary.strangers, summary.articles["same"]) == (1, 15)


def test_a_report_told_otherwise_lost_or_new_is_named(published: Published, tmp_path: Path) -> None:
    with zipfile.ZipFile(published.bundle) as opened:
        lines = [json.loads(line) for line in opened.read("output/reports.jsonl").splitlines()]
    lines[0]["report"]["act"] = "visit"
    ghost = dict(lines[1], report=dict(lines[1]["report"], id="0" * 16))
    new = lines.pop(2)
    content = "".join(json.dumps(line) + "\n" for line in [*lines, ghost]).encode()
    found, summary = outcomes(changed(published, tmp_path / "b.zip", "output/reports.jsonl", content, sums=True), published.copies)
    assert {id: fields for one in found.values() for id, fields in one.changed.items()} == {lines[0]["report"]["id"]: ("act",)}
    assert [id for one in found.values() for id in one.lost] == ["0" * 16]
    assert [id for one in found.values() for id in one.new] == [new["report"]["id"]]
    assert (summary.reports, summary.same) == (30, 28)


@pytest.mark.parametrize(("name", "content", "sums"), [
    ("articles.jsonl", b"{}\n", False),
    ("articles.jsonl", None, False),
    ("extra.txt", b"x", False),
    ("SHA256SUMS", None, False),
    ("manifest.json", b"{}", True),
    ("packs/../../evil.toml", b"x = 1", True),
    ("packs/world/acts.toml", b"", True),
])  # fmt: skip
def test_a_bundle_that_was_changed_is_refused(published: Published, tmp_path: Path, name: str, content: bytes | None, sums: bool) -> None:
    broken = changed(published, tmp_path / "b.zip", name, content, sums)
    with pytest.raises(BundleError):
        Bundle(broken)
    assert not (tmp_path / "evil.toml").exists()


def test_what_is_no_bundle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x")
    with pytest.raises(BundleError, match="no bundle"):
        Bundle(tmp_path / "x")


def test_the_verbs(published: Published, tmp_path: Path, sijill: Sijill) -> None:
    made = tmp_path / "b.zip"
    result = sijill("bundle", made, "--title", "T", "--author", "A", "--ledger", published.ledger.path)
    assert "18 articles, 30 reports, 7 events" in result.stdout
    with as_file(files("sijill.examples").joinpath("coverage", "articles.jsonl")) as file:
        result = sijill("replicate", made, file)
        assert (result.exit_code, result.stdout) == (0, "articles: 18 same; reports: 30 of 30 the same\n")
        some = tmp_path / "some.jsonl"
        some.write_text("".join(file.read_text(encoding="utf-8").splitlines(keepends=True)[:17]))
    result = sijill("replicate", made, some, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout.splitlines()[-1])["summary"]["articles"]["missing"] == 1
    assert sijill("bundle", published.ledger.path, "--title", "T", "--author", "A", "--ledger", published.ledger.path).exit_code == 2
