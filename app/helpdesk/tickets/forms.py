"""Forms of an owner's acts: the handoff card, and letting a ticket wait."""

from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, Optional

from app.helpdesk.catalog.content.load import load_catalog
from app.kernel.data import fields, personal

_ASKS = {prompt.code: prompt.prompt for prompt in load_catalog().handoff}


class HandBackForm(FlaskForm):
    """The lines of a handoff card."""

    holds = fields(
        state=personal("revealable", "help"),
        tried=personal("revealable", "help"),
        next=personal("revealable", "help"),
        place=personal("revealable", "help"),
        promised=personal("revealable", "help"),
    )
    state = TextAreaField(_ASKS["state"], validators=[InputRequired("Say where it stands."), Length(max=600)])
    tried = TextAreaField(_ASKS["tried"], validators=[InputRequired("Say what you tried."), Length(max=600)])
    next = StringField(_ASKS["next"], validators=[InputRequired("Say what comes first."), Length(max=300)])
    place = StringField(_ASKS["place"], validators=[Optional(), Length(max=120)])
    promised = StringField(_ASKS["promised"], validators=[Optional(), Length(max=200)])

    def prompts(self) -> list[tuple[object, str, bool]]:
        """Return each field with its hint and whether it may stay empty."""
        return [(self[prompt.code], prompt.hint, not prompt.required) for prompt in load_catalog().handoff]


class WaitForm(FlaskForm):
    """Why a ticket waits, what the requester is asked, and when it comes back."""

    holds = fields(question=personal("revealable", "help"))
    reason = RadioField("Why does it wait?", validators=[InputRequired("Choose why it waits.")])
    question = TextAreaField("What you write to them", validators=[Length(max=4000)])
    resume_on = DateField("It comes back on", validators=[Optional()])

    def offer(self) -> None:
        """Fill in the catalog's reasons."""
        self.reason.choices = [SelectChoice(one.code, one.words) for one in load_catalog().pending_reasons]

    @property
    def asks(self) -> bool:
        """Tell whether the chosen reason waits for the requester, so that they must be told."""
        waits = {one.code for one in load_catalog().pending_reasons if one.status == "pending_requester"}
        return self.reason.data in waits
