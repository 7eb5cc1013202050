"""What the routes of teams share: choices for forms, errors at fields, the sheet of slips."""

from urllib.parse import urlsplit

from flask import current_app, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from app.accounts.slips import Slip, code_rows, print_slips
from app.audit.work import Work
from app.identity.actor import Actor
from app.identity.rights import Hat
from app.kernel.errors import Conflict, Invalid
from app.school.cadres import queries as team_queries
from app.school.cadres import services as teams
from app.school.cadres.services import TeamWish
from app.school.people import queries as people
from app.school.people.view_models import Named
from app.school.places import queries as places
from app.ui.pages import bare_page


def sites(work: Work) -> list[tuple[str, str]]:
    """Return the actor's schools as choices: code and name."""
    return [(row.code, row.name) for row in work.rows(places.sites(work.actor))]


def staff_at(work: Work, site_code: str) -> list[Named]:
    """Return the staff of a school as choices; nobody where the school is out of reach."""
    site = work.first(places.site(work.actor, site_code))
    if site is None:
        return []
    return [Named(row.id, row.display_name) for row in work.rows(people.staff(work.actor, site.id))]


def classes_of(work: Work, site_id: int) -> list[tuple[int, str]]:
    """Return the classes of a school as choices: title and teachers, since two classes may share a title."""
    found: dict[int, list[str]] = {}
    for row in work.rows(people.classes(work.actor, site_id)):
        found.setdefault(row.id, [row.title]).extend([row.display_name] if row.display_name else [])
    return [(key, " · ".join(words)) for key, words in found.items()]


def say(form: FlaskForm, error: Invalid) -> None:
    """Put a refusal at its field, or at the first one."""
    field = form[error.field] if error.field in form else next(iter(form))
    field.errors = [*field.errors, f"{error.sentence} {error.remedy}".strip()]


def team_or_list(actor: Actor, cadre_id: int, wish: TeamWish) -> str:
    """Return the team's address, or the list's for a teacher who has handed the team to others."""
    leads = actor.person_id in (wish.supervisor_id, wish.deputy_id)
    if actor.hat is Hat.ADMIN or leads:
        return url_for("teams.team", cadre_id=cadre_id)
    return url_for("teams.teams_page")


def team_slips(work: Work, cadre_id: int, person_ids: list[int]) -> tuple[Slip, ...]:
    """Make slips for students of a team.

    Refuses: NotFound; Conflict when nobody was ticked who may come in.
    Records: invite:made, invites:printed.
    """
    team = teams.find_team(work, cadre_id)
    today = work.today
    rows = work.rows(team_queries.members(work.actor, [team.id], work.today))
    on_team = {row.person_id for row in rows if row.ends_on >= today}
    wanted = [one for one in person_ids if one in on_team]
    if not wanted:
        raise Conflict("Nobody was ticked.", "Go back and tick the students who need a slip.")
    made = print_slips(work, wanted)
    if not made:
        raise Conflict(
            "Whom you ticked cannot come in now.", "Open the account again on the student's page first."
        )
    return made


def slip_sheet(slips: tuple[Slip, ...], back: str) -> ResponseReturnValue:
    """Show the slips once, in the order of the list that they are handed out by; their codes are kept nowhere."""
    slips = tuple(sorted(slips, key=lambda slip: slip.name))
    base = current_app.extensions["cadre_settings"].public_url or request.host_url.rstrip("/")
    drawn = [(slip, code_rows(f"{base}{url_for('accounts.claim_page', code=slip.code)}")) for slip in slips]
    here = urlsplit(base).hostname in ("127.0.0.1", "localhost", "::1")
    address = f"{base}/claim"
    return bare_page(
        "teams/sheet.html", "Invite slips", slips=drawn, address=address, back=back, only_here=here
    )
