"""The names of what staff and complainants are told: kept for ever, so they print as they always did."""

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.domain.customer_news import News, NewsName
from automation.domain.notices import (
    ActionEscalated,
    ActionReminder,
    ActionToPlan,
    ActionTurn,
    ChatDue,
    DispositionMade,
    DispositionMoved,
    Escalation,
    EvidenceLost,
    FiguresPrepared,
    FormAnswerVoid,
    FormContradicted,
    LetterVoid,
    Level,
    LimitReached,
    MailArrived,
    MatterRecurred,
    MeetingOff,
    MeetingSet,
    NoticeKey,
    PeriodReportMade,
    Reminder,
    ReopeningAsked,
    ReportMade,
    ReroutingProposed,
    ScanLeft,
    StepBegun,
    SupportAsked,
    Topic,
    WorkerDecided,
    ends_of,
)
from automation.domain.numbers import ComplaintNumber
from automation.domain.outer_limits import Limit
from automation.domain.vocabulary import Duty, Step

ONE = ComplaintNumber(2026, 1)
DUE = "2026-11-03T16.00"

PRINTED: list[tuple[str, NoticeKey]] = [
    (
        "KEL-2026-0001/independen.verifikasi.0a1b2c3d/a@b.id",
        NoticeKey(ONE, WorkerDecided(Duty.VERIFICATION, "0a1b2c3d"), "a@b.id"),
    ),
    ("KEL-2026-0001/tugas.ask_head.3.1/a@b.id", NoticeKey(ONE, StepBegun("ask_head", Step(3), 1), "a@b.id")),
    (
        f"KEL-2026-0001/segera.4.2.{DUE}/a@b.id",
        NoticeKey(ONE, Reminder(level=Level.SOON, step=Step(4), round=2, due=DUE), "a@b.id"),
    ),
    (
        f"KEL-2026-0001/tenggat.4.1.{DUE}/a@b.id",
        NoticeKey(ONE, Reminder(level=Level.DUE, step=Step(4), round=1, due=DUE), "a@b.id"),
    ),
    (
        f"KEL-2026-0001/lewat.3.4.1.{DUE}/a@b.id",
        NoticeKey(ONE, Reminder(level=Level.LATE, step=Step(4), round=1, due=DUE, days=3), "a@b.id"),
    ),
    (
        f"KEL-2026-0001/lewat.10.1.{DUE}/a@b.id",
        NoticeKey(ONE, Reminder(level=Level.LATE, step=Step(10), round=1, due=DUE), "a@b.id"),
    ),
    (f"KEL-2026-0001/eskalasi.10.1.{DUE}/a@b.id", NoticeKey(ONE, Escalation(Step(10), 1, DUE), "a@b.id")),
    ("KEL-2026-0001/disposisi.2/a@b.id", NoticeKey(ONE, DispositionMade(2), "a@b.id")),
    ("KEL-2026-0001/disposisi-pindah.2/a@b.id", NoticeKey(ONE, DispositionMoved(2), "a@b.id")),
    (f"KEL-2026-0001/rapat.{DUE}/Tamu Kita", NoticeKey(ONE, MeetingSet(DUE), "Tamu Kita")),
    (f"KEL-2026-0001/rapat.{DUE}.2/a@b.id", NoticeKey(ONE, MeetingSet(DUE, 2), "a@b.id")),
    (
        "KEL-2026-0001/obrolan.akhir.settled/a@b.id",
        NoticeKey(ONE, ChatDue(NewsName(News.ENDED, "settled")), "a@b.id"),
    ),
    (
        "KEL-2026-0001/obrolan.penerimaan/a/b@c.id",
        NoticeKey(ONE, ChatDue(NewsName(News.ACKNOWLEDGEMENT)), "a/b@c.id"),
    ),
    ("KEL-2026-0001/surel-masuk.18c2f/a@b.id", NoticeKey(ONE, MailArrived("18c2f"), "a@b.id")),
    ("KEL-2026-0001/usul-buka.1.3f2a9c/a@b.id", NoticeKey(ONE, ReopeningAsked(1, "3f2a9c"), "a@b.id")),
    ("KEL-2026-0001/formulir.ditolak.3f2a9c/a@b.id", NoticeKey(ONE, FormAnswerVoid("3f2a9c"), "a@b.id")),
    ("KEL-2026-0001/formulir.berbeda.3f2a9c/a@b.id", NoticeKey(ONE, FormContradicted("3f2a9c"), "a@b.id")),
    ("KEL-2026-0001/tindakan.isi.K1/a@b.id", NoticeKey(ONE, ActionToPlan("K1"), "a@b.id")),
    (
        "kantor/tindakan.kerja.segera.TND-0001.2026-12-01/a@b.id",
        NoticeKey(
            None,
            ActionReminder(turn=ActionTurn.WORK, level=Level.SOON, code="TND-0001", due="2026-12-01"),
            "a@b.id",
        ),
    ),
    (
        "KEL-2026-0001/tindakan.periksa.lewat.3.P1.2026-12-01/a@b.id",
        NoticeKey(
            ONE,
            ActionReminder(turn=ActionTurn.CHECK, level=Level.LATE, code="P1", due="2026-12-01", days=3),
            "a@b.id",
        ),
    ),
    (
        "KEL-2026-0001/tindakan-eskalasi.kerja.K1.2026-12-01/a@b.id",
        NoticeKey(ONE, ActionEscalated(ActionTurn.WORK, "K1", "2026-12-01"), "a@b.id"),
    ),
    ("KEL-2026-0001/bukti-hilang.K1.0a1b2c3d/a@b.id", NoticeKey(ONE, EvidenceLost("K1", "0a1b2c3d"), "a@b.id")),
    ("KEL-2026-0001/laporan.2/a@b.id", NoticeKey(ONE, ReportMade(2), "a@b.id")),
    ("KEL-2026-0001/kambuh.KEL-2025-0007/a@b.id", NoticeKey(ONE, MatterRecurred("KEL-2025-0007"), "a@b.id")),
    (
        "KEL-2026-0001/rapat-batal.2026-11-05T09.30.2/a@b.id",
        NoticeKey(ONE, MeetingOff("2026-11-05T09.30", 2), "a@b.id"),
    ),
    ("KEL-2026-0001/batal.2/a@b.id", NoticeKey(ONE, LetterVoid(2), "a@b.id")),
    ("KEL-2026-0001/usul-alih.2.3f2a9c/a@b.id", NoticeKey(ONE, ReroutingProposed(2, "3f2a9c"), "a@b.id")),
    ("KEL-2026-0001/dukung.1.3f2a9c/a@b.id", NoticeKey(ONE, SupportAsked(1, "3f2a9c"), "a@b.id")),
    ("kantor/surel-masuk.18.c2f/a@b.id", NoticeKey(None, MailArrived("18.c2f"), "a@b.id")),
    ("kantor/pindaian/1aB-_c.2/a@b.id", NoticeKey(None, ScanLeft("1aB-_c.2"), "a@b.id")),
    ("kantor/angka.2026-Q3/a@b.id", NoticeKey(None, FiguresPrepared("2026-Q3"), "a@b.id")),
    ("kantor/laporan.2026-Q3.2/a@b.id", NoticeKey(None, PeriodReportMade("2026-Q3", 2), "a@b.id")),
    (
        "KEL-2026-0042/batas.penyelesaian.2026-11-02.lewat/a@b.id",
        NoticeKey(ComplaintNumber(2026, 42), LimitReached(Limit.SETTLEMENT, "2026-11-02", passed=True), "a@b.id"),
    ),
]


@pytest.mark.parametrize(("text", "key"), PRINTED)
def test_a_notice_is_named_as_ever(text: str, key: NoticeKey) -> None:
    assert str(key) == text
    assert NoticeKey.parse(text) == key


def test_every_topic_is_named_here() -> None:
    assert {type(key.topic) for _, key in PRINTED} == set(get_args(Topic))


WORDS = st.text("abcdefghijk-_0123456789", min_size=1, max_size=12)
NAMES = st.builds(NewsName, st.sampled_from(News), st.one_of(st.just(""), WORDS), st.one_of(st.just(""), WORDS))
COUNTS = st.integers(1, 400)
STEPS = st.sampled_from(Step)
MOMENTS = st.datetimes().map(lambda at: f"{at:%Y-%m-%dT%H.%M}")
TOPICS: st.SearchStrategy[Any] = st.one_of(
    st.builds(StepBegun, WORDS, STEPS, COUNTS),
    st.builds(Reminder, level=st.sampled_from([Level.SOON, Level.DUE]), step=STEPS, round=COUNTS, due=MOMENTS),
    st.builds(Reminder, level=st.just(Level.LATE), step=STEPS, round=COUNTS, due=MOMENTS, days=st.integers(0, 400)),
    st.builds(Escalation, STEPS, COUNTS, MOMENTS),
    st.builds(DispositionMade, COUNTS),
    st.builds(DispositionMoved, COUNTS),
    st.builds(MeetingSet, MOMENTS, st.integers(1, 9)),
    st.builds(ChatDue, NAMES),
    st.builds(MailArrived, WORDS),
    st.builds(ReopeningAsked, COUNTS, WORDS),
    st.builds(ReroutingProposed, COUNTS, WORDS),
    st.builds(SupportAsked, COUNTS, WORDS),
    st.builds(FiguresPrepared, st.sampled_from(("2026-Q1", "2026-Q4"))),
    st.builds(PeriodReportMade, st.sampled_from(("2026", "2026-Q1", "2026-12")), COUNTS),
    st.builds(LimitReached, st.sampled_from(Limit), st.just("2026-11-02"), st.booleans()),
    st.builds(ScanLeft, st.builds("{}.{}".format, WORDS, COUNTS)),
)
NUMBERS = st.one_of(st.none(), st.builds(ComplaintNumber, st.integers(2000, 2999), st.integers(1, 99999)))
READERS = st.one_of(st.emails(), st.text(min_size=1))


@given(st.builds(NoticeKey, NUMBERS, TOPICS, READERS))
def test_what_a_notice_is_named_it_is_read_from(key: NoticeKey) -> None:
    assert NoticeKey.parse(str(key)) == key


@given(st.builds(NoticeKey, NUMBERS, TOPICS, st.emails().filter(lambda one: "/" not in one)))
def test_the_ends_of_a_name_are_its_complaint_and_its_reader(key: NoticeKey) -> None:
    assert ends_of(str(key)) == (str(key.number or "kantor"), key.reader)


@given(NAMES)
def test_what_news_is_named_it_is_read_from(name: NewsName) -> None:
    assert NewsName.parse(str(name)) == name


@pytest.mark.parametrize("text", ["", "notice-1", "KEL-2026-0001/entah/a@b.id", "KEL-2026-0001/tugas.a.11.1/a@b.id"])
def test_what_was_never_printed_here_is_no_notice(text: str) -> None:
    assert NoticeKey.read(text) is None


def test_news_keeps_its_names() -> None:
    assert [news.value for news in News] == [
        "penerimaan",
        "dikaji",
        "ditetapkan",
        "data",
        "balasan",
        "akhir",
        "dibuka-kembali",
        "hasil-gabungan",
        "gabungan-dibuka",
        "balasan-gabungan",
        "dilanjutkan",
        "dipisah",
        "status",
        "alamat-diubah",
    ]
