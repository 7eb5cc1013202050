"""Statements that are built once: a query runs for each shape of its arguments, later calls only bind values.

Building an expression and finding its compiled form costs several times what running it does.
"""

import inspect
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec

import sqlalchemy as sa

from app.identity.actor import Actor
from app.identity.rights import Can
from app.kernel.types import UtcTime

P = ParamSpec("P")
MOST = 2000  # statements kept a query; then it begins anew
_PERSON = "kept_person"
_SCALAR, _MOMENT, _SEVERAL, _LIMIT = object(), object(), object(), object()


class Kept:
    """A statement built before, with the values of this call."""

    def __init__(self, statement: Any, bound: Mapping[str, Any]) -> None:
        self.statement, self.bound = statement, bound

    def values(self, **columns: Any) -> "Kept":
        """Return a kept update that sets these columns too; plain values only."""
        return Kept(self.statement, {**self.bound, **columns})


class _Someone:
    """Anybody of one shape: who it is comes as a parameter; whatever else is asked of them is a mistake."""

    def __init__(self, actor: Actor) -> None:
        self.person_id: Any = sa.bindparam(_PERSON)
        self.district_id, self.hat, self.clearance = actor.district_id, actor.hat, actor.clearance
        self.site_ids, self.cadre_ids, self.group_ids = actor.site_ids, actor.cadre_ids, actor.group_ids
        self.rights, self.rung, self.cleared = actor.rights, actor.rung, actor.cleared
        self.lacking, self.masked, self.staff = actor.lacking, actor.masked, actor.staff

    def can(self, right: Can) -> bool:
        return right in self.rights


def _shape(actor: Actor) -> tuple[Any, ...]:
    """Return all that the form of a statement may depend on."""
    return (
        actor.district_id,
        actor.hat,
        actor.clearance,
        actor.site_ids,
        actor.cadre_ids,
        actor.group_ids,
        actor.rights,
        actor.rung,
        actor.cleared,
        actor.lacking,
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
        statements: dict[tuple[Any, ...], Any] = {}

        @wraps(build)
        def call(*args: P.args, **named: P.kwargs) -> Kept:
            given = dict(zip(names, args, strict=False)) | named
            values: dict[str, Any] = {}
            form = tuple(_form(name, given.get(name, rest[name]), fixed, values) for name in names)
            statement = statements.get(form)
            if statement is None:
                if len(statements) >= MOST:
                    statements.clear()
                parts = zip(names, form, strict=True)
                statement = made(**{name: _stand_in(name, part, given) for name, part in parts})
                statements[form] = statement
            return Kept(statement, values)

        return call

    return keep


def _form(name: str, value: Any, fixed: tuple[str, ...], values: dict[str, Any]) -> Any:
    """Return what of an argument belongs to the form; the rest goes into values."""
    if isinstance(value, Actor):
        values[_PERSON] = value.person_id
        return _shape(value)
    if name in fixed or not value or value is True:
        return tuple(value) if isinstance(value, (list, set, frozenset)) else value
    values[f"kept_{name}"] = value
    if isinstance(value, (list, tuple)):
        return _SEVERAL
    if name in ("limit", "most"):
        return _LIMIT
    return _MOMENT if isinstance(value, datetime) else _SCALAR


def _stand_in(name: str, part: Any, given: dict[str, Any]) -> Any:
    value = given.get(name)
    if isinstance(value, Actor):
        return _Someone(value)
    if part is _SEVERAL:
        return sa.bindparam(f"kept_{name}", expanding=True)
    if part is _LIMIT:  # written out: PostgreSQL plans for the few rows that are wanted
        return sa.bindparam(f"kept_{name}", type_=sa.Integer(), literal_execute=True)
    if part is _MOMENT:
        return sa.bindparam(f"kept_{name}", type_=UtcTime())
    return sa.bindparam(f"kept_{name}") if part is _SCALAR else part
