"""The back-end on Ray, on a cluster of two nodes on this machine: what it gives, and that nothing is lost where a worker, a node or the run is killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.tree import descendants
from sijill.errors import ArchiveError, MissingExtra
from tests.archive.killing import SHARDS, done, in_hand, reading, title, until, written

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked at in /proc")
NODE = {"num_cpus": 1, "object_store_memory": 80_000_000}


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A cluster with one node, to which tests add another."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    ray = pytest.importorskip("ray.cluster_utils", reason="Ray is not installed")
    made = ray.Cluster(initialize_head=True, head_node_args=NODE | {"include_dashboard": False})
    yield made
    made.shutdown()


def on(cluster: Any, archive: Path, folder: Path) -> subprocess.Popen[bytes]:
    return reading(archive, folder, "--on", "ray", RAY_ADDRESS=cluster.address)


def busy(node: Any) -> list[int]:
    """The processes of a node that read a shard."""
    raylet = node.all_processes["raylet"][0].process.pid
    return [pid for pid in descendants(raylet) if title(pid).startswith("ray::_attempt")]


def test_a_worker_is_killed_and_then_a_node_and_then_the_run(cluster: Any, archive: Path, undisturbed: Path, tmp_path: Path) -> None:
    folder, second = tmp_path / "run", cluster.add_node(**NODE)
    process = on(cluster, archive, folder)
    until(lambda: len(in_hand(folder)) == 2 and bool(busy(cluster.head_node)), process)
    victim = busy(cluster.head_node)[0]
    os.kill(victim, signal.SIGKILL)
    until(lambda: bool(busy(second)), process)
    cluster.remove_node(second, allow_graceful=False)
    until(lambda: bool(done(folder)) and victim not in busy(cluster.head_node) and bool(busy(cluster.head_node)), process)
    process.kill()
    process.wait()
    until(lambda: not busy(cluster.head_node))  # nobody reads on when nobody waits for it
    assert 0 < len(done(folder)) < SHARDS
    assert on(cluster, archive, folder).wait() == 0
    assert written(folder) == written(undisturbed)


def test_without_the_extra_it_says_what_to_install(archive: Path, tmp_path: Path, sijill: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(MissingExtra, match=r"sijill\[ray\]"):
        sijill("archive", "run", archive, "--to", tmp_path / "run", "--on", "ray")


def test_a_cluster_that_is_not_there(archive: Path, tmp_path: Path, sijill: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ray", reason="Ray is not installed")
    monkeypatch.setenv("RAY_ADDRESS", "nowhere")
    with pytest.raises(ArchiveError, match="nowhere cannot be joined"):
        sijill("archive", "run", archive, "--to", tmp_path / "run", "--on", "ray")
