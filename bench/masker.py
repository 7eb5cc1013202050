"""Measure the text masker: `python -m bench.masker [--people 20000] [--texts 600]` prints texts a second and memory.

Names and texts are made from a seed. Processor time is taken, not the clock, and the best of some rounds.
"""

import argparse
import gc
import os
import random
import tempfile
import time
from pathlib import Path

from app.demo.stories.fill import fill_text, find_placeholders
from app.demo.stories.load import load_stories
from app.privacy.text.compiling import compile_names
from app.privacy.text.index import Index
from app.privacy.text.masker import Masker, Person
from app.privacy.text.words import lexicon
from app.school.people import names_file
from bench.processes import pss_mb

LENGTH = 700
ROUNDS = 5


def people_of(count: int, rng: random.Random) -> list[Person]:
    """Return people with a sign-in name, mail, phone and number each; names of the lexicon's lists."""
    names = sorted(lexicon().names | lexicon().word_names)
    return [_person(rng.choice(names).title(), rng.choice(names).title(), at) for at in range(count)]


def _person(first: str, last: str, at: int) -> Person:
    return Person(
        first,
        last,
        username=f"{first[0]}{last}{at % 100}".lower(),
        mails=(f"{first}.{last}{at}@students.bench.example".lower(),),
        phones=(f"(208) {200 + at // 10_000}-{at % 10_000:04d}",),
        numbers=(str(200_000 + at),),
    )


def texts_of(count: int, people: list[Person], rng: random.Random) -> list[str]:
    """Return texts of 700 characters, the demo's stories filled with people of the roster."""
    openings = [opening.text for story in load_stories() for opening in story.openings]
    made = []
    for _ in range(count):
        text = ""
        while len(text) < LENGTH:
            text += _filled(rng.choice(openings), rng.choice(people)) + " "
        made.append(text[:LENGTH])
    return made


def _filled(text: str, person: Person) -> str:
    values = {"phone": person.phones[0], "mail": person.mails[0], "student_number": person.numbers[0],
              "username": str(person.username), "room": "B12", "me_full": f"{person.first} {person.last}"}  # fmt: skip
    return fill_text(text, {name: values.get(name, person.first) for name in find_placeholders(text)})


def rate(masker: Masker, texts: list[str]) -> float:
    """Return texts masked in a second of processor time, the best of some rounds over texts not masked before."""
    size = len(texts) // ROUNDS
    best = 0.0
    for at in range(ROUNDS):
        began = time.process_time()
        for text in texts[at * size : (at + 1) * size]:
            masker.mask(text)
        best = max(best, size / (time.process_time() - began))
    return best


def shared_mb(folder: Path, block: bytes, texts: list[str]) -> float:
    """Return what two forked processes over one file hold together, each after its own texts."""
    names_file.keep_in(folder)
    names_file.opened(1, "bench", lambda: block)
    children = []
    for half in (texts[::2], texts[1::2]):
        ready, done = os.pipe()
        child = os.fork()
        if child == 0:
            masker = Masker.over(names_file.opened(1, "bench", lambda: block))
            for text in half:
                masker.mask(text)
            os.write(done, b"!")
            time.sleep(60)
            os._exit(0)
        os.read(ready, 1)
        children.append(child)
    held = pss_mb(children)
    for child in children:
        os.kill(child, 15)
        os.waitpid(child, 0)
    return held


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--texts", type=int, default=2_000)
    asked = parser.parse_args()
    rng = random.Random(5)
    people = people_of(asked.people, rng)
    texts = texts_of(asked.texts, people, rng)
    began = time.process_time()
    block = compile_names(people, ["JCM-Student"], None, lexicon(), source="bench")
    print(
        f"{asked.people:,} people compiled in {time.process_time() - began:.2f} s, {len(block) / 2**20:.1f} MB"
    )
    masker = Masker.over(Index(block))
    gc.freeze()  # as a server does before its workers begin: the made-up people are no part of what is measured
    print(f"{rate(masker, texts):,.0f} texts of {LENGTH} characters a second on one core")
    hidden = sum(len(masker.mask(text).spans) for text in texts[:200]) / 200
    print(f"{hidden:.1f} hidden values a text")
    with tempfile.TemporaryDirectory(prefix="cadre-bench-names-") as folder:
        print(f"{shared_mb(Path(folder), block, texts):.0f} MB (PSS) in two processes over one file")


if __name__ == "__main__":
    main()
