"""Forms of practice: open one for a student; sign one off."""

import secrets

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.curriculum.content.load import load_practice
from app.kernel.data import fields, personal


def _stories() -> dict[str, str]:
    return {story.code: story.title for story in load_practice()}


class OpenForm(FlaskForm):
    """Which story, for whom."""

    student = SelectField("For", validators=[InputRequired("Choose who practices.")])
    story = RadioField("Story", choices=_stories, validators=[InputRequired("Choose a story.")])
    once = HiddenField(default=lambda: secrets.token_urlsafe(18))


class SignOffForm(FlaskForm):
    """What to keep, what to do better."""

    holds = fields(comment=personal("masked", "learn", "student"))
    comment = TextAreaField("Comment", validators=[Length(max=1000)])
