"""The form of asking for help."""

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    MultipleFileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from app.helpdesk.intake.asked import UNKNOWN
from app.helpdesk.intake.choices import AWAY, BEGAN, NETWORKS, NO_DEVICE, OTHER_DEVICE
from app.helpdesk.intake.view_models import AskView
from app.kernel.data import fields, personal

_CHOICES = {"category", "room", "device", "tag"}
_PICK = "Choose one. “Something else” fits anything."


class AskForm(FlaskForm):
    """What is wrong, where, which device; the rest can stay empty."""

    holds = fields(
        text=personal("revealable", "help"),
        private=personal("masked", "help"),
        tag=personal("masked", "help", "room"),
        room=personal("masked", "help", "room"),
        sensitive=personal("never", "help"),
        files=personal("never", "help"),
    )
    category = RadioField("What is wrong?", validators=[InputRequired(_PICK)], validate_choice=False)
    text = TextAreaField(
        "Tell us what you see",
        validators=[
            DataRequired("Tell us in a few words what you see."),
            Length(max=5000, message="Shorten it to 5,000 characters."),
        ],
    )
    room = SelectField("Where?", validators=[InputRequired("Choose where it happens.")])
    device = SelectField("Which device?", validators=[InputRequired("Choose the device, or “No device”.")])
    tag = StringField(
        "Its asset tag", validators=[Length(max=40, message="A tag has at most 40 characters.")]
    )
    began = SelectField("When did it begin?", default="")
    network = SelectField("On which network?", default="")
    private = StringField("Words to keep private", validators=[Length(max=400)])
    sensitive = BooleanField("This is private. Only adults may read it.")
    files = MultipleFileField("Add a picture or file")
    once = HiddenField()

    def offer(self, view: AskView) -> None:
        """Fill the lists with what this person can choose."""
        self._kinds = {kind.code for kind in (*view.common, *view.more)}
        away = [] if view.must_choose_room else [(AWAY, "Not at school")]
        rooms = [(r.key, f"{r.site}: {r.label}" if r.site else r.label) for r in view.rooms]
        self.room.choices = [("", "Choose a room"), *rooms, *away]
        own = [(device.tag, f"My {device.model.split(',')[0]}, tag {device.tag}") for device in view.devices]
        rest = [(OTHER_DEVICE, "Another device" if own else "A device with a tag"), (NO_DEVICE, "No device")]
        self.device.choices = [*([] if own else [("", "Choose a device")]), *own, *rest]
        self.began.choices = [("", "Choose"), *((words, words) for words in BEGAN)]
        self.network.choices = [("", "Choose"), *((words, words) for words in NETWORKS)]

    def validate_category(self, field: RadioField) -> None:
        """Refuse a kind that is not offered."""
        if field.data not in self._kinds:
            raise ValidationError(_PICK)

    def validate_tag(self, field: StringField) -> None:
        """Ask for the tag of another device."""
        if self.device.data == OTHER_DEVICE and not (field.data or "").strip():
            raise ValidationError("Type the tag from its sticker, or choose “No device”.")

    @property
    def lacks_only_choices(self) -> bool:
        """Tell whether all that is wrong is what was not chosen."""
        return bool(self.text.data) and bool(self.errors) and set(self.errors) <= _CHOICES

    def leave_open(self) -> None:
        """Choose what says nothing where nothing was chosen: another kind, no room, no device."""
        for field, none in ((self.category, UNKNOWN), (self.room, AWAY), (self.device, NO_DEVICE)):
            if field.errors:
                field.data, field.errors = none, []
        if self.tag.errors:
            self.device.data, self.tag.errors = NO_DEVICE, []

    @property
    def room_id(self) -> int | None:
        """Return the key of the room, or None away from school."""
        return None if self.room.data == AWAY else int(self.room.data)

    @property
    def device_tag(self) -> str | None:
        """Return the asset tag of the device, or None."""
        if self.device.data == OTHER_DEVICE:
            return str(self.tag.data)
        return None if self.device.data == NO_DEVICE else str(self.device.data)
