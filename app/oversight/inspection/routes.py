"""Requests to see and to correct records: take in, follow, answer, hand out."""

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.audit.work import begin, look
from app.identity.rights import Can
from app.kernel.errors import Invalid
from app.oversight.disclosure.files import csv_text
from app.oversight.disclosure.services import catch_up, read_subject
from app.oversight.inspection import bundle as bundles
from app.oversight.inspection import files, services
from app.oversight.inspection.forms import AmendmentForm, EndForm, RequestForm, StepForm
from app.ui.access import current_actor, requires, today
from app.ui.pages import page

bp = Blueprint("inspection", __name__, template_folder="templates")
ONE = "/office/requests/<int:request_id>"
CORRECTION = "/office/amendments/<int:amendment>"
PERSON = "/office/records/<int:person>"


@bp.get("/office/requests")
@requires(Can.KEEP_RECORDS)
def requests() -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = services.list_requests(work)
    return page("inspection/list.html", "Requests", view=view)


@bp.get(f"{PERSON}/request")
@requires(Can.KEEP_RECORDS)
def ask(person: int) -> ResponseReturnValue:
    return _ask(person, RequestForm(formdata=None, received_on=today()))


@bp.post(f"{PERSON}/request")
@requires(Can.KEEP_RECORDS)
def take(person: int) -> ResponseReturnValue:
    form = RequestForm()
    if form.validate_on_submit():
        try:
            with begin(current_actor()) as work:
                request_id = services.take_request(work, person, form.wish())
        except Invalid as error:
            form[error.field or "asked_by"].errors = [f"{error.sentence} {error.remedy}".strip()]
        else:
            flash("Taken in. The 45 days run, and nothing of this record is erased meanwhile.")
            return redirect(url_for(".request_page", request_id=request_id), code=303)
    return _ask(person, form, 422)


def _ask(person: int, form: RequestForm, status: int = 200) -> ResponseReturnValue:
    with look(current_actor()) as work:
        subject = read_subject(work, person)
    title = "A request to see a record"
    return page("inspection/ask.html", title, status=status, form=form, subject=subject)


@bp.get(ONE)
@requires(Can.KEEP_RECORDS)
def request_page(request_id: int) -> ResponseReturnValue:
    return _one(request_id, EndForm(formdata=None))


def _one(request_id: int, form: EndForm, status: int = 200) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = services.read_request(work, request_id)
    return page("inspection/request.html", "A request", status=status, view=view, form=form)


@bp.post(f"{ONE}/end")
@requires(Can.KEEP_RECORDS)
def end(request_id: int) -> ResponseReturnValue:
    form = EndForm()
    if form.validate_on_submit():
        try:
            with begin(current_actor()) as work:
                services.end_request(work, request_id, form.ending.data or "", form.words.data or "")
        except Invalid as error:
            form[error.field or "words"].errors = [f"{error.sentence} {error.remedy}".strip()]
        else:
            flash("Ended. How it ended stays with the record.")
            return redirect(url_for(".requests"), code=303)
    return _one(request_id, form, 422)


@bp.get(f"{ONE}/bundle")
@requires(Can.KEEP_RECORDS)
def bundle(request_id: int) -> ResponseReturnValue:
    actor = current_actor()
    catch_up(actor)
    with look(actor) as work:
        made = bundles.make_bundle(work, request_id)
    return page("inspection/bundle.html", "A record to hand out", bundle=made, view=made.record)


@bp.get(f"{ONE}/bundle.zip")
@requires(Can.KEEP_RECORDS)
def archive(request_id: int) -> ResponseReturnValue:
    actor = current_actor()
    catch_up(actor)
    with look(actor) as work:
        made = bundles.make_bundle(work, request_id, "archive")
        contents = files.contents_of(work, made)
    about = {"bundle": made, "view": made.record, "paths": lambda file: files.paths_of(file, contents)}
    text = render_template("inspection/archive.html", **about)
    headers = {"Content-Disposition": "attachment; filename=record.zip", "Cache-Control": "no-store"}
    made_of = files.archive_of(text, csv_text(made.record), contents)
    return Response(made_of, mimetype="application/zip", headers=headers)


@bp.get(f"{PERSON}/amendment")
@requires(Can.KEEP_RECORDS)
def correct(person: int) -> ResponseReturnValue:
    return _correct(person, AmendmentForm(formdata=None, received_on=today()))


@bp.post(f"{PERSON}/amendment")
@requires(Can.KEEP_RECORDS)
def take_amendment(person: int) -> ResponseReturnValue:
    form = AmendmentForm()
    if form.validate_on_submit():
        try:
            with begin(current_actor()) as work:
                amendment = services.take_amendment(work, person, form.wish())
        except Invalid as error:
            form[error.field or "what"].errors = [f"{error.sentence} {error.remedy}".strip()]
        else:
            flash("Taken in. Decide within a reasonable time, and write down what you decide.")
            return redirect(url_for(".amendment_page", amendment=amendment), code=303)
    return _correct(person, form, 422)


def _correct(person: int, form: AmendmentForm, status: int = 200) -> ResponseReturnValue:
    with look(current_actor()) as work:
        subject = read_subject(work, person)
    title = "A request to correct a record"
    return page("inspection/correct.html", title, status=status, form=form, subject=subject)


@bp.get(CORRECTION)
@requires(Can.KEEP_RECORDS)
def amendment_page(amendment: int) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = services.read_amendment(work, amendment)
    form = StepForm(formdata=None)
    form.offer(view.next)
    return page("inspection/amendment.html", "A correction", view=view, form=form)


@bp.post(CORRECTION)
@requires(Can.KEEP_RECORDS)
def answer(amendment: int) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = services.read_amendment(work, amendment)
    form = StepForm()
    form.offer(view.next)
    if form.validate_on_submit():
        try:
            with begin(current_actor()) as work:
                services.answer_amendment(work, amendment, form.kind.data or "", form.words.data or "")
        except Invalid as error:
            form[error.field or "words"].errors = [f"{error.sentence} {error.remedy}".strip()]
        else:
            flash("Written down. It stands with the record from now on.")
            return redirect(url_for(".amendment_page", amendment=amendment), code=303)
    return page("inspection/amendment.html", "A correction", status=422, view=view, form=form)
