"""Google's addresses lead to the workspace's own pages; what a browser might run leads nowhere."""

import pytest

from local_workspace.web.local_links import local_address, locally_linked


@pytest.mark.parametrize(
    ("address", "local"),
    [
        (
            "https://docs.google.com/spreadsheets/d/1aB-c_D/edit#gid=7&range=A12",
            "/spreadsheets/d/1aB-c_D/edit#gid=7&range=A12",
        ),
        ("https://docs.google.com/spreadsheets/d/1aB", "/spreadsheets/d/1aB/edit"),
        ("https://drive.google.com/drive/folders/1aB?usp=sharing", "/drive/folders/1aB"),
        ("https://drive.google.com/drive/u/0/folders/1aB", "/drive/folders/1aB"),
        ("https://drive.google.com/file/d/1aB/view?usp=drivesdk", "/file/d/1aB/view"),
        ("https://docs.google.com/document/d/1aB/edit", "/document/d/1aB/edit"),
        (
            "https://docs.google.com/forms/d/e/1aB/viewform?usp=pp_url&entry.1=x",
            "/forms/d/e/1aB/viewform?usp=pp_url&entry.1=x",
        ),
        ("https://drive.google.com/drive/my-drive", "/drive/my-drive"),
        ("https://wa.me/62811?text=Halo", "https://wa.me/62811?text=Halo"),
        ("mailto:a@x.example", "mailto:a@x.example"),
        ("javascript:alert(1)", ""),
        (" JavaScript:alert(1)", ""),
        ("data:text/html,x", ""),
        (
            "https://docs.google.com.evil.example/spreadsheets/d/1aB/edit",
            "https://docs.google.com.evil.example/spreadsheets/d/1aB/edit",
        ),
        ("https://[", ""),
        ("http://127.0.0.1:8085/drive/folders/1aB", "/drive/folders/1aB"),
        ("http://localhost:9/spreadsheets/d/1aB/edit?usp=x#gid=7", "/spreadsheets/d/1aB/edit?usp=x#gid=7"),
        ("http://127.0.0.1:8085/v4/spreadsheets", "http://127.0.0.1:8085/v4/spreadsheets"),
        ("http://127.0.0.1.evil.example/drive/x", "http://127.0.0.1.evil.example/drive/x"),
    ],
)
def test_a_link_leads_where_it_should(address, local):
    assert local_address(address) == local


def test_a_link_to_the_workspace_itself_stays_on_the_page_s_own_host():
    assert local_address("http://127.0.0.1:8085/file/d/x/view") == "/file/d/x/view"


def test_links_of_a_mail_that_was_written_at_another_port_lead_to_this_workspace():
    page = (
        '<p>http://127.0.0.1:8085/drive/x <a style="a" href="http://127.0.0.1:8085/file/d/1aB/view?a=1&amp;b=2">x</a>'
    )
    assert locally_linked(page) == page.replace('href="http://127.0.0.1:8085/', 'href="/')
    for kept in ('<a href="https://wa.me/1?text=a&amp;b">', '<a href="javascript:alert(1)">', "<a name=x>"):
        assert locally_linked(kept) == kept
