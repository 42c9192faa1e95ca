"""`sijill archive` as people and jobs run it: planned, read in shares, looked at, begun again otherwise."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from sijill.errors import ArchiveError, BrokenManifest, OtherRun
from tests.archive.made import TOLD, warc, written

Sijill = Callable[..., Result]


@pytest.fixture
def manifest(tmp_path: Path, sijill: Sijill) -> Path:
    for n in range(3):
        warc(tmp_path / f"{n}.warc.gz", range(4 * n, 4 * n + 4))
    planned = sijill("archive", "plan", tmp_path / "*.warc.gz", "--to", tmp_path / "m.jsonl", "--sample", 0)
    assert planned.exit_code == 0
    assert planned.stdout.startswith("3 shards of 3 files, ")
    return tmp_path / "m.jsonl"


def lines(result: Result) -> list[dict[str, dict[str, object]]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_plan_says_what_it_reckons_from(manifest: Path, sijill: Sijill) -> None:
    told = sijill("archive", "plan", manifest, "--workers", 4, "--sample", 6)
    assert "reckoned from 6 items, the first of 3 shards" in told.stdout
    (line,) = lines(sijill("archive", "plan", manifest, "--workers", 4, "--sample", 6, "--json"))
    found, sample = line["estimate"], line["estimate"]["sample"]
    assert isinstance(sample, dict)
    assert (sample["items"], sample["articles"], sample["reports"], found["workers"]) == (6, 6, 18, 4)
    assert found["items"] == 12
    assert float(str(found["core_hours"])) >= float(str(found["hours"]))


def test_a_plan_goes_on_where_a_file_cannot_be_sampled(manifest: Path, tmp_path: Path, sijill: Sijill) -> None:
    warc(tmp_path / "1.warc.gz", range(2))
    told = sijill("archive", "plan", manifest)
    assert told.exit_code == 1
    assert "not in the sample: changed-file" in told.stderr
    assert "of 2 shards" in told.stdout


def test_a_run_is_told_sums_up_and_is_not_done_twice(manifest: Path, tmp_path: Path, sijill: Sijill) -> None:
    first = sijill("archive", "run", manifest, "--to", tmp_path / "out", "--workers", 2)
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout.startswith("3 shards read: 12 items, 12 articles with 36 reports; ")
    (summary,) = lines(sijill("archive", "run", manifest, "--to", tmp_path / "out", "--json"))
    assert (summary["summary"]["there"], summary["summary"]["shards"]) == (3, 0)


def test_shares_make_up_the_whole(manifest: Path, tmp_path: Path, sijill: Sijill) -> None:
    one, all_ = tmp_path / "shares", tmp_path / "whole"
    assert len(lines(sijill("archive", "run", manifest, "--to", one, "--shard", "1/2", "--json"))) == 3
    half = sijill("archive", "status", one)
    assert (half.exit_code, half.stdout.splitlines()[0].split(",")[0]) == (1, "2 of 3 shards finished (67%)")
    sijill("archive", "run", manifest, "--to", one, "--shard", "2/2")
    assert sijill("archive", "status", one, "--verify").exit_code == 0
    sijill("archive", "run", manifest, "--to", all_)
    assert written(one) == written(all_)
    assert sijill("archive", "run", manifest, "--to", "s3://bucket/out").exit_code == 2
    for wrong in ("0/2", "3/2", "x", "1/"):
        assert sijill("archive", "run", manifest, "--to", one, "--shard", wrong).exit_code == 2


def test_another_manifest_or_setting_is_refused_unless_told(manifest: Path, tmp_path: Path, sijill: Sijill) -> None:
    out = tmp_path / "out"
    sijill("archive", "run", manifest, "--to", out)
    with pytest.raises(OtherRun, match='begun with scope "international"'):
        sijill("archive", "run", manifest, "--to", out, "--scope", "all")
    manifest.write_text("".join(manifest.read_text().splitlines(keepends=True)[:2]))
    with pytest.raises(OtherRun, match="another manifest"):
        sijill("archive", "run", manifest, "--to", out)
    (summary,) = lines(sijill("archive", "run", manifest, "--to", out, "--renew", "--json"))
    assert summary["summary"]["there"] == 2, "what is the same is not read again"
    assert sijill("archive", "query", out, "SELECT count(*) AS n FROM articles", "--json").stdout == '{"n":8}\n', "the third shard is of no run now"


def test_a_shard_that_cannot_be_read_is_said_and_the_others_are_read(manifest: Path, tmp_path: Path, sijill: Sijill) -> None:
    (tmp_path / "1.warc.gz").unlink()
    told = sijill("archive", "run", manifest, "--to", tmp_path / "out")
    assert told.exit_code == 1
    assert told.stderr.count("missing-file") == 1
    assert "2 shards read" in told.stdout
    assert "1 shards were not read" in told.stdout


def test_status_sees_what_was_damaged(manifest: Path, tmp_path: Path, sijill: Sijill) -> None:
    out = tmp_path / "out"
    sijill("archive", "run", manifest, "--to", out)
    victim = next((out / "reports").glob("*.parquet"))
    data = bytearray(victim.read_bytes())
    data[len(data) // 2] ^= 1
    victim.write_bytes(data)
    assert sijill("archive", "status", out).exit_code == 0
    told = sijill("archive", "status", out, "--verify")
    assert told.exit_code == 1
    assert f"damaged: {victim}" in told.stderr


def test_a_folder_of_no_run_and_a_file_that_is_no_manifest(tmp_path: Path, sijill: Sijill) -> None:
    for verb in (("status", tmp_path), ("query", tmp_path, "SELECT 1"), ("load", tmp_path, "--ledger", tmp_path / "l")):
        with pytest.raises(ArchiveError, match="no archive was read"):
            sijill("archive", *verb)
    with pytest.raises(BrokenManifest):
        sijill("archive", "run", warc(tmp_path / "a.warc.gz", range(2)), "--to", tmp_path / "out")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly_and_goes_on(tmp_path: Path, sijill: Sijill, how: signal.Signals) -> None:
    for n in range(6):
        warc(tmp_path / f"{n}.warc.gz", range(40 * n, 40 * n + 40), TOLD * 3)
    sijill("archive", "plan", tmp_path / "*.warc.gz", "--to", tmp_path / "m.jsonl", "--sample", 0)
    out = tmp_path / "out"
    command = [sys.executable, "-m", "sijill", "archive", "run", str(tmp_path / "m.jsonl"), "--to", str(out), "--workers", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True) as running:
        while not list((out / "done").glob("*.json")):
            time.sleep(0.02)
            assert running.poll() is None
        os.kill(running.pid, how)
        told, _ = running.communicate(timeout=60)
    if running.returncode == 0:
        pytest.skip("it was done before it could be stopped")
    assert running.returncode == 1
    assert "stopped: run the same again to go on" in told
    assert list(out.rglob("*.part")) == [], "nothing is left half written"
    assert sijill("archive", "run", tmp_path / "m.jsonl", "--to", out).exit_code == 0
    sijill("archive", "run", tmp_path / "m.jsonl", "--to", tmp_path / "undisturbed")
    assert written(out) == written(tmp_path / "undisturbed")
