"""Leaflets: what they say reaches the page as it is, their properties hold the title, and the same gives the same."""

import pypdfium2

from automation.domain.paper import Leaflet, heading, remark, sentence, table
from automation.leaflets import TypesetLeaflets

HOSTILE = "#import “x” *tebal* $a$ @b <c> \\ // = judul"


def a_leaflet(*rows: tuple[str, ...]) -> Leaflet:
    blocks = (heading("Bagian"), sentence(HOSTILE), table(("Langkah", "Hari"), rows, (3, 1)), remark("Kecil."))
    return Leaflet(title="Halaman", office="Balai", blocks=blocks)


def test_the_same_contents_give_the_same_bytes():
    assert TypesetLeaflets().printed(a_leaflet(("a", "1"))) == TypesetLeaflets().printed(a_leaflet(("a", "1")))


def test_what_it_says_is_text_and_never_markup():
    with pypdfium2.PdfDocument(TypesetLeaflets().printed(a_leaflet((HOSTILE, "1")))) as pdf:
        said = " ".join(pdf[0].get_textpage().get_text_bounded().split())
    assert HOSTILE in said
    assert "Bagian" in said
    assert "Kecil." in said


def test_its_properties_hold_the_title_and_a_long_table_goes_on_with_its_headings():
    many = tuple((f"baris {number}", str(number)) for number in range(120))
    with pypdfium2.PdfDocument(TypesetLeaflets().printed(a_leaflet(*many))) as pdf:
        properties = pdf.get_metadata_dict(skip_empty=True)
        assert len(pdf) > 1
        assert "Langkah" in pdf[1].get_textpage().get_text_bounded()
    assert properties.pop("Creator").startswith("Typst")
    assert properties == {"Title": "Halaman"}
