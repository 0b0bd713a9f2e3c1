"""Files are opened where only those system calls are left that the services leave."""

import subprocess
import sys
from io import BytesIO

import pypdfium2
import pytest

from tests.deploy.dockerfile import ROOT
from tests.deploy.syscalls import can_filter, filter_of

UNITS = [ROOT / "deploy" / "systemd" / name for name in ("tanggap.service", "tanggap-putaran.service")]
READING = """
import sys, time
from automation.sandbox import ProcessSandbox

sandbox = ProcessSandbox(time.monotonic)
paper = sys.stdin.buffer.read()
print(type(sandbox.look(paper, "application/pdf")).__name__, len(sandbox.split(paper, [(0, 1), (1, 2)])))
sandbox.rest()
"""
FORBIDDEN = "import os; os.nice(1)"


@pytest.fixture(scope="module", params=UNITS, ids=lambda file: file.stem)
def held(request):
    if not can_filter():
        pytest.skip("takes systemd-analyze and libseccomp")
    hold = filter_of(request.param)

    def run(program, content=b""):
        return subprocess.run([sys.executable, "-c", program], input=content, capture_output=True, preexec_fn=hold)

    return run


def test_scans_are_read_and_split_within_the_services_filter(held) -> None:
    paper = BytesIO()
    with pypdfium2.PdfDocument.new() as batch:
        batch.new_page(100, 100)
        batch.new_page(100, 100)
        batch.save(paper)
    done = held(READING, paper.getvalue())
    assert (done.returncode, done.stdout.strip()) == (0, b"SeenScan 2"), done.stderr.decode()[-400:]


def test_what_the_filter_denies_is_denied(held) -> None:
    done = held(FORBIDDEN)
    assert done.returncode == 1
    assert b"PermissionError" in done.stderr
