"""Who is needed for learning alone."""

import pytest
from flask.testing import FlaskClient

from tests.conftest import SignIn


@pytest.fixture
def lax(sign_in: SignIn) -> FlaskClient:
    """A student tech who has not passed the privacy module."""
    return sign_in("lax")
