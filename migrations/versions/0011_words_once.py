"""The words of a question to see something lie beside its event alone; a head is found by what it holds

Revision: 0011
Follows: 0010
"""

import sqlalchemy as sa
from alembic import op

from app.kernel import types

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

REVEAL = sa.table("reveal", sa.column("id", types.Id), sa.column("event_id", sa.String))
EVENT = sa.table(
    "audit_event",
    sa.column("id", sa.String),
    sa.column("tag", sa.String),
    sa.column("commitment", sa.String),
    sa.column("codes", types.Json),
)
AT_ONCE = 1_000


def upgrade() -> None:
    """Let each question name its event, which has held the same words under a salted hash from the beginning."""
    op.add_column("reveal", sa.Column("event_id", sa.String(length=32), nullable=True))
    asked = sa.select(EVENT.c.id, EVENT.c.codes).where(
        EVENT.c.tag.in_(("word:asked", "word:revealed")), EVENT.c.commitment.is_not(None)
    )
    rows = op.get_bind().execute(asked).all()
    pairs = [{"r": row.codes["reveal"], "e": row.id} for row in rows if row.codes.get("reveal")]
    named = sa.update(REVEAL).where(REVEAL.c.id == sa.bindparam("r")).values(event_id=sa.bindparam("e"))
    for at in range(0, len(pairs), AT_ONCE):
        op.get_bind().execute(named, pairs[at : at + AT_ONCE])
    op.drop_table("reveal_private")
    op.create_index("ix_audit_checkpoint_size", "audit_checkpoint", ["origin", "size", "place"])


def downgrade() -> None:
    """Write the words a second time, those that are not erased."""
    op.drop_index("ix_audit_checkpoint_size", "audit_checkpoint")
    op.create_table(
        "reveal_private",
        sa.Column("reveal_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(["reveal_id"], ["reveal.id"], name=op.f("fk_reveal_private_reveal_id")),
        sa.PrimaryKeyConstraint("reveal_id", name=op.f("pk_reveal_private")),
    )
    op.execute(
        "INSERT INTO reveal_private (reveal_id, district_id, note) SELECT reveal.id, reveal.district_id,"
        " substr(audit_words.words, 1, 400) FROM reveal JOIN audit_words ON audit_words.event_id = reveal.event_id"
    )
    op.drop_column("reveal", "event_id")
