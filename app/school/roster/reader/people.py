"""Read users.csv, roles.csv and relationships.csv into people with their roles."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from .cells import listed, need, span, truth, typed, user_ids, word
from .findings import Log, RowProblem
from .register import Register, pointer, read_rows
from .shapes import Membership, Person
from .table import UNQUOTED_COMMA, Row, Table
from .words import ROLES, FileMode, RowStatus

AGAIN = "The same role stands in an earlier row; it counts once."
USERNAME = "Give each person a username of their own in the source system."


class PeopleReader:
    """Read people of one set, and who is what where.

    Refuses: a username that an active person before has, compared without regard to case.
    """

    def __init__(self, log: Log, orgs: Register, people: Register) -> None:
        self.log, self.orgs, self.register = log, orgs, people
        self.people: dict[str, Person] = {}
        self.memberships: list[Membership] = []
        self._usernames: dict[str, int] = {}
        self._places: set[tuple[object, ...]] = set()
        self._roles: dict[str, list[Membership]] = {}
        self._grades: dict[str, tuple[str, ...]] = {}
        self._agents: dict[str, list[str]] = {}

    def read_users(self, table: Table, mode: FileMode, *, with_roles: bool) -> None:
        """Read users.csv; `with_roles` when the role stands there and not in roles.csv."""

        def build(row: Row, status: RowStatus) -> Person:
            person = self._person(row, status)
            if with_roles:
                self._add_memberships(list(self._memberships_of_user(row, status)))
            if status is RowStatus.ACTIVE:
                self._usernames[_comparable(person.username)] = row.line
            return person

        for person in read_rows(table, mode, self.log, build, self.register):
            self.people[person.sourced_id] = person

    def read_roles(self, table: Table, mode: FileMode, register: Register) -> None:
        """Read roles.csv."""
        has_ids = table.has("sourcedId")
        for member in read_rows(table, mode, self.log, self._membership, register if has_ids else None):
            self._add_memberships([member])

    def read_relationships(self, table: Table, mode: FileMode) -> None:
        """Read relationships.csv, which other exports have in place of agentSourcedIds."""
        for person, agent in read_rows(table, mode, self.log, self._relationship):
            self._agents.setdefault(person, []).append(agent)

    def finished(self) -> tuple[Person, ...]:
        """Return everybody with roles and guardians."""
        return tuple(self._finish(person) for person in self.people.values())

    def _person(self, row: Row, status: RowStatus) -> Person:
        must = (lambda _row, column: row[column]) if status is RowStatus.TOBEDELETED else need
        if row.is_long:
            _refuse_shifted(row)
        return Person(
            sourced_id=row["sourcedId"],
            status=status,
            enabled=truth(row, "enabledUser", True),
            username=self._free_username(row, status, must(row, "username")),
            given_name=must(row, "givenName"),
            family_name=must(row, "familyName"),
            middle_name=row["middleName"],
            preferred_given_name=row["preferredGivenName"],
            preferred_family_name=row["preferredFamilyName"],
            identifier=row["identifier"],
            email=row["email"],
            sms=row["sms"],
            phone=row["phone"],
            grades=listed(row, "grades"),
            agents=listed(row, "agentSourcedIds"),
            user_ids=user_ids(row),
            primary_org=typed(row, "primaryOrgSourcedId"),
            roles=(),
            line=row.line,
        )

    def _free_username(self, row: Row, status: RowStatus, username: str) -> str:
        first = self._usernames.get(_comparable(username)) if status is RowStatus.ACTIVE else None
        if first is not None:
            reason = f"The same username stands in line {first} already; that row was kept."
            raise RowProblem("username", reason, USERNAME)
        return username

    def _memberships_of_user(self, row: Row, status: RowStatus) -> Iterator[Membership]:
        ends = status is RowStatus.TOBEDELETED
        role = None if ends and not row["role"] else word(row, "role", ROLES)
        orgs = listed(row, "orgSourcedIds")
        if not orgs and not ends:
            need(row, "orgSourcedIds")
            raise RowProblem("orgSourcedIds", "The cell names no organization.", "Name the person's school.")
        known = [org for org in orgs if not self.orgs.doubt(org)]
        if not known and orgs and not ends:
            self.orgs.check(orgs[0], "orgSourcedIds")
        for org in orgs:
            if org not in known:
                self.log.people_with_refused_roles.add(row["sourcedId"])
                self.log.note(
                    row.file,
                    row.line,
                    "orgSourcedIds",
                    self.orgs.doubt(org),
                    "The person was kept in the other organizations. Correct the cell or orgs.csv.",
                )
        main = typed(row, "primaryOrgSourcedId") or (known[0] if known else "")
        for org in known:
            yield Membership("", status, row["sourcedId"], org, role, org == main, None, None, row.line)

    def _membership(self, row: Row, status: RowStatus) -> Membership:
        ends = status is RowStatus.TOBEDELETED
        person = pointer(row, "userSourcedId", self.register, status)
        org = pointer(row, "orgSourcedId", self.orgs, status)
        role = None if ends and not row["role"] else word(row, "role", ROLES)
        begin_on, end_on = span(row, "beginDate", "endDate")
        primary = truth(row, "roleType", False)
        if grades := listed(row, "grades"):
            self._grades.setdefault(person, grades)
        return Membership(row["sourcedId"], status, person, org, role, primary, begin_on, end_on, row.line)

    def _add_memberships(self, members: list[Membership]) -> None:
        for member in members:
            place = (member.person, member.org, member.role, member.begin_on, member.end_on, member.status)
            if place in self._places:
                self.log.note("roles.csv", member.line, "", AGAIN, "Nothing to do.")
                continue
            self._places.add(place)
            self.memberships.append(member)
            self._roles.setdefault(member.person, []).append(member)

    def _relationship(self, row: Row, _status: RowStatus) -> tuple[str, str]:
        person = self.register.check(need(row, "userSourcedId"), "userSourcedId")
        column = "relationshipUserSourcedId"
        return person, self.register.check(need(row, column), column)

    def _finish(self, person: Person) -> Person:
        own = person.sourced_id
        agents = tuple(agent for agent in person.agents if self._is_known_agent(person, agent))
        agents = tuple(dict.fromkeys((*agents, *self._agents.get(own, ()))))
        roles = tuple(self._roles.get(own, ()))
        grades = person.grades or self._grades.get(own, ())
        if not roles and agents == person.agents and grades == person.grades:
            return person
        return replace(person, roles=roles, agents=agents, grades=grades)

    def _is_known_agent(self, person: Person, agent: str) -> bool:
        reason = self.register.doubt(agent)
        if reason:
            self.log.note(
                "users.csv",
                person.line,
                "agentSourcedIds",
                reason,
                "The person was kept without this guardian. Add the guardian to users.csv.",
            )
        return not reason


def _refuse_shifted(row: Row) -> None:
    """Refuse a row with cells to spare whose addresses are not where the header has them."""
    email = row["email"]
    if email and "@" not in email:
        raise RowProblem("email", "The cell is not a mail address.", UNQUOTED_COMMA)
    for column in ("middleName", "identifier", "phone"):
        if "@" in row[column]:
            raise RowProblem(column, "The cell holds a mail address.", UNQUOTED_COMMA)


def _comparable(username: str) -> str:
    if username.isascii():
        return username.lower()
    return unicodedata.normalize("NFKC", username).casefold()
