"""Read labelled texts: a JSON list of records, or one record a line, in any of the usual field names."""

import gzip
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from app.kernel.errors import Invalid

_TEXTS = ("text", "full_text", "sentence", "content", "body", "raw")
_SPANS = ("spans", "entities", "labels", "annotations", "label", "tags")
_STARTS = ("start", "start_position", "begin", "start_offset", "start_char", "from")
_ENDS = ("end", "end_position", "stop", "end_offset", "end_char", "to")
_LABELS = ("label", "entity_type", "type", "entity", "tag", "class", "kind", "entity_group")
_ORIGINS = ("origin", "group", "name_group", "name_origin", "ethnicity")
_VALUES = ("entity_value", "value", "word", "surface")
_REMEDY = (
    'Write each record as {"text": …, "spans": [{"start": 0, "end": 5, "label": "PERSON", "origin": "…"}]}; '
    "offsets count characters from 0, and the end is not part of the span."
)


class Part(NamedTuple):
    """A labelled part of a text.

    Shape: ``origin`` is empty when none is told; ``in_roster`` is None when the record does not say.
    """

    start: int
    end: int
    label: str
    origin: str
    in_roster: bool | None


class Record(NamedTuple):
    """A text and its labelled parts."""

    text: str
    parts: tuple[Part, ...]


def read_labelled(path: Path) -> list[Record]:
    """Read a file of labelled texts, a packed one (.gz) too.

    Refuses: Invalid that names the line or record and says what is wrong with it.
    """
    try:
        raw = path.read_bytes()
        content = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid(f"{path.name} is not UTF-8 text.", "Save it as UTF-8.") from None
    except (OSError, EOFError, zlib.error):
        raise Invalid(f"There is no file {path.name} that can be read.", "Check the path.") from None
    found = [_record(place, value) for place, value in _values(content)]
    if not found:
        raise Invalid(f"{path.name} holds no record.", _REMEDY)
    return found


def _values(content: str) -> Iterator[tuple[str, Any]]:
    """Yield where each record stands and what was read there."""
    if content.lstrip()[:1] == "[":
        try:
            whole = json.loads(content)
        except json.JSONDecodeError as fault:
            raise Invalid(f"Line {fault.lineno}: this is not JSON ({fault.msg}).", _REMEDY) from None
        yield from ((f"Record {number}", value) for number, value in enumerate(whole, 1))
        return
    for number, line in enumerate(content.split("\n"), 1):
        if line.strip():
            try:
                yield f"Line {number}", json.loads(line)
            except json.JSONDecodeError as fault:
                raise Invalid(f"Line {number}: this is not JSON ({fault.msg}).", _REMEDY) from None


def _first(record: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((record[name] for name in names if record.get(name) is not None), None)


def _record(place: str, value: Any) -> Record:
    if not isinstance(value, dict):
        raise Invalid(f"{place}: this is no record with a text and spans.", _REMEDY)
    text = _first(value, _TEXTS)
    if not isinstance(text, str):
        raise Invalid(f"{place}: there is no text.", _REMEDY)
    spans = _first(value, _SPANS)
    if spans is not None and not isinstance(spans, list):
        raise Invalid(f"{place}: the spans are no list.", _REMEDY)
    origin = _first(value, _ORIGINS)
    parts = [_part(place, one, text, origin) for one in spans or ()]
    return Record(text, tuple(sorted(parts)))


def _part(place: str, value: Any, text: str, origin: Any) -> Part:
    if isinstance(value, list) and len(value) == 3:
        value = {"start": value[0], "end": value[1], "label": value[2]}
    if not isinstance(value, dict):
        raise Invalid(f"{place}: a span is neither an object nor a list of start, end and label.", _REMEDY)
    start, end, label = _first(value, _STARTS), _first(value, _ENDS), _first(value, _LABELS)
    if type(start) is not int or type(end) is not int or not isinstance(label, str):
        raise Invalid(f"{place}: a span lacks its start, end or label.", _REMEDY)
    if not 0 <= start < end <= len(text):
        said = f"{place}: the span {start}-{end} does not lie in the text of {len(text)} characters."
        raise Invalid(said, _REMEDY)
    told = _first(value, _VALUES)
    if isinstance(told, str) and told and told != text[start:end]:
        start = _nearest(text, told, start)
        if start < 0:
            raise Invalid(f"{place}: a span names a value that is not in the text.", _REMEDY)
        end = start + len(told)
    known = value.get("in_roster")
    group = _first(value, _ORIGINS) or origin
    return Part(start, end, label, str(group or ""), known if isinstance(known, bool) else None)


def _nearest(text: str, value: str, start: int) -> int:
    """Return where a value stands nearest to a place that misses it, -1 for nowhere."""
    places = [found.start() for found in re.finditer(re.escape(value), text)]
    return min(places, key=lambda at: abs(at - start), default=-1)
