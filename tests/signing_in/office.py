"""An office that signs in over HTTPS, under Google's own addresses: its settings, its commands, and who answers."""

import contextlib
import io
import queue
import re
import threading
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

import requests

from automation import cli, terminal, wiring
from automation.google import Clock
from automation.shipped import shipped
from demo.people import OFFICE
from local_workspace.proxy import Proxy
from local_workspace.server import Serving, serve
from tests.wired import Told

ACCOUNT = OFFICE.email
ANOTHER = "pribadi@gmail.com"
SERVICE_ACCOUNT = "otomasi@tanggap-lokal.iam.gserviceaccount.com"


class Person:
    """Somebody at a browser, without a window; `session` is the browser."""

    def __init__(self, who: str, proxy: Proxy | None = None) -> None:
        self.session = requests.Session()
        self.session.trust_env = False
        if proxy:
            self.session.proxies = {"https": proxy.environment["HTTPS_PROXY"]}
            self.session.verify = proxy.environment["REQUESTS_CA_BUNDLE"]
        self.session.cookies.set("workspace_identity", quote(who))

    def answers(self, link: str, press: str = "lanjutkan", without: str = "") -> str:
        """Go through the pages of consent, ticking all boxes but `without`; return where that leads."""
        page = self.session.get(link, timeout=60)
        if on := re.search(r'href="([^"]*lanjut=1)"', page.text):
            page = self.session.get(urljoin(page.url, unescape(on[1])), timeout=60)
        if "Lanjutkan" not in page.text:
            return page.url
        inputs = [unescape(one) for one in re.findall(r"<input [^>]*>", page.text)]
        found = [(_value(one, "name"), _value(one, "value")) for one in inputs if "identity" not in one]
        form = [(name, value) for name, value in found if name != "izin" or not (without and value.endswith(without))]
        form = [(name, value) for name, value in form if name != "back"]
        answer = self.session.post(
            urljoin(page.url, "/signin/oauth/consent"),
            data=[*form, ("jawaban", press)],
            allow_redirects=False,
            timeout=60,
        )
        return urljoin(page.url, answer.headers["Location"])


def _value(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found[1] if found else ""


@dataclass(slots=True)
class SigningOffice:
    """One office, its workspace, and the command `masuk` with somebody who answers it."""

    folder: Path
    serving: Serving
    proxy: Proxy
    monkeypatch: Any
    shown: list[str] = field(default_factory=list)

    @property
    def token(self) -> Path:
        return self.folder / "rahasia" / "token-pengguna.json"

    def settings(self, **google: str) -> None:
        """Write the settings, these keys of [google] changed."""
        usual = {
            "masuk": "pengguna",
            "berkas_kunci": "ruang-kerja/service-account.json",
            "berkas_klien": "ruang-kerja/client-secret.json",
            "atas_nama": "",
            "alamat": "",
        }
        text = shipped("office.example.toml").read_text(encoding="utf-8")
        head, mark, body = text.partition("\n[google]\n")
        for key, value in {**usual, **google}.items():
            body = re.sub(rf"^(?:# )?{key} = .*\n", "", body, count=1, flags=re.MULTILINE)
            body = f'{key} = "{value}"\n{body}'
        (self.folder / "office.toml").write_text(head + mark + body, encoding="utf-8")

    def person(self, who: str = ACCOUNT) -> Person:
        return Person(who, self.proxy)

    def run(self, *arguments: str) -> Told:
        """Run one command as a person would."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = cli.main([*arguments, "--office", str(self.folder / "office.toml")])
        return Told(status, out.getvalue(), err.getvalue())

    def signs_in(self, *more: str, who: str = ACCOUNT, **how: str) -> Told:
        """Run `masuk` with somebody at this machine's browser, who is sent back to the page that waits."""
        person = self.person(who)

        def browse(link: str) -> bool:
            def go() -> None:
                address = person.answers(link, **how)
                if address.startswith("http://127.0.0.1:"):
                    self.landed = requests.get(address, timeout=60)

            threading.Thread(target=go, daemon=True).start()
            return True

        self.monkeypatch.setattr(terminal, "open_page", browse)
        self.monkeypatch.setattr(terminal, "typed_lines", lambda: iter(()))
        return self.run("masuk", *more)

    def pastes(self, *pasted: Any, who: str = ACCOUNT) -> Told:
        """Run `masuk --tanpa-peramban`; each thing pasted is a text, or is made from the link by a function of it."""
        lines: queue.Queue[str | None] = queue.Queue()
        self.shown.clear()

        def show(text: str) -> None:
            self.shown.append(text)
            if link := re.search(r"^https://accounts\S+$", text, re.MULTILINE):
                for one in pasted:
                    lines.put(one(link[0]) if callable(one) else one)
                lines.put(None)

        self.monkeypatch.setattr(terminal, "show", show)
        self.monkeypatch.setattr(terminal, "typed_lines", lambda: iter(lines.get, None))
        return self.run("masuk", "--tanpa-peramban")

    def switch(self, **switches: object) -> None:
        """Change how the app and people's sign-ins stand."""
        self.serving.workspace.app.change(switches)

    landed: requests.Response | None = None


@contextlib.contextmanager
def a_signing_office(folder: Path, monkeypatch):
    """Give an office that has not signed in yet; Google's addresses lead to the workspace, by the proxy."""
    monkeypatch.setattr(
        wiring,
        "waiting",
        lambda: Clock(now=wiring.now, seconds=wiring.seconds, sleep=lambda seconds: None, chance=lambda: 0.5),
    )
    with serve(folder / "ruang-kerja") as serving, Proxy(serving.workspace, folder / "sertifikat") as proxy:
        for name, value in proxy.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        serving.workspace.people.add(ACCOUNT)
        made = SigningOffice(folder, serving, proxy, monkeypatch)
        made.settings()
        yield made
