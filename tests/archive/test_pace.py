"""How far a run is: what is finished and what is in hand, in items, bytes and time left."""

import time
from pathlib import Path

import pytest

from sijill.archive import Marker, Task, frozen
from sijill.archive.pace import Pace, spoken
from sijill.archive.shelf import Note
from sijill.cli import archive_progress
from sijill.packs import Packs
from tests.archive.made import run_of, warc


def finished(task: Task, items: int) -> Marker:
    return Marker(id=task.id, key=task.key, files={}, items=items, articles=0, reports=0, failed={}, skipped={}, seconds=1, made=task.made)


def test_what_is_in_hand_counts_by_the_bytes_that_it_is_in(tmp_path: Path, packs: Packs) -> None:
    files = [str(warc(tmp_path / f"{n}.warc.gz", range(10 * n, 10 * n + 10))) for n in range(2)]
    one, two = run_of(frozen(files, 1 << 30), tmp_path / "out", packs).tasks(tmp_path / "out")
    pace = Pace(tmp_path / "out", [one, two])
    assert pace.sight()[:3] == (0, 2, 0)
    assert pace.sight().left is None, "nothing tells yet"
    note = Note(tmp_path / "out", two.id)
    note.item(4, two.shard.size // 2)
    pace.done(one, finished(one, 10))
    seen = pace.sight()
    assert (seen.shards, seen.of, seen.items) == (1, 2, 14)
    whole = one.shard.size + two.shard.size
    assert seen.share == pytest.approx((one.shard.size + two.shard.size // 2) / whole)
    assert seen.left is not None
    note.close(done=True)
    pace.done(two, finished(two, 10))
    assert pace.sight()[:3] == (2, 2, 20)
    assert pace.sight().share == 1


def test_a_note_of_an_earlier_run_does_not_count(tmp_path: Path, packs: Packs) -> None:
    (task,) = run_of(frozen([str(warc(tmp_path / "a.warc.gz", range(2)))], 1 << 30), tmp_path / "out", packs).tasks(tmp_path / "out")
    note = Note(tmp_path / "out", task.id)
    note.item(1, task.shard.size)
    note.close(done=False)
    time.sleep(0.02)
    assert Pace(tmp_path / "out", [task]).sight().items == 0


def test_without_a_terminal_a_line_is_said_now_and_then(
    tmp_path: Path, packs: Packs, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (task,) = run_of(frozen([str(warc(tmp_path / "a.warc.gz", range(2)))], 1 << 30), tmp_path / "out", packs).tasks(tmp_path / "out")
    with archive_progress.beating(Pace(tmp_path / "out", [task])) as beat:
        beat()
        assert capsys.readouterr().err == "", "not at once"
        monkeypatch.setattr(archive_progress, "_EVERY", 0)
        beat()
    assert capsys.readouterr().err.startswith("0.0% read: 0 of 1 shards, 0 items, 0/s, an unknown time left")


@pytest.mark.parametrize(("seconds", "said"), [(None, "an unknown time"), (5, "5 s"), (600, "10 min"), (7200, "2 h"), (864000, "10 days")])
def test_times_are_said_as_people_do(seconds: float | None, said: str) -> None:
    assert spoken(seconds) == said
