"""Statements that are built once: a query runs for each shape of its arguments, later calls only bind values.

Building an expression and finding its compiled form costs several times what running it does.
"""

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial, wraps
from typing import Any, ParamSpec

import sqlalchemy as sa

from app.identity.actor import Actor
from app.identity.rights import Can
from app.kernel.ready import Ready
from app.kernel.types import UtcTime

P = ParamSpec("P")
MOST = 2000  # statements kept a query; then it begins anew
_PERSON = "kept_person"
_SHAPE = {
    *("district_id", "hat", "clearance", "masked", "staff", "site_ids", "cadre_ids", "group_ids"),
    *("past_cadre_ids", "rights", "rung", "cleared", "lacking"),
}  # what a statement may depend on
_SCALAR, _MOMENT, _SEVERAL, _LIMIT = object(), object(), object(), object()


class _Built:
    """A statement that was built, and its forms that are ready to run, by kind of database.

    Once it is written out it is let go, being thirty kilobytes of objects, and built anew where it is wanted again.
    """

    __slots__ = ("_make", "_statement", "empty", "ready", "table")

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make, self._statement = make, make()
        self.empty = self._statement is None
        self.table = getattr(self._statement, "table", None)
        self.ready: dict[tuple[str, ...], Ready] = {}

    @property
    def statement(self) -> Any:
        if self._statement is None:
            self._statement = self._make()
        return self._statement

    def let_go(self) -> Any:
        """Return the statement for the last time."""
        statement, self._statement = self.statement, None
        return statement


class Kept:
    """A statement built before, with the values of this call."""

    __slots__ = ("_built", "bound")

    def __init__(self, built: _Built, bound: Mapping[str, Any]) -> None:
        self._built, self.bound = built, bound

    @property
    def statement(self) -> Any:
        return self._built.statement

    @property
    def empty(self) -> bool:
        """Whether the query has nothing to ask."""
        return self._built.empty

    @property
    def table(self) -> Any:
        """The table that it changes."""
        return self._built.table

    def values(self, **columns: Any) -> "Kept":
        """Return a kept update that sets these columns too; plain values only."""
        return Kept(self._built, {**self.bound, **columns})

    def rows(self, connection: sa.Connection) -> Sequence[sa.Row[Any]]:
        """Return all rows of a select."""
        return self._ready(connection).rows(connection, self.bound)

    def first(self, connection: sa.Connection) -> sa.Row[Any] | None:
        """Return the first row of a select, or None."""
        return self._ready(connection).first(connection, self.bound)

    def change(self, connection: sa.Connection) -> int:
        """Update or delete, and return of how many rows; a column that ``values`` names is set."""
        return self._ready(connection, *self.bound).change(connection, self.bound)

    def _ready(self, connection: sa.Connection, *keys: str) -> Ready:
        dialect = connection.dialect
        ready = self._built.ready.get((dialect.name, *keys))
        if ready is None:
            ready = self._built.ready[dialect.name, *keys] = Ready(self._built.let_go, dialect, keys)
        return ready


class _Someone:
    """Anybody who is as the actor in all that a query looks at: who it is comes as a parameter.

    What is looked at is written down; whatever else is asked of them is a mistake.
    """

    def __init__(self, actor: Actor, looked_at: set[str]) -> None:
        self.person_id: Any = sa.bindparam(_PERSON)
        self._actor, self._looked_at = actor, looked_at

    def __getattr__(self, name: str) -> Any:
        if name not in _SHAPE:
            raise AttributeError(f"a kept query may not look at an actor's {name}")
        self._looked_at.add(name)
        return getattr(self._actor, name)

    def can(self, right: Can) -> bool:
        self._looked_at.add(right)
        return right in self._actor.rights


class _Statements:
    """The statements of one query by their form.

    Shape: a form holds of an actor only what the query has ``looked_at`` so far: attributes, single rights. When it
    looks at more it begins anew, for what lay under the old forms may depend on that.
    """

    def __init__(self, looked_at: Iterable[str] = ()) -> None:
        self.looked_at = tuple(looked_at)
        self.by_form: dict[tuple[Any, ...], _Built] = {}

    def shape(self, actor: Actor) -> tuple[Any, ...]:
        return tuple(
            one in actor.rights if isinstance(one, Can) else getattr(actor, one) for one in self.looked_at
        )


def kept(*fixed: str) -> Callable[[Callable[P, Any]], Callable[P, Kept]]:
    """Keep the statements of a query.

    Shape: arguments named in ``fixed``, and empty or true ones, are part of the form, so that the query may
    branch on them; the others reach it as parameters, and it may only compare them.
    """

    def keep(build: Callable[P, Any]) -> Callable[P, Kept]:
        made: Callable[..., Any] = build
        parameters = inspect.signature(build).parameters
        names, rest = tuple(parameters), {name: p.default for name, p in parameters.items()}
        known = _Statements()

        @wraps(build)
        def call(*args: P.args, **named: P.kwargs) -> Kept:
            nonlocal known
            statements = known
            given = {**rest, **dict(zip(names, args, strict=False)), **named}
            values: dict[str, Any] = {}
            form = _form(given, fixed, values, statements)
            built = statements.by_form.get(form)
            if built is None:
                looked_at = set(statements.looked_at)
                built = _Built(partial(made, **_stand_ins(given, form, looked_at)))
                if len(looked_at) > len(statements.looked_at) or len(statements.by_form) >= MOST:
                    known = statements = _Statements(looked_at)
                    form = _form(given, fixed, values, statements)
                statements.by_form[form] = built
            return Kept(built, values)

        return call

    return keep


def _form(
    given: Mapping[str, Any], fixed: tuple[str, ...], values: dict[str, Any], statements: _Statements
) -> tuple[Any, ...]:
    """Return what of the arguments belongs to the form; the rest goes into values."""
    return tuple(_part(name, value, fixed, values, statements) for name, value in given.items())


def _part(
    name: str, value: Any, fixed: tuple[str, ...], values: dict[str, Any], statements: _Statements
) -> Any:
    if isinstance(value, Actor):
        values[_PERSON] = value.person_id
        return statements.shape(value)
    if name in fixed or not value or value is True:
        return tuple(value) if isinstance(value, (list, set, frozenset)) else value
    values[f"kept_{name}"] = value
    if isinstance(value, (list, tuple)):
        return _SEVERAL
    if name in ("limit", "most"):
        return _LIMIT
    return _MOMENT if isinstance(value, datetime) else _SCALAR


def _stand_ins(given: Mapping[str, Any], form: tuple[Any, ...], looked_at: set[str]) -> dict[str, Any]:
    """Return what a query is given instead of its arguments."""
    return {
        name: _Someone(value, looked_at) if isinstance(value, Actor) else _parameter(name, part)
        for (name, value), part in zip(given.items(), form, strict=True)
    }


def _parameter(name: str, part: Any) -> Any:
    if part is _SEVERAL:
        return sa.bindparam(f"kept_{name}", expanding=True)
    if part is _LIMIT:  # written out: PostgreSQL plans for the few rows that are wanted
        return sa.bindparam(f"kept_{name}", type_=sa.Integer(), literal_execute=True)
    if part is _MOMENT:
        return sa.bindparam(f"kept_{name}", type_=UtcTime())
    return sa.bindparam(f"kept_{name}") if part is _SCALAR else part
