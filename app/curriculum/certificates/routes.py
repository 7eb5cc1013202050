"""Certificates: a student's own, a team's, and the programmes behind them."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.audit.work import begin, look
from app.curriculum.certificates import services
from app.curriculum.certificates.forms import CertificateForm, RefuseForm, TeamCertificateForm, VerifyForm
from app.curriculum.certificates.view_models import CertificateView, opens_words, own_heading, team_heading
from app.curriculum.content.load import load_programmes
from app.curriculum.own import own_of
from app.identity.actor import Actor
from app.identity.rights import Can
from app.kernel.errors import Invalid
from app.kernel.ids import key_in
from app.ui.access import current_actor, requires
from app.ui.pages import page

bp = Blueprint("certificates", __name__, template_folder="templates")


def _recorded(actor: Actor, student_id: int, form: CertificateForm) -> bool:
    """Try to write a certificate down; what is wrong is said at its field."""
    try:
        with begin(actor) as work:
            services.record_certificate(work, student_id, form.reads())
    except Invalid as error:
        form[error.field].errors = [*form[error.field].errors, error.sentence]
        return False
    return True


def _mine(form: CertificateForm, status: int = 200) -> ResponseReturnValue:
    with look(own_of(current_actor())) as work:
        held = services.list_own(work)
    values = {"held": held, "heading": own_heading(held), "programmes": load_programmes()}
    return page("certificates/mine.html", "Certificates", status, form=form, **values)


@bp.get("/desk/certificates")
@requires(Can.LEARN)
def mine() -> ResponseReturnValue:
    return _mine(CertificateForm())


@bp.post("/desk/certificates")
@requires(Can.LEARN)
def record_mine() -> ResponseReturnValue:
    actor, form = current_actor(), CertificateForm()
    if form.validate_on_submit() and _recorded(own_of(actor), actor.person_id, form):
        flash("Written down. Your teacher looks at the certificate and verifies it.")
        return redirect(url_for(".mine"), code=303)
    return _mine(form, 422)


@bp.post("/desk/certificates/take-back")
@requires(Can.LEARN)
def take_back() -> ResponseReturnValue:
    key = request.form.get("certificate", "")
    with begin(own_of(current_actor())) as work:
        services.take_back(work, int(key) if key.isascii() and key.isdecimal() and len(key) < 20 else 0)
    flash("Taken back. Write it down again as it is printed.")
    return redirect(url_for(".mine"), code=303)


def _teams(
    form: TeamCertificateForm,
    status: int = 200,
    tried: VerifyForm | None = None,
    refused: RefuseForm | None = None,
) -> ResponseReturnValue:
    """Show the team's certificates; the dates of one that could not be verified stay as they were typed."""
    with look(current_actor()) as work:
        held = services.list_teams(work)
        members = services.members_of(work)
    form.student.choices = {"": "Choose"} | {str(person): name for person, name in members}
    waiting = [one for one in held if one.waits]
    forms = {one.id: _verify_form(one) for one in waiting}
    if tried is not None:
        forms |= {key: tried.stand_apart() for key in forms if str(key) == tried.certificate.data}
    values = {"held": held, "waiting": waiting, "form": form, "forms": forms, "opens": opens_words}
    values |= {"heading": team_heading(len(waiting)), "refused": refused or RefuseForm(formdata=None)}
    return page(
        "certificates/teams.html", "Certificates", status, programmes=load_programmes(), tried=tried, **values
    )


def _verify_form(one: CertificateView) -> VerifyForm:
    told = {"certificate": str(one.id), "issued_on": one.issued_on, "expires_on": one.expires_on}
    return VerifyForm(formdata=None, data=told).stand_apart()


@bp.get("/teach/certificates")
@requires(Can.VERIFY_CERTIFICATES)
def teams() -> ResponseReturnValue:
    return _teams(TeamCertificateForm())


@bp.post("/teach/certificates")
@requires(Can.VERIFY_CERTIFICATES)
def record_for_team() -> ResponseReturnValue:
    form = TeamCertificateForm()
    with look(current_actor()) as work:
        form.student.choices = {str(person): name for person, name in services.members_of(work)}
    if form.validate_on_submit() and _recorded(current_actor(), int(form.student.data or 0), form):
        flash("Written down. Verify it once you have seen it.")
        return redirect(url_for(".teams"), code=303)
    return _teams(form, 422)


@bp.post("/teach/certificates/verify")
@requires(Can.VERIFY_CERTIFICATES)
def verify() -> ResponseReturnValue:
    form = VerifyForm()
    key = key_in(form.certificate.data or "")
    if not (form.validate_on_submit() and form.issued_on.data and key):
        return _teams(TeamCertificateForm(formdata=None), 422, form)
    try:
        with begin(current_actor()) as work:
            opened = services.verify_certificate(work, key, form.issued_on.data, form.expires_on.data)
    except Invalid as error:
        form[error.field].errors = [error.sentence]
        return _teams(TeamCertificateForm(formdata=None), 422, form)
    flash(f"Verified. {opened}")
    return redirect(url_for(".teams"), code=303)


@bp.post("/teach/certificates/refuse")
@requires(Can.VERIFY_CERTIFICATES)
def refuse() -> ResponseReturnValue:
    form = RefuseForm()
    key = key_in(form.certificate.data or "")
    if not (form.validate_on_submit() and key):
        return _teams(TeamCertificateForm(formdata=None), 422, refused=form)
    with begin(current_actor()) as work:
        services.refuse_certificate(work, key, form.why.data or "")
    flash("Refused. They read why, and write it down anew.")
    return redirect(url_for(".teams"), code=303)


@bp.get("/desk/programmes/<code>")
@requires(Can.LEARN)
def programme(code: str) -> ResponseReturnValue:
    found = services.find_programme(code)
    return page(
        "certificates/programme.html", found.name, programme=found, opens=opens_words, back=url_for(".mine")
    )


@bp.get("/teach/programmes/<code>")
@requires(Can.VERIFY_CERTIFICATES)
def team_programme(code: str) -> ResponseReturnValue:
    found = services.find_programme(code)
    return page(
        "certificates/programme.html", found.name, programme=found, opens=opens_words, back=url_for(".teams")
    )
