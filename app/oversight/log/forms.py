"""The form of somebody who is mailed heads."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from app.kernel.data import fields, personal


class RecipientForm(FlaskForm):
    """One mail address."""

    holds = fields(mail=personal("never", "answer"))
    mail = StringField(
        "Mail address",
        validators=[InputRequired("Type the mail address."), Length(max=254, message="Too long.")],
    )
