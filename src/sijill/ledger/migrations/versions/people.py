"""What people say of single reports."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("reports", sa.Column("people", sa.Text(), nullable=True))
