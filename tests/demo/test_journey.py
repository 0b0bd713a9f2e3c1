"""The shortest journey over the wire: a form's answer becomes a signed, sent and filed reply, by the real clients."""

from email import message_from_bytes, policy

import openpyxl

from demo.command import demo


def test_one_complaint_runs_from_form_answer_to_filed_scan_over_the_wire(tmp_path, capsys) -> None:
    folder = tmp_path / "hasil"
    assert demo(folder, short=True, port=0) == 0, capsys.readouterr().out
    told = capsys.readouterr().out
    assert "KEL-2026-0001" in told
    assert "Semua keluhan berakhir sebagaimana mestinya." in told
    assert "Survei kepuasan: 1 jawaban, indeksnya disebut sejak lima jawaban." in told
    names = {path.name for path in (folder / "surat" / "KEL-2026-0001").iterdir()}
    assert {"KEL-2026-0001 Surat Balasan.docx", "KEL-2026-0001 Surat Balasan.pdf"} <= names
    (scan,) = (folder / "pindaian" / "KEL-2026-0001").iterdir()
    mails = sorted((folder / "surel" / "siti.rahma@kayulestari.example").iterdir())
    reply = next(mail for mail in map(_read, mails) if list(mail.iter_attachments()))
    assert next(reply.iter_attachments()).get_content() == scan.read_bytes()
    register = openpyxl.load_workbook(folder / "register.xlsx")["Register"]
    assert register["A2"].value == "KEL-2026-0001"


def _read(path):
    return message_from_bytes(path.read_bytes(), policy=policy.default)
