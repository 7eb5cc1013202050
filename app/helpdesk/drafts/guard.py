"""The outbound guard: what never goes into a public message, found by its shape alone, never by the roster."""

from app.audit.work import Work
from app.helpdesk.drafts import queries
from app.kernel.errors import Invalid
from app.privacy.text.masker import finds_contact

_SAID = {
    "phone": "a phone number",
    "mail": "a mail address",
    "number": "a student number",
    "secret": "a password or code",
    "handle": "a name on a social network",
}
_FOR_ALL = ("number", "secret")  # an adult may give the office's own phone or mail address


def refuse_contacts(work: Work, text: str, field: str) -> None:
    """Let a public text pass that holds no contact and no secret.

    Refuses: Invalid that says which kind was found.
    """
    pattern = work.value(queries.number_pattern(work.actor))
    found = [kind for kind in finds_contact(text, pattern or None) if work.actor.masked or kind in _FOR_ALL]
    if found:
        said = " and ".join(_SAID[kind] for kind in found)
        raise Invalid(
            f"It looks as if {said} is in it. That never goes into a message.",
            "Take it out and send it again; what you wrote is still here.",
            field=field,
        )
