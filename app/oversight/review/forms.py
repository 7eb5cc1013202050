"""The forms of the review: a verdict with words, a second reader's verdict."""

from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length

from app.kernel.data import fields, personal
from app.oversight.review.policy import VERDICTS

CHOICES = [SelectChoice(code, words) for code, words in VERDICTS.items()]


class JudgeForm(FlaskForm):
    """What the reviewer makes of it, and the words that its author reads."""

    holds = fields(words=personal("never", "answer", "student"))
    verdict = RadioField(
        "What do you make of it?", choices=CHOICES, validators=[InputRequired("Choose what you make of it.")]
    )
    words = TextAreaField(
        "What did you find out?",
        validators=[InputRequired("Say in a few words what you found out."), Length(min=3, max=1000)],
    )
