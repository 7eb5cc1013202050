"""Say who asks, and fill a story's placeholders with people, places and things of the demo. Pure."""

from functools import cache
from random import Random
from typing import Any

from app.demo.names.load import load_names, load_school
from app.demo.people import Adult, Caregiver, People, Pupil
from app.demo.roster_files import NO_TEACHING
from app.kernel.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Asker:
    """Hold the one who asks, as the stories' placeholders need them."""

    sid: str
    kind: str
    given: str
    family: str
    nick: str
    number: str
    username: str
    mail: str
    phone: str
    room: str
    children: tuple[str, ...] = ()

    @classmethod
    def of(cls, one: Pupil | Adult | Caregiver) -> "Asker":
        """Return anybody as an asker."""
        known: dict[str, Any] = {"sid": one.sid, "username": one.username, "mail": one.mail}
        if isinstance(one, Adult):
            person = one.member
            names: dict[str, Any] = {"given": person.given, "family": person.family, "nick": person.given}
            return cls(kind="staff", number="", phone="", room=person.room, **names, **known)
        names = {"given": one.given, "family": one.family, "phone": one.phone, "room": ""}
        if isinstance(one, Pupil):
            return cls(kind="student", nick=one.nick, number=one.number, **names, **known)
        return cls(kind="caregiver", nick=one.given, number="", children=one.children, **names, **known)


def filling(random: Random, asker: Asker, people: People, room: str, tag: str) -> dict[str, str]:
    """Return a value for every placeholder."""
    pupils = {pupil.sid: pupil for pupil in people.pupils}
    asking = pupils.get(asker.sid)
    child = pupils[asker.children[0]] if asker.children else random.choice(people.pupils)
    fellows = [
        one for one in people.pupils if one.sid != asker.sid and (asking is None or one.grade == asking.grade)
    ]
    own = next((one.member.called for one in people.staff if one.sid == asker.sid), "")
    staff = [one.member for one in people.staff if one.sid != asker.sid and one.member.part == "staff"]
    teachers = [member for member in staff if member.department not in NO_TEACHING]
    return {
        **_me(random, asker, child),
        **_friend(random.choice(fellows)),
        **_contacts(random, asker),
        **_family(random, asker, people),
        "child_first": child.given,
        "child_full": f"{child.given} {child.family}",
        "child_number": child.number,
        "teacher": own or random.choice(teachers).called,  # a teacher's own story is signed with it
        "supervisor": people.part("supervisor")[0].member.called,
        "room": room,
        "network": load_school().networks[0 if asker.kind == "student" else 1],
        "asset": tag or load_school().asset_tags.make(random.randrange(200)),
    }


def _me(random: Random, asker: Asker, child: Pupil) -> dict[str, str]:
    return {
        "me_first": asker.given,
        "me_last": asker.family,
        "me_full": f"{asker.given} {asker.family}",
        "me_first_lower": asker.given.lower(),
        "me_last_first": f"{asker.family}, {asker.given}",
        "me_nick": asker.nick,
        "student_number": asker.number or child.number,
        "username": asker.username,
        "password": random.choice(load_school().passwords),
    }


def _friend(friend: Pupil) -> dict[str, str]:
    return {
        "friend_first": friend.given,
        "friend_last": friend.family,
        "friend_full": f"{friend.given} {friend.family}",
        "friend_first_lower": friend.given.lower(),
        "friend_last_first": f"{friend.family}, {friend.given}",
        "friend_nick": load_names().nicknames.get(friend.given, friend.given),
    }


def _family(random: Random, asker: Asker, people: People) -> dict[str, str]:
    """Return a mom and a dad, one's own where the roster has them, and a brother and a sister."""
    found: dict[str, str] = {}
    for word, mother in (("mom", True), ("dad", False)):
        alike = [one for one in people.caregivers if one.mother == mother] or list(people.caregivers)
        own = [one for one in alike if asker.sid in one.children]
        one = (own or [random.choice(alike)])[0]
        found |= {f"{word}_first": one.given, f"{word}_full": f"{one.given} {one.family}"}
    for word, sister in (("brother", False), ("sister", True)):
        known = _called(sister)
        fits = [one.given for one in people.pupils if one.given in known and one.sid != asker.sid]
        found[f"{word}_first"] = random.choice(fits)
    return found


@cache
def _called(sister: bool) -> frozenset[str]:
    names = load_names()
    return frozenset(names.mothers if sister else names.fathers)


def _contacts(random: Random, asker: Asker) -> dict[str, str]:
    school = load_school()
    phone = asker.phone or f"(208) 555-01{random.randrange(100):02d}"
    digits = "".join(letter for letter in phone if letter.isdigit())
    street = (
        f"{random.randrange(11, 980)} {random.choice(school.streets)} {random.choice(school.street_kinds)}"
    )
    return {
        "phone": phone,
        "phone_dotted": f"{digits[:3]}.{digits[3:6]}.{digits[6:]}",
        "phone_plus": f"+1 {digits[:3]} {digits[3:6]} {digits[6:]}",
        "phone_plain": digits,
        "mail": asker.mail,
        "address": street,
    }
