"""What lies in `deploy/` fits the program and itself. Nothing is built or started here."""

import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from automation import __version__
from tests.deploy.dockerfile import FILE, ROOT, context, line_of, stages

SYSTEMD, WINDOWS = ROOT / "deploy" / "systemd", ROOT / "deploy" / "windows"
COMPOSE = (ROOT / "deploy" / "docker" / "compose.yaml").read_text(encoding="utf-8")
STAGES = stages(FILE.read_text(encoding="utf-8"))
SERVICES = sorted(SYSTEMD.glob("tanggap*.service"))
HARDENED = [file for file in SERVICES if not file.name.startswith("tanggap-gagal")]


def lines(file: Path) -> list[str]:
    return [line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("target", ["kantor", "coba"])
def test_an_image_begins_from_one_pinned_base_and_runs_as_nobody_special(target) -> None:
    built = line_of(target, STAGES)
    bases = {stage.base for stage in built if stage.base not in STAGES}
    assert bases == {"debian:13.6-slim"}
    users = [step.text for step in built[-1].steps if step.name == "USER"]
    assert users == ["10001:10001"]
    assert [step.words for step in built[-1].steps if step.name == "ENTRYPOINT"] == [["tanggap"]]


def test_what_goes_into_the_image_holds_the_package_and_nothing_of_an_office() -> None:
    taken = set(context((ROOT / ".dockerignore").read_text(encoding="utf-8")))
    assert {"automation", "demo", "sheets_schema", "doc_templates", "pyproject.toml", "constraints.txt"} <= taken
    assert not taken & {"office.toml", "rahasia", "tanggap.db", "cadangan", ".git", ".venv", "tests"}


def test_what_would_go_along_unnamed_stops_the_build() -> None:
    with pytest.raises(AssertionError, match="a key, a ledger"):
        list(context("!automation\n"))


def test_the_health_check_is_a_command_that_the_program_has() -> None:
    (check,) = (step.text for step in STAGES["kantor"].steps if step.name == "HEALTHCHECK")
    assert check.endswith('CMD ["tanggap", "doctor", "--hidup"]')


def test_the_volume_is_called_the_same_from_whatever_folder_compose_is_run() -> None:
    assert "\nname: tanggap\nservices:\n" in COMPOSE


def test_compose_runs_that_image_read_only_as_its_user_with_one_volume() -> None:
    for line in (
        f"image: tanggap:{__version__}",
        'user: "10001:10001"',
        "read_only: true",
        "cap_drop: [ALL]",
        'security_opt: ["no-new-privileges:true"]',
        'volumes: ["kantor:/data"]',
        "target: kantor",
    ):
        assert f"    {line}" in COMPOSE, line
    assert f"-t tanggap:{__version__} " in FILE.read_text(encoding="utf-8")


def test_all_services_are_hardened_alike() -> None:
    found = [lines(file)[lines(file).index("UMask=0077") :] for file in HARDENED]
    assert len(found) == 3
    least = min(found, key=len)
    for hardened in found:
        assert [line for line in least if line not in hardened] == []
        assert {line for line in hardened if line not in least} <= {"[Install]", "WantedBy=multi-user.target"}


@pytest.mark.parametrize("file", HARDENED, ids=lambda file: file.name)
def test_a_service_is_exposed_to_less_than_2_5(file) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze on this machine")
    told = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", str(file)], capture_output=True, text=True
    )
    found = re.search(r"Overall exposure level for \S+: (\d+\.\d+)", told.stdout)
    if found is None:
        pytest.skip(f"systemd-analyze cannot look at a file here: {told.stderr.strip()[:80]}")
    assert float(found[1]) < 2.5


def test_a_service_that_fails_wakes_the_unit_that_tells_somebody() -> None:
    for file in HARDENED:
        assert "OnFailure=tanggap-gagal@%n.service" in lines(file)
    assert (SYSTEMD / "tanggap-gagal@.service").is_file()


def test_a_service_that_goes_on_failing_floods_nobody() -> None:
    told = lines(SYSTEMD / "tanggap-gagal@.service")
    unit = told[told.index("[Unit]") : told.index("[Service]")]
    assert {"StartLimitIntervalSec=6h", "StartLimitBurst=2"} <= set(unit)


def test_the_task_of_windows_ticks_every_five_minutes_and_never_twice_at_once() -> None:
    space = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
    task = ElementTree.parse(WINDOWS / "tanggap.xml").getroot()  # noqa: S314 (our own file)
    assert task.findtext(".//t:Repetition/t:Interval", namespaces=space) == "PT5M"
    assert task.findtext(".//t:MultipleInstancesPolicy", namespaces=space) == "IgnoreNew"
    assert task.findtext(".//t:RunLevel", namespaces=space) == "LeastPrivilege"
    assert task.findtext(".//t:Exec/t:Arguments", namespaces=space) == "sync"
    assert task.findtext(".//t:Exec/t:Command", namespaces=space) == r"C:\tanggap\program\Scripts\tanggap.exe"
