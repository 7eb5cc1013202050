"""Write counts as a report: recall and precision by label, the worst group, harm, and the targets."""

from collections.abc import Iterable
from typing import Any

from app.privacy.scoring.counting import Counts, Hits, Share

Report = dict[str, Any]

_EXACT = frozenset({"mail", "phone", "number"})


def report(counts: Counts, people: int) -> Report:
    """Return the report as plain values, ready for JSON."""
    origins = _origins(counts)
    found: Report = {
        "texts": counts.texts,
        "roster_people": people,
        "recall": {
            "all": _hits(counts.labels.values()),
            "in_roster": _hits(hits for (_, inside), hits in counts.labels.items() if inside),
            "outside": _hits(hits for (_, inside), hits in counts.labels.items() if not inside),
        },
        "labels": {label: _label(counts, label) for label in sorted(counts.classes)},
        "origins": origins,
        "worst_origin": min(
            ({"origin": origin, **row} for origin, row in origins.items()),
            key=lambda row: (row["recall"], row["origin"]),
            default=None,
        ),
        "harmless_words": _share(counts.words, "words"),
        "technical_tokens": {
            **_share(_sum([counts.labelled_tokens, counts.found_tokens]), "tokens"),
            "labelled": _share(counts.labelled_tokens, "tokens"),
            "found_by_shape": _share(counts.found_tokens, "tokens"),
        },
        "left_aside": dict(sorted(counts.left_aside.items())),
    }
    return found | {"targets": _targets(counts, found)}


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 5) if whole else None


def _hits(rows: Iterable[Hits]) -> Report:
    kept = list(rows)
    values, hidden = sum(row.values for row in kept), sum(row.hidden for row in kept)
    letters, gone = sum(row.characters for row in kept), sum(row.hidden_characters for row in kept)
    return {
        "values": values,
        "hidden": hidden,
        "recall": _ratio(hidden, values),
        "recall_by_character": _ratio(gone, letters),
    }


def _sum(shares: list[Share]) -> Share:
    return Share(sum(share.total for share in shares), sum(share.hidden for share in shares))


def _share(share: Share, of: str) -> Report:
    return {of: share.total, "masked": share.hidden, "share": _ratio(share.hidden, share.total)}


def _label(counts: Counts, label: str) -> Report:
    kind = counts.classes[label]
    spans = counts.spans[kind]
    sides = [counts.labels.get((label, inside), Hits()) for inside in (True, False)]
    return {
        "class": kind,
        **_hits(sides),
        "precision": _ratio(spans.hidden, spans.total),
        "in_roster": _hits(sides[:1]),
        "outside": _hits(sides[1:]),
    }


def _origins(counts: Counts) -> Report:
    found = sorted({origin for origin, _ in counts.origins})
    rows = {
        origin: [counts.origins.get((origin, inside), Hits()) for inside in (True, False)] for origin in found
    }
    return {
        origin: {**_hits(sides), "in_roster": _hits(sides[:1]), "outside": _hits(sides[1:])}
        for origin, sides in rows.items()
    }


def _targets(counts: Counts, found: Report) -> Report:
    exact = _hits(hits for (label, _), hits in counts.labels.items() if counts.classes[label] in _EXACT)
    worst = found["worst_origin"]
    rows = {
        "in_roster_recall": (found["recall"]["in_roster"]["recall"], 0.999, True),
        "outside_recall": (found["recall"]["outside"]["recall"], 0.97, True),
        "worst_origin_recall": (worst["recall"] if worst else None, 0.95, True),
        "mail_phone_number_recall": (exact["recall"], 0.999, True),
        "harmless_words_masked": (found["harmless_words"]["share"], 0.08, False),
        "technical_tokens_masked": (found["technical_tokens"]["share"], 0.01, False),
    }
    return {
        name: {
            "found": value,
            "at_least" if more else "at_most": wanted,
            "met": value is None or (value >= wanted if more else value <= wanted),
        }
        for name, (value, wanted, more) in rows.items()
    }
