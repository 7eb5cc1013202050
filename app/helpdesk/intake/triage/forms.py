"""The form of triage: what it is."""

from flask_wtf import FlaskForm
from wtforms import SelectField

from app.helpdesk.intake.triage.view_models import WaitingView


class TriageForm(FlaskForm):
    """The category, which sets impact, urgency and priority."""

    category = SelectField("What is it?", validate_choice=False)

    def offer(self, view: WaitingView) -> None:
        """Fill the list, the ticket's own category chosen."""
        self.category.choices = [("", "Choose"), *((c.code, c.words) for c in view.categories)]
        if self.category.data is None:
            self.category.data = view.category_code
