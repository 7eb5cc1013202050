"""Classes that declare tables: columns as their hints say, the class and an alias of it in statements, no mapper."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Base
from app.kernel.tables import Tables, aliased


class Room(Tables):
    """A table with one column of each manner."""

    metadata = sa.MetaData()
    __tablename__ = "room"
    __table_args__ = (sa.UniqueConstraint("site", "code"), {"info": {"zone": "open"}})

    id: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    site: Mapped[int]
    code: Mapped[str | None] = mapped_column(sa.String(8), info={"holds": "a code"})
    seats: Mapped[int] = mapped_column(default=30)
    closed: Mapped[date | None]
    share: Mapped[float]
    labs: Mapped[bool] = mapped_column(default=False)


def test_hints_say_what_the_columns_do_not() -> None:
    table = Room.metadata.tables["room"]
    told = {column.key: (str(column.type), column.nullable) for column in table.columns}
    assert told == {
        "id": ("BIGINT", False),
        "site": ("INTEGER", False),
        "code": ("VARCHAR(8)", True),
        "seats": ("INTEGER", False),
        "closed": ("DATE", True),
        "share": ("DOUBLE", False),
        "labs": ("BOOLEAN", False),
    }
    assert table.info == {"zone": "open"} and table.c.code.info == {"holds": "a code"}
    assert [column.key for column in table.primary_key.columns] == ["id"]


def test_a_class_stands_for_its_table_in_every_kind_of_statement() -> None:
    with sa.create_engine("sqlite://").begin() as connection:
        Room.metadata.create_all(connection)
        rows = [{"id": 1, "site": 7, "share": 0.5}, {"id": 2, "site": 7, "share": 1.0}]
        connection.execute(sa.insert(Room), rows)
        connection.execute(sa.update(Room).where(Room.id == 2).values(code="B12"))
        other = aliased(Room)
        pairs = sa.select(Room.id, other.id.label("next")).join(
            other, sa.and_(other.site == Room.site, other.id > Room.id)
        )
        assert [tuple(row) for row in connection.execute(pairs)] == [(1, 2)]
        whole = connection.execute(sa.select(Room).where(Room.code == "B12")).one()
        assert (whole.id, whole.seats, whole.labs, whole.closed) == (2, 30, False, None)
        assert connection.execute(sa.delete(Room).where(Room.id == 1)).rowcount == 1
        assert connection.execute(sa.select(sa.func.count()).select_from(Room)).scalar() == 1


def test_an_alias_has_the_columns_of_its_table_and_no_other() -> None:
    other = aliased(Room)
    assert str(sa.select(other.code)) == "SELECT room_1.code \nFROM room AS room_1"
    with pytest.raises(AttributeError):
        other.door  # type: ignore[attr-defined]  # noqa: B018


def test_a_hint_of_no_known_type_is_refused_when_the_class_is_made() -> None:
    with pytest.raises(TypeError, match="words"):

        class Odd(Tables):
            metadata = sa.MetaData()
            __tablename__ = "odd"
            words: Mapped[list[str]]


def test_no_table_of_the_product_is_mapped() -> None:
    for made in Base.__subclasses__():
        assert sa.inspect(made, raiseerr=False) is None, made.__name__
