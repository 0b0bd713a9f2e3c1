"""What the container may do, tried without one: a command that can write its volume and /tmp, and nothing else."""

import subprocess

import pytest

from tests.deploy.sealed import can_seal, sealed

NOBODY_SPECIAL = 10001


@pytest.fixture
def run(tmp_path):
    if not can_seal():
        pytest.skip("takes root, and leave to mount")
    for name in ("data", "tmp", "opt"):
        (tmp_path / name).mkdir()
        (tmp_path / name).chmod(0o777)
    # pytest keeps its folders to their owner; the image's lie open.
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(folder.stat().st_mode | 0o011)

    def run(text: str) -> tuple[int, str]:
        words = sealed(tmp_path, NOBODY_SPECIAL, ("sh", "-c", text))
        done = subprocess.run(words, capture_output=True, text=True, cwd="/")
        return done.returncode, done.stdout.strip()

    return run


def test_only_the_volume_and_tmp_can_be_written(run) -> None:
    assert run("touch ../data/a ../tmp/a && ls ../data") == (0, "a")
    for place in ("../opt/a", "../a", "/a", "/var/tmp/a"):  # noqa: S108 (it must not be made)
        assert run(f"touch {place}")[0] != 0, place


def test_no_right_is_left_and_nothing_in_tmp_can_be_run(run) -> None:
    assert run("id -u; grep CapEff /proc/self/status; grep NoNewPrivs /proc/self/status") == (
        0,
        "10001\nCapEff:\t0000000000000000\nNoNewPrivs:\t1",
    )
    assert run("cp /bin/true ../tmp/t && chmod +x ../tmp/t && ../tmp/t")[0] == 126
