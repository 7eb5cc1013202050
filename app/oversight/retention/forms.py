"""The form of an erasure before its time."""

from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired

from app.oversight.retention.policy import WHY


class EarlyForm(FlaskForm):
    """On whose word one person's data goes before its time."""

    why = RadioField(
        "On whose word",
        choices=[SelectChoice(code, said) for code, said in WHY.items()],
        validators=[InputRequired("Choose on whose word it goes.")],
    )
