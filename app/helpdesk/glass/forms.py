"""The form of an emergency."""

from flask_wtf import FlaskForm
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length

from app.helpdesk.glass.policy import PURPOSES
from app.kernel.data import fields, personal, plain


class GlassForm(FlaskForm):
    """Which ticket, why, and in words what happened."""

    holds = fields(
        number=plain("a ticket's number"), purpose=plain("a code"), note=personal("never", "answer")
    )
    number = StringField(
        "Number of the ticket", validators=[InputRequired("Type the ticket's number."), Length(max=20)]
    )
    purpose = RadioField("Why?", validators=[InputRequired("Choose why.")])
    note = TextAreaField(
        "What happened?", validators=[InputRequired("Say in a sentence what happened."), Length(max=400)]
    )

    def offer(self) -> None:
        """Fill in the purposes."""
        self.purpose.choices = [SelectChoice(code, words) for code, words in PURPOSES.items()]
