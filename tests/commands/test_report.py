"""`report --file`, as people type it, while Google does not answer."""

from tests.builders import wita
from tests.wired import a_wired_office


def test_where_google_does_not_answer_a_paper_is_refused_at_once_with_what_is_wrong(tmp_path, monkeypatch) -> None:
    with a_wired_office(tmp_path, wita(2, 8), monkeypatch) as office:
        office.break_calls(kind="status", status=503, times=100_000, match={"path": "/drive/"})
        office.ask("DELETE", "/_workspace/requests")
        for name in ("laporan.pdf", "laporan.docx"):
            told = office.run("report", "--period", "2026-10", "--file", str(tmp_path / name))
            assert told.status == 3
            assert "Google" in told.err
            assert not (tmp_path / name).exists()
        assert len(office.ask("GET", "/_workspace/requests").json()["requests"]) <= 6
        told = office.run("report", "--period", "2026-10", "--file", str(tmp_path / "laporan.xlsx"))
        assert told.status == 0
