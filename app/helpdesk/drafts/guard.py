"""The outbound guard: what never goes into a public message.

To a student it is found by its shape alone, never by the roster: else the refusal would say who is in it.
"""

from collections.abc import Sequence
from typing import cast

from app.audit.work import Work, look
from app.helpdesk.attachments.drawing.anew import Drawn
from app.helpdesk.drafts import queries
from app.helpdesk.drafts.typing import own_of
from app.kernel.errors import Invalid
from app.privacy.asked_for import asks_for_private
from app.privacy.codes_told import kinds_told
from app.privacy.disguised import kinds_disguised
from app.privacy.invitations import finds_invitation
from app.privacy.text.fold import fold
from app.privacy.text.masker import finds_contact
from app.privacy.who_it_is import tells_who
from app.school.people import feeder

_SAID = {
    "phone": "a phone number",
    "mail": "a mail address",
    "number": "a student number",
    "secret": "a password or code",
    "handle": "a name on a social network",
    "invitation": "a way to talk outside of the help desk",
    "question": "a question for a name, number, password or account",
    "family": "the phone number or mail address of a student or family",
}
_ASK_SO = (
    "Ask for the tag or the screen. “Who asked” beside the ticket leads to a first name, and an adult sees to "
    "passwords. What you wrote is still here."
)
NEAR = 80  # letters at the end of one text and the beginning of the next
_PATTERN = "number_pattern"
_TOLD_IN_PIECES = ("phone", "mail", "number")
_FOR_ALL = ("number", "secret", "handle")  # an adult may give the office's own phone or mail address


def refuse_contacts(work: Work, text: str, field: str) -> None:
    """Let a public text pass that holds no contact and no secret.

    Refuses: Invalid that says which kind was found.
    """
    found = contacts_in(work, text, adult=not work.actor.masked)
    if found:
        said = " and ".join(_SAID[kind] for kind in found)
        raise Invalid(
            f"It looks as if {said} is in it. That never goes into a message.",
            _ASK_SO
            if found == ["question"]
            else "Take it out and send it again; what you wrote is still here.",
            field=field,
        )


def refuse_identity(work: Work, text: str, field: str) -> None:
    """Let a student's text pass that neither guesses who reads it nor tells who writes it; the working name may.

    Refuses: Invalid that says what to do instead.
    """
    if work.actor.masked and tells_who(fold(text).text, work.actor.name):
        raise Invalid(
            "It looks as if it says who you are, or guesses who asked.",
            "Neither side is to know the other: your working name stands under each reply. Take it out and send it "
            "again; what you wrote is still here.",
            field=field,
        )


def refuse_together(work: Work, ticket_id: int, text: str, field: str) -> None:
    """Let a student's text pass that makes no number or address of what they sent just before on the ticket.

    Refuses: Invalid that says which kind was found.
    """
    with look(own_of(work.actor)) as mine:
        before = [row.body for row in mine.rows(queries.own_before(mine.actor, ticket_id)) if row.body]
    if not before:
        return
    told = _kinds_in(work, f"{' '.join(reversed(before))[-NEAR:]} {text[:NEAR]}", adult=False)
    found = [kind for kind in _TOLD_IN_PIECES if kind in told]
    if found:
        raise Invalid(
            f"With what you sent before, it looks as if it makes {' and '.join(_SAID[kind] for kind in found)}.",
            "That never goes out, in pieces neither. What you wrote is still here.",
            field=field,
        )


def refuse_contacts_within(work: Work, files: Sequence[Drawn]) -> None:
    """Let files go with a public text whose words hold no contact and no secret; what a picture shows, a teacher sees.

    Refuses: Invalid that says which kind was found.
    """
    for file in files:
        if file.kind == "text":
            refuse_contacts(work, file.text, "files")


def contacts_in(work: Work, text: str, adult: bool) -> list[str]:
    """Return which kinds of contact or secret must not go out in a text of a student, or of an adult."""
    told = _kinds_in(work, text, adult)
    found = [kind for kind in _SAID if kind in told and (not adult or kind in _FOR_ALL)]
    if not adult:
        found += ["invitation"] if finds_invitation(text) else []
        return [*found, "question"] if asks_for_private(fold(text).text) else found
    return [*found, "family"] if _of_family(work, text) else found


def _kinds_in(work: Work, text: str, adult: bool) -> set[str]:
    """Return which kinds of contact or secret a text tells, in whatever writing a student may choose."""
    folded, pattern = fold(text).text, _pattern(work)
    told = {*finds_contact(text, pattern), *kinds_told(folded)}
    return told if adult else told | set(kinds_disguised(folded, pattern))


def _pattern(work: Work) -> str | None:
    """Return the shape of the district's student numbers, asked for once in a transaction."""
    if _PATTERN not in work.read:
        work.read[_PATTERN] = work.value(queries.number_pattern(work.actor)) or None
    return cast("str | None", work.read[_PATTERN])


def _of_family(work: Work, text: str) -> bool:
    """Tell whether a text that an adult wrote holds the phone or mail of somebody whose name is hidden."""
    masker = feeder.masker_for(work)
    spans = feeder.mask(work, text).spans
    return any(
        span.kind in ("phone", "mail")
        and masker.names_somebody(text[span.start : span.end].split("@", maxsplit=1)[0])
        for span in spans
    )
