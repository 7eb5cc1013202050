"""`cadre audit`: read the trail, seal the log, take it out, and check it."""

import click

from app.commands import audit_log, audit_review, audit_tail, audit_witness


@click.group()
def audit() -> None:
    """Read the audit trail, and prove that nobody changed it.

    \b
    Every event becomes an entry of a log whose head (its size and one hash over all of it) is signed. Heads that are
    kept outside the school show any later change, even by whoever administers the machine:
      cadre audit head > monday.head         print the newest head; keep it elsewhere (--qr draws a code)
      cadre audit witness --from …           on another machine: see that each head continues the last, and cosign
      cadre audit export DIR                 take the whole log out
      cadre audit verify DIR --head monday.head   check it; python tools/verify_audit.py does so without Cadre
    """


for command in (
    audit_tail.tail,
    audit_log.seal,
    audit_log.head,
    audit_log.export,
    audit_log.verify,
    audit_log.reindex,
    audit_log.prove,
    audit_log.consistency,
    audit_log.rotate,
    audit_log.again,
    audit_review.drill,
    audit_review.remark,
    audit_witness.token,
    audit_witness.witness,
):
    audit.add_command(command)
