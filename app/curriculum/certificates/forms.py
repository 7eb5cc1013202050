"""Forms of a certificate: as it reads, and as a teacher has seen it."""

from datetime import date

from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from app.curriculum.certificates.policy import REASONS
from app.curriculum.certificates.services import Reads
from app.curriculum.content.load import load_programmes
from app.kernel.data import fields, personal


def _programmes() -> dict[str, str]:
    return {programme.code: programme.name for programme in load_programmes()}


class CertificateForm(FlaskForm):
    """A certificate as it reads."""

    holds = fields(reference=personal("never", "learn", "student"))
    programme = SelectField(
        "Certificate", choices=_programmes, validators=[InputRequired("Choose which one.")]
    )
    reference = StringField("Certificate code", validators=[Optional(), Length(max=80)])
    issued_on = DateField("Issued on", validators=[InputRequired("Type the date on the certificate.")])
    expires_on = DateField("Expires on", validators=[Optional()])

    def reads(self) -> Reads:
        """Return the certificate as the service takes it; the form was found valid before."""
        issued: date = self.issued_on.data or date.min
        return Reads(self.programme.data or "", self.reference.data or "", issued, self.expires_on.data)


class TeamCertificateForm(CertificateForm):
    """The same, with the student it belongs to."""

    student = SelectField("Student", validators=[InputRequired("Choose the student.")])


class RefuseForm(FlaskForm):
    """What is wrong with one of the certificates that wait."""

    certificate = HiddenField(validators=[InputRequired()])
    why = SelectField(
        "What is wrong",
        choices={"": "Choose"} | REASONS,
        validators=[InputRequired("Choose what is wrong.")],
    )


class VerifyForm(FlaskForm):
    """The dates as the teacher reads them on one of the certificates that wait."""

    certificate = HiddenField(validators=[InputRequired()])
    issued_on = DateField("Issued on", validators=[InputRequired("Type the date on the certificate.")])
    expires_on = DateField("Expires on", validators=[Optional()])

    def stand_apart(self) -> "VerifyForm":
        """Give the fields names of their own on a page that has a form for each certificate."""
        for each in (self.issued_on, self.expires_on):
            each.id = f"{each.name}-{self.certificate.data}"
            each.label.field_id = each.id
        return self
