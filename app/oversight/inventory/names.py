"""What columns are called by people, beside their names in the database; a test finds any that has no words."""

PLACES = {
    "account": "sign-in account", "adults_only": "wish for adults only", "amendment": "request to correct a record",
    "amendment_step": "what came of a correction", "attachment": "file on a ticket",
    "attachment_page": "page of a file", "attachment_private": "file as it came", "audit_event": "line of the trail",
    "audit_leaf": "entry of the signed log",
    "audit_pseudonym": "pseudonym of the log", "audit_words": "words beside a line of the trail",
    "cadre_member": "team member", "call": "call for a teacher", "care_case": "ticket that needs an adult",
    "certificate": "vendor certificate", "device": "device", "device_holder": "who has a device",
    "directory_opt_out": "name kept back", "draft": "draft as students read it", "draft_private": "draft as typed",
    "enrollment": "class list", "evidence": "piece of proof", "evidence_version": "proof, masked again",
    "explanation": "verdict on a look", "glass": "ticket opened in an emergency", "grade": "grade",
    "grant_row": "clearance", "guardian": "whose caregiver", "hold_lift": "hold that ended",
    "inspection_end": "end of a request to see a record", "inspection_request": "request to see a record",
    "invite": "invite slip", "kept_apart": "pair kept apart", "legal_hold": "legal hold", "lesson_read": "lesson read",
    "log_recipient": "who is mailed heads of the log", "mask_proposal": "proposed mask policy",
    "mask_version": "mask policy", "membership": "role at a school", "message": "message as students read it",
    "message_private": "message as typed", "message_search": "search index of masked text",
    "outside_request": "request from outside", "party": "name in a record", "person": "person",
    "person_private": "roster", "pin": "PIN", "quiz_attempt": "quiz", "released_page": "page that was released",
    "resolution": "ending as students read it", "resolution_private": "ending as typed",
    "review_answer": "answer to a question", "review_mark": "mark of a look", "review_seed": "secret of the sample",
    "roster_upload": "uploaded roster", "sign_off": "sign-off of practice", "site_word": "the school’s own word",
    "staff_profile": "staff member", "ticket": "ticket", "ticket_private": "ticket as typed",
    "ticket_word": "word marked on a ticket", "typing": "text being typed",
}  # fmt: skip
NAMES = {
    "actor_role": "hat and roles", "answered_by": "who answered", "answers": "answers", "asked_by": "who asked",
    "asker": "as whom they asked", "assistance": "how much help there was", "basis": "legal ground", "body": "text",
    "body_masked": "masked text", "boxes": "boxes drawn over it", "caregiver_id": "caregiver", "cause": "cause",
    "cause_masked": "masked cause", "code": "for what", "codes": "codes", "comment_masked": "masked comment",
    "content": "the file itself", "core": "codes and pseudonyms", "cover_name": "name in place of the kept-back one",
    "covered": "the page, painted over", "device_id": "device in hand", "digest": "hash of the secret",
    "display_name": "professional name", "drawn": "questions drawn", "edited": "the checker’s text",
    "edited_masked": "the checker’s text, masked", "ended_by": "who ended it", "ending": "how it ended",
    "failures": "failed tries", "family": "family name", "file_name": "name of the file", "first_id": "one of the two",
    "fix": "fix", "fix_masked": "masked fix", "further": "further parties", "given": "given name",
    "grade": "grade level",
    "handle": "handle", "height": "height", "how": "how they asked", "interest": "interest", "kind": "kind",
    "lesson": "lesson", "levels": "levels of the rubric", "made_by": "who made it", "mail": "mail address",
    "matter": "matter", "middle": "middle name", "mime": "kind of picture", "module": "module", "name": "name",
    "number": "number", "objective": "objective", "objectives": "objectives", "outcome": "outcome", "page": "page",
    "party": "who asked", "passed": "passed or not", "password_hash": "hash of the password",
    "people": "whom the text names", "period_id": "period", "person_id": "person", "phone": "phone",
    "phrases": "phrases found", "pin_hash": "hash of the PIN", "place": "its place in order",
    "preferred": "preferred name", "programme": "program", "purpose": "purpose", "reason": "reason",
    "reason_masked": "masked reason", "reference": "number of the certificate", "requester_id": "who asks",
    "requester_kind": "student, staff or caregiver", "reviewed_by": "who reviewed it", "right_count": "right answers",
    "role": "role", "room_id": "room", "rung": "rung", "said_masked": "masked words to the student", "salt": "salt",
    "scope": "what it covers", "score": "score", "second_id": "the other of the two", "seed": "secret",
    "sensitive": "for adults only or not", "snapshot": "the work as it was frozen", "spans": "places that are hidden",
    "student_id": "student", "subjects": "whose data", "supersede_reason": "why it was corrected", "tag": "asset tag",
    "text": "words of a text file", "text_masked": "masked words of a text file", "title": "title",
    "title_masked": "masked title", "username": "username", "verdict": "verdict", "version": "version",
    "wanted": "what they want", "what": "what it is about", "why": "why, in words", "width": "width", "words": "words",
    "working_name": "working name",
}  # fmt: skip


def plain_name(kind: str, place: str, name: str) -> str:
    """Return what people call an element: ``given name (roster)``; a form's field and what is derived say it."""
    said = NAMES.get(name, name.replace("_", " "))
    return f"{said} ({PLACES.get(place, place.replace('_', ' '))})" if kind == "column" else said
