"""Two schools that differ in whom the roster holds, and one account in both."""

from collections.abc import Iterator

import pytest

from tests.privacy.twins.rosters import put_away, two_rosters
from tests.privacy.twins.run import Run


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, database_url: str) -> Iterator[Run]:
    with two_rosters(tmp_path_factory) as run:
        yield run


@pytest.fixture(autouse=True)
def _put_away(run: Run) -> Iterator[None]:
    yield
    put_away(run)
