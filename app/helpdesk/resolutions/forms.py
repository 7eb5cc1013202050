"""The form that returns an ending."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.kernel.data import fields, personal


class ReturnEndingForm(FlaskForm):
    """What is missing in an ending."""

    holds = fields(reason=personal("masked", "help"))
    seen = HiddenField()
    reason = TextAreaField(
        "What is missing?", validators=[InputRequired("Say what is missing."), Length(max=1000)]
    )
