"""Mail the newest head to each recipient: when they are added, and a week after each time."""

from datetime import timedelta
from email.message import EmailMessage
from typing import Any

from app.audit.log.folder import LogFolder
from app.audit.log.notes import Head
from app.audit.tags import Tag
from app.audit.work import begin, chore, look
from app.identity.actor import system_actor
from app.kernel import jobs
from app.oversight.log import queries
from app.oversight.log.services import published
from app.ports.mail import Undeliverable, mailer

WEEK, SOON = timedelta(days=7), timedelta(hours=1)
KIND = "mail_log_head"
_BODY = """This is the newest signed head of the audit log of {origin}: {size} entries.

Please keep this mail. If somebody ever asks whether the school's record of who looked at whose data was changed,
the head below answers: whatever it covers cannot have been altered, removed or put in another order since, not
even by whoever administers the machine. It names nobody, and there is nothing to do now.

To check: save the attached file, ask the school for an export of its log, and run
    python verify_audit.py EXPORT --head log-head.txt

{note}"""
_places: list[tuple[LogFolder, str]] = []


def use(folder: LogFolder, sender: str) -> None:
    """Say where the last head is remembered, and from whom mails come."""
    _places[:] = [(folder, sender)]


def message_to(mail: str, head: Head, sender: str) -> EmailMessage:
    """Return the mail with a head, as text and as a file."""
    message = EmailMessage()
    message["Subject"] = f"Head of the audit log: {head.size} entries, {head.at:%Y-%m-%d}"
    message["From"], message["To"] = sender, mail
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_BODY.format(origin=head.origin, size=head.size, note=head.note), cte="8bit")
    message.add_attachment(head.note, charset="utf-8", cte="base64", filename="log-head.txt")
    return message


@jobs.handles(KIND)
def mail_log_head(payload: dict[str, Any]) -> None:
    """Mail the newest head to one recipient, and come back in a week; where the mail does not go, in an hour.

    Shape: done again after a kill, it finds that this week's went, and leaves the next to the job that follows it.
    Records: log:sent.
    """
    actor = system_actor(payload["district_id"])
    folder, sender = _places[0]
    with look(actor) as work:
        row = work.first(queries.recipient(actor, payload["recipient"]))
        head = published(work, folder)
        if row is None or (row.sent_at and timedelta() <= work.now - row.sent_at < WEEK - SOON):
            return
    outcome = "waiting" if head is None else "done"
    if head is not None:
        try:
            mailer().send(message_to(row.mail, head, sender))
        except Undeliverable:
            outcome = "failed"
    with begin(actor) as work:
        if outcome == "done":
            work.execute(queries.mark_sent(actor, row.id, work.now))
        work.record(Tag.LOG_SENT, outcome=outcome, size=head.size if head else 0)
        again = work.now + (WEEK if outcome == "done" else SOON)
        work.enqueue(KIND, run_at=again, **payload)


def take_up_again() -> int:
    """Let mails go on whose job was given up, or waits for a day that a wrong clock made; return how many."""
    with look(system_actor(0)) as work:
        everybody = work.rows(queries.everybody(work.actor))
        waiting = (
            {one["recipient"] for one in jobs.coming(KIND, work.now + WEEK + SOON)} if everybody else set()
        )
    lost = [row for row in everybody if row.id not in waiting]
    for row in lost:
        with chore(system_actor(row.district_id)) as work:
            work.enqueue(KIND, run_at=work.now + SOON, district_id=row.district_id, recipient=row.id)
    return len(lost)
