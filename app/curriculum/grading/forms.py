"""Read the grading form: levels, objectives, verdict, comment."""

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from app.curriculum.content.load import load_rubric
from app.curriculum.grading.services import Given
from app.curriculum.grading.view_models import snippet_choices
from app.kernel.data import fields, personal
from app.kernel.ids import key_in

SHIFTS = {"0": "As computed", "-1": "More help", "1": "Less help"}


class GradeForm(FlaskForm):
    """Everything but the rubric's levels, which are read by their criteria."""

    holds = fields(
        verdict=personal("never", "learn", "student"),
        comment=personal("never", "learn", "student"),
        shift_reason=personal("never", "learn", "student"),
        reason=personal("never", "learn", "student"),
    )
    objectives = SelectMultipleField("May count toward", validate_choice=False)
    verdict = StringField("Verdict")
    comment = TextAreaField("One line", validators=[Length(max=1000)])
    snippet = SelectField("Ready-made line", validators=[Optional()], choices=snippet_choices)
    shift = SelectField("Help", choices=SHIFTS, validate_choice=False)
    shift_reason = StringField("Why", validators=[Length(max=200)])
    of = HiddenField()
    reason = StringField("Why it is corrected", validators=[Length(max=200)])

    def given(self, form: MultiDict[str, str]) -> Given:
        """Return what was given, as the service takes it."""
        levels = {
            c.code: int(form[c.code])
            for c in load_rubric().criteria
            if form.get(c.code, "") in {"0", "1", "2", "3", "4"}
        }
        return Given(
            levels=levels,
            objectives=tuple(self.objectives.data or ()),
            verdict=self.verdict.data or "accept",
            comment=self.comment.data or "",
            snippet=self.snippet.data or "",
            shift=int(self.shift.data) if self.shift.data in ("-1", "0", "1") else 0,
            shift_reason=self.shift_reason.data or "",
            of=key_in(self.of.data or ""),
            reason=self.reason.data or "",
        )
