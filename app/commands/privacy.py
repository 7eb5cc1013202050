"""`cadre privacy`: measure the text masker, and what the privacy officer asks."""

import json
from pathlib import Path

import click

from app.commands import privacy_office, telling
from app.kernel.errors import Invalid
from app.privacy.scoring.counting import count
from app.privacy.scoring.known import Known
from app.privacy.scoring.reading import read_labelled
from app.privacy.scoring.report import Report, report
from app.privacy.text.masker import Masker, Person
from app.school.roster.naming import names_of
from app.school.roster.reader import UnusableSet, read_roster


@click.group()
def privacy() -> None:
    """Measure the mask, list what is kept of people, print the annual notice, work out a breach."""


for command in (privacy_office.inventory, privacy_office.notice, privacy_office.breach):
    privacy.add_command(command)


@privacy.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--roster", type=click.Path(path_type=Path), help="A OneRoster 1.1 or 1.2 folder or zip.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole report as JSON.")
@telling
def score(file: Path, roster: Path | None, as_json: bool) -> None:
    """Mask the labelled texts of FILE and say what was hidden, what was not, and what for nothing.

    Works without a database. FILE is a JSON list of records, or one record a line. A record has a text and
    spans; offsets count characters from 0, and the end is not part of the span; "origin" says what names of
    that kind are counted together, and may be left out. "in_roster": true or false overrides what the
    roster says. The names of fields in Presidio's data (full_text, entity_type, start_position,
    end_position) are read too.

    \b
      {"text": "Hi Mai, call 208-555-0123",
       "spans": [{"start": 3, "end": 6, "label": "PERSON", "origin": "Vietnamese"},
                 {"start": 13, "end": 25, "label": "PHONE_NUMBER"}]}

    \b
    Labels, in any case, with or without signs between the words:
      personal   PERSON, FIRST_NAME, STUDENT …; EMAIL; PHONE; STUDENT_NUMBER, SSN, CREDIT_CARD, IBAN …;
                 ADDRESS, IP, MAC; BIRTH_DATE; PASSWORD, PIN; USERNAME; URL with a query or an account
      technical  CODE, MODEL, DEVICE, APP, PORT, VERSION, ROOM, NETWORK, PRODUCT … must survive
      harmless   O, HARMLESS: counted like words without a label
      left aside TITLE, LOCATION, ORGANIZATION, AGE, DATE_TIME and any other: neither hit nor harm

    \b
    A value counts as hidden when each of its letters and digits is; a title or 's may stay.
    With --roster, the names of staff count as hidden names too, though Cadre shows them to its team.
    Precision is of all that the masker hid as that class (name, mail, phone …).
    Technical tokens are those labelled, and codes, models, versions and product names found by their shape.

    Example: cadre privacy score labelled.jsonl --roster oneroster.zip --json
    """
    records = read_labelled(file)
    people: list[Person] = []
    if roster is not None:
        try:
            found = read_roster(roster)
        except UnusableSet as error:
            raise Invalid(f"{error.reason}", error.remedy) from error
        people = names_of(found)
        for refusal in found.refusals[:20]:
            click.echo(f"Note: {refusal.file}, line {refusal.line}: {refusal.reason}", err=True)
    counts = count(records, Masker(people).mask, Known(people))
    result = report(counts, len(people))
    if as_json:
        click.echo(json.dumps(result, indent=2, ensure_ascii=False))
    else:
        _tell(result)


def _tell(result: Report) -> None:
    click.echo(f"{result['texts']:,} texts, {result['roster_people']:,} people in the roster.")
    click.echo(f"{'':24}{'values':>8}{'recall':>9}{'by char':>9}{'precision':>11}{'in':>9}{'outside':>9}")
    for label, row in result["labels"].items():
        click.echo(
            f"{label:24}{row['values']:>8,}{_part(row['recall']):>9}{_part(row['recall_by_character']):>9}"
            f"{_part(row['precision']):>11}{_part(row['in_roster']['recall']):>9}"
            f"{_part(row['outside']['recall']):>9}"
        )
    for origin, row in result["origins"].items():
        click.echo(f"  names: {origin:15}{row['values']:>8,}{_part(row['recall']):>9}")
    if result["left_aside"]:
        click.echo(f"Left aside: {', '.join(f'{k} {v:,}' for k, v in result['left_aside'].items())}")
    click.echo("")
    for name, row in result["targets"].items():
        side, wanted = ("≥", row["at_least"]) if "at_least" in row else ("≤", row["at_most"])
        met = "" if row["met"] else "   missed"
        click.echo(f"{name.replace('_', ' '):28}{_part(row['found']):>8}   {side} {wanted:g}{met}")


def _part(value: float | None) -> str:
    return "-" if value is None else f"{value:.4f}"
