"""What sites told beside their pages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column; a body that was kept before has none."""
    op.add_column("bodies", sa.Column("companions", sa.LargeBinary()))


def downgrade() -> None:
    """Takes it away."""
    op.drop_column("bodies", "companions")
