"""How long each kind of row is kept, and why: the written policy that the tables name.

Source: 16 CFR 312.10; 34 CFR 99.32(a)(2); the district's own schedule may only lengthen these.
"""

RETENTION: dict[str, str] = {
    "as_long_as_the_record": "As long as the education record it speaks of is kept (34 CFR 99.32).",
    "ticket": "While the ticket is open and for two school years after it closed.",
    "person": "While the person is enrolled or employed, and until the records that name them end.",
    "learning": "Until the student leaves, or two school years after the cadre ended, whichever is later.",
    "structure": "As long as the school uses the product; holds no personal data.",
    "account": "While the account lives, and one year after it was disabled.",
    "days_30": "Thirty days.",
    "as_the_column": "As long as the column that takes it.",
    "shown": "Not kept: made anew for each page or file.",
    "session": "Ninety days after it ended.",
}
