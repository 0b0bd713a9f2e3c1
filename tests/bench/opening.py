"""What opening in a process apart costs: its start, and a mail, a template and a draft beside this process."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

from automation.domain.documents import DocumentKind
from automation.ports import Sandbox
from automation.sandbox import ProcessSandbox
from automation.sandbox.fork_server import SERVERS
from tests.damage.drafts import CODE, a_draft
from tests.fakes import FakeSandbox
from tests.intake.mails import LIMIT, PDF, a_mail, attached, received
from tests.letters.samples import COMPLAINT, all_words, code_of, template

TIMES = 100
FORM = DocumentKind.FORM_PENGADUAN


def opening() -> None:
    """Print milliseconds."""
    apart = ProcessSandbox(time.monotonic)
    _print_starts("the first process apart of a job starts", lambda: _begun_anew(apart, at_first=True))
    _print_starts("a further one", lambda: _begun_anew(apart))
    for name, do in WAYS.items():
        here, there = _each(FakeSandbox(), do), _each(apart, do)
        print(f"opening: {name}: {here * 1000:.1f} ms in this process, {there * 1000:.1f} apart")
    apart.rest()


def _print_starts(what: str, start: Callable[[], object]) -> None:
    starts = sorted(_seconds(start) for _ in range(9))
    print(f"opening: {what} in {starts[0] * 1000:.0f} ms at best, {starts[4] * 1000:.0f} in the middle")


def _begun_anew(apart: ProcessSandbox, *, at_first: bool = False) -> None:
    apart.rest()
    if at_first:
        SERVERS.end()
    apart.words_asked(template(FORM), "Form")


def _each(sandbox: Sandbox, do: Callable[[Sandbox], object]) -> float:
    do(sandbox)
    return _seconds(lambda: [do(sandbox) for _ in range(TIMES)]) / TIMES


def _seconds(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def _rich() -> bytes:
    row = "<tr><td><p>Kadar air</p></td><td>0,5</td><td>7</td></tr>"
    message = a_mail("x")
    message.set_content(f"<p>Yth. petugas,</p><table>{row * 200}</table>", subtype="html")
    return message.as_bytes()


PLAIN = received(attached(a_mail("Hasil uji belum kami terima.\n" * 20), "bukti.pdf", PDF + bytes(500_000)))
RICH = received(_rich())
WAYS: dict[str, Callable[[Sandbox], object]] = {
    "a mail with a file of 500 kB": lambda sandbox: sandbox.read_mail(PLAIN, LIMIT),
    f"a mail of {len(RICH.content) // 1000} kB of HTML": lambda sandbox: sandbox.read_mail(RICH, LIMIT),
    "a template filled": lambda sandbox: sandbox.filled(
        template(FORM), all_words(COMPLAINT)[FORM], code_of(FORM), "Form"
    ),
    "a draft numbered": lambda sandbox: sandbox.numbered(a_draft(), CODE, "B/1/2026", date(2026, 11, 4)),
}
