"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def _text(name: str, *, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), primary_key=key, nullable=False)


def _bytes(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def upgrade() -> None:
    """Makes all tables."""
    _notes_and_runs()
    _visits()
    _understanding()


def _notes_and_runs() -> None:
    op.create_table("note_versions", _text("digest", key=True), _text("path"), _bytes("data"))
    op.create_table("scans", _text("digest", key=True), _bytes("notes"))
    op.create_table(
        "runs",
        sa.Column("id", _NUMBER, primary_key=True),
        sa.Column("started", _MOMENT, nullable=False),
        sa.Column("finished", _MOMENT),
        sa.Column("conclusive", sa.Boolean(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        _text("reason"),
        sa.Column("scan", sa.Text()),
        sa.Column("taxonomy", sa.Text()),
        _text("counts"),
    )
    op.create_table(
        "resources",
        _text("key", key=True),
        _text("url"),
        _text("kind"),
        sa.Column("first_seen", _MOMENT, nullable=False),
    )


def _visits() -> None:
    op.create_table(
        "checks",
        sa.Column("id", _NUMBER, primary_key=True),
        sa.Column("run", _NUMBER, nullable=False),
        _text("key"),
        sa.Column("at", _MOMENT, nullable=False),
        _text("state"),
        _text("data"),
    )
    op.create_index("checks_of_key", "checks", ["key", "id"])
    op.create_index("checks_of_run", "checks", ["run", "key"])
    op.create_table(
        "standings",
        _text("key", key=True),
        sa.Column("check_id", _NUMBER, nullable=False),
        sa.Column("checked_at", _MOMENT, nullable=False),
        _text("state"),
        sa.Column("not_before", _MOMENT),
        sa.Column("answered", sa.Boolean(), nullable=False),
        _text("data"),
    )
    op.create_table(
        "changes",
        sa.Column("id", _NUMBER, primary_key=True),
        sa.Column("run", _NUMBER, nullable=False),
        _text("kind"),
        _text("key"),
        _text("data"),
    )
    op.create_index("changes_of_run", "changes", ["run"])
    op.create_index("changes_of_key", "changes", ["key"])


def _understanding() -> None:
    op.create_table(
        "pages",
        _text("key", key=True),
        _text("url"),
        _text("content_type"),
        _text("charset"),
        _text("digest"),
        sa.Column("size", _NUMBER, nullable=False),
        _text("etag"),
        _text("last_modified"),
        sa.Column("fetched", _MOMENT, nullable=False),
    )
    op.create_index("pages_of_body", "pages", ["digest"])
    op.create_table("bodies", _text("digest", key=True), _bytes("data"))
    op.create_table(
        "documents",
        _text("key", key=True),
        _text("digest"),
        _text("extractor"),
        _text("text_digest"),
        _bytes("data"),
        _bytes("text"),
    )
    op.create_table("taggings", _text("subject", key=True), _text("digest"), _bytes("data"))
    op.create_table(
        "coverages",
        _text("subject", key=True),
        _text("topic", key=True),
        _text("source", key=True),
        sa.Column("score", sa.Float(), nullable=False),
        _text("data"),
    )
    op.create_table("taxonomies", _text("digest", key=True), _bytes("data"))
    op.create_table("marks", _text("name", key=True), _text("digest"))


def downgrade() -> None:
    """There is nothing before the first."""
    for name in (
        "marks",
        "taxonomies",
        "coverages",
        "taggings",
        "documents",
        "bodies",
        "pages",
        "changes",
        "standings",
        "checks",
        "resources",
        "runs",
        "scans",
        "note_versions",
    ):
        op.drop_table(name)
