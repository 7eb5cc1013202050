"""Forms of an inbox: an edit, and a return with a reason."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length

from app.helpdesk.drafts.reasons import REASONS
from app.kernel.data import fields, personal


class EditForm(FlaskForm):
    """A reply as it shall go out."""

    holds = fields(text=personal("revealable", "help"))
    seen = HiddenField()
    text = TextAreaField("The reply", validators=[InputRequired("The reply is empty."), Length(max=20_000)])


class ReturnForm(FlaskForm):
    """Why a reply goes back to its author."""

    holds = fields(words=personal("masked", "help"))
    seen = HiddenField()
    reason = RadioField(
        "Why?",
        choices=[SelectChoice(*one) for one in REASONS.items()],
        validators=[InputRequired("Choose a reason.")],
    )
    words = StringField("In your words", validators=[Length(max=500)])
