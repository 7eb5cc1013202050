"""The forms that return an ending, and that close a fixed ticket for the one who asked."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length

from app.helpdesk.words import TOLD
from app.kernel.data import fields, personal


class ReturnEndingForm(FlaskForm):
    """What is missing in an ending."""

    holds = fields(reason=personal("masked", "help"))
    seen = HiddenField()
    reason = TextAreaField(
        "What is missing?", validators=[InputRequired("Say what is missing."), Length(max=1000)]
    )


class ConfirmForm(FlaskForm):
    """How an adult knows that the fix holds."""

    how = RadioField(
        "How do you know that it works?",
        choices=[SelectChoice(code, words) for code, words in TOLD.items()],
        validators=[InputRequired("Choose how you know.")],
    )
