"""The commands behind `cadre`, one file a noun."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import wraps
from typing import Any

import click

from app.config import Settings
from app.kernel.errors import CadreError
from app.kernel.files import alone_in

_OTHER = "Another Cadre prepares this data folder; waiting until it is done"


def preparing(settings: Settings) -> AbstractContextManager[None]:
    """Hold the data folder: of two that prepare it at once, one would build on what the other puts in its place."""
    return alone_in(settings.instance, lambda: click.echo(_OTHER))


def telling(command: Callable[..., Any]) -> Callable[..., Any]:
    """Turn our refusals into one sentence on the terminal and exit code 1."""

    @wraps(command)
    def told(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except CadreError as error:
            raise click.ClickException(f"{error.sentence} {error.remedy}".strip()) from error

    return told
