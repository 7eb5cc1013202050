"""Forms of the roster import."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, MultipleFileField

from app.kernel.data import fields, personal


class UploadForm(FlaskForm):
    """The zip of an export, or its CSV files."""

    holds = fields(files=personal("never", "roster"))
    files = MultipleFileField("OneRoster export")


class ApplyForm(FlaskForm):
    """The agreement to end so many people, where the set would."""

    ending = HiddenField()
    accept = BooleanField("This is the whole set: end them")
