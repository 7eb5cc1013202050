"""Factories flush and never commit: the arranging block commits once, over the system's connection."""

from collections.abc import Iterator
from contextlib import contextmanager

import factory
from sqlalchemy.orm import Session, scoped_session, sessionmaker

from app.kernel import db

_session: scoped_session[Session] = scoped_session(sessionmaker())


class Base(factory.alchemy.SQLAlchemyModelFactory):
    """What every factory shares: our session, and flushing only."""

    class Meta:
        abstract = True
        sqlalchemy_session = _session
        sqlalchemy_session_persistence = "flush"


@contextmanager
def arranging() -> Iterator[Session]:
    """Write what the factories make inside, for the code under test to see."""
    with db.engine("system").connect() as connection:
        _session.configure(bind=connection)
        session = _session()
        try:
            yield session
            session.commit()
        finally:
            _session.remove()
