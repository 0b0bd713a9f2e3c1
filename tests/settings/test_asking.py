"""What `setup` asks where there are no settings yet, and the file that the answers make."""

import os
import pty
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from automation.domain.groups import Person
from automation.settings import settings_from
from automation.settings.asking import asked, filled, groups_in, questions, way_in
from automation.settings.asking_wording import written
from automation.settings.values import AccessMode

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = (ROOT / "office.example.toml").read_text(encoding="utf-8")
TYPED = [
    *("Balai Contoh", "Kota Contoh", 'Jalan "Mawar" 1', "(0000) 111", "WIB", "balai.contoh@gmail.example", ""),
    *("Tuti Kepala", "tuti@kantor.example", "Eko Petugas", "eko@kantor.example", "tik@kantor.example"),
    *(word for n in range(1, 5) for word in (f"Ketua {n}", f"ketua{n}@kantor.example")),
]


def answers(typed=TYPED, said=None):
    left = iter(typed)
    return asked(EXAMPLE, lambda text: next(left), (said if said is not None else []).append)


def settings(text: str):
    return settings_from(tomllib.loads(text), Path("/kantor"))


def test_as_many_answers_as_questions_make_settings_without_a_fault() -> None:
    assert len(questions(EXAMPLE)) == len(TYPED)
    found = settings(filled(EXAMPLE, answers()))
    assert (found.office.name, found.office.address) == ("Balai Contoh", 'Jalan "Mawar" 1')
    assert found.office.service_officers == (Person("Eko Petugas", "eko@kantor.example"),)
    assert (found.office.head_deputy, found.office.superior) == (None, None)
    assert found.google.mode is AccessMode.USER
    assert found.google.subject == "balai.contoh@gmail.example"
    assert [(group.name, group.lead.email) for group in found.disposition.groups] == [
        (name, f"ketua{place}@kantor.example") for place, name in enumerate(groups_in(EXAMPLE), 1)
    ]
    assert found.letters.letterhead[2:] == (
        "BALAI CONTOH",
        'Jalan "Mawar" 1',
        "Telepon (0000) 111 | balai.contoh@gmail.example",
    )


def test_nobody_of_the_example_is_left_and_every_explanation_is() -> None:
    text = filled(EXAMPLE, answers())
    values = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    assert not re.search(r"bspji-samarinda|bskji\.example|Ratna|Dewi|Fauzi|Bambang|Siti|Indra|Laras|0541", values)
    assert [line for line in EXAMPLE.splitlines() if line.startswith("# ──")] == [
        line for line in text.splitlines() if line.startswith("# ──")
    ]


def test_a_key_is_asked_for_where_the_office_has_one() -> None:
    found = settings(filled(EXAMPLE, answers([*TYPED[:6], "2", *TYPED[7:]])))
    assert found.google.mode is AccessMode.SERVICE_ACCOUNT
    assert found.google.key_file == Path("/kantor/rahasia/akun-layanan.json")


def test_an_organisation_that_forbids_keys_is_told_which_account_to_name() -> None:
    given = answers([*TYPED[:6], "3", *TYPED[7:]])
    assert 'masuk = "tanpa_kunci"' in filled(EXAMPLE, given)
    assert "akun_layanan" in written(file="office.toml", way=way_in(given))


@pytest.mark.parametrize(
    "typed", ["balai@kantor", "balai@kantor.example, tu@kantor.example", "balai @kantor.example"]
)
def test_an_address_that_the_settings_would_refuse_is_asked_for_again(typed: str) -> None:
    said: list[str] = []
    assert answers([*TYPED[:5], typed, *TYPED[5:]], said)["kantor", "surel"] == TYPED[5]
    assert len(said) == 1


def test_what_cannot_be_used_is_asked_again_with_the_reason() -> None:
    said: list[str] = []
    typed = ["", *TYPED[:4], "WITB", "wita", "balai", *TYPED[5:]]
    given = answers(typed, said)
    assert settings(filled(EXAMPLE, given)).hours.zone.key == "Asia/Makassar"
    assert [one.split()[0] for one in said] == ["Ini", "Tulis", "Tulis"]


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of POSIX")
def test_setup_in_an_empty_folder_asks_at_a_terminal_and_writes_the_file(tmp_path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, str(ROOT / "main.py"), "setup"]
    with subprocess.Popen(command, cwd=tmp_path, stdin=theirs, stdout=subprocess.PIPE, text=True) as run:
        os.write(ours, "".join(f"{one}\n" for one in TYPED).encode())
        told, _ = run.communicate(timeout=120)
    os.close(ours)
    os.close(theirs)
    assert run.returncode == 1
    assert "office.toml ditulis" in told
    assert settings((tmp_path / "office.toml").read_text(encoding="utf-8")).office.city == "Kota Contoh"
    assert (tmp_path / "office.toml").stat().st_mode & 0o777 == 0o600


def test_without_a_terminal_a_missing_file_is_refused_as_before(tmp_path) -> None:
    command = [sys.executable, str(ROOT / "main.py"), "setup"]
    told = subprocess.run(command, cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert told.returncode == 2
    assert list(tmp_path.iterdir()) == []
