"""The mails to staff: one digest a person a day with everything of theirs, and at once only what cannot wait."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time
from functools import partial

from automation.domain.address import EmailAddress
from automation.domain.addresses import Addresses
from automation.domain.calendar import CalendarRunOut, OfficeCalendar
from automation.domain.effects import Deed, EffectKey, SendMail
from automation.domain.memory import Memory
from automation.domain.notices import NoticeKey
from automation.domain.places import Place
from automation.domain.setback_name import SetbackName, Thing
from automation.jobs.settings_views import sender_of
from automation.jobs.telling.notices import DeliveredNotices, Notice
from automation.jobs.trouble import Attempts
from automation.mail.wording import staff
from automation.settings.values import OfficeSettings

#: Of the letters to print that many go along with one mail; all of them are linked in it.
MOST_ATTACHED = 5


def digests(
    notices: Iterable[Notice],
    memory: Memory,
    delivered: DeliveredNotices,
    settings: OfficeSettings,
    calendar: OfficeCalendar,
    now: datetime,
    attempts: Attempts,
) -> Iterator[SendMail]:
    """Return the mails that are due to staff now.

    The day's digest goes out at its hour, to everybody who has something new from before that hour; it names all of
    their matters. What cannot wait goes out between two digests, with what else is new of the same complaints.

    Args:
        notices: everything that holds now, delivered or not.
        memory: what the ledger remembers.
        delivered: the notices that earlier mails carried.
        settings: the office's.
        calendar: the office clock.
        now: this moment.
        attempts: where a mail that cannot be written is noted.
    """
    hour = digest_hour(calendar, settings.mail.digest_at, now)
    addresses, book = Addresses(settings.google.base_address), memory.places.get(Place.WORKBOOK, "")
    tab = memory.places.get(Place.tab("today"))
    links = addresses.workbook(book), addresses.tab(book, tab) if tab else ""
    for address, theirs in _by_person(notices).items():
        fresh = [notice for notice in theirs if not delivered.has_all_of(notice)]
        daily = EffectKey.of(
            None, Deed.DAILY_DIGEST, f"{now.astimezone(settings.hours.zone):%Y-%m-%d}.{_seal([address])}"
        )
        if hour is not None and str(daily) not in memory.results and any(_is_before(one, hour) for one in fresh):
            key, chosen = daily, [one for one in theirs if one.lasting or one in fresh]
        else:
            chosen = _pressing(fresh)
            key = EffectKey.of(None, Deed.DIGEST, _seal([address, *(str(key) for one in chosen for key in one.keys)]))
        if chosen:
            items = [replace(one.item, again=one not in fresh) for one in chosen]
            write = partial(staff.digest, chosen[0].person, items, sender_of(settings), now, *links)
            message = attempts.of(SetbackName.of(Thing.DIGEST, _seal([address])), write)
            if message is not None:
                files = dict.fromkeys(file for one in chosen if one in fresh for file in one.attachments)
                covers = tuple(str(key) for one in chosen for key in one.keys)
                yield SendMail(
                    key=key,
                    number=None,
                    to=address,
                    subject=message.subject,
                    body=message.body,
                    attachments=tuple(files)[:MOST_ATTACHED],
                    covers=covers,
                )


def digest_hour(calendar: OfficeCalendar, wished: time, now: datetime) -> datetime | None:
    """Return today's hour of the digest, as wished but not before the office opens; None while it has not come."""
    today = calendar.hours.day_of(now)
    try:
        if not calendar.is_working_day(today):
            return None
    except CalendarRunOut:
        return None  # Every case warns of the year that is missing; what cannot wait goes out all the same.
    opens = calendar.hours_on(today).spans[0].opens
    hour = datetime.combine(today, max(wished, opens), calendar.hours.zone)
    return hour if hour <= now else None


def _by_person(notices: Iterable[Notice]) -> dict[str, list[Notice]]:
    found: dict[str, dict[tuple[NoticeKey, ...], Notice]] = defaultdict(dict)
    for notice in notices:
        address = EmailAddress.found_in(notice.person.email)
        if address is not None:
            found[str(address)].setdefault(notice.keys, notice)
    return {address: list(theirs.values()) for address, theirs in found.items()}


def _is_before(notice: Notice, hour: datetime) -> bool:
    return notice.since is None or notice.since <= hour


def _pressing(fresh: Sequence[Notice]) -> list[Notice]:
    cases = {notice.item.case.number for notice in fresh if notice.at_once}
    return [notice for notice in fresh if notice.item.case.number in cases]


def _seal(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()[:20]
