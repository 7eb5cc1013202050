"""The form of the agreement, and the picks of a quiz."""

from collections.abc import Mapping

from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField
from wtforms.validators import InputRequired, Length

from app.kernel.data import fields, personal


class AgreementForm(FlaskForm):
    """A working name and a signature."""

    holds = fields(working_name=personal("public", "team", "student"))
    working_name = StringField(
        "Working name",
        validators=[InputRequired("Choose the name that your team will see."), Length(min=2, max=24)],
    )
    agree = BooleanField(
        "I have read every point, and I agree", validators=[InputRequired("Tick this to sign.")]
    )


def picks_from(form: Mapping[str, str]) -> dict[str, int]:
    """Read the chosen places of a quiz: fields named ``q-<item>`` with a digit."""
    return {
        name.removeprefix("q-"): int(value)
        for name, value in form.items()
        if name.startswith("q-") and value.isascii() and value.isdecimal() and len(value) == 1
    }
