"""The command `kontak` as people type it, with an embedded workspace in Google's place."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from automation import wiring
from automation.cli import main
from automation.google import Clock
from demo import office
from demo.commands import COMMANDS
from demo.first_contact import USUAL_CALLS
from demo.mirror import OFFICE, STRANGER, TESTER, prepare
from local_workspace.server import Serving, serve

pytestmark = pytest.mark.xdist_group("contact")


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serving]:
    """Serve a workspace whose office signs in as one person, before anything is set up."""
    clock = Clock(now=wiring.now, seconds=wiring.seconds, sleep=lambda seconds: None, chance=lambda: 0.5)
    monkeypatch.setattr(wiring, "waiting", lambda: clock)
    monkeypatch.chdir(tmp_path)
    with serve(tmp_path / office.WORKSPACE) as serving, requests.Session() as session:
        prepare(serving.address, tmp_path, session)
        office.write_settings(tmp_path, serving.address)
        settings = tmp_path / office.SETTINGS
        text = settings.read_text(encoding="utf-8").replace('masuk = "akun_layanan"', 'masuk = "pengguna"')
        text = text.replace('# berkas_token = "rahasia/token-pengguna.json"', 'berkas_token = "token.json"')
        settings.write_text(text, encoding="utf-8")
        yield serving


def run(*arguments: str) -> int:
    return main(["kontak", *arguments], more=COMMANDS)


def writes(serving: Serving) -> int:
    return int(requests.get(f"{serving.address}/_workspace/requests", timeout=60).json()["counters"]["writes"])


@pytest.mark.parametrize("typed", ["tidak\n", ""])
def test_nothing_is_done_before_somebody_says_yes(
    served: Serving, typed: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert run("--alamat-uji", TESTER.email) == 1
    told = capsys.readouterr().out
    assert OFFICE.email in told
    assert f"berbagi folder sementara dengan {TESTER.email}" in told
    assert "belum ada yang dilakukan" in told
    assert writes(served) == 0


def test_the_embedded_workspace_agrees_with_itself(
    served: Serving, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = tmp_path / "hasil.json"
    given = ("--alamat-uji", TESTER.email, "--alamat-tanpa-akun", STRANGER)
    assert run("--ya", *given, "--berkas", str(result)) == 0
    told, logged = capsys.readouterr()
    assert logged == ""
    assert "43 anggapan sama dengan ruang kerja lokal, 0 berbeda; 3 tidak dicoba." in told
    assert "[ 1/46] Lokal id_ID dibaca kembali" in told
    assert "Draf disunting orang di Gmail: perlu tangan orang" in told
    assert "2 surel uji tetap ada" in told
    assert "Tidak ada yang tersisa di Drive." in told
    found = json.loads(result.read_text(encoding="utf-8"))
    assert found["against"] == "workspace"
    assert abs(found["calls"] - USUAL_CALLS) <= 15


def test_an_address_that_is_none_or_ones_own_is_named(served: Serving, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("--ya", "--alamat-uji", "siapa saja")
    assert "bukan alamat surel" in capsys.readouterr().err
    assert run("--ya", "--alamat-uji", OFFICE.email) == 2
    assert "sama dengan akun yang masuk" in capsys.readouterr().err
    assert writes(served) == 0


def test_a_folder_that_is_not_there_is_one_message(served: Serving, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--ya", "--folder", "1nowhere") == 1
    assert "memeriksa letak folder sementara" in capsys.readouterr().err
    assert writes(served) == 0
