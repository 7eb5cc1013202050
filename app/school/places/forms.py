"""Forms of a school's rooms and times."""

from typing import Any

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, Optional

from app.kernel.data import fields, plain
from app.kernel.ids import key_in
from app.school.calendar.service import zones
from app.school.places.typed import MOST_BELLS
from app.school.places.view_models import BellRow

SPARE_LINES = 3


class TermForm(FlaskForm):
    """A term."""

    holds = fields(name=plain("a term"))
    name = StringField("Name", validators=[InputRequired("Give the term a name."), Length(max=80)])
    starts_on = DateField("First day", validators=[InputRequired("Pick the first day.")])
    ends_on = DateField("Last day", validators=[InputRequired("Pick the last day.")])


class ClosedForm(FlaskForm):
    """A closed day, or a span of them."""

    holds = fields(reason=plain("why the school is closed"))
    first_on = DateField("Day", validators=[InputRequired("Pick the day.")])
    last_on = DateField("Through", validators=[Optional()])
    reason = StringField("Reason", validators=[Length(max=80)])


class RoomsForm(FlaskForm):
    """All rooms, one a line."""

    holds = fields(rooms=plain("rooms of the building"))
    rooms = TextAreaField("Rooms", validators=[Length(max=60_000)])


def _zones() -> list[Any]:
    return [SelectChoice(name, name.replace("_", " ")) for name in zones()]


class ZoneForm(FlaskForm):
    """The time zone."""

    zone = SelectField("Time zone", choices=_zones)


def typed_bells(form: MultiDict[str, str]) -> list[BellRow]:
    """Return the lines of the bell table as they were typed."""
    rows = []
    for number in range(MOST_BELLS + SPARE_LINES):
        key = form.get(f"id-{number}", "")
        row = BellRow(
            id=key_in(key) or None,
            name=form.get(f"name-{number}", "").strip(),
            starts=form.get(f"starts-{number}", "").strip(),
            ends=form.get(f"ends-{number}", "").strip(),
            lunch=bool(form.get(f"lunch-{number}")),
        )
        if not row.blank:
            rows.append(row)
    return rows
