"""What forks the processes that open files: quick, as safe as starting each whole, and gone when nobody needs it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from automation.domain.scans import Medium, SeenScan
from automation.sandbox import ProcessSandbox
from automation.sandbox.fork_server import RESTS_AFTER, SERVERS, Forked, ForkServer, ForkServers
from automation.sandbox.limits import Limits
from tests.archive.paper import SECRET, a_code, a_pdf, a_sheet

pytestmark = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="only Linux holds a process by a descriptor")
PAGE = a_pdf(a_sheet(a_code()))
SEEN = SeenScan(Medium.PDF, (frozenset({a_code().signed(SECRET)}),))
#: A job that opens a file, says which process forks for it, and is killed in mid tick.
KILLED = """
import os, signal, sys, time
from automation.sandbox import ProcessSandbox
from automation.sandbox.fork_server import SERVERS

sandbox = ProcessSandbox(time.monotonic)
sandbox.look(sys.stdin.buffer.read(), "")
(server,) = SERVERS._servers.values()
print(server._process.pid, sandbox._worker._process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def sandbox():
    """Give a sandbox in a process that has no server yet, and leaves none."""
    SERVERS.end()
    sandbox = ProcessSandbox(time.monotonic)
    yield sandbox
    sandbox.rest()
    SERVERS.end()


def the_server() -> ForkServer:
    (server,) = SERVERS._servers.values()
    return server


def process_of(sandbox: ProcessSandbox) -> Forked:
    assert sandbox._worker is not None
    process = sandbox._worker._process
    assert isinstance(process, Forked)
    return process


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_each_tick_has_a_process_of_its_own_from_one_server(sandbox):
    assert sandbox.look(PAGE, "") == SEEN
    first, server = process_of(sandbox).pid, the_server()
    sandbox.rest()
    assert not is_there(first)
    assert sandbox.look(PAGE, "") == SEEN
    assert process_of(sandbox).pid != first
    assert the_server() is server


def test_a_server_that_was_killed_is_followed_by_another(sandbox):
    assert sandbox.look(PAGE, "") == SEEN
    sandbox.rest()
    the_server()._process.kill()
    the_server()._process.wait()
    assert sandbox.look(PAGE, "") == SEEN
    sandbox.rest()
    assert sandbox.look(PAGE, "") == SEEN
    assert is_there(the_server()._process.pid)


def test_what_a_server_forked_is_ended_though_the_server_is_gone(sandbox):
    assert sandbox.look(PAGE, "") == SEEN
    pid = process_of(sandbox).pid
    the_server()._process.kill()
    assert sandbox.look(PAGE, "") == SEEN
    sandbox.rest()
    assert is_gone_soon(pid)


def test_a_process_that_hangs_is_killed_by_its_descriptor(sandbox):
    assert sandbox.look(PAGE, "") == SEEN
    process = process_of(sandbox)
    os.kill(process.pid, signal.SIGSTOP)
    sandbox.rest()
    assert not is_there(process.pid)
    process.kill()
    process.wait()


def test_a_server_that_had_nothing_to_do_for_long_is_ended():
    servers = ForkServers()
    limits = Limits()
    first = servers.fork(limits.memory, limits.processor_seconds, (), at=0.0)
    assert first is not None
    (server,) = servers._servers.values()
    servers.rest(RESTS_AFTER)
    assert server._process.poll() is None
    servers.rest(RESTS_AFTER + 1)
    assert server._process.poll() is not None
    first.end()


def test_nothing_is_left_of_a_job_that_was_killed():
    job = subprocess.run([sys.executable, "-c", KILLED], input=PAGE, capture_output=True, check=False)
    assert job.returncode == -signal.SIGKILL
    assert all(map(is_gone_soon, map(int, job.stdout.split())))


def test_forks_of_the_job_ask_its_server_at_the_same_time_and_do_not_end_it(sandbox):
    assert sandbox.look(PAGE, "") == SEEN
    sandbox.rest()
    children = []
    for _ in range(3):
        pid = os.fork()
        if not pid:
            os._exit(_looks_five_times())
        children.append(pid)
    assert [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children] == [0, 0, 0]
    assert is_there(the_server()._process.pid)
    assert sandbox.look(PAGE, "") == SEEN


def _looks_five_times() -> int:
    """Look as a fork of the job does; gives 0 where it asked the job's own server, and ended as a process ends."""
    try:
        server = the_server()
        for _ in range(5):
            own = ProcessSandbox(time.monotonic)
            assert own.look(PAGE, "") == SEEN
            own.rest()
        assert the_server() is server
        SERVERS.end()
    except BaseException:  # noqa: BLE001 (whatever it is, this process ends here)
        return 1
    return 0


def test_each_has_limits_of_its_own(sandbox):
    mean = ProcessSandbox(time.monotonic, Limits(memory=300_000_000))
    assert mean.look(PAGE, "") == SEEN
    assert sandbox.look(PAGE, "") == SEEN
    assert [space_of(one) for one in (mean, sandbox)] == ["300000000", str(Limits().memory)]
    mean.rest()


def space_of(sandbox: ProcessSandbox) -> str:
    lines = Path(f"/proc/{process_of(sandbox).pid}/limits").read_text(encoding="ascii").splitlines()
    return next(line for line in lines if "address space" in line).split()[3]


def is_gone_soon(pid: int) -> bool:
    until = time.monotonic() + 30
    while is_there(pid) and time.monotonic() < until:
        time.sleep(0.05)
    return not is_there(pid)
