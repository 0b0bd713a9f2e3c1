"""What a mailbox wrote on a mail about where it comes from: read to the letter, and believed where it is its own."""

from dataclasses import replace

import pytest

from automation.domain.authentication import AuthenticationResults, Origin
from automation.domain.incoming_mail import IncomingMail
from automation.intake.authentication import results_in
from automation.intake.origin import origin_of
from tests.builders import wita
from tests.effort import is_done_within

from .mails import CUSTOMER, a_mail, read

GMAIL = "mx.google.com"
#: As Gmail writes it.
OF_GMAIL = (
    'mx.google.com; dkim=pass header.i=@kayu.example header.s=s1 header.b="aB/1+x="; '
    "arc=pass (i=1 spf=pass spfdomain=x.example dkim=pass dkdomain=x.example); "
    "spf=pass (google.com: domain of siti@mail.kayu.example designates 192.0.2.1 as permitted sender) "
    "smtp.mailfrom=siti@mail.kayu.example; dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=kayu.example"
)


def test_gmails_own_words_are_read() -> None:
    assert results_in(OF_GMAIL) == AuthenticationResults(
        server=GMAIL,
        passed=("kayu.example", "mail.kayu.example"),
        dmarc="pass",
        dmarc_domain="kayu.example",
    )


@pytest.mark.parametrize(
    ("header", "passed"),
    [
        ("{} 1; spf=pass smtp.mailfrom=kayu.example", ("kayu.example",)),
        ('"mx.google.com" ; spf=pass smtp.mailfrom=kayu.example;', ("kayu.example",)),
        ("(of (ours)) {} (v) ; SPF = Pass (ok) SMTP.MailFrom = Siti@Kayu.Example.", ("kayu.example",)),
        ("{};\t spf=pass   smtp.mailfrom=kayu.example ; none ;; ", ("kayu.example",)),
        ('{}; spf/1=pass reason="it; dkim=pass header.d=x.example" smtp.mail=kayu.example', ("kayu.example",)),
        ('{}; spf=pass smtp.mailfrom="prvs=1=siti"@kayu.example', ("kayu.example",)),
        ("{}; spf=pass smtp.mailfrom=prvs=1=siti@kayu.example", ("kayu.example",)),
        ("{}; dkim=pass header.d=kayu.example header.i=@x.kayu.example", ("kayu.example",)),
        ("{}; dkim=fail header.d=a.example; dkim=pass header.i=siti@b.example", ("b.example",)),
        ("{}; none", ()),
        ("{}", ()),
        ("{}; spf=pass (designates kayu.example) smtp.helo=kayu.example", ()),
        ("{}; spf=pass smtp.mailfrom=", ()),
        ("{}; spf=pass smtp.mailfrom=siti@[192.0.2.1]", ()),
        ("{}; spf=softfail smtp.mailfrom=kayu.example; dkim=neutral header.d=kayu.example", ()),
        ("{}; arc=pass header.d=kayu.example; iprev=pass smtp.mailfrom=kayu.example", ()),
        # An address of the sender's stands in a comment or in quotes, and says nothing by itself.
        (r"{}; spf=fail (of a\); dkim=pass header.d=kayu.example \(b@x.example) smtp.mailfrom=x.example", ()),
        ('{}; spf=pass smtp.mailfrom="a; dkim=pass header.d=kayu.example"@x.example', ("x.example",)),
        ('{}; spf=pass smtp.mailfrom="siti@kayu.example"@x.example', ("x.example",)),
        # Written wrongly, all of it says nothing.
        ("{}; spf=pass smtp.mailfrom=kayu.example (open", ()),
        ("{}; spf=pass smtp.mailfrom=kayu.example )", ()),
        ('{}; spf=pass smtp.mailfrom=kayu.example "', ()),
        ("{}; spf=pass smtp.mailfrom=kayu.example dkim=pass header.d=x.example", ()),
        ("{}; spf=pass smtp.mailfrom=kayu.example smtp.mailfrom=x.example", ()),
        ("{}; spf=pass smtp.mailfrom=kayu.example; spf=fail smtp.mailfrom=kayu.example", ()),
        ("{}; spf pass", ()),
        ("{}; =pass", ()),
        ("{}; spf=pass smtp.mailfrom=kayu.example; \x00", ()),
    ],
)
def test_results_are_read_to_the_letter(header: str, passed: tuple[str, ...]) -> None:
    found = results_in(header.replace("{}", GMAIL))
    assert (found.server, found.passed) == (GMAIL, passed)


@pytest.mark.parametrize(
    "header", ["", ";", "=", "spf=pass smtp.mailfrom=kayu.example", "mx google com; none", '"; x']
)
def test_what_does_not_say_whose_it_is_is_nobodys(header: str) -> None:
    assert results_in(header).server != GMAIL
    assert not results_in(header).passed


@pytest.mark.parametrize("piece", ["(", "(a", ")", '"', "\\", "; a=b", ";", " ", "a", "=", 'x="', "; x=("])
def test_a_long_header_takes_no_time(piece: str) -> None:
    assert is_done_within(1, lambda: results_in(f"{GMAIL}; {piece * 20_000}"))


def stamped(*headers: str, sender: str = CUSTOMER) -> IncomingMail:
    mail = IncomingMail(id="m", thread="t", arrived_at=wita(2), sender=sender)
    return replace(mail, authentications=tuple(map(results_in, headers)))


PASS, FORGED = f"{GMAIL}; spf=pass smtp.mailfrom=kayu.example", f"{GMAIL}; dkim=pass header.d=lain.example"


@pytest.mark.parametrize(
    ("headers", "origin"),
    [
        ((OF_GMAIL,), Origin.PROVEN),
        ((PASS,), Origin.PROVEN),
        ((f"{GMAIL}; dkim=pass header.i=@mail.kayu.example",), Origin.PROVEN),
        ((f"{GMAIL}; dmarc=pass header.from=kayu.example",), Origin.PROVEN),
        ((f"{PASS}; dmarc=permerror header.from=kayu.example",), Origin.PROVEN),
        ((f"{PASS}; dmarc=fail header.from=kayu.example",), Origin.FALSE),
        ((f"{GMAIL}; dmarc=permerror header.from=kayu.example",), Origin.UNPROVEN),
        ((f"{GMAIL}; dmarc=pass header.from=lain.example",), Origin.UNPROVEN),
        ((f"{GMAIL}; spf=none smtp.mailfrom=kayu.example",), Origin.UNPROVEN),
        ((FORGED,), Origin.UNPROVEN),
        ((f"{GMAIL}; none",), Origin.UNPROVEN),
        ((), Origin.SILENT),
        # Of several the mailbox's own counts, and of these the topmost: the sender's are below it.
        ((FORGED, PASS), Origin.UNPROVEN),
        ((f"{GMAIL}; spf=pass (", PASS), Origin.UNPROVEN),
        (("relay.example; dmarc=fail", PASS), Origin.PROVEN),
        (("mx.google.com.evil.example; spf=pass smtp.mailfrom=kayu.example",), Origin.SILENT),
        (("evil.example; mx.google.com; spf=pass smtp.mailfrom=kayu.example",), Origin.SILENT),
    ],
)
def test_the_topmost_of_the_mailboxs_own_decides(headers: tuple[str, ...], origin: Origin) -> None:
    assert origin_of(stamped(*headers), GMAIL) is origin


@pytest.mark.parametrize(
    ("sender", "passed", "origin"),
    [
        ("siti@kayu.co.id", "mail.kayu.co.id", Origin.PROVEN),
        ("siti@jual.kayu.co.id", "beli.kayu.co.id", Origin.PROVEN),
        ("siti@kayu.co.id", "lain.co.id", Origin.UNPROVEN),
        ("siti@kayu.co.id", "co.id", Origin.UNPROVEN),
        ("siti@kayu.blogspot.com", "lain.blogspot.com", Origin.UNPROVEN),
        ("siti@kayu.example", "bukankayu.example", Origin.UNPROVEN),
        ("", "kayu.example", Origin.UNPROVEN),
    ],
)
def test_domains_of_one_organisation_stand_for_each_other(sender: str, passed: str, origin: Origin) -> None:
    assert origin_of(stamped(f"{GMAIL}; dkim=pass header.d={passed}", sender=sender), GMAIL) is origin


def test_folded_headers_of_a_mail_are_read_from_the_top() -> None:
    folded = b"Authentication-Results: mx.google.com;\r\n\tspf=pass (a\r\n b) smtp.mailfrom=kayu.example\r\n"
    mail = read(folded + b"Authentication-Results: x.example; none\r\n" + a_mail().as_bytes())
    assert [one.server for one in mail.authentications] == [GMAIL, "x.example"]
    assert origin_of(mail, GMAIL) is Origin.PROVEN
    assert origin_of(mail, "x.example") is Origin.UNPROVEN
