"""The table [surel_masuk]: off unless it is switched on, and every fault named."""

from pathlib import Path

import pytest

from automation.settings import IncomingMailSettings, settings_from

from .test_office_settings import MISSING, changed, only_fault


def read(content):
    return settings_from(content, Path("/kantor")).incoming


def test_without_the_table_no_mail_is_read():
    assert not read(changed(["surel_masuk"], MISSING)).is_on


def test_the_example_leaves_it_off_and_says_the_usual_bounds():
    usual = IncomingMailSettings(
        is_on=False, address="layanan@bspji-samarinda.example", most_a_day=20, largest_file=25_000_000
    )
    assert read(changed(["surel_masuk", "aktif"], False)) == usual


def test_the_complaints_address_is_compared_in_small_letters():
    given = changed(["surel_masuk", "alamat"], "Pengaduan@BSPJI-Samarinda.example")
    assert read(given).address == "pengaduan@bspji-samarinda.example"


@pytest.mark.parametrize("search", ["", "label:pengaduan", '{to:a@b.example (subject:"keluhan :)" is:important)}'])
def test_what_is_ours_to_read_is_a_search_of_gmail_s(search):
    assert read(changed(["surel_masuk", "saringan"], search)).only == search


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("aktif", "ya", "bukan ya atau tidak"),
        ("alamat", "a@b.example, c@d.example", "tepat satu"),
        ("batas_sehari", 0, "di luar batas"),
        ("ukuran_lampiran_mb", 51, "di luar batas"),
        ("saringan", "(label:pengaduan", "tidak utuh"),
        ("saringan", '"pengaduan', "tidak utuh"),
        ("saringan", "label:pengaduan) in:anywhere (x", "tidak utuh"),
        ("pemeriksa_asal", "mx.google.com; spf=pass", "bukan nama server"),
        ("ukuran_lampiran", 5, "maksudnya “ukuran_lampiran_mb”"),
    ],
)
def test_every_fault_is_named(key, value, says):
    fault = only_fault(["surel_masuk", key], value)
    assert fault.startswith(f"[surel_masuk] {key}")
    assert says in fault
