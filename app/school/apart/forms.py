"""The form of keeping two students apart: typed names first, a choice where several fit."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, Optional

from app.kernel.data import fields, personal
from app.school.apart.policy import REASONS
from app.school.people.view_models import Named


class PairForm(FlaskForm):
    """Two students, a reason, from when to when."""

    holds = fields(
        first=personal("masked", "identify", "student"),
        second=personal("masked", "identify", "student"),
        first_id=personal("masked", "identify", "student"),
        second_id=personal("masked", "identify", "student"),
        reason=personal("never", "answer", "student"),
        starts_on=personal("never", "answer", "student"),
        ends_on=personal("never", "answer", "student"),
    )
    first = StringField(
        "First student", validators=[InputRequired("Type a name or number."), Length(max=120)]
    )
    second = StringField(
        "Second student", validators=[InputRequired("Type a name or number."), Length(max=120)]
    )
    first_id = SelectField("Which one is the first?", validate_choice=False)
    second_id = SelectField("Which one is the second?", validate_choice=False)
    reason = RadioField("Why?", validators=[InputRequired("Choose why.")])
    starts_on = DateField("From", validators=[InputRequired("Choose the first day.")])
    ends_on = DateField("Until", validators=[Optional()])

    def offer(self) -> None:
        """Fill the list of reasons."""
        self.reason.choices = [SelectChoice(code, words.capitalize()) for code, words in REASONS.items()]

    def pick(self, part: str, found: Sequence[Named]) -> int | None:
        """Return whom a typed name means; where several fit, offer them, and take what was chosen."""
        chosen = self[f"{part}_id"]
        chosen.choices = [(str(one.id), f"{one.name}, {one.about}") for one in found]
        if len(found) == 1:
            return found[0].id
        if any(str(one.id) == chosen.data for one in found):
            return int(chosen.data)
        said = (
            "Choose which one you mean." if found else "No student of your schools fits. Check the spelling."
        )
        self[part].errors = [*self[part].errors, said]
        return None
