"""Gmail: the mails that came in. Nothing is changed there, not even what counts as read."""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from automation.ports import KEY_HEADER, Answered, Missing, NewMails, ReceivedMail

from . import wording
from .errors import translated
from .mailbox import key_of
from .retry_policy import RetryPolicy

_PAGE = 500
#: So many mails are asked for their days; where there are more, listing on costs less.
_ASKED_FOR_THEIR_DAYS = 40
#: So many of the Message-IDs that a mail refers to are looked for: the latest first, then what began it all.
_LATEST, _FIRST = 7, 3
#: What may stand in a search; a Message-ID of other signs is none of ours.
_MESSAGE_ID = re.compile(r"<([A-Za-z0-9._%+=@$!/-]{3,250})>\Z")
_CAME_IN = "-in:sent -in:drafts -in:chats"
_OURS = frozenset({"SENT", "DRAFT"})
_SPAM, _BIN = "SPAM", "TRASH"
_ELSEWHERE = frozenset({*_OURS, _SPAM, _BIN, "CHAT"})
_CHANGES = ["messageAdded", "labelAdded", "labelRemoved"]
_TOLD_OF = ("messagesAdded", "labelsAdded", "labelsRemoved")


@dataclass(slots=True)
class _Seen:
    """What the history tells of one mail.

    Attributes:
        labels: those it has by the last record; None where that does not say.
        whatever_date: it was added or rescued, and counts whenever it arrived.
    """

    labels: frozenset[str] | None = None
    whatever_date: bool = False
    restored: bool = False
    labelled: bool = False

    def note(self, kind: str, changed: frozenset[str], labels: Sequence[str] | None) -> None:
        """Take in one record, in their order."""
        self.labels = None if labels is None else frozenset(labels)
        self.whatever_date |= kind == "messagesAdded" or (kind == "labelsRemoved" and _SPAM in changed)
        self.restored |= kind == "labelsRemoved" and _BIN in changed
        self.labelled |= kind == "labelsAdded"

    def counts(self, *, labelled: bool) -> bool:
        """Return whether it may have come in by this."""
        return self.whatever_date or self.restored or (labelled and self.labelled)


class GoogleInbox:
    """Keeps the promises of `automation.ports.Inbox`."""

    def __init__(self, service: Any, retry_policy: RetryPolicy) -> None:
        self._users = service.users()
        self._messages = service.users().messages()
        self._threads = service.users().threads()
        self._retry_policy = retry_policy

    def arrivals(self, since: datetime, mark: str = "", only: str = "") -> NewMails:
        """Return the mails that came in since a mark, or a moment where the mark leads nowhere."""
        with translated(wording.LISTING_MAILBOX):
            told = self._changes_since(mark) if mark else None
            if told is None:
                # Asked first: what comes in between is told the next time, and not lost.
                request = self._users.getProfile(userId="me")
                mark = str(self._retry_policy.repeated(request.execute)["historyId"])
                return NewMails(self._all_since(since, only), mark)
            changes, mark = told
            seen = _counting(changes, labelled=bool(only))
            if only:
                return NewMails(self._found_among(seen, since, only), mark)
            return NewMails(tuple(id for id, one in seen.items() if self._is_there(id, one, since)), mark)

    def _all_since(self, since: datetime, only: str) -> tuple[str, ...]:
        return tuple(reversed([str(found["id"]) for found in self._listed(_query(since, only))]))

    def _found_among(self, seen: Mapping[str, _Seen], since: datetime, only: str) -> tuple[str, ...]:
        """Return which of these mails the search finds, which finds none that lies elsewhere or came earlier.

        Where the newest page does not tell, a few are asked for their days, and only these days are searched.
        """
        wanted = [id for id, one in seen.items() if not _ELSEWHERE.intersection(one.labels or ())]
        if not wanted:
            return ()
        listing = self._listed(_query(since, only))
        found = {str(one["id"]) for one in islice(listing, _PAGE)}
        left = [id for id in wanted if id not in found]
        if left and len(found) == _PAGE:
            if len(left) <= _ASKED_FOR_THEIR_DAYS:
                days = [at for id in left if (at := self._came_at(id)) is not None and at >= since]
                listing = self._listed(_query(min(days), only, max(days))) if days else iter(())
            found |= _up_to_the_last(left, (str(one["id"]) for one in listing))
        return tuple(id for id in wanted if id in found)

    def _came_at(self, id: str) -> datetime | None:
        """Return when a mail arrived; None where it is gone."""
        request = self._messages.get(userId="me", id=id, format="minimal")
        try:
            with translated(wording.READING_MAIL):
                return _moment(self._retry_policy.repeated(request.execute))
        except Missing:
            return None

    def _changes_since(self, mark: str) -> tuple[list[dict[str, Any]], str] | None:
        """Return the mailbox's changes since a mark, and the next mark; None where it has forgotten them."""
        changes: list[dict[str, Any]] = []
        token = None
        try:
            while True:
                request = self._users.history().list(
                    userId="me", startHistoryId=mark, historyTypes=_CHANGES, maxResults=_PAGE, pageToken=token
                )
                with translated(wording.LISTING_MAILBOX):
                    answer = self._retry_policy.repeated(request.execute)
                changes += answer.get("history", ())
                token = answer.get("nextPageToken")
                if not token:
                    return changes, str(answer["historyId"])
        except Missing:
            return None

    def _is_there(self, id: str, seen: _Seen, since: datetime) -> bool:
        """Return whether a mail lies where mails come in, and whether one out of the bin is of our time."""
        labels, at = seen.labels, since
        if labels is None or not seen.whatever_date:
            try:
                with translated(wording.READING_MAIL):
                    request = self._messages.get(userId="me", id=id, format="minimal")
                    found = self._retry_policy.repeated(request.execute)
            except Missing:
                return False
            labels, at = frozenset(found.get("labelIds", ())), _moment(found)
        return not _ELSEWHERE.intersection(labels) and (seen.whatever_date or at >= since)

    def received(self, id: str) -> ReceivedMail:
        """Return a mail."""
        request = self._messages.get(userId="me", id=id, format="raw")
        with translated(wording.READING_MAIL):
            found = self._retry_policy.repeated(request.execute)
        return ReceivedMail(
            id=id,
            thread=str(found["threadId"]),
            arrived_at=_moment(found),
            content=base64.urlsafe_b64decode(found["raw"] + "=="),
        )

    def answered(self, thread: str, references: Sequence[str], own: str = "") -> Answered:
        """Return our mails, and others that came in, in a thread or with one of these Message-IDs."""
        with translated(wording.FINDING_ANSWERED_MAIL):
            messages = [*self._thread(thread)]
            keys = [key for message in messages if (key := _sent_key(message))]
            if not keys:
                messages += self._referred(references)
                keys = [key for message in messages if (key := _sent_key(message))]
            came = [str(message["id"]) for message in messages if not _OURS.intersection(message.get("labelIds", ()))]
            came += [str(found["id"]) for id in _searchable([own]) for found in self._listed(f"{_CAME_IN} {id}")]
        return Answered(tuple(dict.fromkeys(keys)), tuple(dict.fromkeys(came)))

    def _thread(self, thread: str) -> Sequence[dict[str, Any]]:
        request = self._threads.get(userId="me", id=thread, format="metadata", metadataHeaders=[KEY_HEADER])
        try:
            with translated(wording.READING_CONVERSATION):
                found: Sequence[dict[str, Any]] = self._retry_policy.repeated(request.execute).get("messages", ())
        except Missing:
            return ()
        return found

    def _referred(self, references: Sequence[str]) -> Iterator[dict[str, Any]]:
        named = _searchable(references)
        for query in dict.fromkeys([*named[: -_LATEST - 1 : -1], *named[:_FIRST]]):
            for found in self._listed(f"{query} -in:drafts -in:chats"):
                request = self._messages.get(
                    userId="me", id=found["id"], format="metadata", metadataHeaders=[KEY_HEADER]
                )
                yield self._retry_policy.repeated(request.execute)

    def _listed(self, query: str) -> Iterator[dict[str, Any]]:
        token = None
        while True:
            request = self._messages.list(userId="me", q=query, maxResults=_PAGE, pageToken=token)
            answer = self._retry_policy.repeated(request.execute)
            yield from answer.get("messages", ())
            token = answer.get("nextPageToken")
            if not token:
                return


def _counting(changes: Sequence[dict[str, Any]], *, labelled: bool) -> Mapping[str, _Seen]:
    """Return the mails that changes added, or took out of spam or bin (or labelled), by their ids."""
    seen: dict[str, _Seen] = {}
    for change in changes:
        for kind in _TOLD_OF:
            for one in change.get(kind, ()):
                found = seen.setdefault(str(one["message"]["id"]), _Seen())
                found.note(kind, frozenset(one.get("labelIds", ())), one["message"].get("labelIds"))
    return {id: one for id, one in seen.items() if one.counts(labelled=labelled)}


def _query(since: datetime, only: str, until: datetime | None = None) -> str:
    # Gmail counts whole seconds, and leaves spam and the bin out by itself.
    before = f" before:{math.floor(until.timestamp()) + 2}" if until else ""
    return f"after:{math.floor(since.timestamp()) - 1}{before} {_CAME_IN}" + (f" ({only})" if only else "")


def _searchable(ids: Sequence[str]) -> list[str]:
    return [f"rfc822msgid:{match[1]}" for id in ids if (match := _MESSAGE_ID.match(id))]


def _moment(message: dict[str, Any]) -> datetime:
    return datetime.fromtimestamp(int(message["internalDate"]) / 1000, UTC)


def _sent_key(message: dict[str, Any]) -> str | None:
    return key_of(message) if "SENT" in message.get("labelIds", ()) else None


def _up_to_the_last(wanted: Iterable[str], listed: Iterable[str]) -> set[str]:
    """Return which of these mails a listing names; no page is asked for behind the one that names the last."""
    left, found = set(wanted), set()
    for id in listed:
        if id in left:
            left.remove(id)
            found.add(id)
        if not left:
            break
    return found
