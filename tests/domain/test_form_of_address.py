"""How somebody is addressed."""

import pytest

from automation.domain.form_of_address import addressed


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Siti Aminah", "Bapak/Ibu Siti Aminah"),
        ("Suharto", "Bapak/Ibu Suharto"),
        ("", "Bapak/Ibu"),
        ("Pak Budi", "Pak Budi"),
        ("Ibu Marlina", "Ibu Marlina"),
        ("BAPAK AGUS", "BAPAK AGUS"),
        ("Sdr. Endang", "Sdr. Endang"),
        ("Dr. Rina, M.T.", "Dr. Rina, M.T."),
        ("Hj. Aisyah", "Hj. Aisyah"),
        ("PT Kayu Lestari", "Pimpinan PT Kayu Lestari"),
        ("PT. Kayu Lestari", "Pimpinan PT. Kayu Lestari"),
        ("CV Maju", "Pimpinan CV Maju"),
        ("Kayu Lestari, PT", "Pimpinan Kayu Lestari, PT"),
        ("Bank Kaltim (Persero)", "Pimpinan Bank Kaltim (Persero)"),
        ("Dinas Perindustrian", "Pimpinan Dinas Perindustrian"),
        ("Kepala Dinas Perindustrian", "Kepala Dinas Perindustrian"),
        ("Ir", "Bapak/Ibu Ir"),
        ("Pt", "Bapak/Ibu Pt"),
        ("Ibnu Sina", "Bapak/Ibu Ibnu Sina"),
        ("Pakde Wiyono", "Bapak/Ibu Pakde Wiyono"),
    ],
)
def test_a_name_is_addressed_as_its_first_word_asks_for(name: str, said: str) -> None:
    assert addressed(name) == said
