"""Parquet: the flat table with lists as lists, written in row groups."""

from itertools import islice

from sijill.errors import MissingExtra
from sijill.exports.flat import COLUMNS, flat
from sijill.exports.job import Job
from sijill.frames import arrow_schema

_GROUP = 10_000  # rows


def write(job: Job) -> None:
    """Needs the extra `analytics`. Raises MissingExtra."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtra("Parquet needs the extra `analytics` (pyarrow)", fix="pip install 'sijill[analytics]'") from error
    schema = arrow_schema(COLUMNS)
    rows = flat(job)
    with pq.ParquetWriter(job.out, schema, compression="zstd") as writer:
        while group := list(islice(rows, _GROUP)):
            writer.write_table(pa.Table.from_pylist(group, schema))
