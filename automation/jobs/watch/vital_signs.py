"""Doctor's look at what changes by itself: the clock, estimated holidays, the last tick, and what is used up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from automation.domain.calendar import CalendarRunOut, OfficeCalendar
from automation.domain.dates import date_and_time, date_in, short_date
from automation.domain.effects import EffectKey
from automation.domain.holidays_tab import ESTIMATED
from automation.domain.layout import FoundTab
from automation.domain.notes import Note
from automation.jobs.tick import room
from automation.jobs.tick.diary import diary_of
from automation.jobs.tick.wording import FULL_ADVICE
from automation.jobs.watch.finding import Finding
from automation.jobs.watch.spans import SILENCE, ago
from automation.register.reading import Line
from automation.register.schema import tabs
from automation.settings.values import CONSUMER_MAILS, WORKSPACE_MAILS

#: A machine's clock that differs more from Google's puts deadlines wrong and lets sign-ins fail.
DRIFT = timedelta(seconds=60)
NEARLY = 0.8


def clock(now: datetime, google: datetime | None, calendar: OfficeCalendar) -> Iterator[Finding]:
    """Tell the office time, whether the office is open, and how far the machine's clock is from Google's."""
    shown = date_and_time(now.astimezone(calendar.hours.zone))
    try:
        opening = date_and_time(calendar.next_opening(now))
        state = "kantor sedang buka" if calendar.is_open(now) else f"kantor tutup sampai {opening}"
        yield Finding(well=True, what=f"Jam kantor {shown}, {state}")
    except CalendarRunOut as error:
        yield Finding(well=False, what=f"Jam kantor {shown}", advice=str(error))
    if google is not None:
        drift = round((now - google) / timedelta(seconds=1))
        advice = f"meleset {abs(drift)} detik; nyalakan penyelarasan waktu (NTP) pada mesin ini."
        yield Finding(well=abs(drift) <= DRIFT.seconds, what="Jam mesin cocok dengan jam Google", advice=advice)


def estimates(lines: Sequence[Line], today: date) -> Iterator[Finding]:
    """Warn of days to come that Hari Libur still calls an estimate."""
    coming = []
    for line in lines:
        day = date_in(line.cells.get("day"))
        last = date_in(line.cells.get("until")) or day
        if ESTIMATED in line.text("description").casefold() and day and last and last >= today:
            coming.append(f"{short_date(day)} (baris {line.row + 1})")
    if coming:
        title = tabs()["holidays"].title
        advice = f"{', '.join(coming)}. Bila SKB-nya terbit, betulkan tanggalnya dan hapus kata “{ESTIMATED}”."
        yield Finding(well=True, what=f"{len(coming)} tanggal di {title} masih perkiraan", remark=advice)


def ticks(notes: Mapping[Note, str], begun: Sequence[str], now: datetime) -> Iterator[Finding]:
    """Tell when the last tick came to its end, whether ticks fail since, and what was begun and never finished."""
    last = diary_of(notes).last
    if last is None:
        yield Finding(well=True, what="Putaran terakhir", remark="belum pernah ada; jalankan `sync`.")
    else:
        said = f"Putaran terakhir {ago(now - last)} yang lalu"
        silent = "periksa layanan atau cron yang menjalankannya." if now - last > SILENCE else ""
        yield Finding(well=not silent, what=said, advice=silent)
    since = notes.get(Note.FAILING_SINCE, "")
    failing = f"gagal sejak {ago(now - datetime.fromisoformat(since))} yang lalu; lihat keluarannya." if since else ""
    yield Finding(well=not since, what="Putaran tidak gagal berturut-turut", advice=failing)
    fault = notes.get(Note.UNHEARD, "")
    advice = f"surel kepada penyelia gagal terkirim. Yang belum didengarnya: {fault}"
    yield Finding(well=not fault, what="Semua gangguan sudah disampaikan kepada penyelia", advice=advice)
    # The rest of a key may be somebody's address.
    named = ", ".join(_without_detail(key) for key in begun[:5])
    advice = f"{named}. Bila tidak ada putaran yang sedang berjalan, jalankan `sync`, lalu lihat `explain`."
    yield Finding(well=not begun, what="Tidak ada pekerjaan yang tertinggal di tengah jalan", advice=advice)


def _without_detail(printed: str) -> str:
    key = EffectKey.read(printed)
    return str(replace(key, detail="")) if key else "?"


def quotas(mails_today: int, account: str, used: int, limit: int | None) -> Iterator[Finding]:
    """Tell how much of the day's mails and of the account's storage is used (bytes; no limit is None)."""
    most = CONSUMER_MAILS if account.endswith("@gmail.com") else WORKSPACE_MAILS
    advice = "Gmail menolak surel di atas batas; sisanya terkirim besok." if mails_today > NEARLY * most else ""
    yield Finding(well=not advice, what=f"{mails_today} dari {most} surel hari ini terkirim", advice=advice)
    of = f" dari {_gigabytes(limit)}" if limit else ""
    advice = "kosongkan Sampah Drive atau tambah ruangnya." if limit and used > NEARLY * limit else ""
    yield Finding(well=not advice, what=f"Ruang Drive terpakai {_gigabytes(used)}{of}", advice=advice)


def cells(tabs: Sequence[FoundTab]) -> Iterator[Finding]:
    """Tell how many of the workbook's cells there are, empty ones among them, long before there can be no more."""
    used = {tab.title: tab.rows * tab.columns for tab in tabs}
    largest = ", ".join(sorted(used, key=lambda title: -used[title])[:3])
    advice = "" if sum(used.values()) < room.NEARLY_FULL else f"{FULL_ADVICE} Yang terbesar: {largest}."
    yield Finding(
        well=not advice, what=f"Buku kerja memakai {room.share(sum(used.values()))} dari 10 juta sel", advice=advice
    )


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f} GB".replace(".", ",")
