"""Draw the screenshots that some of the demo's requesters send: a message that matters, and a name that does not."""

import io

from app.demo.plan import PlannedTicket
from app.helpdesk.attachments.drawing.anew import Drawn, Page
from app.helpdesk.attachments.drawing.boxes import Box

SIZE = (960, 600)
NAME_BOX = Box(500, 0, 1000, 94)  # over the corner with the name
_PAPER, _BAR, _INK, _LINE = "#eef1f4", "#33506f", "#20242a", "#b9c0c8"


def screenshot(plan: PlannedTicket) -> Drawn:
    """Return a screenshot of what a ticket is about, with the name of who asks in its corner."""
    from PIL import Image, ImageDraw, ImageFont

    made = Image.new("RGB", SIZE, _PAPER)
    pen = ImageDraw.Draw(made)
    large, small = ImageFont.load_default(30), ImageFont.load_default(20)
    pen.rectangle((0, 0, SIZE[0], 56), fill=_BAR)
    pen.text((24, 16), "JCM Student", font=small, fill="white")
    who = f"Signed in: {plan.asker.given} {plan.asker.family}"
    pen.text((SIZE[0] - 24, 16), who, font=small, fill="white", anchor="ra")
    pen.rectangle((150, 170, 810, 450), fill="white", outline=_LINE, width=2)
    pen.text((190, 210), plan.say(plan.story.title)[:40], font=large, fill=_INK)
    for line, token in enumerate(plan.story.openings[plan.opening].decide[:4]):
        pen.text((190, 280 + line * 36), token, font=small, fill=_INK)
    out = io.BytesIO()
    made.save(out, "PNG")
    page = Page("image/png", *SIZE, out.getvalue())
    return Drawn(f"Screenshot {plan.asker.given} {plan.asker.family}.png", "picture", (page,))
