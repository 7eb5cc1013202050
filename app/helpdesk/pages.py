"""Register the helpdesk's work pages and their entries in the top bar."""

from flask import Flask

from app.helpdesk import numbers
from app.helpdesk.attachments import routes as attachments
from app.helpdesk.calls import routes as calls
from app.helpdesk.care import calling
from app.helpdesk.care import routes as care
from app.helpdesk.care import services as care_services
from app.helpdesk.desk import routes as desk
from app.helpdesk.drafts import routes as drafts
from app.helpdesk.drafts import sending
from app.helpdesk.escalations import routes as escalations
from app.helpdesk.giving import routes as giving
from app.helpdesk.glass import routes as glass
from app.helpdesk.glass import services as glass_services
from app.helpdesk.glass.reading import banner
from app.helpdesk.intake.triage.reading import waiting_panel
from app.helpdesk.recheck import jobs as recheck_jobs
from app.helpdesk.recheck import routes as own_words
from app.helpdesk.recheck.services import names_changed
from app.helpdesk.resolutions import routes as resolutions
from app.helpdesk.reveal import routes as reveal
from app.helpdesk.reveal import teacher_routes as shown
from app.helpdesk.reveal import watching
from app.helpdesk.search import routes as search
from app.helpdesk.tickets import closing, lapse
from app.helpdesk.tickets import routes as tickets
from app.identity.rights import Can, Hat
from app.school.people.changes import on_names
from app.ui import panels
from app.ui.bar import add_nav, add_numbers, set_banner, set_watch

JOBS = (
    sending.send_draft,
    closing.close_fixed,
    calling.call,
    care_services.take_all,
    recheck_jobs.recheck,
    recheck_jobs.recheck_ticket,
    recheck_jobs.recheck_numbers,
    glass_services.end_when_due,
)


def register(app: Flask) -> None:
    """Register blueprints, navigation and numbers."""
    parts = (
        care,
        own_words,
        desk,
        tickets,
        attachments,
        drafts,
        escalations,
        resolutions,
        reveal,
        shown,
        calls,
        giving,
        glass,
        search,
    )
    for part in parts:
        app.register_blueprint(part.bp)
    app.before_request(lapse.give_back_lapsed)
    on_names(names_changed)
    add_nav(Hat.DESK, "My five", "desk.home", 1, Can.LEARN, count="my_five")
    add_nav(Hat.DESK, "My desk", "desk.home", 1, Can.SOLVE_ESCALATIONS, count="my_five")
    add_nav(Hat.DESK, "Queue", "desk.queue", 2, Can.CLAIM_TICKETS, count="queue")
    add_nav(Hat.DESK, "Escalations", "escalations.escalations", 3, Can.SOLVE_ESCALATIONS, count="escalations")
    add_nav(Hat.DESK, "Drafts", "drafts.drafts", 4, Can.APPROVE_DRAFTS, count="drafts")
    add_nav(Hat.TEACH, "Tickets", "desk.every", 10, Can.READ_TICKETS)
    for hat in (Hat.TEACH, Hat.DESK, Hat.ADMIN, Hat.OFFICE):
        add_nav(hat, "Needs an adult", "care.cases", 5, Can.ANSWER_CARE, count="care")
        add_numbers(hat, numbers.of_care)
    for hat in (Hat.TEACH, Hat.DESK):
        add_numbers(hat, numbers.of_waiting)
    add_nav(Hat.TEACH, "Shown", "shown.shown", 2, Can.APPROVE_WORDS, count="shown")
    add_numbers(Hat.TEACH, numbers.of_shown)
    for hat in (Hat.DESK, Hat.TEACH, Hat.OFFICE, Hat.ADMIN):
        add_nav(hat, "Emergency", "glass.ask", 95, Can.BREAK_GLASS)
        add_numbers(hat, numbers.of_emergency)
    set_banner("emergency", banner)
    set_watch(Hat.TEACH, watching.PAGE, f"{watching.PAGE}/now", Can.APPROVE_WORDS)
    panels.register("teach", watching.calls_panel)
    panels.register("teach", watching.words_panel)
    panels.register("teach", waiting_panel)
    for hat in (Hat.TEACH, Hat.ADMIN):
        add_nav(hat, "School words", "words.school", 91, Can.MANAGE_PLACES)
    add_numbers(Hat.DESK, numbers.of_desk)
