"""Who signed a guardian's permission is kept, out of every student's reach; students take back certificate entries

Revision: 0017
Follows: 0016
"""

import sqlalchemy as sa
from alembic import op

from app.kernel import guards, types
from app.models import metadata

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guardian_signature",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("district_id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("relation", sa.String(length=40), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_guardian_signature_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guardian_signature")),
    )
    op.create_index("ix_guardian_signature_person", "guardian_signature", ["person_id", "given_on"])
    op.add_column("certificate", sa.Column("withdrawn_at", types.UtcTime, nullable=True))
    guards.install(op.get_bind(), metadata, {"guardian_signature"})


def downgrade() -> None:
    op.drop_column("certificate", "withdrawn_at")
    op.drop_table("guardian_signature")
