"""Forms of sign-in and claiming an account."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from app.kernel.data import fields, personal


class SignInForm(FlaskForm):
    """Username and password."""

    holds = fields(username=personal("never", "sign_in"), password=personal("never", "sign_in"))
    username = StringField("Username", validators=[InputRequired("Type your username."), Length(max=120)])
    password = PasswordField("Password", validators=[InputRequired("Type your password."), Length(max=200)])
    next = HiddenField()


class UnlockForm(FlaskForm):
    """The password of the one who is signed in."""

    holds = fields(password=personal("never", "sign_in"))
    password = PasswordField("Password", validators=[InputRequired("Type your password."), Length(max=200)])
    next = HiddenField()


class ClaimForm(FlaskForm):
    """The code of a slip and a new password."""

    holds = fields(code=personal("never", "sign_in"), password=personal("never", "sign_in"))
    code = StringField("Code on your slip", validators=[InputRequired("Type the code."), Length(max=40)])
    password = PasswordField(
        "Choose a password", validators=[InputRequired("Choose a password."), Length(max=200)]
    )
