"""The first tables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0001"
down_revision = None

# bags of words: FTS5 keeps no text, no places and no lengths, since the words that it gets are forms, each once
_WORDS = """CREATE VIRTUAL TABLE {} USING fts5(words, content='', detail=none, columnsize=0, tokenize="ascii tokenchars '.,'")"""


def upgrade() -> None:
    for index in ("article_words", "report_words"):
        if op.get_bind().dialect.name == "postgresql":
            op.create_table(index, sa.Column("rowid", sa.Integer(), primary_key=True, autoincrement=False), sa.Column("words", TSVECTOR(), nullable=False))
            op.create_index(f"ix_{index}_words", index, ["words"], postgresql_using="gin")
        else:
            op.execute(_WORDS.format(index))
    op.create_table(
        "articles",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=16), nullable=False),
        sa.Column("extractor", sa.String(length=64), nullable=True),
        sa.Column("given", sa.String(length=16), nullable=False),
        sa.Column("content", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("published", sa.String(length=32), nullable=True),
        sa.Column("published_from", sa.String(length=16), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("titled", sa.Boolean(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("added", sa.String(length=32), nullable=False),
        sa.Column("first", sa.String(length=16), nullable=True),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("pk"),
        sa.UniqueConstraint("key", "content", name=op.f("uq_articles_key_content")),
        sa.UniqueConstraint("key", "version", name=op.f("uq_articles_key_version")),
    )
    op.create_index(op.f("ix_articles_first"), "articles", ["first"], unique=False)
    op.create_index(op.f("ix_articles_given"), "articles", ["given"], unique=False)
    op.create_index(op.f("ix_articles_name"), "articles", ["name"], unique=False)
    op.create_index(op.f("ix_articles_published"), "articles", ["published"], unique=False)
    op.create_index(op.f("ix_articles_url"), "articles", ["url"], unique=False)
    op.create_table(
        "events",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("parties", sa.Text(), nullable=False),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.Column("type", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("earliest", sa.String(length=32), nullable=True),
        sa.Column("latest", sa.String(length=32), nullable=True),
        sa.Column("announced", sa.Boolean(), nullable=False),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_events_block"), "events", ["block"], unique=False)
    op.create_index(op.f("ix_events_earliest"), "events", ["earliest"], unique=False)
    op.create_index(op.f("ix_events_parties_status"), "events", ["parties", "status"], unique=False)
    op.create_table(
        "failures",
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("fix", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=16), nullable=True),
        sa.Column("published", sa.String(length=32), nullable=True),
        sa.Column("added", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "judgements",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("made", sa.String(length=32), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table("stale", sa.Column("block", sa.Text(), nullable=False), sa.PrimaryKeyConstraint("block"))
    op.create_table(
        "bands",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.pk"], name=op.f("fk_bands_article")),
        sa.PrimaryKeyConstraint("band", "article"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_bands_article"), "bands", ["article"], unique=False)
    op.create_table(
        "event_counts",
        sa.Column("event", sa.String(length=16), nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_event_counts_event")),
        sa.PrimaryKeyConstraint("event", "block"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_event_counts_block"), "event_counts", ["block"], unique=False)
    op.create_table(
        "event_parties",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("event", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_event_parties_event")),
        sa.PrimaryKeyConstraint("code", "event"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_event_parties_event"), "event_parties", ["event"], unique=False)
    op.create_table(
        "findings",
        sa.Column("parties", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("parties", "rank"),
    )
    op.create_table(
        "promises",
        sa.Column("event", sa.String(length=16), nullable=False),
        sa.Column("parties", sa.Text(), nullable=False),
        sa.Column("dated", sa.Boolean(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_promises_event")),
        sa.PrimaryKeyConstraint("event"),
    )
    op.create_index(op.f("ix_promises_dated"), "promises", ["dated"], unique=False)
    op.create_index(op.f("ix_promises_parties"), "promises", ["parties"], unique=False)
    op.create_table(
        "furniture",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.pk"], name=op.f("fk_furniture_article")),
        sa.PrimaryKeyConstraint("article", "start"),
    )
    op.create_table(
        "judged",
        sa.Column("judgement", sa.String(length=16), nullable=False),
        sa.Column("report", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["judgement"], ["judgements.id"], name=op.f("fk_judged_judgement")),
        sa.PrimaryKeyConstraint("judgement", "report"),
    )
    op.create_index(op.f("ix_judged_report"), "judged", ["report"], unique=False)
    op.create_table(
        "readings",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(length=32), nullable=False),
        sa.Column("packs", sa.Text(), nullable=False),
        sa.Column("scope", sa.String(length=16), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("read", sa.String(length=32), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.pk"], name=op.f("fk_readings_article")),
        sa.PrimaryKeyConstraint("pk"),
    )
    op.create_index(op.f("ix_readings_article_current"), "readings", ["article", "current"], unique=False)
    op.create_table(
        "assessments",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.pk"], name=op.f("fk_assessments_reading")),
        sa.PrimaryKeyConstraint("reading", "rank"),
    )
    op.create_table(
        "dropped",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.pk"], name=op.f("fk_dropped_reading")),
        sa.PrimaryKeyConstraint("reading", "rank"),
    )
    op.create_table(
        "memberships",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.pk"], name=op.f("fk_memberships_reading")),
        sa.PrimaryKeyConstraint("reading", "rank"),
    )
    op.create_table(
        "positions",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.pk"], name=op.f("fk_positions_reading")),
        sa.PrimaryKeyConstraint("reading", "rank"),
    )
    op.create_table(
        "reports",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("parties", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("published", sa.String(length=32), nullable=True),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.Column("type", sa.String(length=64), nullable=False),
        sa.Column("modality", sa.String(length=16), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("event", sa.String(length=16), nullable=True),
        sa.Column("earliest", sa.String(length=32), nullable=True),
        sa.Column("latest", sa.String(length=32), nullable=True),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.pk"], name=op.f("fk_reports_article")),
        sa.ForeignKeyConstraint(["reading"], ["readings.pk"], name=op.f("fk_reports_reading")),
        sa.PrimaryKeyConstraint("pk"),
        sa.UniqueConstraint("reading", "rank", name=op.f("uq_reports_reading_rank")),
    )
    op.create_index(op.f("ix_reports_article"), "reports", ["article"], unique=False)
    op.create_index(op.f("ix_reports_block_current"), "reports", ["block", "current"], unique=False)
    op.create_index(
        "ix_reports_counted", "reports", ["current", "event", "act", "type", "modality", "speaker", "outlet", "language", "earliest", "latest"], unique=False
    )
    op.create_index("ix_reports_covered", "reports", ["current", "parties", "published", "outlet", "article"], unique=False)
    op.create_index(op.f("ix_reports_event"), "reports", ["event"], unique=False)
    op.create_index(op.f("ix_reports_key"), "reports", ["key"], unique=False)
    op.create_table(
        "report_parties",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.pk"], name=op.f("fk_report_parties_report")),
        sa.PrimaryKeyConstraint("report", "code"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_report_parties_code"), "report_parties", ["code"], unique=False)
