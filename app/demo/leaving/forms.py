"""The form of starting one's own school."""

from flask_wtf import FlaskForm
from wtforms import PasswordField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from app.demo.leaving.services import OwnSchool
from app.kernel.data import fields, personal, plain


class OwnSchoolForm(FlaskForm):
    """The school, its first administrator, and the demo's name as the confirmation."""

    holds = fields(
        district=plain("the name of a place"),
        school=plain("the name of a place"),
        given=personal("never", "sign_in", "staff"),
        family=personal("never", "sign_in", "staff"),
        username=personal("never", "sign_in", "staff"),
        password=personal("never", "sign_in", "staff"),
        confirm=plain("the word of consent"),
    )
    district = StringField("Your district", validators=[InputRequired("Name the district."), Length(max=200)])
    school = StringField("Your school", validators=[InputRequired("Name the school."), Length(max=200)])
    timezone = SelectField("Time zone", validators=[InputRequired("Pick the time zone.")])
    given = StringField(
        "Your first name", validators=[InputRequired("Type your first name."), Length(max=120)]
    )
    family = StringField(
        "Your last name", validators=[InputRequired("Type your last name."), Length(max=120)]
    )
    username = StringField(
        "Username", validators=[InputRequired("Choose a username."), Length(min=2, max=120)]
    )
    password = PasswordField(
        "Password", validators=[InputRequired("Choose a password."), Length(min=10, max=200)]
    )
    confirm = StringField(
        "The demo school’s name", validators=[InputRequired("Type the name."), Length(max=200)]
    )

    def wish(self) -> OwnSchool:
        """Return what was typed."""
        names = ("district", "school", "given", "family")
        typed = {name: " ".join((self[name].data or "").split()) for name in names}
        return OwnSchool(
            timezone=self.timezone.data or "",
            username=self.username.data or "",
            password=self.password.data or "",
            **typed,
        )
