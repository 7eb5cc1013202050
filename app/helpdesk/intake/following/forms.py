"""The forms of a followed ticket."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, MultipleFileField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from app.kernel.data import fields, personal


class SayForm(FlaskForm):
    """A message of the requester: an answer, or what is still broken."""

    holds = fields(
        text=personal("revealable", "help"),
        private=personal("masked", "help"),
        files=personal("never", "help"),
    )
    text = TextAreaField(
        "Your message",
        validators=[
            DataRequired("Write a sentence first."),
            Length(max=5000, message="Shorten it to 5,000 characters."),
        ],
    )
    private = StringField("Words to keep private", validators=[Length(max=400)])
    files = MultipleFileField("Add a picture or file")
    once = HiddenField()
