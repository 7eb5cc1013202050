"""Adults find people by their names in any case, with or without accents

Revision: 0013
Follows: 0012
"""

import sqlalchemy as sa
from alembic import op

from app.kernel import types
from app.school.people.folding import found_by

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

PERSON = sa.table(
    "person_private",
    sa.column("person_id", types.Id),
    *(sa.column(name, sa.String) for name in ("given", "family", "preferred", "folded")),
)
AT_ONCE = 1_000


def upgrade() -> None:
    op.add_column(
        "person_private", sa.Column("folded", sa.String(length=400), nullable=False, server_default="")
    )
    bind = op.get_bind()
    rows = bind.execute(
        sa.select(PERSON.c.person_id, PERSON.c.given, PERSON.c.family, PERSON.c.preferred)
    ).all()
    pairs = [{"who": row.person_id, "by": found_by(row.given, row.family, row.preferred)} for row in rows]
    named = (
        sa.update(PERSON).where(PERSON.c.person_id == sa.bindparam("who")).values(folded=sa.bindparam("by"))
    )
    for at in range(0, len(pairs), AT_ONCE):
        bind.execute(named, pairs[at : at + AT_ONCE])
    _index("folded")


def downgrade() -> None:
    _index("given || ' ' || family || ' ' || preferred")
    op.drop_column("person_private", "folded")


def _index(words: str) -> None:
    """Let PostgreSQL find beginnings of these words by an index."""
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP INDEX ix_person_private_names")
        made = f"to_tsvector('simple'::regconfig, {words})"
        op.execute(f"CREATE INDEX ix_person_private_names ON person_private USING gin (({made}))")
