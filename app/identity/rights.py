"""Roles, hats, clearances and rights: the whole law of who may on one screen."""

from enum import StrEnum


class Clearance(StrEnum):
    """What a connection may read; it belongs to the connection, never to a query."""

    MASKED = "masked"
    OWN = "own"
    STAFF = "staff"
    REVEAL = "reveal"
    SIGN_IN = "sign_in"
    SYSTEM = "system"


class Role(StrEnum):
    """What a membership makes of a person at a place, from a date to a date."""

    REQUESTER = "requester"
    STUDENT_TECH = "student_tech"
    PEER_TRAINER = "peer_trainer"
    TEACHER = "supervising_teacher"
    TECHNICIAN = "technician"
    PRIVACY_OFFICER = "privacy_officer"
    ADMINISTRATOR = "administrator"


class Hat(StrEnum):
    """Under which address a person acts; one request wears one."""

    MY = "my"
    DESK = "desk"
    TEACH = "teach"
    OFFICE = "office"
    ADMIN = "admin"
    SYSTEM = "system"


class Can(StrEnum):
    """The rights, `subject:verb`; keep alphabetized."""

    ANSWER_CARE = "care:answer"  # look after a ticket that needs an adult
    APPROVE_DRAFTS = "draft:approve"  # send, edit or return what a tech wrote
    APPROVE_ERASURE = "record:erase"  # let one person's data go before its time, as the second adult
    APPROVE_WORDS = "word:approve"  # say yes or no to what a tech asks to see, and come when called
    ASK_FOR_HELP = "ticket:ask"  # open and follow one's own tickets
    ASSESS_BREACH = "breach:assess"  # which fields of whom an account saw in a window
    BREAK_GLASS = "glass:break"  # read one ticket outside one's reach in an emergency
    CALL_TEACHER = "teacher:call"  # let the teacher know that one is needed
    CLAIM_TICKETS = "ticket:claim"  # take a ticket from the queue
    ENTER_AT_COUNTER = "ticket:enter"  # write a ticket down for somebody at the counter
    EXPORT_RECORDS = "record:export"  # take data out as a file
    GRADE_WORK = "work:grade"  # give the rubric's levels to finished work
    KEEP_APART = "pair:keep"  # keep two students apart, and see which are
    KEEP_LOG = "log:keep"  # how the signed log stands, and who is mailed its heads
    KEEP_RECORDS = "record:keep"  # requests to see or correct a record, holds, retention, purge
    LEARN = "lesson:read"  # lessons, quizzes, practice, own progress
    MANAGE_ACCOUNTS = "account:manage"  # invite, disable
    MANAGE_CADRES = "cadre:manage"  # create, pick students, rungs, agreements, shifts
    MANAGE_MASK = "mask:manage"  # change what the mask policy shows to whom
    MANAGE_PLACES = "place:manage"  # sites, rooms, bell periods, closed dates
    MANAGE_ROSTER = "roster:manage"  # upload, preview, apply
    MARK_WORDS = "word:mark"  # hide a word on a ticket, or let the team read one
    OPEN_PRACTICE = "practice:open"  # open a practice ticket for a student
    PREVIEW_MASK = "mask:preview"  # see a ticket as a chosen person sees it
    READ_TICKETS = "ticket:read"  # the page of a ticket that one may know of
    REVEAL_WORDS = "word:reveal"  # show one masked word for a purpose
    REVIEW_TRAIL = "trail:review"  # read the trail, sign off a week
    ROLL_OVER = "year:roll"  # take a team into the next school year
    SEE_DISCLOSURES = "disclosure:see"  # who looked at whose data
    SIGN_OFF_PRACTICE = "practice:sign_off"  # of one's own group
    SOLVE_ESCALATIONS = "escalation:solve"  # tier II and III
    TRIAGE_TICKETS = "ticket:triage"  # queue unknown and sensitive tickets
    VERIFY_CERTIFICATES = "certificate:verify"  # a student's vendor certificate
    WORK_TICKETS = "ticket:work"  # reply, note, hand back, escalate, propose resolution


_DESK = frozenset({Can.CALL_TEACHER, Can.LEARN, Can.READ_TICKETS})
_LIVE = frozenset({Can.CLAIM_TICKETS, Can.WORK_TICKETS, Can.ENTER_AT_COUNTER, Can.REVEAL_WORDS})

RIGHTS: dict[tuple[Hat, Role], frozenset[Can]] = {
    (Hat.MY, Role.REQUESTER): frozenset({Can.ASK_FOR_HELP}),
    (Hat.DESK, Role.STUDENT_TECH): _DESK | _LIVE,
    (Hat.DESK, Role.PEER_TRAINER): frozenset({Can.APPROVE_DRAFTS, Can.SIGN_OFF_PRACTICE}),
    (Hat.DESK, Role.TECHNICIAN): frozenset(
        {
            Can.MARK_WORDS,
            Can.BREAK_GLASS,
            Can.ANSWER_CARE,
            Can.CLAIM_TICKETS,
            Can.ENTER_AT_COUNTER,
            Can.READ_TICKETS,
            Can.SOLVE_ESCALATIONS,
            Can.TRIAGE_TICKETS,
            Can.WORK_TICKETS,
        }
    ),
    (Hat.TEACH, Role.TEACHER): frozenset(
        {
            Can.MARK_WORDS,
            Can.ANSWER_CARE,
            Can.APPROVE_DRAFTS,
            Can.APPROVE_WORDS,
            Can.BREAK_GLASS,
            Can.EXPORT_RECORDS,
            Can.GRADE_WORK,
            Can.KEEP_APART,
            Can.MANAGE_ACCOUNTS,
            Can.MANAGE_CADRES,
            Can.MANAGE_PLACES,
            Can.MANAGE_ROSTER,
            Can.OPEN_PRACTICE,
            Can.PREVIEW_MASK,
            Can.READ_TICKETS,
            Can.REVIEW_TRAIL,
            Can.ROLL_OVER,
            Can.TRIAGE_TICKETS,
            Can.VERIFY_CERTIFICATES,
            Can.WORK_TICKETS,
        }
    ),
    (Hat.OFFICE, Role.PRIVACY_OFFICER): frozenset(
        {
            Can.BREAK_GLASS,
            Can.APPROVE_ERASURE,
            Can.ASSESS_BREACH,
            Can.KEEP_APART,
            Can.MANAGE_MASK,
            Can.PREVIEW_MASK,
            Can.EXPORT_RECORDS,
            Can.ANSWER_CARE,
            Can.EXPORT_RECORDS,
            Can.KEEP_APART,
            Can.KEEP_LOG,
            Can.KEEP_RECORDS,
            Can.REVIEW_TRAIL,
            Can.SEE_DISCLOSURES,
        }
    ),
    (Hat.ADMIN, Role.ADMINISTRATOR): frozenset(
        {
            Can.BREAK_GLASS,
            Can.APPROVE_ERASURE,
            Can.MANAGE_MASK,
            Can.ANSWER_CARE,
            Can.MANAGE_ACCOUNTS,
            Can.MANAGE_CADRES,
            Can.MANAGE_PLACES,
            Can.MANAGE_ROSTER,
            Can.EXPORT_RECORDS,
            Can.REVIEW_TRAIL,
            Can.ROLL_OVER,
        }
    ),
}

NEEDS_LIVE = _LIVE | {Can.APPROVE_DRAFTS}
# The rungs before live work, with what is said of it; who reads along opens the queue, which a claim's right does too.
READS_ALONG = {
    "observer": "An observer reads along first.",
    "trainee": "A trainee works on practice tickets first.",
}
NEEDS_RUNG = NEEDS_LIVE - {Can.CLAIM_TICKETS}


def clearance_of(hat: Hat, roles: frozenset[Role]) -> Clearance:
    """Return the clearance of a hat: masked wherever a student may be."""
    if hat is Hat.MY:
        return Clearance.OWN
    if hat is Hat.DESK:
        student = roles & {Role.STUDENT_TECH, Role.PEER_TRAINER} or Role.TECHNICIAN not in roles
        return Clearance.MASKED if student else Clearance.STAFF
    return Clearance.STAFF if hat in (Hat.TEACH, Hat.OFFICE, Hat.ADMIN) else Clearance.MASKED
