"""`masuk` as a person does it: consent in the browser here or elsewhere, and what is kept of it."""

import json
import stat
from datetime import UTC, datetime, timedelta

import pytest

from automation.google.access import SCOPES
from tests.signing_in.office import ACCOUNT, ANOTHER, a_signing_office


@pytest.fixture
def office(tmp_path, monkeypatch):
    with a_signing_office(tmp_path, monkeypatch) as made:
        yield made


def _pasted(office, who=ACCOUNT, **how):
    return lambda link: office.person(who).answers(link, **how)


def test_a_person_signs_in_and_the_office_is_set_up(office):
    told = office.signs_in()
    assert told.status == 0, told.err
    assert f"Masuk sebagai {ACCOUNT}" in told.out
    assert "Jawaban diterima" in office.landed.text
    assert stat.S_IMODE(office.token.stat().st_mode) == 0o600
    assert stat.S_IMODE(office.token.parent.stat().st_mode) == 0o700
    assert set(json.loads(office.token.read_text())["scopes"]) == set(SCOPES)
    done = office.run("setup")
    assert "folder" in done.out.lower(), done.err
    assert office.run("sync").status == 0


def test_the_request_bears_state_and_a_challenge_and_asks_for_what_lasts(office):
    told = office.pastes(_pasted(office))
    link = next(text for text in office.shown if "https://accounts" in text)
    assert told.status == 0, told.err
    for part in ("code_challenge_method=S256", "code_challenge=", "state=", "access_type=offline", "prompt=consent"):
        assert part in link
    assert "oob" not in link


def test_a_machine_without_a_browser_takes_the_address_of_the_page_that_failed_to_load(office):
    told = office.pastes(lambda link: f'  "{office.person().answers(link)}"\r')
    assert told.status == 0, told.err
    assert office.token.is_file()


def test_what_is_pasted_wrongly_is_said_and_may_be_pasted_again(office):
    def of_another_try(link):
        return office.person().answers(link.replace("state=", "state=lama"))

    told = office.pastes(
        "",
        "4/0Aabc",
        "halo",
        lambda link: link,
        "https://www.contoh.id/?code=1",
        "http://127.0.0.1:1234/?kode=1",
        of_another_try,
        _pasted(office),
    )
    assert told.status == 0, told.err
    replies = office.shown[1:]
    signs = ["Tidak ada yang ditempel", "kodenya saja", "bukan alamat halaman", "masih alamat halaman Google"]
    signs += ["halaman lain", "terpotong", "percobaan masuk yang lain"]
    assert [sign for sign, reply in zip(signs, replies, strict=True) if sign not in reply] == []


@pytest.mark.parametrize("at_the_browser", [True, False])
def test_a_denied_consent_leaves_nothing_behind(office, at_the_browser):
    told = office.signs_in(press="batal") if at_the_browser else office.pastes(_pasted(office, press="batal"))
    assert (told.status, office.token.exists()) == (2, False)
    assert "Izin tidak diberikan" in told.err


@pytest.mark.parametrize(
    ("switches", "who", "says"),
    [
        ({"internal_to": "lain.example"}, ACCOUNT, "Make external"),
        ({"testing": True, "testers": ["lain@gmail.com"]}, ANOTHER, "Test users"),
        ({"testing": True}, ACCOUNT, "Test users"),
        ({"blocked": "admin_policy_enforced"}, ACCOUNT, "Tepercaya"),
        ({"blocked": "policy_enforced"}, ANOTHER, "Perlindungan Lanjutan"),
        ({"blocked": "deleted_client"}, ACCOUNT, "pulihkan dalam 30 hari"),
        ({"blocked": "disabled_client"}, ACCOUNT, "dimatikan Google"),
        ({"blocked": "invalid_client"}, ACCOUNT, "tidak dikenal Google"),
    ],
)
def test_the_page_where_google_lets_nobody_go_on_is_read_from_its_address(office, switches, who, says):
    office.switch(**switches)
    told = office.pastes(_pasted(office, who))
    assert (told.status, office.token.exists()) == (2, False)
    assert "Google tidak meneruskan" in told.err
    assert says in told.err


def test_boxes_left_unticked_are_named(office):
    told = office.signs_in(without="gmail.readonly")
    assert (told.status, office.token.exists()) == (2, False)
    assert "kotak untuk lihat email tidak dicentang" in told.err


def test_another_account_than_the_settings_name_is_not_kept(office):
    office.settings(atas_nama=ACCOUNT)
    told = office.signs_in(who=ANOTHER)
    assert (told.status, office.token.exists()) == (2, False)
    assert "p…@gmail.com" in told.err
    assert ANOTHER not in told.err + told.out


def test_a_sign_in_that_google_ends_is_told_with_its_day_and_the_way_out(office):
    office.switch(testing=True, testers=[ACCOUNT])
    told = office.signs_in()
    ends = datetime.fromisoformat(json.loads(office.token.read_text())["ends"])
    assert timedelta(days=6, hours=23) < ends - datetime.now(UTC) <= timedelta(days=7)
    assert "Google mengakhiri izin ini pada" in told.out
    assert "Publish app" in told.out
    office.run("setup")
    assert "~ Izin masuk berlaku: Google mengakhiri izin masuk pada" in office.run("doctor").out
    office.switch(testing=False)
    assert "Publish app" not in office.signs_in().out


def test_the_supervisor_hears_beforehand_that_google_ends_the_sign_in(office):
    office.switch(testing=True, testers=[ACCOUNT])
    office.signs_in()
    office.run("setup")
    assert "mengakhiri izin masuk" not in office.run("sync").out
    later = (datetime.now(UTC) + timedelta(days=5)).isoformat()
    told = office.run("sync", "--now", later)
    assert told.status == 1
    assert "! Google mengakhiri izin masuk pada" in told.out


def test_a_plain_gmail_account_is_told_what_it_lacks(office):
    told = office.signs_in(who=ANOTHER)
    assert told.status == 0, told.err
    assert "500 surel sehari" in told.out
    assert f'atas_nama = "{ANOTHER}"' in told.out


def test_a_token_of_before_is_replaced_whole(office):
    office.signs_in()
    before = json.loads(office.token.read_text())["refresh_token"]
    office.signs_in()
    assert json.loads(office.token.read_text())["refresh_token"] != before
    assert [file.name for file in office.token.parent.iterdir()] == [office.token.name]


def test_no_secret_is_printed(office):
    told = office.pastes(_pasted(office))
    kept = json.loads(office.token.read_text())
    printed = told.out + told.err + "".join(office.shown)
    assert kept["refresh_token"] not in printed
    assert kept["client_secret"] not in printed


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "belum ada"),
        ("{", "tidak terbaca"),
        ('{"web": {}}', "jenis Web application"),
        ('{"type": "service_account"}', "kunci akun layanan"),
    ],
)
def test_a_wrong_file_of_the_client_is_named_for_what_it_is(office, content, said):
    file = office.folder / "klien.json"
    office.settings(berkas_klien="klien.json")
    if content is not None:
        file.write_text(content)
        file.chmod(0o600)
    told = office.signs_in()
    assert told.status == 2
    assert said in told.err
    assert "Desktop app" in told.err


def test_a_service_account_needs_no_such_command(office):
    office.settings(masuk="akun_layanan")
    assert 'hanya untuk masuk = "pengguna"' in office.signs_in().err


def test_without_a_token_every_command_names_the_command_to_run(office):
    told = office.run("setup")
    assert told.status == 2
    assert "Jalankan `masuk`" in told.err
