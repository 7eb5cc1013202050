"""Factories write at once and never commit: the arranging block commits once, over the system's connection."""

# factory-boy exports its classes without saying so
# mypy: disable-error-code="name-defined"

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import SimpleNamespace
from typing import Any

import factory
import sqlalchemy as sa

from app.kernel import db

_connection: ContextVar[sa.Connection] = ContextVar("connection")


class Base(factory.Factory):
    """What every factory shares: one row, written on our connection."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model: Any, *_: Any, **values: Any) -> SimpleNamespace:
        """Insert the row and return what it was given."""
        _connection.get().execute(sa.insert(model), values)
        return SimpleNamespace(**values)


@contextmanager
def arranging() -> Iterator[None]:
    """Write what the factories make inside, for the code under test to see."""
    with db.engine("system").begin() as connection:
        token = _connection.set(connection)
        try:
            yield
        finally:
            _connection.reset(token)
