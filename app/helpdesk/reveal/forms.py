"""The form of "show, this is logged"."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length

from app.kernel.data import fields, personal, plain


class RevealForm(FlaskForm):
    """Which hidden value, why, and in one's own words what for."""

    holds = fields(
        what=plain("which hidden word"), purpose=plain("a code"), note=personal("never", "answer", "student")
    )
    what = RadioField("What do you need to see?", validators=[InputRequired("Choose one.")])
    purpose = RadioField("Why?", validators=[InputRequired("Choose why. The log keeps the reason.")])
    note = TextAreaField("In your words: what will you do with it?", validators=[Length(max=400)])

    def offer(self, things: Sequence[tuple[str, str]], purposes: Sequence[tuple[str, str]]) -> None:
        """Fill in what can be shown, and the purposes."""
        self.what.choices = [SelectChoice(*one) for one in things]
        self.purpose.choices = [SelectChoice(*one) for one in purposes]
