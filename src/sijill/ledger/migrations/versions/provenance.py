"""Where an article's text came from."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "provenance",
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("extractor", sa.String(length=64), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("retrieved", sa.String(length=32), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("canonical", sa.Text(), nullable=True),
        sa.Column("file", sa.Text(), nullable=True),
        sa.Column("offset", sa.BigInteger(), nullable=True),
        sa.Column("length", sa.BigInteger(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["articles.pk"], name=op.f("fk_provenance_article")),
        sa.PrimaryKeyConstraint("article"),
    )
    op.create_index(op.f("ix_provenance_sha256"), "provenance", ["sha256"])
