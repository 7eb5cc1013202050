"""The service catalog: categories with impact, urgency, first step and checklist; canned status messages."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.data import plain
from app.kernel.db import Base
from app.kernel.types import Id, Json
from app.kernel.zones import zone


class Category(Base):
    """A kind of trouble: what a requester picks and a tech is cleared for."""

    __tablename__ = "category"
    __table_args__ = (sa.UniqueConstraint("district_id", "code"), {"info": zone("open", "structure")})

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    code: Mapped[str] = mapped_column(sa.String(30))
    name: Mapped[str] = mapped_column(sa.String(60), info=plain("the catalog"))
    ask: Mapped[str] = mapped_column(sa.String(160), info=plain("the catalog"))
    record_type: Mapped[str] = mapped_column(sa.String(20))
    impact: Mapped[int]
    urgency: Mapped[int]
    first_step: Mapped[str] = mapped_column(sa.String(200), default="", info=plain("the catalog"))
    checklist: Mapped[list[str]] = mapped_column(Json, info=plain("the catalog"))
    adult_only: Mapped[bool] = mapped_column(default=False)
    private: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    needs: Mapped[str] = mapped_column(sa.String(40), default="", info=plain("the catalog"))
    listed: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int] = mapped_column(default=0)


class Canned(Base):
    """A status message that goes out at once when it is sent unedited."""

    __tablename__ = "canned"
    __table_args__ = (sa.UniqueConstraint("district_id", "code"), {"info": zone("open", "structure")})

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    district_id: Mapped[int] = mapped_column(Id)
    code: Mapped[str] = mapped_column(sa.String(40))
    title: Mapped[str] = mapped_column(sa.String(80), info=plain("a ready-made reply"))
    text: Mapped[str] = mapped_column(sa.Text, info=plain("a ready-made reply"))
