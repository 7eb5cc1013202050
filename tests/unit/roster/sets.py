"""Write small OneRoster sets for the tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.school.roster.reader import UnusableSet, read_roster

ORGS = """sourcedId,name,type,identifier,parentSourcedId
d1,Valley District,district,0271,
s1,Lake High,school,0101,d1
s2,Hill Middle,school,0102,d1
"""
USERS_11 = """sourcedId,status,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,\
middleName,identifier,email,sms,phone,agentSourcedIds,grades,password
u1,,true,s1,student,bo,{LDAP:bo1},Bo,Diaz,,00417,bo@school.test,,,u3,10,secret-word
u2,,true,"s1,s2",teacher,ms.lee,,Ada,Lee,,,lee@school.test,,,,,
u3,,true,s1,parent,pdiaz,,Pat,Diaz,,,,,208-555-0100,,,
"""
USERS_12 = """sourcedId,status,enabledUser,username,givenName,familyName,preferredGivenName,grades,pronouns
u1,active,true,bo,Roberto,Diaz,Bo,"09,10",they
u2,active,true,ms.lee,Ada,Lee,,,
"""
ROLES_12 = """sourcedId,status,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId
r1,active,u1,primary,student,2026-08-24,2027-06-11,s1,
r2,active,u2,primary,teacher,,,s1,
r3,active,u2,secondary,counselor,,,s2,
"""
SESSIONS = """sourcedId,title,type,startDate,endDate,parentSourcedId,schoolYear
y1,School year,schoolYear,2026-08-24,2027-06-11,,2027
t1,Fall,term,2026-08-24,2026-12-18,y1,2027
"""
COURSES = """sourcedId,title,courseCode,orgSourcedId,grades
c1,Computer Science 1,CS1,d1,"09,10"
"""
CLASSES = """sourcedId,title,classCode,classType,location,schoolSourcedId,courseSourcedId,termSourcedIds,\
periods
k1,CS 1 period 3,CS1-3,scheduled,B12,s1,c1,t1,3
"""
ENROLLMENTS = """sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
e1,k1,s1,u1,student,,2026-08-24,
e2,k1,s1,u2,teacher,true,,
"""
SET_11: dict[str, str | bytes] = {"orgs.csv": ORGS, "users.csv": USERS_11}
SET_12: dict[str, str | bytes] = {"orgs.csv": ORGS, "users.csv": USERS_12, "roles.csv": ROLES_12}
CLASS_FILES: dict[str, str | bytes] = {
    "academicSessions.csv": SESSIONS,
    "courses.csv": COURSES,
    "classes.csv": CLASSES,
    "enrollments.csv": ENROLLMENTS,
}


def as_bytes(content: str | bytes) -> bytes:
    """Return a file's bytes; text is UTF-8."""
    return content.encode() if isinstance(content, str) else content


def write_folder(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write a set as files of a folder."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_bytes(content))
    return root


def zipped(files: Mapping[str, str | bytes]) -> io.BytesIO:
    """Return a set as an open zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, as_bytes(content))
    packed.seek(0)
    return packed


def manifest(**values: str) -> str:
    """Return a manifest; `users="delta"` becomes file.users."""
    version = values.pop("version", "")
    lines = ["propertyName,value", "manifest.version,1.0"]
    if version:
        lines.append(f"oneroster.version,{version}")
    lines += [f"file.{name},{mode}" for name, mode in values.items()]
    return "\n".join(lines) + "\n"


def user_row(number: int, **cells: str) -> str:
    """Return one line of a 1.1 users.csv, a student unless the cells say otherwise."""
    row = {
        "sourcedId": f"p{number}",
        "enabledUser": "true",
        "orgSourcedIds": "s1",
        "role": "student",
        "username": f"user{number}",
        "givenName": "Sam",
        "familyName": "Roe",
    } | cells
    header = USERS_11.splitlines()[0].split(",")
    return ",".join('"' + row.get(name, "").replace('"', '""') + '"' for name in header)


def users(*rows: str) -> str:
    """Return a 1.1 users.csv of these lines."""
    return "\n".join((USERS_11.splitlines()[0], *rows)) + "\n"


def refusal_of(files: dict[str, str | bytes]) -> UnusableSet:
    with pytest.raises(UnusableSet) as caught:
        read_roster(zipped(files))
    assert caught.value.reason.endswith(".") and caught.value.remedy.endswith(".")
    return caught.value
