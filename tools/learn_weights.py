"""Learn how much each sign of a name is worth: `python -m tools.learn_weights [FILE...] [--out FILE]`.

Labelled texts go in (the format of `cadre privacy score`; tools/labelled.jsonl.gz when none are named), the table of
app/privacy/text/weighing.py comes out. Logistic regression with an L1 penalty, learned one example at a time.
Source: McMahan and others, "Ad Click Prediction: a View from the Trenches" (KDD 2013), algorithm 1 (FTRL-Proximal).
"""

import argparse
import hashlib
import math
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from app.privacy.scoring.labels import class_of
from app.privacy.scoring.reading import Part, Record, read_labelled
from app.privacy.text.layers import mark_by_rules
from app.privacy.text.masker import Masker
from app.privacy.text.weighing import facts_at
from app.privacy.text.words import lexicon

HERE = Path(__file__).parent
TEXTS, TABLE = HERE / "labelled.jsonl.gz", HERE.parent / "app" / "privacy" / "text" / "data" / "weights.txt"
FRESH, PACE, SPARE = 1.0, 0.3, 15.0  # of FTRL: beta, alpha, the L1 penalty
ROUNDS = 12
SEED = 20261126
LESS = 0.3  # what another way to write a text counts
LEAST_MET = 3  # texts in which a fact is met before it counts
COST = {"name": 1.0, "technical": 1.5, "harmless": 0.7}


class Example(NamedTuple):
    """A word of a labelled text: what is weighed of it, whether it is a name, technical or harmless, what it counts."""

    facts: tuple[str, ...]
    label: str
    cost: float


def read_examples(records: list[Record]) -> Iterator[Example]:
    """Yield the words of labelled texts that are weighed: those that may be a name, or that a rule takes for one."""
    masker, rng = Masker(()), random.Random(SEED)
    for written, share in [row for record in records for row in _written(record, rng)]:
        folded, marks = masker.read(written.text)
        mark_by_rules(marks)
        for at in sorted({*marks.candidates, *marks.marked()}):
            label = _label(written, *folded.raw(marks.words.starts[at], marks.words.ends[at]))
            if label:
                yield Example(tuple(facts_at(marks, at)), label, share * COST[label])


def _written(record: Record, rng: random.Random) -> Iterator[tuple[Record, float]]:
    """Yield a text as it stands, in small letters and in capitals, and with names that no list holds or that are words
    too, with what each of them counts."""
    yield record, 1.0
    words, coined = _renamed(record, lambda name: rng.choice(_word_names())), _renamed(record, _shuffled(rng))
    for text, parts in (
        (record.text.lower(), record.parts),
        (record.text.upper(), record.parts),
        coined,
        words,
        (words[0].lower(), words[1]),
    ):
        if not parts or parts[-1].end <= len(text):
            yield Record(text, parts), LESS


@cache
def _word_names() -> list[str]:
    return sorted(name for name in lexicon().word_names if len(name) > 2)


def _renamed(record: Record, rename: Callable[[str], str]) -> tuple[str, tuple[Part, ...]]:
    """Return a text and its parts with other names for those of four letters and more, written as they were."""
    pieces: list[str] = []
    parts: list[Part] = []
    at, moved = 0, 0
    for part in record.parts:
        start, end = part.start + moved, part.end + moved
        value = record.text[part.start : part.end]
        if part.start >= at and class_of(part.label, value) == "name":
            other = re.sub(r"[^\W\d_]{4,}", lambda found: _as_written(rename(found[0]), found[0]), value)
            pieces += (record.text[at : part.start], other)
            at = part.end
            moved += len(other) - len(value)
            end = part.end + moved
        parts.append(part._replace(start=start, end=end))
    return "".join(pieces) + record.text[at:], tuple(parts)


def _as_written(name: str, pattern: str) -> str:
    return name.title() if pattern[0].isupper() else name


def _shuffled(rng: random.Random) -> Callable[[str], str]:
    """Return what shuffles the syllables of a name: Marisol becomes Losimar."""

    def shuffle(name: str) -> str:
        syllables = re.findall(r"[^aeiou]*[aeiou]+(?:[^aeiou](?![aeiou]))*|[^aeiou]+", name.lower())
        rng.shuffle(syllables)
        return "".join(syllables)

    return shuffle


def _label(record: Record, start: int, end: int) -> str:
    """Return what a range is labelled as, nothing for what is neither name nor thing."""
    for part in record.parts:
        if part.start < end and start < part.end:
            kind = class_of(part.label, record.text[part.start : part.end])
            return kind if kind in COST else ""
    return "harmless"


class Learner:
    """The weights while they are learned. Shape: by the number of a fact; 0 is what speaks for a name everywhere."""

    def __init__(self, facts: int) -> None:
        self.slopes, self.squares = [0.0] * (facts + 1), [0.0] * (facts + 1)

    def weight(self, fact: int) -> float:
        """Return the weight of a fact, 0 for one that is not worth its penalty."""
        slope = self.slopes[fact]
        penalty = SPARE if fact else 0.0
        if abs(slope) <= penalty:
            return 0.0
        return (math.copysign(penalty, slope) - slope) * PACE / (FRESH + math.sqrt(self.squares[fact]))

    def learn(self, facts: list[int], is_name: bool, cost: float) -> None:
        """Take one example into account."""
        weights = [self.weight(fact) for fact in facts]
        told = 1 / (1 + math.exp(-max(-35.0, min(35.0, sum(weights)))))
        slope = cost * (told - is_name)
        for fact, weight in zip(facts, weights, strict=True):
            before = self.squares[fact]
            self.squares[fact] = before + slope * slope
            step = (math.sqrt(self.squares[fact]) - math.sqrt(before)) / PACE
            self.slopes[fact] += slope - step * weight


def learn(examples: list[Example]) -> dict[str, int]:
    """Return the weights of facts. Units: hundredths of log odds."""
    met = Counter(fact for example in examples for fact in set(example.facts))
    known = sorted(fact for fact, n in met.items() if n >= LEAST_MET and not re.search(r"\s", fact))
    numbers = {fact: number for number, fact in enumerate(known, 1)}
    rows = [
        (
            [0, *(numbers[fact] for fact in example.facts if fact in numbers)],
            example.label == "name",
            example.cost,
        )
        for example in examples
    ]
    learner, rng = Learner(len(numbers)), random.Random(SEED)
    for _ in range(ROUNDS):
        rng.shuffle(rows)
        for facts, is_name, cost in rows:
            learner.learn(facts, is_name, cost)
    found = {fact: round(100 * learner.weight(number)) for fact, number in numbers.items()}
    return {"": round(100 * learner.weight(0))} | {fact: weight for fact, weight in found.items() if weight}


def head_of(files: list[Path]) -> str:
    """Return the first line of the table: of which texts it was learned."""
    told = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    return f"# Hundredths of log odds, learned by tools/learn_weights.py from texts of SHA-256 {told}."


def main() -> None:
    """Learn from the texts, and write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="labelled texts, JSON lines")
    parser.add_argument("--out", type=Path, default=TABLE, help="where to write the table")
    told = parser.parse_args()
    files = told.files or [TEXTS]
    examples = [example for path in files for example in read_examples(read_labelled(path))]
    weights = learn(examples)
    lines = [head_of(files), *(f"{fact} {weight}" for fact, weight in sorted(weights.items()))]
    told.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(examples):,} words, {len(weights):,} weights")


if __name__ == "__main__":
    main()
