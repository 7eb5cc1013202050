"""The forms of requests to see and to correct a record."""

from datetime import date
from typing import cast

from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length

from app.kernel.data import fields, personal, plain
from app.oversight.inspection.policy import ASKERS, ENDINGS, WAYS
from app.oversight.inspection.services import AmendmentWish, RequestWish

_NAME = [InputRequired("Write who asks."), Length(max=120, message="Say it shorter.")]
_LONG = Length(max=4000, message="Say it in 4,000 characters.")


def _choices(words: dict[str, str]) -> list[SelectChoice]:
    return [SelectChoice(code, said) for code, said in words.items()]


class RequestForm(FlaskForm):
    """A request to see a record."""

    holds = fields(asked_by=personal("never", "answer", "caregiver"), wanted=personal("never", "answer"))
    received_on = DateField("Received on", validators=[InputRequired("Pick the day.")])
    asked_by = StringField("Who asks", validators=_NAME)
    asker = RadioField("As", choices=_choices(ASKERS), default="guardian")
    how = SelectField("How it came", choices=_choices(WAYS))
    wanted = TextAreaField("What they want to see", validators=[_LONG])

    def wish(self) -> RequestWish:
        """Return what was written down."""
        return RequestWish(
            asker=self.asker.data or "",
            asked_by=self.asked_by.data or "",
            how=self.how.data or "",
            wanted=self.wanted.data or "",
            received_on=cast("date", self.received_on.data),
        )


class EndForm(FlaskForm):
    """How a request to see a record ended."""

    holds = fields(words=personal("never", "answer"))
    ending = RadioField(
        "How it ended", choices=_choices(ENDINGS), validators=[InputRequired("Choose how it ended.")]
    )
    words = TextAreaField("What was denied, and on what ground", validators=[_LONG])


class AmendmentForm(FlaskForm):
    """A request to correct a record."""

    holds = fields(
        asked_by=personal("never", "answer", "caregiver"),
        what=personal("never", "answer"),
        wanted=personal("never", "answer"),
        ticket=plain("a ticket's number"),
    )
    received_on = DateField("Received on", validators=[InputRequired("Pick the day.")])
    asked_by = StringField("Who asks", validators=_NAME)
    ticket = StringField("Ticket number", validators=[Length(max=20)])
    what = TextAreaField(
        "What is wrong or misleading", validators=[InputRequired("Write what is wrong."), _LONG]
    )
    wanted = TextAreaField(
        "What it should say", validators=[InputRequired("Write what it should say."), _LONG]
    )

    def wish(self) -> AmendmentWish:
        """Return what was written down."""
        texts = {name: self[name].data or "" for name in ("asked_by", "what", "wanted", "ticket")}
        return AmendmentWish(**texts, received_on=cast("date", self.received_on.data))


class StepForm(FlaskForm):
    """What came of a request to correct a record."""

    holds = fields(words=personal("never", "answer"))
    kind = RadioField("What comes next", validators=[InputRequired("Choose what comes next.")])
    words = TextAreaField(
        "In their words, or in yours", validators=[InputRequired("Write it down; it stays."), _LONG]
    )

    def offer(self, kinds: tuple[tuple[str, str], ...]) -> None:
        """Offer what may come next."""
        self.kind.choices = [SelectChoice(kind, words) for kind, words in kinds]
