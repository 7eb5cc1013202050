"""The forms of confirming and of choosing a PIN; what is typed is never put back into a field."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField
from wtforms.validators import InputRequired, Length

from app.kernel.data import fields, personal


class ConfirmForm(FlaskForm):
    """The PIN, or the password."""

    holds = fields(secret=personal("never", "sign_in"))
    secret = PasswordField("Your PIN", validators=[InputRequired("Type it."), Length(max=200)])
    how = HiddenField()
    next = HiddenField()
    again = HiddenField()  # set where an act was pressed that has not been done

    def ask_for(self, how: str) -> None:
        """Name the field after what is asked."""
        self.how.data = how
        self.secret.label.text = "Your PIN" if how == "pin" else "Your password"


class PinForm(FlaskForm):
    """A new PIN, twice, and the password."""

    holds = fields(
        pin=personal("never", "sign_in"),
        again=personal("never", "sign_in"),
        password=personal("never", "sign_in"),
    )
    pin = PasswordField("New PIN", validators=[InputRequired("Choose a PIN."), Length(max=40)])
    again = PasswordField("The PIN again", validators=[InputRequired("Type it again."), Length(max=40)])
    password = PasswordField(
        "Your password", validators=[InputRequired("Type your password."), Length(max=200)]
    )
    next = HiddenField()
