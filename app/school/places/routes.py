"""Pages of schools: rooms, bell periods, terms, closed days, time zone; and the organization tree."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, cast

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.audit.work import Work, begin, look
from app.identity.rights import Can
from app.kernel.errors import Conflict, Invalid
from app.school.hats import HATS, share
from app.school.places import district, reading, services
from app.school.places.forms import SPARE_LINES, ClosedForm, RoomsForm, TermForm, ZoneForm, typed_bells
from app.school.places.typed import bell_lines, room_lines
from app.school.places.view_models import BellRow
from app.ui.access import current_actor, requires
from app.ui.pages import page

bp = share(Blueprint("places", __name__, template_folder="templates"))


@bp.get(f"/{HATS}/places")
@requires(Can.MANAGE_PLACES)
def sites() -> ResponseReturnValue:
    with look(current_actor()) as work:
        rows = reading.list_sites(work)
    if len(rows) == 1:
        return redirect(url_for(".site", code=rows[0].code), code=303)
    return page("places/sites.html", "Places", sites=rows)


def _show(
    code: str, status: int = 200, said: str = "", where: str = "", bells: Sequence[BellRow] = (), **forms: Any
) -> ResponseReturnValue:
    with look(current_actor()) as work:
        site = reading.read_site(work, code)
        others = reading.list_sites(work)
    values: dict[str, Any] = {
        "term_form": TermForm(formdata=None),
        "closed_form": ClosedForm(formdata=None),
        "rooms_form": RoomsForm(formdata=None, rooms=site.rooms_text),
        "zone_form": ZoneForm(formdata=None, zone=site.zone),
    }
    lines = [*(bells or site.bells), *([BellRow()] * SPARE_LINES)]
    values |= {"site": site, "sites": others, "said": said, "where": where, "lines": lines} | forms
    return page("places/site.html", site.name, status=status, **values)


def _save(code: str, where: str, done: str, act: Callable[[Work], Any], **shown: Any) -> ResponseReturnValue:
    """Do one change and go back to the page; a refused one shows its sentence at its section."""
    try:
        with begin(current_actor()) as work:
            act(work)
    except (Invalid, Conflict) as error:
        said = f"{error.sentence} {error.remedy}".strip()
        return _show(code, status=error.status, said=said, where=where, **shown)
    flash(done)
    return redirect(url_for(".site", code=code, _anchor=where), code=303)


@bp.get(f"/{HATS}/places/<code>")
@requires(Can.MANAGE_PLACES)
def site(code: str) -> ResponseReturnValue:
    return _show(code)


@bp.post(f"/{HATS}/places/<code>/bells")
@requires(Can.MANAGE_PLACES)
def save_bells(code: str) -> ResponseReturnValue:
    rows = typed_bells(request.form)
    done = "Bell periods are saved."
    return _save(code, "bells", done, lambda w: services.save_bells(w, code, bell_lines(rows)), bells=rows)


@bp.post(f"/{HATS}/places/<code>/terms")
@requires(Can.MANAGE_PLACES)
def add_term(code: str) -> ResponseReturnValue:
    form = TermForm()
    if not form.validate_on_submit():
        return _show(code, status=422, where="terms", term_form=form)
    name = form.name.data or ""
    first, last = cast("date", form.starts_on.data), cast("date", form.ends_on.data)

    def act(work: Work) -> None:
        services.add_term(work, code, name, first, last)

    return _save(code, "terms", f"{name} is added.", act, term_form=form)


@bp.post(f"/{HATS}/places/<code>/terms/<int:term_id>/remove")
@requires(Can.MANAGE_PLACES)
def remove_term(code: str, term_id: int) -> ResponseReturnValue:
    return _save(code, "terms", "The term is removed.", lambda w: services.remove_term(w, code, term_id))


@bp.post(f"/{HATS}/places/<code>/closed")
@requires(Can.MANAGE_PLACES)
def close_days(code: str) -> ResponseReturnValue:
    form = ClosedForm()
    if not form.validate_on_submit():
        return _show(code, status=422, where="closed", closed_form=form)
    first = cast("date", form.first_on.data)
    last, reason = form.last_on.data or first, (form.reason.data or "").strip()

    def act(work: Work) -> None:
        services.close_days(work, code, first, last, reason)

    return _save(code, "closed", "No school then.", act, closed_form=form)


@bp.post(f"/{HATS}/places/<code>/closed/<int:closed_id>/remove")
@requires(Can.MANAGE_PLACES)
def reopen_day(code: str, closed_id: int) -> ResponseReturnValue:
    return _save(code, "closed", "School is open then.", lambda w: services.reopen_day(w, code, closed_id))


@bp.post(f"/{HATS}/places/<code>/rooms")
@requires(Can.MANAGE_PLACES)
def save_rooms(code: str) -> ResponseReturnValue:
    form = RoomsForm()
    text = form.rooms.data or ""

    def act(work: Work) -> None:
        services.save_rooms(work, code, room_lines(text))

    return _save(code, "rooms", "Rooms are saved.", act, rooms_form=form)


@bp.post(f"/{HATS}/places/<code>/zone")
@requires(Can.MANAGE_PLACES)
def set_zone(code: str) -> ResponseReturnValue:
    zone = request.form.get("zone", "")
    return _save(code, "zone", "The time zone is set.", lambda w: services.set_zone(w, code, zone))


@bp.get("/admin/schools")
@requires(Can.MANAGE_PLACES)
def tree() -> ResponseReturnValue:
    with look(current_actor()) as work:
        rows = reading.read_tree(work)
    return page("places/tree.html", "Schools", rows=rows)


def _district(status: int = 200, said: str = "", example: str | None = None) -> ResponseReturnValue:
    with look(current_actor()) as work:
        view = district.read_district(work)
    shown = view.example if example is None else example
    return page("places/district.html", "District", status=status, view=view, said=said, example=shown)


@bp.get("/admin/district")
@requires(Can.MANAGE_PLACES)
def of_district() -> ResponseReturnValue:
    return _district()


@bp.post("/admin/district")
@requires(Can.MANAGE_PLACES)
def save_district() -> ResponseReturnValue:
    example, needed = request.form.get("example", ""), bool(request.form.get("guardian_needed"))
    try:
        with begin(current_actor()) as work:
            district.save_district(work, example, needed)
    except (Invalid, Conflict) as error:
        return _district(error.status, f"{error.sentence} {error.remedy}".strip(), example)
    flash("Saved.")
    return redirect(url_for(".of_district"), code=303)
