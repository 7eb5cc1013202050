"""The form of a hold."""

from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, Optional

from app.kernel.data import fields, personal, plain
from app.kernel.ids import key_in
from app.oversight.holds.policy import SCOPES
from app.oversight.holds.services import HoldWish


def _key(typed: int | None) -> int | None:
    return key_in(str(typed)) or None


class HoldForm(FlaskForm):
    """For which matter, over what, and why."""

    holds = fields(
        matter=personal("never", "answer"),
        why=personal("never", "answer"),
        ticket=plain("a ticket's number"),
    )
    matter = StringField(
        "Matter", validators=[InputRequired("Name the matter."), Length(max=120, message="Say it shorter.")]
    )
    why = TextAreaField("Why it is kept", validators=[InputRequired("Say why it is kept."), Length(max=2000)])
    scope = RadioField(
        "What is kept",
        choices=[SelectChoice(code, words) for code, words in SCOPES.items()],
        default="person",
    )
    person = IntegerField(validators=[Optional()], filters=[_key])
    ticket = StringField("Ticket number", validators=[Length(max=20)])
    cadre = SelectField("Team", coerce=int, validate_choice=False)
    since_on = DateField("From", validators=[Optional()])
    until_on = DateField("To", validators=[Optional()])

    def offer(self, teams: list[tuple[int, str]]) -> None:
        """Offer the teams to choose from."""
        self.cadre.choices = [SelectChoice(0, "Choose"), *(SelectChoice(key, name) for key, name in teams)]

    def wish(self) -> HoldWish:
        """Return what was asked for."""
        return HoldWish(
            matter=self.matter.data or "",
            why=self.why.data or "",
            scope=self.scope.data or "",
            person_id=self.person.data or 0,
            ticket=self.ticket.data or "",
            cadre_id=self.cadre.data or 0,
            since_on=self.since_on.data,
            until_on=self.until_on.data,
        )
