"""The ledger's tables, for SQLite and PostgreSQL alike. All instants are UTC, as ISO 8601 text."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeEngine

from . import wording

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def _line(length: int) -> TypeEngine[str]:
    """Return the type of a short text. SQLite holds nobody to its length and sorts by signs; PostgreSQL would not."""
    return String(length).with_variant(Text(collation="C"), "postgresql")


complaint = Table(
    "complaint",
    metadata,
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("number", _line(40), nullable=False),
    Column("year", Integer, nullable=False),
    Column("received_at", _line(40), nullable=False),
    Column("registered_at", _line(40), nullable=False),
    Column("channel", _line(60), nullable=False),
    Column("complainant", Text, nullable=False),
    Column("company", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("stated_service", Text, nullable=False),
    Column("order_reference", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    Column("classification", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("working_group", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("closed_at", _line(40), nullable=False),
    Column("settled", Boolean, nullable=False),
    Column("memory", Text, nullable=False),
    UniqueConstraint("number"),
    Index(None, "year"),
    Index(None, "outcome"),
    comment=wording.REGISTER_MIRROR,
)

response = Table(
    "response",
    metadata,
    Column("id", _line(200), primary_key=True),
    Column("number", _line(40), nullable=False),
)

passage = Table(
    "passage",
    metadata,
    Column("number", _line(40), ForeignKey("complaint.number"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("step", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("began", _line(40), nullable=False),
    Column("due", _line(40), nullable=False),
    Column("ended", _line(40), nullable=False),
    Column("breached", Boolean, nullable=False),
    Column("calendar", Text, nullable=False),
)

history = Table(
    "history",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("at", _line(40), nullable=False),
    Column("number", _line(40), nullable=False),
    Column("what", Text, nullable=False),
    Column("old", Text, nullable=False),
    Column("new", Text, nullable=False),
    Column("since", _line(40), nullable=False),
    Column("who", Text, nullable=False),
    Column("hash", _line(64), nullable=False),
    Index(None, "number"),
)

#: One row: how long the history is and its last hash, so that lines cut off its end are missed.
chain = Table(
    "chain",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("length", Integer, nullable=False),
    Column("hash", _line(64), nullable=False),
)

effect = Table(
    "effect",
    metadata,
    Column("key", _line(250), primary_key=True),
    Column("kind", _line(60), nullable=False),
    Column("number", _line(40), nullable=False),
    Column("payload", Text, nullable=False),
    Column("token", Text, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("result", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("last_failure", Text, nullable=False),
    Column("done_at", _line(40), nullable=False, server_default=""),
    Index(None, "done_at"),
    # Of those that were begun and not finished alone, which are few. The migration says the same to PostgreSQL, whose
    # dialect every start would load, were it named here.
    Index("ix_effect_done", "done", sqlite_where=text("done IS 0")),
)

setback = Table(
    "setback",
    metadata,
    Column("name", _line(250), primary_key=True),
    Column("number", _line(40), nullable=False),
    Column("cause", _line(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("rests_on", _line(64), nullable=False),
    Column("since", _line(40), nullable=False),
    Column("tried_at", _line(40), nullable=False),
    Column("times", Integer, nullable=False),
    Column("told", Boolean, nullable=False),
)

cover = Table(
    "cover",
    metadata,
    Column("notice", _line(250), primary_key=True),
    Column("effect", _line(250), ForeignKey("effect.key"), primary_key=True),
    Index(None, "effect"),
)

document = Table(
    "document",
    metadata,
    Column("effect", _line(250), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("number", _line(40), ForeignKey("complaint.number"), nullable=False),
    Column("kind", _line(60), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("form", _line(20), nullable=False),
    Column("file", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("sha256", _line(64), nullable=False),
    Column("pages", Integer, nullable=True),
    Column("filed_at", _line(40), nullable=False),
    Column("letter_number", Text, nullable=False, server_default=""),
    Column("letter_date", _line(10), nullable=False, server_default=""),
    Column("remark", Text, nullable=False, server_default=""),
    Column("made_from", _line(16), nullable=False, server_default=""),
    Column("signed_by", Text, nullable=False, server_default=""),
    Column("checked", Text, nullable=False, server_default=""),
    Column("shelf", Text, nullable=False, server_default=""),
    UniqueConstraint("place"),
    Index(None, "sha256"),
    Index(None, "number"),
)

#: The archive's documents that belong to no complaint.
office_document = Table(
    "office_document",
    metadata,
    Column("effect", _line(250), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("sha256", _line(64), nullable=False),
    Column("filed_at", _line(40), nullable=False),
    Column("remark", Text, nullable=False, server_default=""),
    UniqueConstraint("place"),
)

survey_answer = Table(
    "survey_answer",
    metadata,
    Column("response", _line(200), primary_key=True),
    Column("submitted_at", _line(40), nullable=False),
    Column("reference", Text, nullable=False),
    Column("number", _line(40), nullable=False),
    *(Column(f"u{element}", Integer, nullable=True) for element in range(1, 10)),
    Column("suggestion", Text, nullable=False),
    *(Column(name, Text, nullable=False, server_default="") for name in ("sex", "age", "education", "occupation")),
    Column("on_paper", Integer, nullable=False, server_default="0"),
)

#: What of each complaint is compared with others; `looked` is what it was when others like it were last looked for.
likeness = Table(
    "likeness",
    metadata,
    Column("number", _line(40), primary_key=True),
    Column("mark", _line(16), nullable=False),
    Column("looked", _line(40), nullable=False),
    Column("service", Text, nullable=False),
    Column("orders", Text, nullable=False),
    Column("customers", Text, nullable=False),
    Column("words", Text, nullable=False),
)

likeness_key = Table(
    "likeness_key",
    metadata,
    Column("key", _line(60), primary_key=True),
    Column("number", _line(40), primary_key=True),
    Index(None, "number"),
)

likeness_spread = Table(
    "likeness_spread",
    metadata,
    Column("word", _line(60), primary_key=True),
    Column("complaints", Integer, nullable=False),
)

alike = Table(
    "alike",
    metadata,
    Column("number", _line(40), primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("other", _line(40), nullable=False),
    Column("likeness", _line(20), nullable=False),
    Column("score", Float, nullable=False),
)

action = Table(
    "action",
    metadata,
    Column("key", _line(60), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("number", _line(40), nullable=False),
    Column("memory", Text, nullable=False),
    Index(None, "place"),
)

place = Table("place", metadata, Column("name", _line(100), primary_key=True), Column("id", Text, nullable=False))

note = Table("note", metadata, Column("name", _line(100), primary_key=True), Column("text", Text, nullable=False))
