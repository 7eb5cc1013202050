"""Look people up: names, roles, account; new slip, disable, roles."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.people import reading, services
from app.accounts.teams.pages import slip_sheet
from app.audit.work import Work, begin, look
from app.identity.rights import Can
from app.kernel.errors import Invalid
from app.school.hats import HATS, share
from app.ui.access import current_actor, requires
from app.ui.pages import page

bp = share(Blueprint("people", __name__, template_folder="templates"))
AT = f"/{HATS}/people"
ONE = f"{AT}/<int:person_id>"


@bp.get(AT)
@requires(Can.MANAGE_ACCOUNTS)
def search() -> ResponseReturnValue:
    text = request.args.get("q", "").strip()[:120]
    with look(current_actor()) as work:
        found = reading.search(work, text)
    return page("people/search.html", "People", q=text, found=found)


def _show(person_id: int, status: int = 200, said: str = "") -> ResponseReturnValue:
    with look(current_actor()) as work:
        person = reading.read_person(work, person_id)
    return page("people/person.html", person.row.name, status=status, person=person, said=said)


def _do(person_id: int, act: Callable[[Work], Any], done: str) -> ResponseReturnValue:
    try:
        with begin(current_actor()) as work:
            act(work)
    except Invalid as error:
        return _show(person_id, 422, f"{error.sentence} {error.remedy}".strip())
    flash(done)
    return redirect(url_for(".person", person_id=person_id), code=303)


@bp.get(ONE)
@requires(Can.MANAGE_ACCOUNTS)
def person(person_id: int) -> ResponseReturnValue:
    return _show(person_id)


@bp.post(f"{ONE}/slip")
@requires(Can.MANAGE_ACCOUNTS)
def slip(person_id: int) -> ResponseReturnValue:
    with begin(current_actor()) as work:
        made = services.make_slip(work, person_id)
    return slip_sheet(made, url_for(".person", person_id=person_id))


@bp.post(f"{ONE}/disable")
@requires(Can.MANAGE_ACCOUNTS)
def disable(person_id: int) -> ResponseReturnValue:
    done = "The account is disabled, and signed out everywhere."
    return _do(person_id, lambda work: services.disable_account(work, person_id), done)


@bp.post(f"{ONE}/enable")
@requires(Can.MANAGE_ACCOUNTS)
def enable(person_id: int) -> ResponseReturnValue:
    return _do(person_id, lambda work: services.enable_account(work, person_id), "The account is open again.")


@bp.post(f"{ONE}/roles")
@requires(Can.MANAGE_ACCOUNTS)
def give_role(person_id: int) -> ResponseReturnValue:
    role, _, code = request.form.get("role", "").partition("@")

    def act(work: Work) -> None:
        services.give_role(work, person_id, role, code)

    return _do(person_id, act, "The role is given.")


@bp.post(f"{ONE}/roles/<int:membership_id>/end")
@requires(Can.MANAGE_ACCOUNTS)
def end_role(person_id: int, membership_id: int) -> ResponseReturnValue:
    return _do(person_id, lambda work: services.end_role(work, person_id, membership_id), "The role is over.")


@bp.post(f"{ONE}/name")
@requires(Can.MANAGE_ACCOUNTS)
def name_staff(person_id: int) -> ResponseReturnValue:
    name, title = request.form.get("display_name", ""), request.form.get("title", "")

    def act(work: Work) -> None:
        services.name_staff(work, person_id, name, title)

    return _do(person_id, act, "The professional name is saved.")


@bp.post(f"{ONE}/adults-only")
@requires(Can.MANAGE_ACCOUNTS)
def adults_only(person_id: int) -> ResponseReturnValue:
    asked_by = request.form.get("asked_by", "")

    def act(work: Work) -> None:
        services.set_adults_only(work, person_id, asked_by)

    done = "No student reads their tickets now." if asked_by else "The team can be given their tickets again."
    return _do(person_id, act, done)
