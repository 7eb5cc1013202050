"""The form of "show, this is logged"."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired


class RevealForm(FlaskForm):
    """Which hidden value, and why."""

    what = RadioField("What do you need to see?", validators=[InputRequired("Choose one.")])
    purpose = RadioField("Why?", validators=[InputRequired("Choose why. The log keeps the reason.")])

    def offer(self, things: Sequence[tuple[str, str]], purposes: Sequence[tuple[str, str]]) -> None:
        """Fill in what can be shown, and the purposes."""
        self.what.choices = [SelectChoice(*one) for one in things]
        self.purpose.choices = [SelectChoice(*one) for one in purposes]
