"""The form of work that is handed in again."""

from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from app.kernel.data import fields, personal


class AgainForm(FlaskForm):
    """What caused it and what fixed it, better said."""

    holds = fields(cause=personal("revealable", "help"), fix=personal("revealable", "help"))
    cause = TextAreaField(
        "What caused it", validators=[InputRequired("Say what caused it."), Length(max=4000)]
    )
    fix = TextAreaField("What fixed it", validators=[InputRequired("Say what fixed it."), Length(max=4000)])
