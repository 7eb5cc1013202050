"""What a breach reached, told in lines for a terminal; pure."""

from collections.abc import Iterator

from app.oversight.breach.view_models import Breach


def lines(breach: Breach) -> Iterator[str]:
    """Yield what was shown: the whole, by field, by person, what to read by hand, and whom to tell by when."""
    whose = ", ".join(breach.accounts) or "anybody"
    yield f"{whose}, {breach.since} to {breach.until}: {breach.events:,} events, {breach.refused:,} refused."
    yield f"Shown in clear: {len(breach.people):,} people. With everything hidden: {breach.handled:,} more."
    for field in breach.fields:
        yield f"  {field.words} ({field.klass}): {field.people:,} people, {field.looks:,} looks"
    for number, count in breach.unnamed:
        yield f"  {number}: {count} hidden word(s) shown whose person no event names; read the ticket"
    for one in breach.people:
        name = f" {one.name}" if one.name else ""
        between = f"{one.first:%Y-%m-%d} to {one.last:%Y-%m-%d}"
        yield f"  {one.id}{name}: {', '.join(one.fields)}; {one.looks} looks, {between}"
    for words, within, by in breach.due:
        yield f"{words}: within {within} days, by {by}."
