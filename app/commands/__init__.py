"""The commands behind `cadre`, one file a noun."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from app.kernel.errors import CadreError


def telling(command: Callable[..., Any]) -> Callable[..., Any]:
    """Turn our refusals into one sentence on the terminal and exit code 1."""

    @wraps(command)
    def told(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except CadreError as error:
            raise click.ClickException(f"{error.sentence} {error.remedy}".strip()) from error

    return told
