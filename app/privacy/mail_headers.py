"""What each header of a mail holds, and so what may be shown of it: the door of mail that comes in.

A header that is not listed is ``never``: what a mail program adds may name a person, a machine or a place.
Source: RFC 5322, section 3.6; RFC 2369; RFC 3834.
"""

from app.kernel.data import Datum, Plain

_PERSON = Datum("never", "identify", "people", "ticket")
_TEXT = Datum("revealable", "help", "people", "ticket")
_UNLISTED = Datum("never", "help", "people", "ticket")
HEADERS: dict[str, Datum | Plain] = {
    **dict.fromkeys(("from", "sender", "reply-to", "to", "cc", "bcc", "return-path"), _PERSON),
    **dict.fromkeys(("subject", "comments", "keywords"), _TEXT),
    **dict.fromkeys(("message-id", "in-reply-to", "references", "received", "list-unsubscribe"), _PERSON),
    "date": Plain("a time"),
    "mime-version": Plain("a version"),
    "content-type": Datum("never", "help", "people", "ticket"),  # it may hold the name of a file
    "content-disposition": Datum("never", "help", "people", "ticket"),
    "content-transfer-encoding": Plain("an encoding"),
    "auto-submitted": Plain("whether a machine wrote it"),
    "precedence": Plain("whether a machine wrote it"),
}


def said_of_header(name: str) -> Datum | Plain:
    """Return what a header of a mail holds; one that nobody listed is never for students."""
    return HEADERS.get(name.strip().lower(), _UNLISTED)
