"""What is done about each mail that was sorted, once and under a key made of the mailbox's own id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from automation.domain.case import Event
from automation.domain.customer_news import NewsName
from automation.domain.dates import local_day
from automation.domain.documents import DocumentForm, DocumentKind
from automation.domain.effects import Deed, EffectKey, MailFile, SettleMail
from automation.domain.groups import Person
from automation.domain.happenings import Handling, MailHandled
from automation.domain.incoming_mail import Bounce
from automation.domain.mail_fate import Fate, MailNews, Tidings
from automation.domain.memory import Memory
from automation.domain.numbers import ComplaintNumber
from automation.domain.setback_name import SetbackName
from automation.jobs.effect_words import mail_words
from automation.jobs.incoming_mail.arrivals import key_of
from automation.jobs.incoming_mail.sorting import Sorted, mark_of, settled_mails
from automation.jobs.settings_views import rules_of
from automation.jobs.snapshot import Arrival, Snapshot
from automation.jobs.trouble import Attempts
from automation.mail.wording import incoming_mail as wording
from automation.settings.values import OfficeSettings

_EML = "message/rfc822"


@dataclass(frozen=True, slots=True)
class Settlements:
    """The effects that settle mails, and what they add to Riwayat, by their keys."""

    effects: tuple[SettleMail, ...]
    events: Mapping[EffectKey, tuple[Event, ...]]


def settlements(
    incoming: tuple[Sorted, ...],
    numbers: Mapping[str, ComplaintNumber],
    people: Mapping[ComplaintNumber, tuple[Person, ...]],
    snapshot: Snapshot,
    memory: Memory,
    settings: OfficeSettings,
    attempts: Attempts,
) -> Settlements:
    """Return the effects that settle incoming mails.

    Args:
        incoming: the sorted mails.
        numbers: complaints by the response that opened them, today's included.
        people: who must act on a complaint now.
        snapshot: the world.
        memory: what the ledger remembers.
        settings: the office's.
        attempts: where a mail that nothing can be decided about is noted.
    """
    if not incoming:
        return Settlements((), {})
    settling = _Settling(snapshot, memory, settings, people, numbers)
    known = [
        replace(one, number=one.number or numbers.get(one.joins or one.arrival.mail.response)) for one in incoming
    ]
    tried = (attempts.of(SetbackName.mail(one.arrival.mail.id), partial(settling.settlement, one)) for one in known)
    found = [one for one in tried if one is not None]
    return Settlements(tuple(effect for effect, _ in found), {effect.key: events for effect, events in found})


class _Settling:
    def __init__(
        self,
        snapshot: Snapshot,
        memory: Memory,
        settings: OfficeSettings,
        people: Mapping[ComplaintNumber, tuple[Person, ...]],
        numbers: Mapping[str, ComplaintNumber],
    ) -> None:
        self.memory = memory
        self.people = people
        self.numbers = numbers
        self.officers = rules_of(settings).officers
        self.zone = settings.hours.zone
        self.told_over = {place for place, fate in settled_mails(memory) if fate == Fate.OVER.value}
        self.mails = Counter(
            document.number
            for document in memory.documents
            if document.form is DocumentForm.MAIL and document.name.endswith(".eml")
        )

    def settlement(self, one: Sorted) -> tuple[SettleMail, tuple[Event, ...]]:
        mail = one.arrival.mail
        day = local_day(mail.arrived_at, self.zone)
        effect = SettleMail(
            key=key_of(mail.id),
            number=one.number,
            message=mail.id,
            fate=one.fate,
            day=day.isoformat(),
            mark=mark_of(mail),
            left=one.left,
        )
        match one.fate:
            case Fate.FILED if one.number is not None:
                return self._filed(effect, one, one.number)
            case Fate.KEPT:
                return self._kept(effect, one)
            case Fate.BOUNCED:
                details = (_undelivered(one),)
                news = self._news(effect, one, Tidings.BOUNCED, details, self.officers)
                news = replace(news, sent_to=self._sent_to(one))
                return replace(effect, news=news), self._events(one, details[0])
            case Fate.OVER:
                return self._over(effect, one)
            case _:
                return effect, self._events(one, mail.automatic)

    def _sent_to(self, one: Sorted) -> str:
        """Return what stands for the corrected address that a mail of ours went to: by its key, or as it is now."""
        names = (NewsName.read(key.detail) for key in _undelivered_keys(one) if key.what is Deed.MAIL)
        case = self.memory.cases.get(one.number) if one.number else None
        return next((name.to for name in names if name), case.mail_mark if case else "")

    def _filed(
        self, effect: SettleMail, one: Sorted, number: ComplaintNumber
    ) -> tuple[SettleMail, tuple[Event, ...]]:
        mail, case = one.arrival.mail, self.memory.cases.get(number)
        self.mails[number] += 1
        sequence = self.mails[number]
        files = tuple(_files(one.arrival, number, sequence, is_complaint=one.becomes is not None))
        refused = tuple(map(str, mail.refused))
        news: MailNews | None = None
        if one.becomes is None:
            closed = case is not None and case.outcome is not None
            told = (() if closed else self.people.get(number, ())) or self.officers
            tidings = Tidings.LATE_ANSWER if closed else Tidings.ANSWER
            news = self._news(effect, one, tidings, refused, told)
        elif (twin := self._number(one.twin)) is not None:
            news = replace(self._news(effect, one, Tidings.TWIN, refused, self.officers), twin=twin)
        elif refused:
            news = self._news(effect, one, Tidings.COMPLAINT, refused, self.officers)
        said = Handling.COMPLAINT_KEPT if one.becomes else Handling.ANSWER_KEPT
        events = (
            Event(number, MailHandled(said, mail.response, files[0].name)),
            *(Event(number, MailHandled(Handling.FILE_REFUSED, mail.response, text)) for text in refused),
        )
        return replace(effect, sequence=sequence, files=files, news=news), events

    def _number(self, twin: ComplaintNumber | str | None) -> ComplaintNumber | None:
        return self.numbers.get(twin) if isinstance(twin, str) else twin

    def _kept(self, effect: SettleMail, one: Sorted) -> tuple[SettleMail, tuple[Event, ...]]:
        mail = one.arrival.mail
        name = wording.kept_name(effect.day, mail.id)
        files = tuple(
            MailFile(id=id, place=-1, kind=DocumentKind.LAMPIRAN, name=name, mime_type=_EML)
            for id in one.arrival.ids[:1]
        )
        news = self._news(effect, one, Tidings.KEPT, (one.doubt,), self.officers)
        news = replace(news, file=files[0].id if files else "")
        event = Event(one.number, MailHandled(Handling.LEFT_TO_PERSON, mail.response, one.doubt))
        return replace(effect, files=files, news=news), (event,)

    def _over(self, effect: SettleMail, one: Sorted) -> tuple[SettleMail, tuple[Event, ...]]:
        place = (effect.day, effect.mark)
        if place in self.told_over:
            return effect, ()
        self.told_over.add(place)
        news = self._news(effect, one, Tidings.OVER, (_sender(one),), self.officers)
        return replace(effect, news=news), self._events(one, "")

    def _news(
        self, effect: SettleMail, one: Sorted, tidings: Tidings, details: tuple[str, ...], to: tuple[Person, ...]
    ) -> MailNews:
        mail = one.arrival.mail
        on = local_day(mail.arrived_at, self.zone)
        return MailNews(tidings=tidings, number=effect.number, subject=mail.subject, details=details, to=to, on=on)

    @staticmethod
    def _events(one: Sorted, detail: str) -> tuple[Event, ...]:
        if one.reason is None:
            return ()
        return (Event(one.number, MailHandled(one.reason, one.arrival.mail.response, detail)),)


def _sender(one: Sorted) -> str:
    return one.arrival.mail.sender or one.arrival.mail.sender_name


def _undelivered(one: Sorted) -> str:
    """Say which mail of ours did not arrive: by its key, or by whom it was for where nobody knows the complaint."""
    bounce = one.arrival.mail.bounce or Bounce()
    keys = _undelivered_keys(one)
    unknown = wording.TO_COMPLAINANT if one.number else wording.mail_to(bounce.recipient)
    return wording.undelivered([_called(key) for key in keys] or [unknown], bounce.status)


def _undelivered_keys(one: Sorted) -> tuple[EffectKey, ...]:
    bounce = one.arrival.mail.bounce or Bounce()
    return one.arrival.answers or tuple(key for text in bounce.keys if (key := EffectKey.read(text)))


def _called(key: EffectKey) -> str:
    """Name a mail of ours by its key."""
    return mail_words(key.detail) if key.what is Deed.MAIL else wording.TO_STAFF


def _files(arrival: Arrival, number: ComplaintNumber, sequence: int, *, is_complaint: bool) -> Iterator[MailFile]:
    """Name the mail itself and each of its enclosures."""
    itself, *others = arrival.ids
    kind = DocumentKind.SURAT_PENGADUAN if is_complaint else DocumentKind.LAMPIRAN
    yield MailFile(id=itself, place=-1, kind=kind, name=f"{number} Surel {sequence}.eml", mime_type=_EML)
    for place, (id, one) in enumerate(zip(others, arrival.mail.enclosures, strict=True), start=1):
        name = f"{number} Surel {sequence} lampiran {place} {one.stem}.{one.ending}"
        yield MailFile(id=id, place=one.place, kind=DocumentKind.LAMPIRAN, name=name, mime_type=one.mime_type)
