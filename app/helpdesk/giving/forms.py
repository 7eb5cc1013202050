"""The form of giving: which tech."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired

from app.helpdesk.giving.view_models import Taker


class GiveForm(FlaskForm):
    """Who takes the ticket."""

    tech = RadioField("Who takes it?", validators=[InputRequired("Choose who takes it.")])

    def offer(self, takers: Sequence[Taker]) -> None:
        """Fill the list with who could take it."""
        self.tech.choices = [SelectChoice(str(one.key), f"{one.name}, {one.words}") for one in takers]
