"""A morning at school."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from tests.web.tickets.arrange import morning


@pytest.fixture
def at_school() -> Iterator[datetime]:
    """Let everybody sign in on a school morning."""
    with morning() as start:
        yield start
