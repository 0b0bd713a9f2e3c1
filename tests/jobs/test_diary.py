from datetime import date, timedelta

from automation.domain.notes import Note
from automation.jobs.tick.diary import DAYS, Day, Diary, diary_of
from tests.builders import WITA, wita


def test_ticks_are_counted_by_the_offices_day_and_survive_being_noted():
    diary = Diary()
    for at, mails in ((wita(2, 23, 59), 1), (wita(3, 0, 1), 2), (wita(3, 9), 3)):
        diary = diary.with_tick(at, WITA, mails)
    again = diary_of({Note.TICKS: diary.text()})
    assert (again.last, again.day(date(2026, 11, 2)), again.day(date(2026, 11, 3))) == (
        wita(3, 9),
        Day(1, 1),
        Day(2, 5),
    )
    assert again.day(date(2026, 11, 1)) == Day()
    assert diary_of({}).last is None


def test_the_diary_does_not_grow_for_ever():
    diary = Diary()
    for later in range(50):
        diary = diary.with_tick(wita(2) + timedelta(days=later), WITA, 0)
    assert len(diary.days or {}) == DAYS
    assert diary.day(date(2026, 12, 21)) == Day(1, 0)
