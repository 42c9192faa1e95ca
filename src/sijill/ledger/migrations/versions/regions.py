"""Events are computed by what a change touches: reports know in which days they may lie, and what is stale is told by report.

What is computed is thrown away and every report marked: who opens an older ledger computes its events once.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    for table in ("promises", "findings", "stale"):
        op.drop_table(table)
    for table in ("event_counts", "event_parties", "events"):
        op.execute(f"DELETE FROM {table}")
    op.add_column("reports", sa.Column("reach_from", sa.Integer(), nullable=True))
    op.add_column("reports", sa.Column("reach_to", sa.Integer(), nullable=True))
    op.execute("UPDATE reports SET event = NULL, earliest = NULL, latest = NULL WHERE event IS NOT NULL")
    op.drop_index("ix_reports_block_current", "reports")
    op.create_index(op.f("ix_reports_block_current_reach_from_reach_to"), "reports", ["block", "current", "reach_from", "reach_to"], unique=False)
    op.create_table(
        "promises",
        sa.Column("event", sa.String(length=16), nullable=False),
        sa.Column("parties", sa.Text(), nullable=False),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.Column("dated", sa.Boolean(), nullable=False),
        sa.Column("near_from", sa.Integer(), nullable=True),
        sa.Column("near_to", sa.Integer(), nullable=True),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_promises_event")),
        sa.PrimaryKeyConstraint("event"),
    )
    op.create_index(op.f("ix_promises_dated"), "promises", ["dated"], unique=False)
    op.create_index(op.f("ix_promises_parties"), "promises", ["parties"], unique=False)
    op.create_table(
        "findings",
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("parties", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("unit", "rank"),
    )
    op.create_index(op.f("ix_findings_parties"), "findings", ["parties"], unique=False)
    op.create_table(
        "stale",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("report"),
    )
    op.create_index(op.f("ix_stale_block"), "stale", ["block"], unique=False)
    op.execute("INSERT INTO stale (report, block) SELECT pk, block FROM reports WHERE current")
