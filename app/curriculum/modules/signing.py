"""Sign the confidentiality agreement under a working name, and say what is missing for live work."""

from app.accounts.actors import LACKS_AGREEMENT, LACKS_GUARDIAN, LACKS_MODULE
from app.accounts.school_year import valid_until
from app.audit.tags import Tag
from app.audit.work import Work
from app.curriculum.content.load import load_agreements
from app.curriculum.content.shapes import Agreement
from app.curriculum.modules import policy, queries
from app.curriculum.modules.rendering import screen_text
from app.curriculum.modules.view_models import AgreementView, GateLine, ModuleView, family_of
from app.identity.actor import Actor
from app.identity.rights import READS_ALONG
from app.kernel.errors import Invalid
from app.privacy.sealed import Sealed

FOR_GOOD = 9999  # the year that stands for no end


def agreement_now() -> Agreement:
    """Return the newest text that students sign."""
    return [text for text in load_agreements() if text.signer == "student"][-1]


def read_agreement(work: Work) -> AgreementView:
    """Return the agreement's page for the acting student."""
    actor, today = work.actor, work.today
    member = work.first(queries.membership(actor, today))
    until = valid_until(member.agreement_on) if member and member.agreement_on else None
    passed = work.value(queries.module_until(actor, actor.person_id, "privacy", today))
    text = agreement_now()
    holds = until if until and until >= today else None
    verdict = policy.sign(member is not None, bool(passed and passed >= today), holds, today)
    name = member.working_name if member else ""
    signed = member.agreement_on if member and holds else None
    body, ends = screen_text(text.body), valid_until(today)
    return AgreementView(text.title, body, text.code, signed, holds, ends, name, verdict)


def own_family(work: Work) -> Sealed:
    """Return the acting person's family name, sealed; the work's clearance is ``own``."""
    return Sealed(work.value(queries.own_family(work.actor)))


def sign_agreement(work: Work, working_name: str, family: Sealed) -> str:
    """Sign for this school year and return the working name.

    Refuses: by policy.sign; Invalid for a working name that is taken or says too much.
    Records: agreement:signed.
    """
    actor, today = work.actor, work.today
    view = read_agreement(work)
    view.sign.require()
    member = work.rows(queries.membership(actor, today))[0]
    name = " ".join(working_name.split())
    taken = [str(row[0]) for row in work.rows(queries.names_taken(actor, member.cadre_id)) if row[0]]
    verdict = policy.working_name(name, family_of(family), taken)
    if not verdict.yes:
        raise Invalid(verdict.sentence, field="working_name")
    signed = {"agreement_on": today, "agreement_version": view.version[:20], "agreement_how": "screen"}
    work.execute(queries.sign_membership(actor, member.id).values(working_name=name, **signed))
    work.record(Tag.AGREEMENT_SIGNED, subjects=[actor.person_id], version=view.version, how="screen")
    return name


def standing(actor: Actor, module: ModuleView, agreement: AgreementView) -> str:
    """Say what somebody may do who lacks nothing: to the day on which the first of it runs out."""
    if actor.rung in READS_ALONG:
        first = {"observer": "Read along in the queue."}.get(actor.rung, "Work on practice tickets.")
        return f"{first} Live tickets begin at apprentice."
    ends = [day for day in (module.passed_until, agreement.holds_until, actor.ends_on) if day]
    until = min(ends, default=None)
    return (
        f"You are cleared for live tickets{f' until {until:%B} {until.day}, {until.year}' if until else ''}."
    )


def gate_lines(actor: Actor, module: ModuleView, agreement: AgreementView) -> tuple[GateLine, ...]:
    """Say each thing that live work needs, done or not, with where to mend it."""
    known = {LACKS_MODULE, LACKS_AGREEMENT, LACKS_GUARDIAN}
    lines = [_module_line(module), _agreement_line(agreement)]
    if LACKS_GUARDIAN in actor.lacking:
        words = "Your teacher has the form. A guardian signs it on paper or on screen."
        lines.append(GateLine("Guardian permission", False, words))
    lines += [GateLine("Your team", False, said) for said in actor.lacking if said not in known]
    return tuple(lines)


def _module_line(module: ModuleView) -> GateLine:
    done = module.passed_until is not None
    if module.passed_until and not module.renewable:
        holds = f" It holds until {_day(module)}." if _day(module) else ""
        return GateLine("Privacy module", True, f"Passed.{holds}")
    if module.passed_until:
        words = (
            f"It runs out on {_day(module)}. Take the quiz again now, and it holds for the whole new year."
        )
        return GateLine("Privacy module", done, words, "quiz", "Renew it")
    words = f"Lessons, a story and a quiz: {module.needed} of {module.drawn} right. Try as often as needed."
    return GateLine("Privacy module", False, words, "module", "Go on")


def _day(module: ModuleView) -> str:
    until = module.passed_until
    return f"{until:%B} {until.day}, {until.year}" if until and until.year < FOR_GOOD else ""


def _agreement_line(agreement: AgreementView) -> GateLine:
    until = agreement.holds_until
    if until and not agreement.sign.yes:
        words = f"Signed. It holds until {until:%B} {until.day}, {until.year}."
        return GateLine("Confidentiality agreement", True, words)
    done = until is not None
    words = "It runs out soon. Sign again for the new year." if done else agreement.sign.sentence
    act = ("agreement", "Read and sign") if agreement.sign.yes else ("", "")
    return GateLine("Confidentiality agreement", done, words, *act)
