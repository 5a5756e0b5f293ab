"""Format log lines: JSON for programs, key=value in a terminal. An error is its types and places, without its text.

The text of an error often quotes what someone entered: "invalid literal for int(): 'my password'".
"""

import json
import logging
import traceback
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from amity.config.operations.log_filters import without_secrets
from amity.shared.log_context import current_fields

SOURCES: Final = Path(__file__).resolve().parents[3]
MOST_CAUSES: Final = 5
MOST_FRAMES: Final = 40


class JsonLine(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as JSON."""
        return json.dumps({"at": moment_of(record), **fields_of(record)}, ensure_ascii=False, default=str)


class TextLine(logging.Formatter):
    """Time, level, logger, message, then key=value, with an error's places below."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as text."""
        fields = dict(fields_of(record))
        places = fields.pop("trace", ())
        head = f"{moment_of(record)} {fields.pop('level')} {fields.pop('logger')}: {fields.pop('message')}"
        line = " ".join([head, *(f"{name}={value}" for name, value in fields.items())])
        return "\n".join([line, *(f"    {place}" for place in places)])


def moment_of(record: logging.LogRecord) -> str:
    """Return when the record was made, in UTC with milliseconds."""
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def fields_of(record: logging.LogRecord) -> Mapping[str, Any]:
    """Return the fields of a line: level, logger, message, those of the request or job, its own, and the error."""
    fields: dict[str, Any] = {
        "level": record.levelname,
        "logger": record.name,
        "message": without_secrets(record.getMessage()),
        **current_fields(),
        **getattr(record, "fields", {}),
    }
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        fields["error"] = " from ".join(_kind(one) for one in _causes(error))
        fields["trace"] = [place for one in reversed(list(_causes(error))) for place in _places(one)][-MOST_FRAMES:]
    return fields


def _causes(error: BaseException) -> Iterator[BaseException]:
    found: BaseException | None = error
    for _number in range(MOST_CAUSES):
        if found is None:
            return
        yield found
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)


def _kind(error: BaseException) -> str:
    code = getattr(error, "sqlstate", None) or getattr(error, "sqlite_errorname", None)
    return f"{type(error).__name__}[{code}]" if code else type(error).__name__


def _places(error: BaseException) -> Iterator[str]:
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        place = path.relative_to(SOURCES) if path.is_relative_to(SOURCES) else Path(*path.parts[-3:])
        yield f"{place}:{frame.lineno} {frame.name}"
