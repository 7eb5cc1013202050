"""Turn the people of a roster set into what the text masker looks for."""

from app.privacy.text.names import Person as Name
from app.school.roster.reader import Person, RosterSet


def names_of(found: RosterSet) -> list[Name]:
    """Return everybody of a set, staff as hidden as the rest."""
    return [_name(person) for person in found.people]


def _name(person: Person) -> Name:
    more = (person.middle_name, person.preferred_family_name)
    return Name(
        first=person.given_name,
        last=person.family_name,
        preferred=person.preferred_given_name,
        nicknames=tuple(name for name in more if name),
        username=person.username or person.email.partition("@")[0],
        mails=(person.email,) if person.email else (),
        phones=tuple(phone for phone in (person.sms, person.phone) if phone),
        numbers=tuple(one for one in (person.identifier, *(known.value for known in person.user_ids)) if one),
    )
