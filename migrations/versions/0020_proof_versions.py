"""A purge may erase proof that was masked again, with the student whose time is over

Revision: 0020
Follows: 0019
"""

from alembic import op

from app.kernel import guards
from app.models import metadata

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    guards.renew(op.get_bind(), metadata, {"evidence_version"})


def downgrade() -> None:
    """The guard stays: it lets the product alone erase, and an earlier version never does."""
