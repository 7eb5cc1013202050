"""A student's place on a team: rung, papers, clearances, gates, shifts, leaving."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.school_year import valid_until
from app.accounts.teams import borrowed, pages, reading, services
from app.accounts.teams.forms import (
    GatesForm,
    GuardianForm,
    GuardianPaperForm,
    LeavingForm,
    MemberForm,
    PaperForm,
    keys,
    member_values,
    slots,
)
from app.accounts.teams.week import read_week
from app.audit.work import Work, begin, look
from app.identity.rights import Can
from app.kernel.errors import Invalid
from app.school.cadres import members, papers
from app.school.cadres import services as teams
from app.school.hats import HATS, share
from app.ui.access import current_actor, requires, today
from app.ui.pages import bare_page, page

bp = share(Blueprint("members", __name__, template_folder="templates"))
AT = f"/{HATS}/cadres/<int:cadre_id>/members/<int:person_id>"


def _show(cadre_id: int, person_id: int, status: int = 200, **given: Any) -> ResponseReturnValue:
    with look(current_actor()) as work:
        team, member = reading.read_member(work, cadre_id, person_id)
        signer = reading.read_signer(work, cadre_id, person_id)
    form = given.pop("form", None) or MemberForm(formdata=None, **member_values(member))
    form.offer(member.others)
    forms = {"form": form, "paper": PaperForm(formdata=None, signed_on=today())}
    forms["guardian"] = given.pop("guardian", None) or GuardianPaperForm(formdata=None, signed_on=today())
    forms["gates"] = GatesForm(formdata=None, **member.gates)
    forms["leaving"] = LeavingForm(formdata=None)
    shown = {"team": team, "member": member, "signer": signer, **forms, **given}
    return page("teams/member.html", member.row.name, status=status, **shown)


def _save(
    cadre_id: int, person_id: int, act: Callable[[Work], Any], done: str, where: str = "", **typed: Any
) -> ResponseReturnValue:
    try:
        with begin(current_actor()) as work:
            act(work)
    except Invalid as error:
        said = f"{error.sentence} {error.remedy}".strip()
        return _show(cadre_id, person_id, 422, said=said, where=where, **typed)
    flash(done)
    here = url_for(".member", cadre_id=cadre_id, person_id=person_id, _anchor=where or None)
    return redirect(here, code=303)


@bp.get(AT)
@requires(Can.MANAGE_CADRES)
def member(cadre_id: int, person_id: int) -> ResponseReturnValue:
    return _show(cadre_id, person_id)


@bp.post(AT)
@requires(Can.MANAGE_CADRES)
def change(cadre_id: int, person_id: int) -> ResponseReturnValue:
    form = MemberForm()
    with look(current_actor()) as work:
        _team, view = reading.read_member(work, cadre_id, person_id)
    form.offer(view.others)
    if form.validate_on_submit():
        try:
            with begin(current_actor()) as work:
                services.change_student(work, cadre_id, person_id, form.wish())
        except Invalid as error:
            pages.say(form, error)
        else:
            flash("Saved.")
            return redirect(url_for(".member", cadre_id=cadre_id, person_id=person_id), code=303)
    return _show(cadre_id, person_id, 422, form=form)


@bp.post(f"{AT}/agreement")
@requires(Can.MANAGE_CADRES)
def agreement(cadre_id: int, person_id: int) -> ResponseReturnValue:
    on = _paper_day(PaperForm())

    def act(work: Work) -> None:
        papers.record_agreement(work, cadre_id, person_id, on())

    return _save(cadre_id, person_id, act, "The agreement is recorded.", "agreement")


def _paper_day(form: PaperForm) -> Callable[[], Any]:
    """Return a function that gives the day on the paper, or refuses when there is none or a line is too long."""

    def given() -> Any:
        if not form.validate_on_submit():
            raise Invalid(str(next(iter(form.errors.values()))[0]), field=next(iter(form.errors)))
        return form.signed_on.data

    return given


@bp.post(f"{AT}/guardian")
@requires(Can.MANAGE_CADRES)
def guardian_paper(cadre_id: int, person_id: int) -> ResponseReturnValue:
    form = GuardianPaperForm()
    on = _paper_day(form)

    def act(work: Work) -> None:
        papers.record_guardian(work, cadre_id, person_id, on(), "paper", form.signer())

    return _save(cadre_id, person_id, act, "The permission is recorded.", "guardian", guardian=form)


@bp.post(f"{AT}/guardian/withdraw")
@requires(Can.MANAGE_CADRES)
def guardian_withdraw(cadre_id: int, person_id: int) -> ResponseReturnValue:
    def act(work: Work) -> None:
        papers.withdraw_guardian(work, cadre_id, person_id)

    return _save(cadre_id, person_id, act, "The permission is withdrawn. Live work has ended.", "guardian")


def _screen(cadre_id: int, person_id: int, form: GuardianForm, status: int = 200) -> ResponseReturnValue:
    with look(current_actor()) as work:
        team, view = reading.read_member(work, cadre_id, person_id)
    title, text = borrowed.guardian_text()
    values = {"team": team, "member": view, "form": form, "text": text}
    return bare_page("teams/guardian.html", title, status=status, **values)


@bp.get(f"{AT}/guardian/sign")
@requires(Can.MANAGE_CADRES)
def guardian_screen(cadre_id: int, person_id: int) -> ResponseReturnValue:
    return _screen(cadre_id, person_id, GuardianForm(formdata=None))


@bp.post(f"{AT}/guardian/sign")
@requires(Can.MANAGE_CADRES)
def guardian_sign(cadre_id: int, person_id: int) -> ResponseReturnValue:
    form = GuardianForm()
    if not form.validate_on_submit():
        return _screen(cadre_id, person_id, form, 422)

    def act(work: Work) -> None:
        papers.record_guardian(work, cadre_id, person_id, work.today, "screen", form.signer())

    return _save(cadre_id, person_id, act, "Thank you. The permission is recorded.", "guardian")


@bp.get(f"/{HATS}/cadres/<int:cadre_id>/papers/agreement", defaults={"which": "agreement"})
@bp.get(f"/{HATS}/cadres/<int:cadre_id>/papers/guardian", defaults={"which": "guardian"})
@requires(Can.MANAGE_CADRES)
def paper(cadre_id: int, which: str) -> ResponseReturnValue:
    with look(current_actor()) as work:
        team = teams.find_team(work, cadre_id)
    made = borrowed.paper_for("student" if which == "agreement" else which)
    told = {"cadre_id": cadre_id, "which": which, "team": team.name, "year": team.school_year}
    return bare_page(
        "teams/paper.html",
        made.title,
        paper=made,
        school=team.site_name,
        until=valid_until(today()),
        **told,
    )


@bp.post(f"{AT}/categories")
@requires(Can.MANAGE_CADRES)
def categories(cadre_id: int, person_id: int) -> ResponseReturnValue:
    codes = request.form.getlist("category")

    def act(work: Work) -> None:
        services.set_categories(work, cadre_id, person_id, codes)

    return _save(cadre_id, person_id, act, "Saved.", "categories")


@bp.post(f"{AT}/gates")
@requires(Can.MANAGE_CADRES)
def gates(cadre_id: int, person_id: int) -> ResponseReturnValue:
    form = GatesForm()
    modes = {"reply": form.reply.data or "", "resolve": form.resolve.data or ""}

    def act(work: Work) -> None:
        papers.set_gates(work, cadre_id, person_id, modes)

    return _save(cadre_id, person_id, act, "Saved.", "gates")


@bp.post(f"{AT}/end")
@requires(Can.MANAGE_CADRES)
def end(cadre_id: int, person_id: int) -> ResponseReturnValue:
    if not LeavingForm().validate_on_submit():
        words = "Tick that you mean it, then end the time on the team. Nothing was changed."
        return _show(cadre_id, person_id, 422, said=words, where="leaving")
    with begin(current_actor()) as work:
        members.end_member(work, cadre_id, person_id)
        services.end_categories(work, [person_id])
    flash("Their time on the team has ended. Add them again to bring them back.")
    return redirect(url_for("teams.team", cadre_id=cadre_id), code=303)


@bp.get(f"/{HATS}/cadres/<int:cadre_id>/shifts")
@requires(Can.MANAGE_CADRES)
def week(cadre_id: int) -> ResponseReturnValue:
    chosen = request.args.get("for", "")
    with look(current_actor()) as work:
        view = read_week(work, cadre_id, keys([chosen])[0] if chosen else None)
    return page("teams/week.html", "Shifts", week=view)


@bp.post(f"/{HATS}/cadres/<int:cadre_id>/shifts")
@requires(Can.MANAGE_CADRES)
def save_week(cadre_id: int) -> ResponseReturnValue:
    person_id = keys([request.form.get("person", "")])[0]
    wanted = slots(request.form.getlist("shift"))
    with begin(current_actor()) as work:
        papers.save_shifts(work, cadre_id, person_id, wanted)
    flash("The week is saved.")
    return redirect(url_for(".week", cadre_id=cadre_id), code=303)
