"""A scan is not held to differ for the tones of a logo; every other picture is compared."""

from io import BytesIO

import pypdfium2 as pdfium
import pytest
from PIL import Image

from automation.archive.laying import DPI
from automation.archive.printing import printed_page
from automation.domain.documents import DocumentKind
from automation.letters.filling import fill
from automation.letters.logo import Logo, logo_of
from local_workspace.drive.rendering import typesetting
from tests.letters.samples import all_words, code_of, template

KIND = DocumentKind.SURAT_BALASAN
MM = DPI / 25.4


def a_logo() -> Logo:
    out = BytesIO()
    Image.new("RGB", (400, 400), "navy").save(out, "PNG")
    logo = logo_of(out.getvalue())
    assert logo is not None
    return logo


@pytest.mark.parametrize(("millimetres", "is_left_out"), [(24, True), (40, False)])
def test_a_picture_of_a_logo_s_size_in_the_kop_is_left_out_and_a_larger_one_is_not(
    millimetres: int, is_left_out: bool
) -> None:
    logo = a_logo()
    larger = Logo(logo.content, type(logo.width)(millimetres * 36_000), type(logo.height)(millimetres * 36_000))
    with pdfium.PdfDocument(
        typesetting.pdf(fill(template(KIND), all_words()[KIND], code_of(KIND), logo=larger))
    ) as letter:
        page = printed_page(letter, 0)
    middle = page.foot[int(27 * MM), int(42 * MM)]
    assert bool(middle) is is_left_out
    assert not page.foot[int(60 * MM) : int(200 * MM)].any()
