"""Certificates on the teacher's home: those that wait for a look, and those that ran out and are not renewed."""

from collections.abc import Sequence
from datetime import timedelta

from app.audit.tags import Tag
from app.audit.work import Work, look
from app.curriculum.certificates import queries
from app.curriculum.certificates.services import members_of
from app.curriculum.certificates.view_models import CertificateView, certificate_view
from app.identity.actor import Actor
from app.ui.panels import Panel, PanelRow

_AT = "/teach/certificates"
_TOLD = timedelta(days=30)


def teach_panel(actor: Actor) -> Panel | None:
    """Return the certificates that ask something of a teacher, for their home.

    Records: progress:seen, when there are any.
    """
    if not actor.cadre_ids:
        return None
    with look(actor) as work:
        found = _found(work)
        if found:
            work.record(Tag.PROGRESS_SEEN, subjects=[one.student_id for one in found], fields=["certificate"])
    return Panel("certificates", len(found), "Certificates", _AT, tuple(_row(one) for one in found[:3]))


def _found(work: Work) -> list[CertificateView]:
    names = dict(members_of(work))
    rows = work.rows(queries.certificates_of_teams(work.actor))
    seen = [certificate_view(row, work.today, names.get(row.student_id, "A tech")) for row in rows]
    since = work.today - _TOLD
    return [one for one in seen if one.waits] + [
        one
        for one in seen
        if one.ran_out and one.expires_on and one.expires_on >= since and not _renewed(one, seen)
    ]


def _renewed(old: CertificateView, all_of_them: Sequence[CertificateView]) -> bool:
    return any(
        one.student_id == old.student_id and one.programme == old.programme and one.issued_on > old.issued_on
        for one in all_of_them
    )


def _row(one: CertificateView) -> PanelRow:
    if one.ran_out:
        said = f"{one.words} Tickets of theirs that it opened are back in the queue."
        return PanelRow(f"{one.student}’s certificate ran out: {one.name}", _AT, said)
    return PanelRow(f"{one.student}: {one.name}", _AT, "waits for your look")
