"""What an adult may do to somebody's account and roles; pure."""

from collections.abc import Sequence

from app.identity.actor import Actor
from app.identity.rights import Hat, Role
from app.identity.verdict import Verdict, no, not_now, yes
from app.kernel.frozen import dataclass

ROLE_WORDS = {
    Role.TEACHER: "supervising teacher",
    Role.TECHNICIAN: "adult technician",
    Role.PRIVACY_OFFICER: "privacy officer",
    Role.ADMINISTRATOR: "administrator",
}

ASKED_BY = {"guardian": "the guardian", "student": "the student, who is of age", "school": "the school"}


@dataclass(frozen=True)
class Target:
    """Somebody whose account is at stake; ``wide`` when a role of theirs is for the whole district."""

    person_id: int
    kind: str
    active: bool
    roles: Sequence[str] = ()
    wide: bool = False
    disabled: bool = False


def handle_account(actor: Actor, target: Target, actor_wide: bool) -> Verdict:
    """May this adult open and shut somebody's account?"""
    if not target.active:
        return not_now("This person is no longer in the roster.", "A roster import brings them back.")
    held = [role for role in target.roles if role in ROLE_WORDS]
    if actor.hat is not Hat.ADMIN and held and target.person_id != actor.person_id:
        return no("This person has a role in Cadre. An administrator does this.")
    if target.wide and not actor_wide and target.person_id != actor.person_id:
        return no("This person has a role for the whole district. Its administrator does this.")
    return yes("You may open and shut this account.")


def make_slip(actor: Actor, target: Target, actor_wide: bool) -> Verdict:
    """May this adult make a slip for somebody, which also sets a new password?"""
    verdict = handle_account(actor, target, actor_wide)
    if verdict.yes and target.disabled:
        return not_now("This account is disabled. Open it again first, then make a slip.")
    if not verdict.yes:
        return verdict
    return yes(
        "A new slip ends the one before it, and sets a new password when it is used; their PIN goes with the old one."
    )


def disable(actor: Actor, target: Target, actor_wide: bool) -> Verdict:
    """May this adult stop somebody from signing in?"""
    if target.person_id == actor.person_id:
        return no("You cannot disable your own account.")
    verdict = handle_account(actor, target, actor_wide)
    return verdict if not verdict.yes else yes("They are signed out everywhere. Their work stays.")


def give_role(actor: Actor, target: Target, role: str, at_school: bool, actor_wide: bool) -> Verdict:
    """May this adult give somebody a role at a place?"""
    if actor.hat is not Hat.ADMIN:
        return no("Only an administrator gives roles.")
    if target.kind != "staff":
        return no("Only a member of staff can hold this role.")
    if not target.active:
        return not_now("This person is no longer in the roster.")
    if role not in ROLE_WORDS:
        return no("This role is not known.")
    if not actor_wide and (not at_school or role == Role.PRIVACY_OFFICER):
        return no("A role for the whole district is given by an administrator of the district.")
    return yes("The role counts from now on.")


def end_role(actor: Actor, target: Target, role: str, at_school: bool, actor_wide: bool) -> Verdict:
    """May this adult end somebody's role?"""
    if actor.hat is not Hat.ADMIN:
        return no("Only an administrator ends roles.")
    if target.person_id == actor.person_id and role == Role.ADMINISTRATOR:
        return no("You cannot end your own role as administrator. Another administrator does this.")
    if not at_school and not actor_wide:
        return no("A role for the whole district is ended by an administrator of the district.")
    return yes("The role ends now.")
