"""The table [sop]: without it the SOP's own legal basis holds, and no number is made up."""

from pathlib import Path

import pytest

from automation.settings import WrongSettings, settings_from

from .test_office_settings import MISSING, changed


def test_the_example_names_the_sop_legal_basis_and_both_related_procedures() -> None:
    found = settings_from(changed(("kantor", "kota"), "Samarinda"), Path("/kantor")).procedure
    assert found.number == ""
    assert found.legal_basis[-1] == "SNI ISO 9001:2015"
    assert found.incoming_mail.startswith("SOP/BSPJI-SMD.1/01")
    assert found.outgoing_mail.startswith("SOP/BSPJI-SMD.1/02")


def test_an_office_of_before_has_the_legal_basis_and_no_number() -> None:
    found = settings_from(changed(("sop",), MISSING), Path("/kantor")).procedure
    assert len(found.legal_basis) == 4
    assert (found.number, found.incoming_mail, found.outgoing_mail) == ("", "", "")


def test_an_empty_list_is_the_offices_choice() -> None:
    assert settings_from(changed(("sop", "dasar_hukum"), []), Path("/kantor")).procedure.legal_basis == ()


def test_a_basis_that_is_no_list_is_named_with_what_to_write() -> None:
    with pytest.raises(WrongSettings) as caught:
        settings_from(changed(("sop", "dasar_hukum"), "SNI"), Path("/kantor"))
    assert "[sop] dasar_hukum" in str(caught.value)
