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
    op.drop_table("event_parties")
    for table in ("event_counts", "events"):
        op.execute(f"DELETE FROM {table}")
    op.drop_index("ix_events_block", "events")
    op.drop_index("ix_events_parties_status", "events")
    op.create_index(op.f("ix_events_block_status"), "events", ["block", "status"], unique=False)
    op.create_index(op.f("ix_events_parties_earliest_latest_id"), "events", ["parties", "earliest", "latest", "id"], unique=False)
    op.create_table(
        "relations",
        sa.Column("parties", sa.Text(), nullable=False),
        sa.Column("pair", sa.Boolean(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("latest", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("parties"),
    )
    op.create_index(op.f("ix_relations_pair_events"), "relations", ["pair", "events"], unique=False)
    op.create_table(
        "relation_parties",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("parties", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["parties"], ["relations.parties"], name=op.f("fk_relation_parties_parties")),
        sa.PrimaryKeyConstraint("code", "parties"),
        sqlite_with_rowid=False,
    )
    op.add_column("reports", sa.Column("reach_from", sa.Integer(), nullable=True))
    op.add_column("reports", sa.Column("reach_to", sa.Integer(), nullable=True))
    op.add_column("reports", sa.Column("first", sa.String(length=16), nullable=True))
    op.drop_index("ix_reports_covered", "reports")
    op.create_index("ix_reports_covered", "reports", ["parties", "published", "outlet", "article", "first", "current"], unique=False)
    op.execute("UPDATE reports SET event = NULL, earliest = NULL, latest = NULL WHERE event IS NOT NULL")
    op.drop_index("ix_reports_block_current", "reports")
    op.create_index(op.f("ix_reports_block_reach_to_reach_from"), "reports", ["block", "reach_to", "reach_from"], unique=False)
    op.drop_index("ix_reports_counted", "reports")
    wide = ["earliest", "event", "act", "type", "modality", "speaker", "outlet", "language", "latest", "current"]
    op.create_index("ix_reports_counted", "reports", wide, unique=False)
    op.create_index("ix_reports_acts", "reports", ["act", "earliest", "event", "type", "modality", "speaker", "outlet", "language", "current"], unique=False)
    for column in ("speaker", "outlet"):
        op.create_index(op.f(f"ix_reports_{column}_earliest"), "reports", [column, "earliest"], unique=False)
    op.create_index(op.f("ix_articles_publisher"), "articles", ["publisher"], unique=False)
    op.create_index("ix_articles_seen", "articles", ["outlet", "language", "published", "current"], unique=False)
    op.create_index(op.f("ix_readings_reports_article"), "readings", ["reports", "article"], unique=False)
    op.create_table(
        "tallies",
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", "value"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_tallies_name_n"), "tallies", ["name", "n"], unique=False)
    for name, column in (("articles", "outlet"), ("publishers", "publisher"), ("months", "substr(published, 1, 7)")):
        op.execute(f"INSERT INTO tallies (name, value, n) SELECT '{name}', coalesce({column}, ''), count(*) FROM articles WHERE current GROUP BY 2")
    op.create_table(
        "promises",
        sa.Column("event", sa.String(length=16), nullable=False),
        sa.Column("parties", sa.Text(), nullable=False),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.Column("near_from", sa.Integer(), nullable=True),
        sa.Column("near_to", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("known", sa.String(length=32), nullable=False),
        sa.Column("due_from", sa.String(length=32), nullable=True),
        sa.Column("due_to", sa.String(length=32), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_promises_event")),
        sa.PrimaryKeyConstraint("event"),
    )
    counted = (["known", "outcome"], ["outcome", "due_from"], ["outcome", "due_to"])
    for columns in (["place"], ["outcome", "place", "known", "due_from", "due_to"], *counted):
        op.create_index(op.f(f"ix_promises_{'_'.join(columns)}"), "promises", columns, unique=False)
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
    for columns in (["parties"], ["place", "rank"], ["kind", "place", "rank"]):
        op.create_index(op.f(f"ix_findings_{'_'.join(columns)}"), "findings", columns, unique=False)
    op.create_table(
        "stale",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("report"),
    )
    op.create_index(op.f("ix_stale_block"), "stale", ["block"], unique=False)
    op.execute("INSERT INTO stale (report, block) SELECT pk, block FROM reports WHERE current")
