"""A key of office.toml that has another name now still works, and one line says what to write instead."""

import copy
import re
import tomllib
from pathlib import Path

import pytest

from automation.settings import WrongSettings, settings_from
from automation.settings.retired import RETIRED, Retired, under_new_names

ROOT = Path(__file__).parents[2]
EXAMPLE = tomllib.loads((ROOT / "office.example.toml").read_text(encoding="utf-8"))
OLD = (
    Retired("surel", "batas_lama", "surel", "batas_tidak_biasa"),
    Retired("kantor.kepala_balai", "sebutan", "kantor.kepala_balai", "jabatan"),
    Retired("kantor", "ping", "pemantauan", "alamat_ping"),
)


def with_old_names():
    content = copy.deepcopy(EXAMPLE)
    del content["surel"]["batas_tidak_biasa"]
    del content["kantor"]["kepala_balai"]["jabatan"]
    del content["pemantauan"]
    content["surel"]["batas_lama"] = 33
    content["kantor"]["kepala_balai"]["sebutan"] = "Kepala"
    content["kantor"]["ping"] = "https://pantau.example/abc"
    return content


def test_a_retired_key_works_as_its_new_name_does_and_is_told_of_in_one_line(tmp_path) -> None:
    settings = settings_from(with_old_names(), tmp_path, retired=OLD)
    assert settings.mail.unlikely_above == 33
    assert settings.office.head.title == "Kepala"
    assert settings.monitoring.ping_address == "https://pantau.example/abc"
    assert settings.advice == (
        "[surel] batas_lama sudah berganti nama; tulis batas_tidak_biasa pada bagian [surel].",
        "[kantor.kepala_balai] sebutan sudah berganti nama; tulis jabatan pada bagian [kantor.kepala_balai].",
        "[kantor] ping sudah berganti nama; tulis alamat_ping pada bagian [pemantauan].",
    )


def test_a_key_under_both_names_is_a_fault_that_says_which_to_delete(tmp_path) -> None:
    content = with_old_names()
    content["surel"]["batas_tidak_biasa"] = 20
    with pytest.raises(WrongSettings) as told:
        settings_from(content, tmp_path, retired=OLD)
    assert [str(fault) for fault in told.value.faults] == [
        "[surel] batas_lama: ditulis dua kali, juga sebagai batas_tidak_biasa pada bagian [surel]. Hapus yang lama."
    ]


def test_a_file_under_the_names_of_today_is_left_as_it_is_and_nothing_is_said() -> None:
    renamed = under_new_names(EXAMPLE, OLD)
    assert (renamed.content, renamed.advice, renamed.faults) == (EXAMPLE, (), ())


def test_the_example_uses_no_retired_key_and_the_changelog_names_each() -> None:
    assert under_new_names(EXAMPLE).advice == ()
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    for one in RETIRED:
        assert re.search(rf"`\[{re.escape(one.table)}\] {one.key}`", changelog), one
