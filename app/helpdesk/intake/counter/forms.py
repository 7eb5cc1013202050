"""The two forms of the counter."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, MultipleFileField, PasswordField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from app.helpdesk.attachments.drawing.anew import Drawn
from app.helpdesk.intake.choices import AWAY
from app.helpdesk.intake.counter.services import Entry
from app.helpdesk.intake.view_models import AskView
from app.kernel.data import fields, personal


class NumberForm(FlaskForm):
    """The requester's own number; it is never shown back."""

    holds = fields(number=personal("never", "identify", "student"))
    number = PasswordField(
        "Your own number", validators=[InputRequired("Let the person type or scan the number.")]
    )


class EntryForm(FlaskForm):
    """What is wrong, where, which device."""

    holds = fields(
        text=personal("revealable", "help"),
        tag=personal("masked", "help", "room"),
        files=personal("never", "help"),
    )
    category = SelectField("What is wrong?", validators=[InputRequired("Choose the kind of trouble.")])
    text = TextAreaField(
        "In their words",
        validators=[
            DataRequired("Write down in a few words what they see."),
            Length(max=5000, message="Shorten it to 5,000 characters."),
        ],
    )
    room = SelectField("Where?", validators=[InputRequired("Choose where it happens.")])
    tag = StringField("Asset tag", validators=[Length(max=40, message="A tag has at most 40 characters.")])
    files = MultipleFileField("Add a picture or file")
    once = HiddenField()

    def offer(self, view: AskView) -> None:
        """Fill the lists."""
        kinds = [(kind.code, kind.label) for kind in (*view.common, *view.more)]
        self.category.choices = [("", "Choose"), *kinds]
        rooms = [(r.key, f"{r.site}: {r.label}" if r.site else r.label) for r in view.rooms]
        self.room.choices = [("", "Choose a room"), *rooms, (AWAY, "Not at school")]

    def entry(self, once_key: str | None, files: tuple[Drawn, ...] = ()) -> Entry:
        """Return what was written down."""
        return Entry(
            category_code=self.category.data,
            text=self.text.data or "",
            room_id=None if self.room.data == AWAY else int(self.room.data),
            device_tag=(self.tag.data or "").strip() or None,
            once_key=once_key,
            files=files,
        )
