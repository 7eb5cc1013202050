"""Upload a roster, look at the differences, apply it."""

from flask import Blueprint, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.audit.work import look
from app.identity.rights import Can
from app.kernel.errors import Invalid, NotFound
from app.school.hats import HATS, share
from app.school.roster import uploads
from app.school.roster.forms import ApplyForm, UploadForm
from app.school.roster.policy import EndingsNeeded, KeepsNobody, people_words
from app.school.roster.view_models import Preview
from app.ui.access import current_actor, quiet, requires
from app.ui.pages import page

bp = share(Blueprint("roster", __name__, template_folder="templates"))


def _start(form: UploadForm, status: int = 200) -> ResponseReturnValue:
    with look(current_actor()) as work:
        runs = uploads.list_runs(work)
    return page("roster/start.html", "Roster", status=status, form=form, runs=runs)


@bp.get(f"/{HATS}/roster")
@requires(Can.MANAGE_ROSTER)
def start() -> ResponseReturnValue:
    return _start(UploadForm())


@bp.post(f"/{HATS}/roster")
@requires(Can.MANAGE_ROSTER)
def upload() -> ResponseReturnValue:
    form = UploadForm()
    given = [(one.filename or "", one.read()) for one in request.files.getlist("files")]
    try:
        if not form.validate_on_submit():
            raise Invalid("This form is out of date.", "Choose the file again.", field="files")
        upload_id = uploads.keep_upload(current_actor(), given)
    except Invalid as error:
        form.files.errors = [f"{error.sentence} {error.remedy}"]
        return _start(form, status=422)
    return redirect(url_for(".preview", upload_id=upload_id), code=303)


def _show(upload_id: int, status: int = 200, said: str = "") -> ResponseReturnValue:
    with look(current_actor()) as work:
        found = uploads.read_upload(work, upload_id)
    if found.preview is None:
        return page("roster/progress.html", "Importing", upload=found)
    form = ApplyForm(formdata=None, ending=str(found.preview.ending))
    if said:
        form.accept.errors = [said]
    values = {"upload": found, "preview": found.preview, "form": form}
    return page("roster/preview.html", "Preview", status=status, **values)


@bp.get(f"/{HATS}/roster/uploads/<int:upload_id>")
@requires(Can.MANAGE_ROSTER)
def preview(upload_id: int) -> ResponseReturnValue:
    try:
        return _show(upload_id)
    except NotFound:
        with look(current_actor()) as work:
            uploads.read_run(work, upload_id)
        return redirect(url_for(".imported", run_id=upload_id), code=303)


@bp.get(f"/{HATS}/roster/uploads/<int:upload_id>/left")
@requires(Can.MANAGE_ROSTER)
@quiet
def left(upload_id: int) -> ResponseReturnValue:
    """Tell a page that waits whether the import still runs."""
    with look(current_actor()) as work:
        return jsonify(over=not uploads.is_running(work, upload_id))


@bp.post(f"/{HATS}/roster/uploads/<int:upload_id>/apply")
@requires(Can.MANAGE_ROSTER)
def apply(upload_id: int) -> ResponseReturnValue:
    form = ApplyForm()
    ending = form.ending.data or ""
    accepted = int(ending) if form.accept.data and ending.isdecimal() and len(ending) < 10 else None
    try:
        done = uploads.apply_upload(current_actor(), upload_id, accepted)
    except KeepsNobody:
        return _show(upload_id, 409)
    except EndingsNeeded as error:
        return _show(
            upload_id, 409, f"This ends {people_words(error.ending)}. Tick the box if that is right."
        )
    return _after(upload_id, done)


def _after(upload_id: int, done: Preview | None) -> ResponseReturnValue:
    if done is None:
        return redirect(url_for(".preview", upload_id=upload_id), code=303)
    if done.run_id is None:
        flash("All of it was known. Nothing was changed.", "info")
        return redirect(url_for(".start"), code=303)
    flash("Imported.")
    return redirect(url_for(".imported", run_id=done.run_id), code=303)


@bp.post(f"/{HATS}/roster/uploads/<int:upload_id>/discard")
@requires(Can.MANAGE_ROSTER)
def discard(upload_id: int) -> ResponseReturnValue:
    uploads.discard_upload(current_actor(), upload_id)
    flash("The upload is gone. Nothing was changed.", "info")
    return redirect(url_for(".start"), code=303)


@bp.get(f"/{HATS}/roster/imports/<int:run_id>")
@requires(Can.MANAGE_ROSTER)
def imported(run_id: int) -> ResponseReturnValue:
    with look(current_actor()) as work:
        run = uploads.read_run(work, run_id)
    return page("roster/imported.html", "Import", run=run)
