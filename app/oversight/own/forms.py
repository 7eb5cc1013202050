"""The form that answers a question about one's work."""

from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from app.kernel.data import fields, personal


class AnswerForm(FlaskForm):
    """What the student says."""

    holds = fields(words=personal("never", "answer", "student"))
    words = TextAreaField(
        "Your answer", validators=[InputRequired("Write a few words."), Length(min=2, max=1000)]
    )
