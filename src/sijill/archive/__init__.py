"""Archives: millions of pages read shard by shard into Parquet, on every core or many machines, and asked or brought into a ledger from there.

`frozen` makes a manifest, `begun` a folder for it, `run` of a back-end does its tasks. A shard is read by `perform`, a pure function to files.
"""

from sijill.archive.backends import BACKENDS, Backend, Done, How, backend
from sijill.archive.manifest import frozen
from sijill.archive.manifest import read as read_manifest
from sijill.archive.manifest import write as write_manifest
from sijill.archive.records import Made, Manifest, Marker, Settings, Shard, Task
from sijill.archive.shelf import Run, begun, finished, in_hand, marker_of, part_of, run_of
from sijill.archive.task import perform

__all__ = [
    "BACKENDS",
    "Backend",
    "Done",
    "How",
    "Made",
    "Manifest",
    "Marker",
    "Run",
    "Settings",
    "Shard",
    "Task",
    "backend",
    "begun",
    "finished",
    "frozen",
    "in_hand",
    "marker_of",
    "part_of",
    "perform",
    "read_manifest",
    "run_of",
    "write_manifest",
]
