"""Open the demo school: roster, rooms, bells, closed days, devices, and who does which job."""

from datetime import timedelta

import sqlalchemy as sa

from app.audit.tags import Tag
from app.audit.work import Work, begin, look
from app.demo.names.load import load_school
from app.demo.roster_files import DISTRICT, make_roster_set
from app.demo.stage import Stage
from app.demo.timetable import bells
from app.helpdesk.devices.models import Device, DeviceHolder
from app.helpdesk.recheck.vocabulary import add_words
from app.identity.actor import Actor, system_actor
from app.identity.rights import Hat, Role
from app.kernel import clock
from app.kernel.ids import new_id
from app.school.people.models import Membership, PersonPrivate, StaffProfile
from app.school.places import services as places
from app.school.places.models import BellPeriod, Org, Room
from app.school.places.typed import BellLine, RoomLine
from app.school.roster.reader import read_roster
from app.school.roster.services import apply

DAY = timedelta(days=1)
NUMBERS = r"41\d{4}"
PARTS = {
    "supervisor": Role.TEACHER,
    "technician": Role.TECHNICIAN,
    "privacy_officer": Role.PRIVACY_OFFICER,
    "administrator": Role.ADMINISTRATOR,
}
ROOM_NAMES = {
    "G": "Gym", "C": "Counseling", "M": "Music", "A": "Art", "P": "Portable", "Lab": "Computer lab",
    "Tech": "Technology office", "Health": "Nurse", "Counter": "Helpdesk counter",
}  # fmt: skip


def open_school(stage: Stage) -> None:
    """Bring the people in by a roster, days before the term, and set up everything around them."""
    with clock.at(stage.times.at(stage.times.terms.parts[0].starts_on, 9 * 60) - 4 * DAY):
        stage.district_id = new_id()
        _apply_roster(stage)
        with begin(stage.system()) as work:
            _find_people(work, stage)
            _give_parts(work, stage)
            work.record(Tag.MEMBER_ADDED, subjects=[stage.ids[sid] for sid, _ in _parts(stage)])
    with clock.at(stage.times.at(stage.times.terms.parts[0].starts_on, 10 * 60) - 4 * DAY):
        _set_up_places(stage, stage.actor(stage.sid("administrator"), Hat.ADMIN))
        with begin(stage.system()) as work:
            _name_staff(work, stage)
            _count_devices(work, stage)
            work.record(Tag.SCHOOL_STARTED, site_id=stage.site_id, devices=len(stage.fleet.devices))


def _apply_roster(stage: Stage) -> None:
    roster = read_roster(make_roster_set(stage.people, stage.times.terms, stage.seed))
    with begin(system_actor(stage.district_id)) as work:
        apply(work, roster)
        code = load_school().district[1]
        known = sa.update(Org).where(Org.id == stage.district_id)
        work.execute(known.values(demo=True, code=code, number_pattern=NUMBERS))
        school = sa.update(Org).where(Org.district_id == stage.district_id, Org.kind == "school")
        work.execute(school.values(demo=True, code=load_school().code))


def _find_people(work: Work, stage: Stage) -> None:
    people = sa.select(PersonPrivate.sourced_id, PersonPrivate.person_id)
    rows = work.rows(people.where(PersonPrivate.district_id == stage.district_id))
    stage.ids.update({row.sourced_id: row.person_id for row in rows})
    stage.ids[DISTRICT] = stage.district_id
    site = sa.select(Org.id).where(Org.district_id == stage.district_id, Org.kind == "school")
    stage.site_id = int(work.value(site))


def _set_up_places(stage: Stage, administrator: Actor) -> None:
    school = load_school()
    with begin(administrator) as work:
        places.save_rooms(
            work, school.code, [RoomLine(one.code, _room_name(one.code)) for one in school.rooms]
        )
    with begin(administrator) as work:
        lines = [BellLine(0, bell.label, bell.starts, bell.ends, not bell.teaching) for bell in bells()]
        places.save_bells(work, school.code, lines)
    for kind, words in (("app", school.apps), ("network", school.networks)):
        with begin(administrator) as work:
            add_words(work, kind, words)
    for day, why in stage.times.terms.closed:
        with begin(administrator) as work:
            places.close_days(work, school.code, day, day, why)
    with look(administrator) as work:
        rooms = work.rows(sa.select(Room.code, Room.id).where(Room.site_id == stage.site_id))
        stage.rooms.update({row.code: row.id for row in rooms})
        of_site = sa.select(BellPeriod.id).where(BellPeriod.site_id == stage.site_id, ~BellPeriod.lunch)
        found = work.execute(of_site.order_by(BellPeriod.starts_minute))
        stage.periods = tuple(int(key) for key in found.scalars())


def _room_name(code: str) -> str:
    return ROOM_NAMES.get(code) or ROOM_NAMES.get(code.split("-", maxsplit=1)[0] if "-" in code else "", "")


def _parts(stage: Stage) -> list[tuple[str, Role]]:
    return [
        (adult.sid, PARTS[adult.member.part]) for adult in stage.people.staff if adult.member.part in PARTS
    ]


def _give_parts(work: Work, stage: Stage) -> None:
    """Give the jobs."""
    first = stage.times.terms.parts[0].starts_on
    wide = (Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)
    rows = [
        {
            "id": new_id(),
            "district_id": stage.district_id,
            "person_id": stage.ids[sid],
            "org_id": stage.district_id if role in wide else stage.site_id,
            "role": role.value,
            "source": "office",
            "starts_on": first - 4 * DAY,
        }
        for sid, role in _parts(stage)
    ]
    work.insert_many(Membership, rows)


def _name_staff(work: Work, stage: Stage) -> None:
    """Give each member of staff their professional name, job and room."""
    named = sa.update(StaffProfile).where(StaffProfile.person_id == sa.bindparam("b_person"))
    named = named.values(
        display_name=sa.bindparam("b_name"), title=sa.bindparam("b_title"), room_id=sa.bindparam("b_room")
    )
    staff = [
        {
            "b_person": stage.ids[one.sid],
            "b_name": one.member.called,
            "b_title": one.member.job,
            "b_room": stage.rooms.get(one.member.room),
        }
        for one in stage.people.staff
    ]
    work.execute(named, staff)


def _count_devices(work: Work, stage: Stage) -> None:
    common = {"district_id": stage.district_id, "site_id": stage.site_id}
    keys = {one.tag: new_id() for one in stage.fleet.devices}
    rows = [
        {"id": keys[one.tag], "tag": one.tag, "model": one.model, "warranty": one.warranty, **common}
        for one in stage.fleet.devices
    ]
    work.insert_many(Device, rows)
    held = [
        {"device_id": keys[one.tag], "district_id": stage.district_id, "person_id": stage.ids[one.holder]}
        for one in stage.fleet.devices
        if one.holder
    ]
    work.insert_many(DeviceHolder, held)
