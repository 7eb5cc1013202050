"""The form for a request from outside the school."""

from datetime import date
from typing import cast

from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length

from app.kernel.data import fields, personal
from app.oversight.disclosure.grounds import BASES
from app.oversight.disclosure.services import OutsideWish
from app.oversight.disclosure.view_models import OUTCOMES

_LONG = Length(max=1000, message="Say it in 1,000 characters.")


class OutsideForm(FlaskForm):
    """Who asked, why, for what, and what they got."""

    holds = fields(
        party=personal("never", "answer"),
        interest=personal("never", "answer"),
        purpose=personal("never", "answer"),
        what=personal("never", "answer"),
        further=personal("never", "answer"),
    )
    asked_on = DateField("Asked on", validators=[InputRequired("Pick the day.")])
    party = StringField(
        "Who asked", validators=[InputRequired("Name the party."), Length(max=160, message="Say it shorter.")]
    )
    interest = StringField("Their legitimate interest", validators=[InputRequired("Write it down."), _LONG])
    purpose = StringField("Purpose", validators=[InputRequired("Write the purpose."), _LONG])
    what = TextAreaField("What they asked for", validators=[InputRequired("Name the records."), _LONG])
    basis = SelectField("Legal basis", choices=[SelectChoice(code, words) for code, words in BASES.items()])
    outcome = RadioField(
        "What they got",
        choices=[SelectChoice(code, words.capitalize()) for code, words in OUTCOMES.items()],
        validators=[InputRequired("Choose what they got.")],
    )
    further = StringField("Whom they may pass it on to", validators=[_LONG])

    def wish(self) -> OutsideWish:
        """Return what was written down."""
        texts = {name: self[name].data or "" for name in ("party", "interest", "purpose", "what", "further")}
        day = cast("date", self.asked_on.data)
        return OutsideWish(
            **texts, basis=self.basis.data or "", outcome=self.outcome.data or "", asked_on=day
        )
