"""The written retention policy; purges: see what would go, plan, approve, follow."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.audit.work import begin, look
from app.identity.rights import Can
from app.kernel.errors import Invalid
from app.oversight.retention import early, reading, services
from app.oversight.retention.forms import EarlyForm
from app.ui.access import confirmed, current_actor, requires
from app.ui.pages import page

bp = Blueprint("retention", __name__, template_folder="templates")
second = Blueprint("erasures", __name__, template_folder="templates")
ONE = "/office/purges/<int:run>"
EARLY = "/office/records/<int:person>/erase"
SECOND = "/admin/erasures/<int:run>"


def _shown(status: int = 200, wrong: tuple[str, str] = ("", "")) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = reading.read_policy(work)
    return page("retention/policy.html", "Retention", status=status, policy=view, wrong=wrong)


@bp.get("/office/retention")
@requires(Can.KEEP_RECORDS)
def policy() -> ResponseReturnValue:
    return _shown()


@bp.post("/office/retention/<code>")
@requires(Can.KEEP_RECORDS)
@confirmed
def lengthen(code: str) -> ResponseReturnValue:
    try:
        with begin(current_actor()) as work:
            services.lengthen(work, code, request.form.get("days", ""))
    except Invalid as error:
        return _shown(422, (code, f"{error.sentence} {error.remedy}".strip()))
    flash("Saved. The written policy says so from now on.")
    return redirect(url_for(".policy"), code=303)


@bp.get("/office/purges")
@requires(Can.KEEP_RECORDS)
def purges() -> ResponseReturnValue:
    with look(current_actor()) as work:
        found = reading.read_dry_run(work)
        runs = reading.read_runs(work)
    return page("retention/purges.html", "Purges", found=found, runs=runs)


@bp.post("/office/purges")
@requires(Can.KEEP_RECORDS)
def plan() -> ResponseReturnValue:
    with begin(current_actor()) as work:
        run = services.plan_purge(work)
    return redirect(url_for(".purge", run=run), code=303)


@bp.get(ONE)
@requires(Can.KEEP_RECORDS)
def purge(run: int) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = reading.read_run(work, run)
    return page("retention/purge.html", "A purge", run=view)


@bp.post(f"{ONE}/approve")
@requires(Can.KEEP_RECORDS)
@confirmed
def approve(run: int) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        services.approve_purge(work, run)
    flash("Approved. It goes on in the background; this page says how far it is.")
    return redirect(url_for(".purge", run=run), code=303)


@bp.post(f"{ONE}/drop")
@requires(Can.KEEP_RECORDS)
def drop(run: int) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        services.drop_purge(work, run)
    flash("Put aside. Nothing was erased.")
    return redirect(url_for(".purges"), code=303)


@bp.post(f"{ONE}/go-on")
@requires(Can.KEEP_RECORDS)
def go_on(run: int) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        services.go_on(work, run)
    flash("It is taken up again where it stopped.")
    return redirect(url_for(".purge", run=run), code=303)


def _early(person: int, form: EarlyForm, status: int = 200) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = early.read_early(work, person)
    return page("retention/early.html", "Before its time", status=status, view=view, form=form)


@bp.get(EARLY)
@requires(Can.KEEP_RECORDS)
def early_page(person: int) -> ResponseReturnValue:
    return _early(person, EarlyForm(formdata=None))


@bp.post(EARLY)
@requires(Can.KEEP_RECORDS)
def plan_early(person: int) -> ResponseReturnValue:
    form = EarlyForm()
    if not form.validate_on_submit():
        return _early(person, form, 422)
    with begin(current_actor()) as work:
        run = early.plan_early(work, person, form.why.data or "")
    flash("Planned. Nothing is erased before a second adult approves it.")
    return redirect(url_for(".purge", run=run), code=303)


@second.get(SECOND)
@requires(Can.APPROVE_ERASURE)
def erasure(run: int) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = early.read_second(work, run)
    return page("retention/second.html", "An erasure", run=view)


@second.post(f"{SECOND}/approve")
@requires(Can.APPROVE_ERASURE)
@confirmed
def approve_erasure(run: int) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        early.read_second(work, run)
        services.approve_purge(work, run)
    flash("Approved. It goes on in the background; this page says how far it is.")
    return redirect(url_for(".erasure", run=run), code=303)


@second.post(f"{SECOND}/drop")
@requires(Can.APPROVE_ERASURE)
def drop_erasure(run: int) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        early.read_second(work, run)
        services.drop_purge(work, run)
    flash("Put aside. Nothing was erased.")
    return redirect(url_for(".erasure", run=run), code=303)
