"""The table [pemantauan]: off unless an address is given, which is shown to nobody."""

from pathlib import Path

import pytest

from automation.settings import settings_from

from .test_office_settings import MISSING, changed, only_fault

PLACE = ["pemantauan", "alamat_ping"]


def read(content):
    return settings_from(content, Path("/kantor")).monitoring


def test_without_the_table_or_an_address_nobody_is_pinged():
    assert read(changed(["pemantauan"], MISSING)).ping_address == ""
    assert read(changed(PLACE, " ")).ping_address == ""


@pytest.mark.parametrize(
    "address", ["https://pantau.example/ping/abc?tanggap=1", "http://10.0.0.5:3001/api/push/abc", "https://[::1]/x"]
)
def test_an_address_of_the_web_is_taken_as_it_is_and_kept_out_of_what_is_printed(address):
    settings = read(changed(PLACE, address))
    assert settings.ping_address == address
    assert address not in repr(settings)


@pytest.mark.parametrize(
    "address", ["pantau.example/abc", "ftp://pantau.example", "https://", "https://a b.example", "http://x:99999/"]
)
def test_what_is_no_address_of_the_web_is_a_fault_that_does_not_show_it(address):
    fault = only_fault(PLACE, address)
    assert fault.startswith("[pemantauan] alamat_ping: bukan alamat http atau https. ")
    assert address not in fault.partition("misalnya")[0]
