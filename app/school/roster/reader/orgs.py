"""Read orgs.csv and mend or refuse what does not form a tree."""

from __future__ import annotations

from dataclasses import replace

from .cells import need, typed, word
from .findings import Log, RowProblem
from .register import Register, read_rows
from .shapes import Org
from .table import Row, Table
from .words import ORG_KINDS, FileMode, RowStatus

PARENT = "parentSourcedId"
KEPT_AT_TOP = "The organization was kept without a parent. Add the parent to orgs.csv, or empty the cell."


def read_orgs(table: Table, mode: FileMode, log: Log, register: Register) -> tuple[Org, ...]:
    """Return the organizations that form a forest.

    Refuses: the organizations that are each other's parents. A parent that is not in a bulk file is noted and
    dropped: exports of one school often name a district they do not hold.
    """
    orgs = {org.sourced_id: org for org in read_rows(table, mode, log, _org, register)}
    for org in _in_circles(orgs):
        del orgs[org.sourced_id]
        del register.lines[org.sourced_id]
        register.refused[org.sourced_id] = org.line
        log.refuse(
            table.file,
            org.line,
            RowProblem(
                PARENT,
                "The organization is, by way of its parents, its own parent.",
                "Correct the parents in the source system.",
            ),
        )
    return tuple(_with_known_parent(org, register, log) for org in orgs.values())


def _org(row: Row, status: RowStatus) -> Org:
    ends = status is RowStatus.TOBEDELETED
    own, parent = row["sourcedId"], typed(row, PARENT)
    return Org(
        sourced_id=own,
        status=status,
        name=row["name"] if ends else need(row, "name"),
        kind=None if ends and not row["type"] else word(row, "type", ORG_KINDS),
        identifier=row["identifier"],
        parent="" if parent == own else parent,  # some systems write the top as its own parent
        line=row.line,
    )


def _in_circles(orgs: dict[str, Org]) -> list[Org]:
    circles: list[Org] = []
    settled: set[str] = set()
    for start in orgs:
        path: dict[str, None] = {}
        here = start
        while here in orgs and here not in settled and here not in path:
            path[here] = None
            here = orgs[here].parent
        if here in path:
            walked = list(path)
            circles.extend(orgs[name] for name in walked[walked.index(here) :])
        settled.update(path)
    return sorted(circles, key=lambda org: org.line)


def _with_known_parent(org: Org, register: Register, log: Log) -> Org:
    reason = register.doubt(org.parent) if org.parent else ""
    if not reason:
        return org
    log.note("orgs.csv", org.line, PARENT, reason, KEPT_AT_TOP)
    return replace(org, parent="")
