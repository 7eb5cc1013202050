"""The question about a breach."""

from datetime import date

from flask_wtf import FlaskForm
from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from app.kernel.data import fields, personal
from app.privacy.fields import FIELDS


class BreachForm(FlaskForm):
    """Whose account, whose data, which field, from when to when."""

    holds = fields(accounts=personal("never", "sign_in"), number=personal("never", "identify", "student"))
    accounts = StringField("Usernames", validators=[Length(max=1000)])
    number = StringField("Only the data of the student with this number", validators=[Length(max=60)])
    since = DateField("First day", validators=[InputRequired("Pick the first day.")])
    until = DateField("Last day", validators=[InputRequired("Pick the last day.")])
    discovered = DateField("Found out on", validators=[InputRequired("Pick the day.")])
    field = SelectField(
        "Field",
        default="",
        choices=lambda: [("", "Any"), *((code, said[0]) for code, said in FIELDS.items())],
    )
    start = IntegerField("From", default=0, validators=[Optional()])

    @classmethod
    def empty(cls, today: date) -> "BreachForm":
        """Return the form with today as the day of discovery."""
        return cls(formdata=None, discovered=today)

    @property
    def usernames(self) -> tuple[str, ...]:
        """Return the usernames, split at commas and spaces."""
        return tuple(dict.fromkeys((self.accounts.data or "").replace(",", " ").split()))
