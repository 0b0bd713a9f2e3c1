"""A wheel, built from the repository, installed into an empty environment and tried there: `make wheel`.

It takes some minutes and the package index, so its name keeps it out of `make test`.
"""

import subprocess
import sys
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from automation import __version__
from automation.exit_status import CANNOT_START

ROOT = Path(__file__).resolve().parents[2]


def run(*words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command with nothing of this process's environment that could lend it a module."""
    return subprocess.run(
        [str(word) for word in words], cwd=cwd, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True
    )


def pip(python: Path | str, *words: object) -> None:
    """Let pip do something, as this environment's is set up."""
    subprocess.run([str(python), "-m", "pip", "--quiet", "--disable-pip-version-check", *map(str, words)], check=True)


@dataclass(frozen=True)
class Installed:
    """An environment that holds the wheel and what it asked for."""

    folder: Path
    wheel: Path

    def tanggap(self, *words: object) -> subprocess.CompletedProcess[str]:
        return run(self.folder / "bin" / "tanggap", *words, cwd=self.folder)

    def install(self, extra: str = "") -> None:
        pip(
            self.folder / "bin" / "python",
            "install",
            "--no-compile",
            "-c",
            ROOT / "constraints.txt",
            f"{self.wheel}{extra}",
        )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip(sys.executable, "wheel", "--no-deps", "--wheel-dir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder, with_pip=True)
    made = Installed(folder, wheel)
    made.install()
    return made


def test_the_wheel_has_two_top_level_names_and_all_that_is_no_code(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"automation", "local_workspace"}
    for folder, moved in (
        ("sheets_schema", "shipped_files/sheets_schema"),
        ("doc_templates", "shipped_files/doc_templates"),
    ):
        shipped = {file.name for file in (ROOT / folder).iterdir() if file.suffix in (".toml", ".docx")}
        assert {Path(name).name for name in names if name.startswith(f"automation/{moved}/")} == shipped
    assert "automation/shipped_files/office.example.toml" in names


def test_every_file_of_the_packages_that_git_knows_is_in_the_wheel(wheel: Path) -> None:
    known = run("git", "ls-files", "automation", "local_workspace", "demo", cwd=ROOT).stdout.splitlines()
    wanted = {f"automation/{name}" if name.startswith("demo/") else name for name in known}
    assert wanted <= set(zipfile.ZipFile(wheel).namelist())


def test_without_the_extra_it_says_its_version_and_what_a_demo_needs(installed: Installed) -> None:
    assert installed.tanggap("--version").stdout == f"Tanggap {__version__}\n"
    assert "usage: tanggap " in installed.tanggap("--help").stdout
    if not any(installed.folder.glob("lib/*/site-packages/werkzeug")):
        for command in ("demo", "workspace"):
            told = installed.tanggap(command)
            assert (told.returncode, told.stdout) == (CANNOT_START, "")
            assert '".[workspace]"' in told.stderr
    settings = installed.tanggap("doctor")
    assert settings.returncode == CANNOT_START
    (example,) = installed.folder.glob("lib/*/site-packages/automation/shipped_files/office.example.toml")
    assert f"Salin {example} menjadi" in settings.stderr


def test_with_the_extra_it_plays_the_smallest_journey(installed: Installed) -> None:
    installed.install("[workspace]")
    told = installed.tanggap("demo", "--singkat", "--folder", "hasil")
    assert told.returncode == 0, told.stdout + told.stderr
    assert "Semua keluhan berakhir sebagaimana mestinya." in told.stdout
    assert "tanggap workspace --data hasil" in told.stdout
    assert "main.py" not in told.stdout
    assert list(installed.folder.glob("hasil/surat/**/*.pdf"))
    counted = installed.tanggap("report", "--office", "hasil/office.toml", "--period", "2026")
    assert counted.returncode == 0, counted.stderr
