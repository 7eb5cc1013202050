"""How long a module and an agreement hold: to 30 September, renewable from 1 August."""

from datetime import date


def valid_until(signed_on: date) -> date:
    """Return the last day of something signed on a day."""
    year = signed_on.year + (1 if signed_on >= date(signed_on.year, 8, 1) else 0)
    return date(year, 9, 30)


def name_of(day: date) -> str:
    """Return the school year of a day, as ``2026-27``."""
    first = day.year if day >= date(day.year, 8, 1) else day.year - 1
    return f"{first}-{(first + 1) % 100:02d}"
