"""Forms of escalations: passing on with what was tried, and a worked solution."""

from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length

from app.helpdesk.catalog.content.load import load_catalog
from app.kernel.data import fields, personal


class PassOnForm(FlaskForm):
    """Why a ticket goes to an adult, and what was tried."""

    holds = fields(tried=personal("revealable", "help"))
    reason = RadioField(
        "Why does it go to an adult?",
        choices=[SelectChoice(one.code, one.words) for one in load_catalog().escalation_reasons],
        validators=[InputRequired("Choose why.")],
    )
    tried = TextAreaField(
        "What did you try, and what did you see?",
        validators=[InputRequired("Say what you tried."), Length(max=4000)],
    )


class SolutionForm(FlaskForm):
    """What the student does next, and why it works."""

    holds = fields(solution=personal("revealable", "help"))
    solution = TextAreaField(
        "The worked solution", validators=[InputRequired("Write the solution."), Length(max=8000)]
    )
