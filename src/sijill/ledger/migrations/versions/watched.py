"""Watched sources and what they list."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "sources",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("since", sa.String(length=32), nullable=False),
        sa.Column("tried", sa.String(length=32), nullable=True),
        sa.Column("succeeded", sa.String(length=32), nullable=True),
        sa.Column("next", sa.String(length=32), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=32), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "addresses",
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("published", sa.String(length=32), nullable=True),
        sa.Column("changed", sa.Text(), nullable=True),
        sa.Column("found", sa.String(length=32), nullable=False),
        sa.Column("tried", sa.String(length=32), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("error", sa.String(length=32), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.Column("article", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(["source"], ["sources.name"], name=op.f("fk_addresses_source")),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index(op.f("ix_addresses_article"), "addresses", ["article"], unique=False)
    op.create_index(op.f("ix_addresses_source_found"), "addresses", ["source", "found"], unique=False)
