"""How somebody is addressed."""

import pytest

from automation.domain.form_of_address import addressed, addressed_company


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
        ("P.T. Kayu Lestari", "Pimpinan P.T. Kayu Lestari"),
        ("H.M. Yusuf", "H.M. Yusuf"),
        ("K.H. Ahmad Dahlan", "K.H. Ahmad Dahlan"),
        ("M. Yusuf", "Bapak/Ibu M. Yusuf"),
        ("Prof.Dr.Ir. Rina", "Prof.Dr.Ir. Rina"),
        ("Kompol Agus", "Kompol Agus"),
        ("ahli@kampus.example", "ahli@kampus.example"),
        ("Petugas Pelayanan", "Petugas Pelayanan"),
        ("Sekretaris Dinas Perindustrian", "Sekretaris Dinas Perindustrian"),
    ],
)
def test_a_name_is_addressed_as_its_first_word_asks_for(name: str, said: str) -> None:
    assert addressed(name) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [("Pertamina", "Pimpinan Pertamina"), ("Kepala Dinas Perindustrian", "Kepala Dinas Perindustrian"), ("", "")],
)
def test_what_is_known_to_be_a_company_is_addressed_by_its_head(name: str, said: str) -> None:
    assert addressed_company(name) == said
