"""The tables. A record is kept whole as JSON beside the columns that queries ask for.

So a record may gain a field without a migration, and nothing that a part found is lost on the way to another part.
`migrations/` makes these tables; a test holds that both say the same.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Integer, MetaData, Table, Text, false

from pipelines.catalogue.types import Json, Moment, Packed, PackedJson, Words

metadata = MetaData()

Number = BigInteger().with_variant(Integer(), "sqlite")

# What stood in the notes: a version of a note is kept once, however many nights see it.
note_versions = Table(
    "note_versions",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("path", Words, nullable=False),
    Column("data", PackedJson, nullable=False),
)
scans = Table(
    "scans",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("notes", PackedJson, nullable=False),
)

# Each night. `settled`: history has taken this run's checks in.
runs = Table(
    "runs",
    metadata,
    Column("id", Number, primary_key=True),
    Column("started", Moment, nullable=False),
    Column("finished", Moment),
    Column("conclusive", Boolean, nullable=False),
    Column("settled", Boolean, nullable=False),
    Column("reason", Words, nullable=False),
    Column("scan", Text),
    Column("taxonomy", Text),
    Column("counts", Json, nullable=False),
)

resources = Table(
    "resources",
    metadata,
    Column("key", Words, primary_key=True),
    Column("url", Words, nullable=False),
    Column("kind", Text, nullable=False),
    Column("first_seen", Moment, nullable=False),
)

# Only added to.
checks = Table(
    "checks",
    metadata,
    Column("id", Number, primary_key=True),
    Column("run", Number, nullable=False),
    Column("key", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("data", Json, nullable=False),
    Index("checks_of_key", "key", "id"),
    Index("checks_of_run", "run", "key"),
)

# Derived from the checks of conclusive runs by pipelines.history. `check_id` is the last one taken in, `turned_at` when
# the state last changed, `confirmed` whether a death was said aloud.
standings = Table(
    "standings",
    metadata,
    Column("key", Words, primary_key=True),
    Column("check_id", Number, nullable=False),
    Column("checked_at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("not_before", Moment),
    Column("answered", Boolean, nullable=False),
    Column("data", Json, nullable=False),
    Column("turned_at", Moment),
    Column("confirmed", Boolean, nullable=False, server_default=false()),
)
changes = Table(
    "changes",
    metadata,
    Column("id", Number, primary_key=True),
    Column("run", Number, nullable=False),
    Column("kind", Text, nullable=False),
    Column("key", Words, nullable=False),
    Column("data", Json, nullable=False),
    Index("changes_of_run", "run"),
    Index("changes_of_key", "key"),
)

# The last living answer of each resource, with what its site told beside it; what two of them share is kept once.
pages = Table(
    "pages",
    metadata,
    Column("key", Words, primary_key=True),
    Column("url", Words, nullable=False),
    Column("content_type", Words, nullable=False),
    Column("charset", Words, nullable=False),
    Column("digest", Text, nullable=False),
    Column("size", Number, nullable=False),
    Column("etag", Words, nullable=False),
    Column("last_modified", Words, nullable=False),
    Column("fetched", Moment, nullable=False),
    Index("pages_of_body", "digest"),
)
bodies = Table(
    "bodies",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("data", Packed, nullable=False),
    Column("companions", PackedJson),
)

# What a page says: valid for its body's digest and the extractor's version. `changed`: when it last said otherwise.
documents = Table(
    "documents",
    metadata,
    Column("key", Words, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("extractor", Text, nullable=False),
    Column("text_digest", Text, nullable=False),
    Column("data", PackedJson, nullable=False),
    Column("text", Packed, nullable=False),
    Column("changed", Moment),
)

# What the tagger said of a page or a stage: valid for `digest`, which is of its words, its version and the taxonomy.
taggings = Table(
    "taggings",
    metadata,
    Column("subject", Words, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("data", PackedJson, nullable=False),
)

# What holds after the pass over the whole collection; what the graph is made of.
coverages = Table(
    "coverages",
    metadata,
    Column("subject", Words, primary_key=True),
    Column("topic", Words, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("score", Float, nullable=False),
    Column("data", Json, nullable=False),
)
taxonomies = Table(
    "taxonomies",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("data", PackedJson, nullable=False),
)

# For each thing derived from the catalogue, the digest of what it was last made from.
marks = Table(
    "marks",
    metadata,
    Column("name", Text, primary_key=True),
    Column("digest", Text, nullable=False),
)

# What a web archive said of a dead resource; `data` is null where it has no copy.
copies = Table(
    "copies",
    metadata,
    Column("key", Words, primary_key=True),
    Column("asked", Moment, nullable=False),
    Column("data", Json),
)
