"""What each tag means in plain words: what somebody did, and what they tried to do when it was refused.

Each phrase follows the name of who acted; ``{ticket}`` stands for the ticket's number.
Groups are the kinds of the trail's filter.
"""

from app.audit.tags import Tag
from app.kernel.frozen import dataclass

GROUPS = {
    "looked": "Looked at",
    "revealed": "Showed hidden words",
    "counter": "Counter matches",
    "searched": "Searched",
    "worked": "Claimed and worked",
    "wrote": "Wrote",
    "checked": "Checked others' work",
    "learned": "Learned and practiced",
    "set_up": "Set up and changed",
    "reviewed": "Read and reviewed the trail",
    "exported": "Took data out",
    "signed_in": "Signed in and out",
    "refused": "Asked without the right",
}


@dataclass(frozen=True)
class Phrase:
    """How one tag is told. Shape: a refusal's own tag has no ``tried``."""

    group: str
    done: str
    tried: str = ""


READ_LATER = {  # what went out at once was read by an adult afterward
    Tag.DRAFT_SENT: "read a reply on {ticket} that had gone out",
    Tag.TICKET_RESOLVED: "read how {ticket} ended, and accepted it",
}
OWN = {Tag.QUEUE_SEEN: "looked at the tickets that they asked for"}  # as a requester, on their own pages
PHRASES: dict[Tag, Phrase] = {
    Tag.ACCESS_REFUSED: Phrase("refused", "asked for something that is not theirs and was refused"),
    Tag.ACCOUNT_CLAIMED: Phrase("signed_in", "claimed their account with an invite slip", "claim an account"),
    Tag.ACCOUNT_CREATED: Phrase("set_up", "made an account", "make an account"),
    Tag.ACCOUNT_DISABLED: Phrase("set_up", "disabled an account", "disable an account"),
    Tag.AGREEMENT_SIGNED: Phrase("learned", "signed the confidentiality agreement", "sign the agreement"),
    Tag.ATTACHMENT_ADDED: Phrase("wrote", "added a file to {ticket}", "add a file that cannot be used"),
    Tag.ATTACHMENT_COVERED: Phrase(
        "checked", "covered parts of a file on {ticket}", "cover parts of a file on {ticket}"
    ),
    Tag.ATTACHMENT_KEPT: Phrase(
        "checked", "kept a file on {ticket} to the adults", "keep a file on {ticket} to the adults"
    ),
    Tag.ATTACHMENT_RELEASED: Phrase(
        "checked", "let students see a file on {ticket}", "let students see a file on {ticket}"
    ),
    Tag.ATTACHMENT_SEEN: Phrase("looked", "looked at a file on {ticket}", "look at a file on {ticket}"),
    Tag.CADRE_CHANGED: Phrase("set_up", "changed a team", "change a team"),
    Tag.CADRE_CREATED: Phrase("set_up", "made a team", "make a team"),
    Tag.CADRE_SEEN: Phrase("looked", "looked at a team's page", "look at a team's page"),
    Tag.CALENDAR_CHANGED: Phrase("set_up", "changed the school's calendar", "change the school's calendar"),
    Tag.CARE_ACKNOWLEDGED: Phrase(
        "worked", "looks after {ticket}, which needs an adult", "look after {ticket}"
    ),
    Tag.CARE_CALLED: Phrase("worked", "called an adult for {ticket}"),
    Tag.CARE_CHANGED: Phrase("set_up", "changed who is called and which words call", "change who is called"),
    Tag.CARE_SEEN: Phrase("looked", "read the list of tickets that need an adult", "read that list"),
    Tag.CALL_ANSWERED: Phrase("worked", "went to a tech who called", "answer a tech's call"),
    Tag.CERTIFICATE_RECORDED: Phrase("learned", "handed in a certificate", "hand in a certificate"),
    Tag.CERTIFICATE_REFUSED: Phrase("checked", "refused a certificate", "refuse a certificate"),
    Tag.CERTIFICATE_VERIFIED: Phrase("checked", "verified a certificate", "verify a certificate"),
    Tag.CERTIFICATE_WITHDRAWN: Phrase(
        "learned", "took back a certificate that waited", "take back a certificate"
    ),
    Tag.CHECKLIST_MARKED: Phrase("worked", "marked steps on {ticket}", "mark steps on {ticket}"),
    Tag.COUNTER_MATCHED: Phrase(
        "counter", "had a number matched at the counter", "have a number matched at the counter"
    ),
    Tag.DISTRICT_CHANGED: Phrase("set_up", "changed what the district says of itself", "change the district"),
    Tag.DRAFTS_SEEN: Phrase("looked", "looked at the drafts to check", "look at the drafts to check"),
    Tag.DRAFT_EDITED: Phrase("checked", "edited a draft for {ticket}", "edit a draft for {ticket}"),
    Tag.DRAFT_RETURNED: Phrase("checked", "sent a draft for {ticket} back", "send a draft for {ticket} back"),
    Tag.DRAFT_SENT: Phrase("checked", "let a draft for {ticket} go out", "let a draft for {ticket} go out"),
    Tag.DRAFT_SUBMITTED: Phrase("wrote", "handed in a draft for {ticket}", "hand in a draft for {ticket}"),
    Tag.DRAFT_WITHDRAWN: Phrase("wrote", "took back a draft for {ticket}", "take back a draft for {ticket}"),
    Tag.ESCALATION_ACCEPTED: Phrase("worked", "took on {ticket} as an adult", "take on {ticket} as an adult"),
    Tag.ESCALATION_RETURNED: Phrase(
        "worked", "sent a worked solution back on {ticket}", "send a worked solution back on {ticket}"
    ),
    Tag.EVENTS_EXPLAINED: Phrase("reviewed", "explained a flag of the trail", "explain a flag of the trail"),
    Tag.EVENTS_SEEN: Phrase("reviewed", "read the trail", "read the trail"),
    Tag.EVIDENCE_ACCEPTED: Phrase("checked", "counted {ticket} as evidence", "count {ticket} as evidence"),
    Tag.GATE_CHANGED: Phrase(
        "set_up", "changed who checks a student's work", "change who checks a student's work"
    ),
    Tag.GLASS_BROKEN: Phrase("looked", "opened {ticket} in an emergency", "open a ticket in an emergency"),
    Tag.GLASS_ENDED: Phrase("looked", "closed what was open in an emergency", "close what was open"),
    Tag.GRADE_GIVEN: Phrase("checked", "graded the work on {ticket}", "grade the work on {ticket}"),
    Tag.GRANT_ENDED: Phrase(
        "set_up", "ended what somebody is cleared for", "end what somebody is cleared for"
    ),
    Tag.GRANT_GIVEN: Phrase("set_up", "cleared somebody for more work", "clear somebody for more work"),
    Tag.GROUP_CHANGED: Phrase("set_up", "changed a training group", "change a training group"),
    Tag.GUARDIAN_PERMITTED: Phrase(
        "set_up", "recorded a guardian's permission", "record a guardian's permission"
    ),
    Tag.INVITES_PRINTED: Phrase("set_up", "printed invite slips", "print invite slips"),
    Tag.INVITE_MADE: Phrase("set_up", "made an invite slip", "make an invite slip"),
    Tag.LESSON_READ: Phrase("learned", "read a lesson", "read a lesson"),
    Tag.LOG_COSIGNED: Phrase("reviewed", "took in a head that a witness cosigned", "take in a cosigned head"),
    Tag.LOG_RECIPIENTS_CHANGED: Phrase(
        "reviewed", "changed to whom heads of the log are mailed", "change who gets heads of the log"
    ),
    Tag.LOG_SENT: Phrase("reviewed", "mailed a head of the log", "mail a head of the log"),
    Tag.LOG_STARTED: Phrase(
        "reviewed", "turned the key of the log, or began it anew", "turn the key of the log"
    ),
    Tag.MEMBER_ADDED: Phrase("set_up", "added somebody to a team", "add somebody to a team"),
    Tag.MEMBER_CHANGED: Phrase("set_up", "changed a team member", "change a team member"),
    Tag.MEMBER_ENDED: Phrase("set_up", "ended somebody's time on a team", "end somebody's time on a team"),
    Tag.MESSAGE_SENT: Phrase("wrote", "sent a reply on {ticket}", "send a reply on {ticket}"),
    Tag.NOTE_WRITTEN: Phrase("wrote", "wrote a team note on {ticket}", "write a team note on {ticket}"),
    Tag.PAIRS_SEEN: Phrase(
        "looked", "looked at who is kept apart; their names are not in the trail", "see who is kept apart"
    ),
    Tag.PAIR_ENDED: Phrase("set_up", "ended a pair that was kept apart", "end a pair that is kept apart"),
    Tag.PAIR_KEPT: Phrase("set_up", "kept two students apart", "keep two students apart"),
    Tag.PAGE_COPIED: Phrase("looked", "copied words from {ticket}", "copy words from {ticket}"),
    Tag.PAGE_PRINTED: Phrase("looked", "printed the page of {ticket}", "print the page of {ticket}"),
    Tag.PEOPLE_SEEN: Phrase("looked", "looked at a list of people", "look at a list of people"),
    Tag.PIN_SET: Phrase("signed_in", "chose a PIN", "choose a PIN"),
    Tag.PERSON_FLAGGED: Phrase(
        "set_up", "said who reads somebody's tickets", "say who reads somebody's tickets"
    ),
    Tag.PRACTICE_OPENED: Phrase("learned", "opened the practice ticket {ticket}", "open a practice ticket"),
    Tag.PRACTICE_SIGNED_OFF: Phrase(
        "checked", "signed off the practice on {ticket}", "sign off practice on {ticket}"
    ),
    Tag.PROGRESS_SEEN: Phrase("looked", "looked at learning progress", "look at learning progress"),
    Tag.QUEUE_SEEN: Phrase("looked", "looked at a page of the queue", "look at a page of the queue"),
    Tag.QUIZ_FINISHED: Phrase("learned", "finished a quiz", "finish a quiz"),
    Tag.QUIZ_STARTED: Phrase("learned", "started a quiz", "start a quiz"),
    Tag.RECORD_EXPORTED: Phrase("exported", "took records out as a file", "take records out as a file"),
    Tag.ROSTER_APPLIED: Phrase("set_up", "applied a roster", "apply a roster"),
    Tag.ROSTER_PREVIEWED: Phrase("set_up", "previewed a roster", "preview a roster"),
    Tag.ROSTER_REFUSED: Phrase("set_up", "offered a roster that could not be used"),
    Tag.SCHOOL_STARTED: Phrase("set_up", "set up the school", "set up the school"),
    Tag.SESSION_CONFIRMED: Phrase("signed_in", "confirmed who they are", "confirm who they are"),
    Tag.SESSION_ENDED: Phrase("signed_in", "signed out", "sign out"),
    Tag.SESSION_LOCKED: Phrase("signed_in", "left a screen that locked itself", "lock a screen"),
    Tag.SESSION_OPENED: Phrase("signed_in", "signed in", "sign in"),
    Tag.SESSION_REFUSED: Phrase("signed_in", "gave a password or PIN that did not match"),
    Tag.SESSION_UNLOCKED: Phrase("signed_in", "unlocked their screen", "unlock a screen"),
    Tag.SHIFTS_CHANGED: Phrase("set_up", "changed the week's shifts", "change the week's shifts"),
    Tag.TEACHER_CALLED: Phrase("worked", "called a teacher", "call a teacher"),
    Tag.TICKETS_SEARCHED: Phrase("searched", "searched the tickets", "search the tickets"),
    Tag.TICKET_ASKED: Phrase("wrote", "asked for help: {ticket}", "ask for help"),
    Tag.TICKET_ASSIGNED: Phrase("worked", "gave {ticket} to a tech", "give {ticket} to a tech"),
    Tag.TICKET_CANCELLED: Phrase("worked", "withdrew {ticket}", "withdraw {ticket}"),
    Tag.TICKET_CLAIMED: Phrase("worked", "claimed {ticket}", "claim {ticket}"),
    Tag.TICKET_CLOSED: Phrase("worked", "closed {ticket}", "close {ticket}"),
    Tag.TICKET_ESCALATED: Phrase("worked", "passed {ticket} to an adult", "pass {ticket} to an adult"),
    Tag.TICKET_GIVEN_BACK: Phrase(
        "worked", "gave {ticket} back to the team", "give {ticket} back to the team"
    ),
    Tag.TICKET_HANDED_BACK: Phrase("worked", "handed {ticket} back", "hand {ticket} back"),
    Tag.TICKET_OPENED: Phrase("looked", "opened {ticket}", "open {ticket}"),
    Tag.TICKET_PAUSED: Phrase("worked", "paused the clock of {ticket}", "pause the clock of {ticket}"),
    Tag.TICKET_PROPOSED: Phrase("worked", "said of {ticket}: my part is done", "finish {ticket}"),
    Tag.TICKET_QUEUED: Phrase("worked", "put {ticket} in the queue", "put {ticket} in the queue"),
    Tag.TICKET_REOPENED: Phrase("worked", "opened {ticket} again", "open {ticket} again"),
    Tag.TICKET_RESTORED: Phrase("worked", "undid the end of {ticket}", "undo the end of {ticket}"),
    Tag.TICKET_RESOLVED: Phrase("worked", "told them that {ticket} is fixed", "resolve {ticket}"),
    Tag.TICKET_RESUMED: Phrase("worked", "took {ticket} up again", "take {ticket} up again"),
    Tag.TICKET_RETURNED: Phrase(
        "checked", "sent the work on {ticket} back", "send the work on {ticket} back"
    ),
    Tag.TICKET_TAKEN_OVER: Phrase(
        "worked", "wrote {ticket}, which only adults read now", "write {ticket}, which only adults read now"
    ),
    Tag.DRILL_STARTED: Phrase("reviewed", "started a drill of the review", "start a drill of the review"),
    Tag.LOOKS_ACCEPTED: Phrase(
        "reviewed", "accepted a week's explained looks in one act", "accept a week's explained looks"
    ),
    Tag.LOOK_READ_AGAIN: Phrase("reviewed", "read a look as the second reader", "read a look a second time"),
    Tag.QUESTION_ANSWERED: Phrase(
        "reviewed", "answered a question about their work", "answer a question about their work"
    ),
    Tag.QUESTION_ASKED: Phrase("reviewed", "asked about a look", "ask about a look"),
    Tag.REVIEW_CLIMBED: Phrase(
        "reviewed", "passed a week that waited too long to somebody else", "pass a week on to somebody else"
    ),
    Tag.SAMPLE_COMMITTED: Phrase(
        "reviewed", "promised the seed of a week's sample by its hash", "promise the seed of a week's sample"
    ),
    Tag.SAMPLE_DRAWN: Phrase("reviewed", "drew the sample of a week", "draw the sample of a week"),
    Tag.SAMPLE_REVEALED: Phrase(
        "reviewed", "showed the seed of a week's sample", "show the seed of a week's sample"
    ),
    Tag.WEEK_SIGNED_OFF: Phrase("reviewed", "signed off a week of the trail", "sign off a week of the trail"),
    Tag.WORDS_ERASED: Phrase("set_up", "erased words that people wrote", "erase words that people wrote"),
    Tag.WORDS_SEEN: Phrase(
        "looked", "looked at what techs ask to see and were shown", "look at what techs were shown"
    ),
    Tag.WORD_APPROVED: Phrase(
        "revealed", "allowed a tech to see a hidden word of {ticket}", "allow a hidden word of {ticket}"
    ),
    Tag.WORD_ASKED: Phrase(
        "revealed", "asked a teacher to see a hidden word of {ticket}", "ask for a hidden word"
    ),
    Tag.WORD_DECLINED: Phrase(
        "revealed", "declined to show a tech a hidden word of {ticket}", "decline a hidden word of {ticket}"
    ),
    Tag.WORD_REVEALED: Phrase(
        "revealed", "had a hidden word shown on {ticket}", "have a hidden word shown on {ticket}"
    ),
    Tag.WORD_SHOWN: Phrase(
        "revealed", "opened on their screen what was shown of {ticket}", "open what was shown"
    ),
    Tag.WORK_SIGNED_OFF: Phrase(
        "checked", "signed off the work on {ticket}", "sign off the work on {ticket}"
    ),
    Tag.AMENDMENT_ANSWERED: Phrase(
        "set_up",
        "wrote down what came of a request to correct a record",
        "answer a request to correct a record",
    ),
    Tag.AMENDMENT_RECEIVED: Phrase(
        "set_up", "wrote down a request to correct a record", "write down a request to correct a record"
    ),
    Tag.DISCLOSURE_RECORDED: Phrase(
        "exported",
        "wrote down that somebody outside the school asked for the record",
        "write down a request from outside",
    ),
    Tag.HOLD_LIFTED: Phrase("set_up", "lifted a legal hold", "lift a legal hold"),
    Tag.HOLD_PLACED: Phrase("set_up", "placed a legal hold", "place a legal hold"),
    Tag.INSPECTION_ENDED: Phrase(
        "set_up", "ended a request to see a record", "end a request to see a record"
    ),
    Tag.INSPECTION_RECEIVED: Phrase(
        "set_up", "took in a request to see a record", "take in a request to see a record"
    ),
    Tag.PURGE_APPROVED: Phrase("set_up", "approved a purge", "approve a purge"),
    Tag.PURGE_PLANNED: Phrase("reviewed", "listed what a purge would erase", "list what a purge would erase"),
    Tag.RECORDS_ERASED: Phrase("set_up", "erased records", "erase records"),
    Tag.RULES_CHANGED: Phrase("set_up", "changed a rule about records", "change a rule about records"),
    Tag.YEAR_PLANNED: Phrase("set_up", "planned a team’s next school year", "plan a team’s next school year"),
    Tag.YEAR_ROLLED: Phrase(
        "set_up", "took a team into the next school year", "take a team into the next school year"
    ),
    Tag.YEAR_UNDONE: Phrase(
        "set_up", "took back a change of the school year", "take back a change of the school year"
    ),
    Tag.BREACH_ASSESSED: Phrase(
        "reviewed", "worked out what an account had seen", "work out what an account had seen"
    ),
    Tag.DIRECTORY_CHANGED: Phrase(
        "set_up", "changed whether a student’s name is kept back", "keep a student’s name back"
    ),
    Tag.DIRECTORY_SEEN: Phrase(
        "looked", "looked at whose names are kept back", "look at whose names are kept back"
    ),
    Tag.INVENTORY_SEEN: Phrase("looked", "read the list of personal data", "look at the data inventory"),
    Tag.MASK_CHANGED: Phrase("set_up", "changed the mask policy", "change the mask policy"),
    Tag.MASK_PROPOSED: Phrase("set_up", "proposed a looser mask policy", "change the mask policy"),
    Tag.MASK_SEEN: Phrase("looked", "read the mask policy", "look at the mask policy"),
    Tag.MASK_TURNED_DOWN: Phrase("set_up", "ended a proposal about the mask policy", "end a proposal"),
    Tag.TICKET_PREVIEWED: Phrase(
        "looked", "saw {ticket} as another person sees it", "see a ticket as another person sees it"
    ),
    Tag.TEXTS_HELD: Phrase("set_up", "had texts masked again"),
    Tag.TICKET_REMASKED: Phrase("set_up", "masked {ticket} again"),
    Tag.WORDS_CHANGED: Phrase("set_up", "changed the school's words", "change the school's words"),
    Tag.VOCABULARY_SEEN: Phrase("looked", "read the school's words", "read the school's words"),
    Tag.WORD_HIDDEN: Phrase("worked", "hid words on {ticket}", "hide words on {ticket}"),
    Tag.WORD_RELEASED: Phrase(
        "worked", "let the team read a hidden word on {ticket}", "release a word on {ticket}"
    ),
    Tag.EVIDENCE_REMASKED: Phrase("set_up", "masked evidence again"),
}
