"""Files are opened where no memory may be made executable, as hardened services and SELinux have it."""

import ctypes
import subprocess
import sys
from io import BytesIO

import pypdfium2
import pytest

#: prctl(2): PR_SET_MDWE and PR_MDWE_REFUSE_EXEC_GAIN, since Linux 6.3. Children inherit it.
_SET_MDWE, _REFUSE_EXEC_GAIN = 65, 1
SPLITTING = """
import sys, time
from automation.sandbox import ProcessSandbox

sandbox = ProcessSandbox(time.monotonic)
print(len(sandbox.split(sys.stdin.buffer.read(), [(0, 1), (1, 2)])))
sandbox.rest()
"""


def deny() -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(_SET_MDWE, _REFUSE_EXEC_GAIN, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")


def test_a_batch_of_scans_is_split_without_executable_memory() -> None:
    paper = BytesIO()
    with pypdfium2.PdfDocument.new() as batch:
        batch.new_page(100, 100)
        batch.new_page(100, 100)
        batch.save(paper)
    try:
        done = subprocess.run(
            [sys.executable, "-c", SPLITTING], input=paper.getvalue(), capture_output=True, preexec_fn=deny
        )
    except subprocess.SubprocessError:
        pytest.skip("this kernel cannot deny it: that takes Linux 6.3")
    assert (done.returncode, done.stdout.strip()) == (0, b"2"), done.stderr.decode()[-400:]
