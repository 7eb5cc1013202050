"""Records of disclosures: find a person, read, print, take out; and what each person sees of their own."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.audit.tags import Tag
from app.audit.work import begin, look
from app.identity.actor import system_actor
from app.identity.rights import Can
from app.kernel.errors import Invalid
from app.oversight.disclosure import files, services
from app.oversight.disclosure.forms import OutsideForm
from app.oversight.panels import record_panels
from app.ui.access import current_actor, requires
from app.ui.pages import page

bp = Blueprint("disclosure", __name__, template_folder="templates")
ONE = "/office/records/<int:person>"


@bp.get("/office/records")
@requires(Can.SEE_DISCLOSURES)
def search() -> ResponseReturnValue:
    text = request.args.get("q", "").strip()[:120]
    with look(current_actor()) as work:
        found = services.search(work, text)
        numbers = services.numbers_wanted(work)
    return page("disclosure/search.html", "Records", q=text, found=found, numbers=numbers)


@bp.post("/office/records/names")
@requires(Can.KEEP_RECORDS)
def names() -> ResponseReturnValue:
    with begin(current_actor()) as work:
        services.name_techs(work, request.form.get("names", ""))
    flash("Saved. Records handed out from now on follow it.")
    return redirect(url_for(".search"), code=303)


@bp.get(ONE)
@requires(Can.SEE_DISCLOSURES)
def record(person: int) -> ResponseReturnValue:
    actor = current_actor()
    services.catch_up(actor)
    with look(actor) as work:
        view = services.read_record(work, person, request.args.get("after"), bool(request.args.get("every")))
        panels = record_panels(work, person)
    return page("disclosure/record.html", "Record of disclosures", view=view, panels=panels)


@bp.get(f"{ONE}/print")
@requires(Can.EXPORT_RECORDS)
def sheet(person: int) -> ResponseReturnValue:
    actor = current_actor()
    services.catch_up(actor)
    with look(actor) as work:
        view = services.print_record(work, person, "sheet")
    return page("disclosure/sheet.html", "Record of disclosures", view=view)


@bp.get(f"{ONE}/file.csv")
@requires(Can.EXPORT_RECORDS)
def file(person: int) -> ResponseReturnValue:
    actor = current_actor()
    services.catch_up(actor)
    with look(actor) as work:
        text = files.csv_text(services.print_record(work, person, "file"))
    headers = {"Content-Disposition": "attachment; filename=disclosures.csv", "Cache-Control": "no-store"}
    return Response("\ufeff" + text, mimetype="text/csv", headers=headers)


@bp.get(f"{ONE}/outside")
@requires(Can.KEEP_RECORDS)
def outside(person: int) -> ResponseReturnValue:
    return _outside(person, OutsideForm(formdata=None))


@bp.post(f"{ONE}/outside")
@requires(Can.KEEP_RECORDS)
def write(person: int) -> ResponseReturnValue:
    form = OutsideForm()
    if form.validate_on_submit():
        try:
            with begin(current_actor()) as work:
                services.write_outside(work, person, form.wish())
        except Invalid as error:
            form[error.field or "what"].errors = [f"{error.sentence} {error.remedy}".strip()]
        else:
            flash("Written down. It stays with the record.")
            return redirect(url_for(".record", person=person), code=303)
    return _outside(person, form, 422)


def _outside(person: int, form: Any, status: int = 200) -> ResponseReturnValue:
    with look(current_actor()) as work:
        subject = services.read_subject(work, person)
    title = "A request from outside"
    return page("disclosure/outside.html", title, status=status, subject=subject, form=form)


@bp.get("/my/looks")
@requires(Can.ASK_FOR_HELP)
def mine() -> ResponseReturnValue:
    actor = current_actor()
    services.catch_up(actor)
    site = next(iter(sorted(actor.site_ids)), None)
    product = replace(system_actor(actor.district_id, on_behalf_of_id=actor.person_id), zone=actor.zone)
    with look(product) as work:
        view = services.read_looks(work, actor.person_id, site, request.args.get("after"))
    with look(actor) as work:
        work.record(Tag.EVENTS_SEEN, subjects=[actor.person_id], fields=["events"], kind="own")
    return page("disclosure/mine.html", "Who looked", view=view)
