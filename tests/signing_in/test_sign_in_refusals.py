"""Why nobody gets in, by its true cause: a message of its own for each, the same each time, and quiet once mended."""

import contextlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from local_workspace.auth.tokens import known_scopes
from local_workspace.gateway.faults import Fault, Match
from tests.golden import GoldenTexts
from tests.signing_in.office import ACCOUNT, SERVICE_ACCOUNT, a_signing_office

#: What doctor says of each cause, without Google's own words behind it.
TOLD = GoldenTexts(Path(__file__).parent / "refusals.txt")
KEY, PERSON, KEYLESS = "akun_layanan", "pengguna", "tanpa_kunci"


@dataclass(frozen=True)
class Case:
    """One cause: how it comes about and is mended, and the place to click that its message names.

    Attributes:
        status: how a tick ends that has no mail to send.
        like: the cause whose message it shares, since it is the same one.
    """

    name: str
    way: str
    change: tuple[Callable[..., object], Callable[..., object]]
    click: str
    status: int = 2
    like: str = ""

    @property
    def breaks(self) -> Callable[..., object]:
        return self.change[0]

    @property
    def mends(self) -> Callable[..., object]:
        return self.change[1]


def _switch(**switches):
    usual = {name: type(value)() for name, value in switches.items()}
    return (lambda office: office.switch(**switches)), (lambda office: office.switch(**usual))


def _token(error, description, status=400):
    return _fault(Match(method="oauth2.token"), reason=error, message=description, status=status)


def _fault(match, kind="status", **how):
    def breaks(office):
        office.serving.workspace.faults.add(Fault(kind, match, times=-1, **how))

    return breaks, lambda office: office.serving.workspace.faults.clear()


def _delegated(office, scopes=()):
    office.serving.workspace.accounts.delegate(SERVICE_ACCOUNT, scopes)


def _delegated_again(office):
    _delegated(office, known_scopes())


def _with_settings(**google):
    return (lambda office: office.settings(masuk=KEY, **google)), lambda office: office.settings(
        masuk=KEY, atas_nama=ACCOUNT
    )


def _without_its_key(office):
    key = office.serving.workspace.accounts.service_account_key()
    office.serving.workspace.accounts.delete_key(key["private_key_id"])


def _with_a_new_key(office):
    key = office.serving.workspace.accounts.service_account_key()
    (office.folder / "ruang-kerja" / "service-account.json").write_text(json.dumps(key))


def _a_week_later(office):
    office.switch(testing=True, testers=[ACCOUNT])
    assert office.signs_in().status == 0
    office.switch(clock_ahead=7 * 86400.0 + 60)


def _published(office):
    office.switch(testing=False, testers=[], clock_ahead=0.0)
    assert office.signs_in().status == 0


def _of_the_machine(account=SERVICE_ACCOUNT):
    def settle(office):
        office.settings(masuk=KEYLESS, akun_layanan=account, berkas_identitas="identitas.json", atas_nama=ACCOUNT)

    return settle


def _consent_over(office):
    office.serving.workspace.accounts.end_consents(ACCOUNT)


def _revoked(office):
    token = json.loads(office.token.read_text())["refresh_token"]
    person = office.person()
    person.session.post("https://oauth2.googleapis.com/revoke", data={"token": token}, timeout=60).raise_for_status()


def _signs_in_again(office):
    assert office.signs_in().status == 0


def _no_account(office):
    office.serving.workspace.people.add(ACCOUNT, account=False)


def _an_account(office):
    office.serving.workspace.people.add(ACCOUNT)


def _proxy(status):
    def breaks(office):
        office.proxy.refusal = status

    def mends(office):
        office.proxy.refusal = 0

    return breaks, mends


API_OFF = (
    "Gmail API has not been used in project 42 before or it is disabled. Enable it by visiting "
    "https://console.developers.google.com/apis/api/gmail.googleapis.com/overview?project=42 then retry."
)
CASES = (
    Case("no delegation", KEY, (_delegated, _delegated_again), "Kelola Delegasi Tingkat Domain"),
    Case("clock behind", KEY, _switch(clock_ahead=4200.0), "timedatectl set-ntp true"),
    Case("clock ahead", KEY, _switch(clock_ahead=-1020.0), "Setel waktu secara otomatis"),
    Case("unknown atas_nama", KEY, _with_settings(atas_nama="tidak@ada.example"), "Direktori, Pengguna"),
    Case("suspended", KEY, _switch(suspended=[ACCOUNT]), "Aktifkan kembali"),
    Case("key deleted", KEY, (_without_its_key, _with_a_new_key), "Keys, Add key"),
    Case(
        "account deleted",
        KEY,
        _token("invalid_grant", "Invalid grant: account not found"),
        "IAM & Admin, Service Accounts",
    ),
    Case("robot disabled", KEY, _token("invalid_grant", "Robot is disabled."), "lalu Enable"),
    Case("time is up", PERSON, (_a_week_later, _published), "Audience, Publish app"),
    Case("revoked", PERSON, (_revoked, _signs_in_again), "`masuk` sekali lagi"),
    Case("session is over", PERSON, _switch(reauthenticate=[ACCOUNT]), "Kontrol sesi Google Cloud"),
    Case("person deleted", PERSON, (_no_account, _an_account), "Direktori, Pengguna"),
    Case("client deleted", PERSON, _switch(blocked="deleted_client"), "Clients: pulihkan dalam 30 hari"),
    Case("client disabled", PERSON, _switch(blocked="disabled_client"), "Clients, lalu nyalakan"),
    Case("client unknown", PERSON, _token("invalid_client", "Unauthorized", 401), "unduh berkas klien"),
    Case("admin's rule", PERSON, _token("admin_policy_enforced", "Access is restricted"), "Tepercaya (Trusted)"),
    Case("internal app", PERSON, _token("org_internal", "restricted", 403), "Make external"),
    Case("app forbidden", KEY, _token("access_denied", "Requested client not authorized"), "Kelola akses aplikasi"),
    Case(
        "API off",
        KEY,
        _fault(Match(method="gmail.*"), status=403, reason="accessNotConfigured", message=API_OFF),
        "apis/api/gmail.googleapis.com/overview?project=42, klik Aktifkan",
        0,
    ),
    Case(
        "Gmail off",
        KEY,
        _fault(Match(method="gmail.*"), status=400, reason="failedPrecondition", message="Mail service not enabled"),
        "Gmail, Status layanan",
        0,
    ),
    Case(
        "Drive off",
        KEY,
        _fault(
            Match(method="drive.*"),
            status=403,
            reason="domainPolicy",
            message="The domain administrators have disabled Drive apps.",
        ),
        "Drive SDK",
    ),
    Case(
        "no licence",
        KEY,
        _fault(
            Match(method="drive.*"),
            status=403,
            reason="forbidden",
            message="The user does not have a license for this.",
        ),
        "Lisensi",
    ),
    Case(
        "captive portal",
        KEY,
        _fault(Match(method="oauth2.token"), "not_json", page="proxy", body="html"),
        "Buka peramban",
        3,
    ),
    Case("proxy wants a password", KEY, _proxy(407), "HTTPS_PROXY", 3),
    Case("proxy is broken", KEY, _proxy(502), "*.googleapis.com", 3),
    Case("signing forbidden", KEYLESS, _switch(signing_forbidden=True), "Service Account Token Creator"),
    Case("signing off", KEYLESS, _switch(signing_disabled=True), "library/iamcredentials.googleapis.com"),
    Case(
        "identity over",
        KEYLESS,
        (_consent_over, lambda office: _identity(office)),
        "`gcloud auth application-default login`",
    ),
    Case(
        "signing account unknown",
        KEYLESS,
        (_of_the_machine("lain@tanggap-lokal.iam.gserviceaccount.com"), _of_the_machine()),
        "IAM & Admin, Service Accounts",
    ),
    Case(
        "not delegated, no key",
        KEYLESS,
        (_delegated, _delegated_again),
        "Kelola Delegasi Tingkat Domain",
        like="no delegation",
    ),
)


def _identity(office):
    file = office.folder / "identitas.json"
    file.write_text(json.dumps(office.serving.workspace.accounts.authorized_user(ACCOUNT, [CLOUD])))
    file.chmod(0o600)


CLOUD = "https://www.googleapis.com/auth/cloud-platform"


@contextlib.contextmanager
def _an_office(way, folder, monkeypatch):
    with a_signing_office(folder, monkeypatch) as office:
        _identity(office)
        more = {"akun_layanan": SERVICE_ACCOUNT, "berkas_identitas": "identitas.json"} if way == KEYLESS else {}
        office.settings(masuk=way, **({} if way == PERSON else {"atas_nama": ACCOUNT}), **more)
        if way == PERSON:
            assert office.signs_in().status == 0
        assert "Gagal" not in office.run("setup").err
        yield office


@pytest.fixture(scope="module")
def offices(tmp_path_factory):
    """One office for each way of signing in; each case leaves it as it was."""
    with contextlib.ExitStack() as kept, pytest.MonkeyPatch.context() as patch:
        found = {}

        def of(way):
            if way not in found:
                office = kept.enter_context(_an_office(way, tmp_path_factory.mktemp(way), patch))
                found[way] = office, _faults(office.run("doctor").out)
            for name, value in found[way][0].proxy.environment.items():
                patch.setenv(name, value)
            return found[way]

        yield of


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_cause_has_its_own_message_each_time_and_is_forgotten_once_mended(offices, case):
    office, faults = offices(case.way)
    case.breaks(office)
    try:
        told, ticked, again = office.run("doctor"), office.run("sync"), office.run("doctor")
    finally:
        case.mends(office)
    line = _cause(told.out)
    TOLD.expect(case.like or case.name, line)
    assert case.click in line
    assert (told.status, again.status, _cause(again.out)) == (1, 1, line)
    # The tick was about something else, and failed by the same cause.
    assert (ticked.status, _reason(line) in ticked.err) == (case.status, case.status != 0)
    assert office.run("sync").status == 0
    assert _faults(office.run("doctor").out) == faults


def _faults(out):
    return [line.partition(":")[0] for line in out.splitlines() if line.startswith("!")]


def _cause(out):
    """What doctor says of signing in or of the mailbox, without Google's own words."""
    lines = [line for line in out.splitlines() if line.startswith(("! Masuk ke Google", "! Surel"))]
    assert len(lines) == 1, out
    return lines[0].partition(" [kata Google")[0]


def _reason(line):
    return line.partition("Gagal ")[2].partition(": ")[2]


def test_no_two_causes_share_a_message():
    told = TOLD.all()
    assert set(told) == {case.like or case.name for case in CASES}
    assert len(told) >= 25
    assert len({_reason(line) for line in told.values()}) == len(told)
