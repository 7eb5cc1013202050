"""Forms of the mask policy: the table of choices with its reason, and a student's number."""

from collections.abc import Mapping

from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.kernel.data import fields, personal
from app.privacy.policy import RULES


class ChangeForm(FlaskForm):
    """Why the policy changes; the table's choices are read by their cells."""

    holds = fields(why=personal("never", "answer", "staff"))
    why = TextAreaField("Why it changes", validators=[InputRequired("Say why it changes."), Length(max=300)])


def choices_of(given: Mapping[str, str]) -> dict[str, str]:
    """Return the choice that was sent for each cell of the table."""
    return {cell.key: given[cell.key] for cell in RULES if cell.key in given}


class KeepBackForm(FlaskForm):
    """The number of a student whose family keeps the name back."""

    holds = fields(number=personal("never", "identify", "student"))
    number = StringField(
        "Student number", validators=[InputRequired("Type the student’s number."), Length(max=60)]
    )
