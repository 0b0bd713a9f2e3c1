"""A fleet on the tests' own server, and its commands as people type them."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet

from automation import cli
from automation.fleet.registry import Registry
from automation.settings import create_code_key
from tests.databases import PostgresqlOffice, new_office
from tests.postgresql import server
from tests.wired import Told

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Fleet:
    """A role and a schema of the fleet's own, and the environment that its processes get."""

    role: str
    key: str

    @property
    def address(self) -> str:
        return server().address(self.role)

    @property
    def environment(self) -> dict[str, str]:
        return {"TANGGAP_ARMADA": self.address, "TANGGAP_ARMADA_KUNCI": self.key}

    def registry(self) -> Registry:
        return Registry(self.address)

    def run(self, *arguments: str) -> Told:
        """Run one command in this process, as a person would."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = cli.main(["armada", *arguments])
        return Told(status, out.getvalue(), err.getvalue())

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        """Run one statement as the fleet's role, in its schema."""
        with server().connected(self.role) as connection:
            connection.execute(f"set search_path = {self.role}".encode())
            done = connection.execute(statement.encode())
            return done.fetchall() if done.description else []


def a_fleet(monkeypatch: Any) -> Fleet:
    """Make a fleet with nothing in it; its tables are there."""
    fleet = Fleet(server().office(), Fernet.generate_key().decode())
    for name, value in fleet.environment.items():
        monkeypatch.setenv(name, value)
    told = fleet.run("migrasi")
    assert told.status == 0, told
    return fleet


def an_office_folder(folder: Path, place: PostgresqlOffice | None = None) -> Path:
    """Write an office's settings whose ledger lies on the server; its Google answers nothing."""
    place = place or new_office()
    text = (ROOT / "office.example.toml").read_text(encoding="utf-8")
    text = text.replace('alamat = "sqlite:///tanggap.db"', f'alamat = "{place.address}"')
    assert place.address in text
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "office.toml").write_text(text, encoding="utf-8")
    (folder / "rahasia").mkdir(exist_ok=True)
    key = folder / "rahasia" / "akun-layanan.json"
    key.write_text('{"project_id": "proyek-contoh"}', encoding="utf-8")
    key.chmod(0o600)
    create_code_key(folder / "rahasia" / "kunci-kode")
    return folder
