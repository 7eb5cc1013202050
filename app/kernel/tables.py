"""Tables written as classes in SQLAlchemy's declarative style, and nothing beyond the tables: no class is mapped.

Rows are read by name and never become objects. Mappers would be half of what a process holds of SQLAlchemy, and much
of the time that building a statement takes, for nothing; decisions/0018 has the figures.
"""

import inspect
from datetime import date
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args

import sqlalchemy as sa
from sqlalchemy.orm import MappedColumn

_TYPES = {int: sa.Integer, float: sa.Double, str: sa.String, bool: sa.Boolean, date: sa.Date}
_KINDS: dict[tuple[type, str], Any] = {}
_Model = TypeVar("_Model")


class _Declared(type):
    """Make a table of a class that names one; the class then stands for it in statements, its columns for theirs."""

    def __init__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> None:
        super().__init__(name, bases, namespace)
        if "__tablename__" not in namespace:
            return
        parts = namespace.get("__table_args__", ())
        options = parts[-1] if parts and isinstance(parts[-1], dict) else {}
        columns = [
            _column(key, hint, namespace.get(key)) for key, hint in inspect.get_annotations(cls).items()
        ]
        table = sa.Table(
            namespace["__tablename__"],
            cast("Any", cls).metadata,
            *columns,
            *(part for part in parts if part is not options),
            **options,
        )
        cast("Any", cls).__table__ = table
        for column in table.c:
            setattr(cls, column.key, column)

    def __clause_element__(cls) -> sa.Table:
        table: sa.Table = cast("Any", cls).__table__
        return table


def _column(key: str, hint: Any, declared: MappedColumn[Any] | None) -> sa.Column[Any]:
    """Return the column of ``key: Mapped[int | None] = mapped_column(…)``; what it does not say, the hint does."""
    (held,) = get_args(hint)
    kinds = get_args(held) if isinstance(held, UnionType) else (held,)
    column: sa.Column[Any] = sa.Column() if declared is None else declared.column
    column.name = column.key = key
    column.nullable = NoneType in kinds
    if isinstance(column.type, sa.types.NullType):
        if kinds[0] not in _TYPES:
            raise TypeError(f"say the type of {key} in mapped_column(…)")
        column.type = _TYPES[kinds[0]]()
    if not isinstance(column.type, sa.types.SchemaType):
        column.type = _one_of(column.type)
    return column


def _one_of(kind: Any) -> Any:
    """Return the first type that was made like this one: a thousand columns have some thirty types."""
    told = sorted((name, value) for name, value in vars(kind).items() if name != "dispatch")
    return _KINDS.setdefault((type(kind), repr(told)), kind)


if TYPE_CHECKING:
    from sqlalchemy.orm import DeclarativeBase

    class Tables(DeclarativeBase):
        """What type checkers take it for, whose columns they know."""

else:

    class Tables(metaclass=_Declared):
        """What the base of all tables derives from."""


class _Alias:
    """A table under another name, whose columns are attributes as a class's are."""

    def __init__(self, table: sa.Table) -> None:
        self._table = table.alias()

    def __getattr__(self, name: str) -> sa.ColumnElement[Any]:
        if name not in self._table.c:
            raise AttributeError(name)
        return self._table.c[name]

    def __clause_element__(self) -> sa.FromClause:
        return self._table


def aliased(model: type[_Model]) -> type[_Model]:
    """Return a table once more under a name of its own, to be compared with itself."""
    return cast("type[_Model]", _Alias(cast("Any", model).__table__))
