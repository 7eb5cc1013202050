"""Cadre: create_app only; app/factory.py is its table of contents."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from app.config import Settings


def create_app(settings: "Settings | None" = None) -> "Flask":
    """Build the application over a prepared data folder (see `cadre init`)."""
    from app.factory import build

    return build(settings)
