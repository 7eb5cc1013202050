"""Forms of a team and of a student's place on it."""

from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    SelectField,
    SelectMultipleField,
    StringField,
    widgets,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Regexp

from app.accounts.school_year import name_of
from app.accounts.teams.view_models import MemberView, TeamView
from app.kernel.data import fields, personal, plain
from app.kernel.errors import Invalid
from app.kernel.ids import key_in
from app.school.cadres.members import MemberWish
from app.school.cadres.papers import Signer
from app.school.cadres.policy import GATE_ACTIONS, GATE_MODES, RUNG_WORDS
from app.school.cadres.services import TeamWish
from app.school.people.view_models import Named

_NAME = Length(max=120, message="A name has at most 120 letters.")
_SHORT = Length(max=40, message="Say in at most 40 letters how they are related.")
_SIGNED_BY = fields(
    name=personal("never", "team", "caregiver"), relation=personal("never", "team", "caregiver")
)


class Checks(SelectMultipleField):
    """Many boxes to tick."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


class TeamForm(FlaskForm):
    """What a team is: name, year, teachers, dates."""

    holds = fields(name=plain("a team"), school_year=plain("a school year"))
    name = StringField(
        "Name of the team", validators=[InputRequired("Give the team a name."), Length(max=80)]
    )
    school_year = StringField(
        "School year",
        validators=[
            InputRequired("Write the school year."),
            Regexp(r"20[0-9]{2}-[0-9]{2}\Z", message="Write it as 2026-27."),
        ],
    )
    site = SelectField("School", validate_choice=False)
    supervisor = SelectField(
        "Supervising teacher", coerce=int, validators=[NumberRange(1, message="Choose who leads the team.")]
    )
    deputy = SelectField(
        "Deputy", coerce=int, validators=[NumberRange(1, message="Choose who steps in for the teacher.")]
    )
    starts_on = DateField("First day", validators=[InputRequired("Pick the first day.")])
    ends_on = DateField("Last day", validators=[InputRequired("Pick the last day.")])

    def offer(self, staff: list[Named], sites: list[tuple[str, str]]) -> None:
        """Offer the staff and schools to choose from."""
        people = [SelectChoice(0, "Choose"), *(SelectChoice(one.id, one.name) for one in staff)]
        self.supervisor.choices = people
        self.deputy.choices = people
        self.site.choices = [SelectChoice(code, name) for code, name in sites]

    def wish(self) -> TeamWish:
        """Return what was asked for."""
        return TeamWish(
            name=(self.name.data or "").strip(),
            school_year=self.school_year.data or "",
            supervisor_id=self.supervisor.data or 0,
            deputy_id=self.deputy.data or 0,
            starts_on=self.starts_on.data or date.min,
            ends_on=self.ends_on.data or date.min,
        )


def new_team(today: date, person_id: int) -> dict[str, Any]:
    """Return what a new team's form begins with."""
    year = name_of(today)
    ends_on = date(int(year[:4]) + 1, 6, 15)
    values = {"school_year": year, "starts_on": today, "ends_on": max(ends_on, today)}
    return values | {"supervisor": person_id, "deputy": 0, "name": f"Help desk {year}"}


def team_values(team: TeamView) -> dict[str, Any]:
    """Return what a known team's form begins with."""
    return {
        "name": team.name,
        "school_year": team.school_year,
        "supervisor": team.supervisor_id or 0,
        "deputy": team.deputy_id or 0,
        "starts_on": team.starts_on,
        "ends_on": team.ends_on,
        "site": team.site_code,
    }


def _rungs() -> list[Any]:
    return [SelectChoice(rung, f"{rung}: {words}") for rung, words in RUNG_WORDS.items()]


def _modes() -> list[Any]:
    return [SelectChoice(mode, words) for mode, words in GATE_MODES.items()]


class MemberForm(FlaskForm):
    """A student's place on the team."""

    holds = fields(working_name=personal("public", "team", "student"))
    working_name = StringField("Working name", validators=[Length(max=24)])
    rung = SelectField("Rung", choices=_rungs)
    ends_on = DateField("Last day", validators=[InputRequired("Pick the last day.")])
    peer_trainer = BooleanField("Trains others")
    trainees = Checks("Own group", coerce=int, validate_choice=False)

    def offer(self, others: tuple[Named, ...]) -> None:
        """Offer the others on the team as a group."""
        self.trainees.choices = [SelectChoice(one.id, f"{one.name}, {one.about}") for one in others]

    def wish(self) -> MemberWish:
        """Return what was asked for."""
        return MemberWish(
            working_name=" ".join((self.working_name.data or "").split()),
            rung=self.rung.data or "",
            peer_trainer=bool(self.peer_trainer.data),
            ends_on=self.ends_on.data or date.min,
            trainees=frozenset(self.trainees.data or ()),
        )


def member_values(member: MemberView) -> dict[str, Any]:
    """Return what a student's form begins with."""
    return {
        "working_name": member.row.working_name,
        "rung": member.row.rung,
        "ends_on": member.ends_on,
        "peer_trainer": member.row.peer_trainer,
        "trainees": list(member.trainees),
    }


class PaperForm(FlaskForm):
    """The day on a paper."""

    signed_on = DateField("Day on the paper", validators=[InputRequired("Pick the day on the paper.")])


class GuardianPaperForm(PaperForm):
    """A guardian's permission on paper: the day, and who signed where the teacher writes it down."""

    holds = _SIGNED_BY
    name = StringField("Who signed", validators=[_NAME])
    relation = StringField("Related how", validators=[_SHORT])

    def signer(self) -> Signer:
        """Return who signed."""
        return _signer(self)


class LeavingForm(FlaskForm):
    """Somebody's time on the team ends."""

    sure = BooleanField(
        "I mean it: they are off the team now.", validators=[InputRequired("Tick this first.")]
    )


class GuardianForm(FlaskForm):
    """A guardian's permission, signed on the screen."""

    holds = _SIGNED_BY
    name = StringField(
        "Your full name",
        validators=[DataRequired("Type your full name. It is your signature."), _NAME],
    )
    relation = StringField("How you are related to the student", validators=[_SHORT])
    guardian = BooleanField(
        "I am the parent or guardian of this student.", validators=[InputRequired("Tick this to sign.")]
    )
    permits = BooleanField(
        "I give permission for lessons, practice tickets and live tickets under supervision.",
        validators=[InputRequired("Tick this to sign.")],
    )

    def signer(self) -> Signer:
        """Return who signed."""
        return _signer(self)


def _signer(form: "GuardianPaperForm | GuardianForm") -> Signer:
    return Signer(*(" ".join((one.data or "").split()) for one in (form.name, form.relation)))


class GatesForm(FlaskForm):
    """Who checks when."""

    reply = SelectField(GATE_ACTIONS["reply"], choices=_modes)
    resolve = SelectField(GATE_ACTIONS["resolve"], choices=_modes)


def keys(values: list[str]) -> list[int]:
    """Return the keys that a list of boxes sent.

    Refuses: Invalid for what is no key.
    """
    found = [key_in(value) for value in values]
    if not all(one or value == "0" for one, value in zip(found, values, strict=True)):
        raise Invalid("That choice could not be read.", "Reload the page and choose again.")
    return found


def slots(values: list[str]) -> set[tuple[int, int]]:
    """Return the (weekday, period) slots that a week of boxes sent.

    Refuses: Invalid for what is no slot.
    """
    found = set()
    for value in values:
        day, period = keys([*value.split(":"), "x"][:2])
        found.add((day, period))
    return found
