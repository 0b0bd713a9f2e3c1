"""The log of the job: for a terminal, for systemd's journal, or as lines of JSON.

Nothing of a complainant gets into it. The job's own records are written by us, as refusals and warnings are. Of other
libraries' records only the place is told, and of an exception only its way through the program: their words may hold
an address that was called or a text that could not be read.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from automation import log_wording
from automation.bug_report import bug_report

_OURS = "automation"
_LOG = logging.getLogger(_OURS)
#: What syslog and systemd call the levels; see sd-daemon(3).
_PRIORITIES = {logging.CRITICAL: 2, logging.ERROR: 3, logging.WARNING: 4, logging.INFO: 6, logging.DEBUG: 7}


class Style(Enum):
    """How records are written: the message alone, after its time, with a priority for systemd, or as JSON."""

    PLAIN = "polos"
    TEXT = "teks"
    JOURNAL = "jurnal"
    JSON = "json"


def log(level: int, event: str, message: str, at: datetime | None = None, **fields: object) -> None:
    """Write one record.

    Args:
        level: one of `logging`'s; from WARNING on it goes to stderr, below it to stdout.
        event: what kind of record it is, for who filters them: a word of English.
        message: for people; several lines are one record.
        at: the moment that it is about, where it is about one; the time of writing is known anyway.
        fields: what JSON shows besides.
    """
    _LOG.log(level, message, extra={"event": event, "at": at, "fields": fields})


@contextmanager
def logging_as(style: Style) -> Iterator[None]:
    """Write all records of the process in a style, until the block ends."""
    root, handler = logging.getLogger(), _Streams()
    handler.setFormatter(_FORMATTERS[style]())
    level = _LOG.level
    root.addHandler(handler)
    _LOG.setLevel(logging.INFO)
    logging.captureWarnings(capture=True)
    try:
        yield
    finally:
        logging.captureWarnings(capture=False)
        _LOG.setLevel(level)
        root.removeHandler(handler)


class _Streams(logging.Handler):
    """Writes to stderr from WARNING on, and to stdout below it, whatever these are at that moment."""

    def emit(self, record: logging.LogRecord) -> None:
        stream = sys.stderr if record.levelno >= logging.WARNING else sys.stdout
        try:
            stream.write(self.format(record) + "\n")
            stream.flush()
        except (OSError, ValueError):
            # Nobody reads any more. `logging` would print the record's arguments, and the job has better to do.
            return


class _Plain(logging.Formatter):
    """The message alone."""

    def format(self, record: logging.LogRecord) -> str:
        return _message(record)


class _Text(logging.Formatter):
    """The time in UTC, then the message."""

    def format(self, record: logging.LogRecord) -> str:
        return f"{_moment(record):%Y-%m-%d %H:%M:%S}Z {_message(record)}"


class _Journal(logging.Formatter):
    """A priority before each line; the journal knows the time, and takes every line for an entry."""

    def format(self, record: logging.LogRecord) -> str:
        priority = f"<{_PRIORITIES.get(record.levelno, 5)}>"
        return "\n".join(priority + line for line in _message(record).splitlines() if line.strip())


class _Json(logging.Formatter):
    """One object a line: `time`, `level`, `event`, `message`, then what the record says besides."""

    def format(self, record: logging.LogRecord) -> str:
        at = getattr(record, "at", None)
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.casefold(),
            "event": getattr(record, "event", record.name),
            "message": _message(record),
            **({"at": at.isoformat()} if at else {}),
            **_fields(record),
        }
        return json.dumps(line, ensure_ascii=False)


_FORMATTERS: Mapping[Style, type[logging.Formatter]] = {
    Style.PLAIN: _Plain,
    Style.TEXT: _Text,
    Style.JOURNAL: _Journal,
    Style.JSON: _Json,
}


def _message(record: logging.LogRecord) -> str:
    if not _is_ours(record):
        return log_wording.library_record(name=record.name, place=f"{record.filename}:{record.lineno}")
    error = record.exc_info[1] if record.exc_info else None
    return "\n".join([record.getMessage(), *([bug_report(error)] if error else [])])


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name == _OURS or record.name.startswith(f"{_OURS}.")


def _fields(record: logging.LogRecord) -> Mapping[str, Any]:
    return getattr(record, "fields", {}) if _is_ours(record) else {}


def _moment(record: logging.LogRecord) -> datetime:
    return getattr(record, "at", None) or datetime.fromtimestamp(record.created, UTC)
