"""Record a certificate, verify it, and let it open its category until it expires."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.accounts.models import Grant
from app.audit.tags import Tag
from app.audit.work import Work
from app.curriculum.certificates import policy, queries
from app.curriculum.certificates.view_models import (
    CertificateView,
    certificate_view,
    grant_code,
    programme_named,
)
from app.curriculum.content.shapes import Programme
from app.curriculum.models import Certificate
from app.kernel.errors import Invalid, NotFound
from app.kernel.frozen import dataclass
from app.kernel.ids import new_id


@dataclass(frozen=True)
class Reads:
    """A certificate as it reads."""

    programme: str
    reference: str
    issued_on: date
    expires_on: date | None = None


def find_programme(code: str) -> Programme:
    """Return a programme.

    Refuses: NotFound when there is none of this code.
    """
    programme = programme_named(code)
    if programme is None:
        raise NotFound("There is no such program.", "Go back to the list of certificates.")
    return programme


def list_own(work: Work) -> tuple[CertificateView, ...]:
    """Return the acting student's certificates; the work's clearance is ``own``."""
    rows = work.rows(queries.certificates_of(work.actor, work.actor.person_id))
    told = [(certificate_view(row, work.today), policy.take_back(work.actor, row)) for row in rows]
    return tuple(replace(one, take_back=verdict) for one, verdict in told)


def list_teams(work: Work) -> tuple[CertificateView, ...]:
    """Return the certificates of the teacher's teams.

    Records: progress:seen.
    """
    names = dict(members_of(work))
    rows = work.rows(queries.certificates_of_teams(work.actor))
    if rows or names:
        seen = names.keys() | {row.student_id for row in rows}
        work.record(Tag.PROGRESS_SEEN, subjects=seen, fields=["certificate"])
    today = work.today
    return tuple(certificate_view(row, today, names.get(row.student_id, "A tech")) for row in rows)


def members_of(work: Work) -> tuple[tuple[int, str], ...]:
    """Return the students of the teacher's teams. Shape: (person, working name)."""
    rows = work.rows(queries.members(work.actor))
    return tuple((row.person_id, row.working_name or "not signed yet") for row in rows)


def record_certificate(work: Work, student_id: int, reads: Reads) -> int:
    """Write down a certificate as it reads and return its key; the same one twice is kept once.

    Refuses: NotFound for an unknown programme or student; Invalid by policy.issued, policy.expires and policy.code,
    or for one that was refused as it reads; from a teacher it waits again.
    Records: certificate:recorded.
    """
    programme = find_programme(reads.programme)
    if work.actor.staff and student_id not in {person for person, _name in members_of(work)}:
        raise NotFound("There is no such student on your team.", "Choose one from the list.")
    _refuse_dates(reads.issued_on, reads.expires_on, work.today)
    text = " ".join(reads.reference.split())[:80]
    verdict = policy.code(text, "" if work.actor.staff else work.actor.name)
    if not verdict.yes:
        raise Invalid(verdict.sentence, field="reference")
    for row in work.rows(queries.same(work.actor, student_id, programme.code, text)):
        if row.issued_on == reads.issued_on:
            return _again(work, row, student_id, programme, reads.expires_on)
    certificate_id = new_id()
    work.insert(
        Certificate,
        id=certificate_id,
        district_id=work.actor.district_id,
        student_id=student_id,
        programme=programme.code,
        reference=text,
        issued_on=reads.issued_on,
        expires_on=reads.expires_on,
        recorded_by_id=work.actor.person_id,
        recorded_at=work.now,
    )
    work.record(Tag.CERTIFICATE_RECORDED, subjects=[student_id], programme=programme.code)
    return certificate_id


def _again(work: Work, row: Any, student_id: int, programme: Programme, expires_on: date | None) -> int:
    """Return the key of a certificate that was written down before; what was taken back waits again, with the day on
    which it expires as it is typed now; so does, from a teacher, what was refused."""
    staff = work.actor.staff
    if row.refused_why and not staff:
        raise Invalid(f"Your teacher refused it. {policy.REASONS[row.refused_why]}", field="reference")
    if row.refused_why or row.withdrawn_at or row.expires_on != expires_on:
        taken_up = queries.taken_up(work.actor, row.id)
        change = (
            taken_up if staff else queries.changed_by_student(work.actor, row.id).values(withdrawn_at=None)
        )
        if work.change(change.values(expires_on=expires_on)) == 1:
            work.record(Tag.CERTIFICATE_RECORDED, subjects=[student_id], programme=programme.code)
    return int(row.id)


def refuse_certificate(work: Work, certificate_id: int, why: str) -> None:
    """Refuse a certificate that waits, as it was written down; its student reads why.

    Refuses: NotFound; by policy.refuse; Invalid without a reason of the list.
    Records: certificate:refused.
    """
    row = _find(work, certificate_id)
    work.intend(Tag.CERTIFICATE_REFUSED, subjects=[row.student_id])
    policy.refuse(work.actor, row).require()
    if why not in policy.REASONS:
        raise Invalid("Choose what is wrong.", field="why")
    values = {"refused_by_id": work.actor.person_id, "refused_at": work.now, "refused_why": why}
    if work.change(queries.decided(work.actor, row.id).values(**values)) == 1:
        work.record(Tag.CERTIFICATE_REFUSED, subjects=[row.student_id], programme=row.programme)


def take_back(work: Work, certificate_id: int) -> None:
    """Take back what the acting student wrote down, while it waits; the work's clearance is ``own``.

    Refuses: NotFound; by policy.take_back.
    Records: certificate:withdrawn.
    """
    own = work.rows(queries.certificates_of(work.actor, work.actor.person_id))
    row = next((one for one in own if one.id == certificate_id), None)
    if row is None:
        raise NotFound("There is no such certificate.", "Go back to the list.")
    work.intend(Tag.CERTIFICATE_WITHDRAWN, subjects=[row.student_id])
    policy.take_back(work.actor, row).require()
    change = queries.changed_by_student(work.actor, row.id).values(withdrawn_at=work.now)
    if work.change(change) == 1:
        work.record(Tag.CERTIFICATE_WITHDRAWN, subjects=[row.student_id], programme=row.programme)


def _find(work: Work, certificate_id: int) -> Any:
    row = work.first(queries.certificate(work.actor, certificate_id))
    if row is None or not row.in_cadre:
        raise NotFound("There is no such certificate.", "Go back to the list.")
    return row


def _refuse_dates(issued_on: date, expires_on: date | None, today: date) -> None:
    verdicts = {
        "issued_on": policy.issued(issued_on, today),
        "expires_on": policy.expires(issued_on, expires_on),
    }
    for field, verdict in verdicts.items():
        if not verdict.yes:
            raise Invalid(verdict.sentence, field=field)


def verify_certificate(work: Work, certificate_id: int, issued_on: date, expires_on: date | None) -> str:
    """Say that the certificate was seen with these dates, open what it gates, and return that in words.

    Refuses: NotFound; by policy.verify; Invalid by policy.issued and policy.expires, or where it opens nothing.
    Records: certificate:verified, and grant:given for each grant.
    """
    row = _find(work, certificate_id)
    work.intend(Tag.CERTIFICATE_VERIFIED, subjects=[row.student_id])
    policy.verify(work.actor, row).require()
    programme, today = find_programme(row.programme), work.today
    _refuse_dates(issued_on, expires_on, today)
    opens = policy.opens(programme.gates, expires_on, today)
    if not opens.yes:
        raise Invalid(opens.sentence, field="expires_on")
    seen = queries.decided(work.actor, row.id).values(
        verified_by_id=work.actor.person_id, verified_at=work.now, issued_on=issued_on, expires_on=expires_on
    )
    if work.change(seen) == 1:
        work.record(Tag.CERTIFICATE_VERIFIED, subjects=[row.student_id], programme=programme.code)
        _open(work, row, programme, expires_on)
        if expires_on is not None and programme.gates:
            after = datetime.combine(
                expires_on + timedelta(days=1), time(), ZoneInfo(work.actor.zone or "UTC")
            )
            about_it = {"district_id": work.actor.district_id, "person_id": row.student_id}
            work.enqueue("give_back_uncleared", run_at=after.astimezone(UTC), **about_it)
    return policy.opens(programme.gates, expires_on, today).sentence


def _open(work: Work, row: Any, programme: Programme, until: date | None) -> None:
    """Write the grants of a verified certificate: itself, and each category it gates."""
    wanted = [("certificate", grant_code(programme)), *(("category", code) for code in programme.gates)]
    for kind, code in wanted:
        work.insert(
            Grant,
            id=new_id(),
            district_id=work.actor.district_id,
            person_id=row.student_id,
            kind=kind,
            code=code,
            valid_from=work.today,
            valid_until=until,
            source="certificate",
            given_by=work.actor.person_id,
            given_at=work.now,
        )
        ends = str(until) if until else ""
        work.record(Tag.GRANT_GIVEN, subjects=[row.student_id], kind=kind, code=code, until=ends)
