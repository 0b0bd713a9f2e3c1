"""What documents are kept as: the ledger and Arsip bear these words for ever."""

from automation.domain.documents import DocumentForm


def test_the_forms_of_documents_keep_their_names() -> None:
    assert [form.value for form in DocumentForm] == ["docx", "pdf", "pindaian", "surel", "formulir", "srikandi"]


def test_what_others_made_came_in() -> None:
    assert [form for form in DocumentForm if form.came_in] == [
        DocumentForm.SCAN,
        DocumentForm.MAIL,
        DocumentForm.UPLOAD,
    ]
