"""Runs the Dockerfile's steps one by one in a clean folder, where no container engine is: `make image`.

What installs packages of the system and makes the user is left out and named; this machine's own Python stands in for
the image's. As root, what follows USER runs as that number, with all but /data and /tmp read-only. Takes some minutes
and the package index.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import requests

from demo import office
from demo.people import STAFF
from local_workspace.server import serve
from tests.deploy.dockerfile import FILE, ROOT, Stage, Step, context, line_of, moved, place, stages
from tests.deploy.sealed import can_seal, sealed

_OF_THE_SYSTEM = ("apt-get ", "useradd ")


@cache
def _python() -> str:
    """Return the system's Python, which every user may start, if it can make an environment; else our own."""
    probe = "import sys, ensurepip; sys.exit(sys.version_info < (3, 11))"
    for name in ("/usr/bin/python3", "/usr/local/bin/python3"):
        if Path(name).exists() and subprocess.run([name, "-c", probe], capture_output=True).returncode == 0:
            return name
    return sys.executable


class Image:
    """A folder that is filled as the image would be."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.user = os.getuid()
        self.is_sealed = False
        self.entry: list[str] = []
        self.check: list[str] = []
        for name in ("data", "tmp"):
            (folder / name).mkdir()

    @property
    def data(self) -> Path:
        """The volume."""
        return self.folder / "data"

    def take(self, stage: Stage) -> None:
        """Do a stage's steps."""
        for step in stage.steps:
            print(f"[{stage.name}] {step.name} {step.text}", flush=True)
            self._do(step)

    def _do(self, step: Step) -> None:
        match step.name:
            case "RUN" if step.text.startswith(_OF_THE_SYSTEM):
                print("    left out: it changes the system")
            case "RUN":
                self.run("sh", "-ec", moved(step.text, self.folder).replace("python3 -m", f"{_python()} -m"))
            case "COPY" if not step.text.startswith("--from"):
                self._copy(place(step.words[1], self.folder))
            case "USER":
                if os.getuid() == 0 and _python() != sys.executable:
                    self.user = int(step.text.partition(":")[0])
            case "ENTRYPOINT":
                self.entry = step.words
            case "HEALTHCHECK":
                self.check = Step("CMD", step.text.partition("CMD ")[2]).words
            case _:
                pass

    def _copy(self, to: Path) -> None:
        for name in context((ROOT / ".dockerignore").read_text(encoding="utf-8")):
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                to.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, to / name)

    def seal(self) -> None:
        """Give /data to the image's user, and let everything else be read-only from now on, where that can be."""
        if os.getuid() != self.user:
            os.chown(self.data, self.user, self.user)
            self.data.chmod(0o700)
            self.is_sealed = can_seal()

    def put(self, name: str, content: bytes) -> None:
        """Write a file into the volume, for the image's user alone."""
        file = self.data / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
        file.chmod(0o600)
        for one in (file.parent, file):
            os.chown(one, self.user, self.user)

    def run(self, *words: str, status: int | None = 0) -> str:
        """Run a command with the image's environment, as the image's user.

        Returns:
            What it printed.
        """
        env = {
            "PATH": f"{self.folder}/opt/tanggap/bin:/usr/bin:/bin:/usr/sbin:/sbin",
            "HOME": str(self.data),
            "PYTHONDONTWRITEBYTECODE": "1",
            "TMPDIR": str(self.folder / "tmp"),
        }
        env |= {name: value for name, value in os.environ.items() if name.startswith("PIP_")}
        who: dict[str, Any] = {}
        if self.is_sealed:
            words = sealed(self.folder, self.user, words)
        elif os.getuid() != self.user:
            who = {"user": self.user, "group": self.user, "extra_groups": []}
        told: subprocess.CompletedProcess[str] = subprocess.run(
            words, cwd=self.data, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **who
        )
        if status is not None and told.returncode != status:
            raise SystemExit(f"{' '.join(words)} ended with {told.returncode}, not {status}:\n{told.stdout}")
        return told.stdout


def main(arguments: list[str]) -> int:
    """Fill the folder, then try what the image would run."""
    parser = argparse.ArgumentParser(prog="python -m tests.deploy", description=__doc__)
    parser.add_argument("--target", default="coba", choices=["kantor", "coba"])
    target = parser.parse_args(arguments).target
    with tempfile.TemporaryDirectory(prefix="image-") as name:
        Path(name).chmod(0o755)
        image = Image(Path(name))
        for stage in line_of(target, stages(FILE.read_text(encoding="utf-8"))):
            image.take(stage)
        image.seal()
        print(image.run(*image.entry, "--version").strip())
        if target == "kantor":
            _an_office(image)
        else:
            print(image.run(*image.entry, "demo", "--singkat", "--folder", str(image.data / "hasil")))
        _kept_out(image)
    return 0


def _an_office(image: Image) -> None:
    """Set an office up and tick, as the container would; the workspace in Google's place runs outside of it."""
    image.run(*image.entry, "demo", status=2)
    print("health check without an office:", image.run(*image.check, status=2).strip())
    with tempfile.TemporaryDirectory(prefix="workspace-") as outside, serve(Path(outside) / "ws") as serving:
        people = [{"email": who.email, "name": name} for who, name in STAFF.items()]
        requests.post(f"{serving.address}/_workspace/people", json=people, timeout=60).raise_for_status()
        office.write_settings(Path(outside), serving.address)
        image.put(office.SETTINGS, (Path(outside) / office.SETTINGS).read_bytes())
        image.put(f"{office.WORKSPACE}/{office.KEY}", (Path(outside) / "ws" / office.KEY).read_bytes())
        print(image.run(*image.entry, "setup").strip().splitlines()[-1])
        print("health check before the first tick:", image.run(*image.check, status=1).strip())
        print(image.run(*image.entry, "sync").strip())
        print("health check:", image.run(*image.check).strip())
        told = image.run(*image.entry, "doctor", status=None)
        print("doctor:", *(line for line in told.splitlines() if line.startswith("!")), sep="\n  ")
        print(f"what the office wrote, by {datetime.now().astimezone():%H:%M}:", *sorted(_files(image.data)))


def _files(folder: Path) -> list[str]:
    return [str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()]


def _kept_out(image: Image) -> None:
    if image.user == os.getuid():
        print("not tried as another user: that takes root, and a Python that others may start")
        return
    image.run("test", "-w", f"{image.folder}/opt/tanggap/bin", status=1)
    image.run("test", "-w", str(image.data))
    print(f"as user {image.user}, who can write /data and nothing of the program")
    if image.is_sealed:
        for name in ("/x", "/var/tmp/x", f"{image.folder}/x"):  # noqa: S108 (it must not be made)
            image.run("touch", name, status=1)
        print("with a read-only root, no rights, and a /tmp without programs")
    else:
        print("not tried with a read-only root: that takes mounts of one's own")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
