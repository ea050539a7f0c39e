"""Since when each resource has been as it is: how soon it is asked again depends on it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_BATCH = 1000


def upgrade() -> None:
    """Adds the columns, and fills those of the standings from their records."""
    op.add_column("standings", sa.Column("turned_at", _MOMENT))
    op.add_column("standings", sa.Column("confirmed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("documents", sa.Column("changed", _MOMENT))
    _fill()


def _fill() -> None:
    standings = sa.table("standings", sa.column("key"), sa.column("data"))
    new = sa.table("standings", sa.column("key"), sa.column("turned_at", _MOMENT), sa.column("confirmed", sa.Boolean()))
    statement = (
        sa.update(new)
        .where(new.c.key == sa.bindparam("of"))
        .values(turned_at=sa.bindparam("turned"), confirmed=sa.bindparam("told"))
    )
    connection, last = op.get_bind(), ""
    naive = connection.dialect.name == "sqlite"
    while rows := connection.execute(
        sa.select(standings).where(standings.c.key > last).order_by(standings.c.key).limit(_BATCH)
    ).all():
        last = rows[-1].key
        connection.execute(statement, [_of(row.key, json.loads(row.data), naive) for row in rows])


def _of(key: str, standing: dict[str, object], naive: bool) -> dict[str, object]:
    history = standing.get("history")
    turned = None
    if isinstance(history, list) and history:
        turned = datetime.fromisoformat(history[-1]["at"]).astimezone(UTC)
        turned = turned.replace(tzinfo=None) if naive else turned
    return {"of": key, "turned": turned, "told": bool(standing.get("confirmed"))}


def downgrade() -> None:
    """Takes them away."""
    op.drop_column("documents", "changed")
    op.drop_column("standings", "confirmed")
    op.drop_column("standings", "turned_at")
