"""Who wrote a mail: read as the world writes From, and nobody where two readers would not agree."""

import pytest

from automation.domain.incoming_mail import SenderFault
from tests.effort import is_done_within

from .mails import CUSTOMER, OFFICE, read

BUDI = "budi@kayu.example"


def from_(header: str, **others: str):
    lines = [f"From: {header}", *(f"{name.replace('_', '-')}: {value}" for name, value in others.items())]
    return read(("\r\n".join([*lines, "", "isi"])).encode())


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (f"Budi Santoso, S.T. <{BUDI}>", "Budi Santoso, S.T."),
        (f"PT Kayu Lestari, Tbk. <{BUDI}>", "PT Kayu Lestari, Tbk."),
        (f"=?utf-8?Q?Budi_Santoso,_S.T.?= <{BUDI}>", "Budi Santoso, S.T."),
        (f"{BUDI} <{BUDI}>", BUDI),
        (f"'{BUDI}' <{BUDI}>", f"'{BUDI}'"),
        (f"[Lab] Budi <{BUDI}>", "[Lab] Budi"),
        (f'Budi" <{BUDI}>', "Budi"),
        (f"Budi <mailto:{BUDI}>", "Budi"),
        (f'"Budi, Lab <2>" <{BUDI}>', "Budi, Lab <2>"),
        (f"{BUDI} (Budi)", "Budi"),
        (f"<{BUDI}>", ""),
        (f"Budi @ Kayu <{BUDI}>", "Budi @ Kayu"),
        (f"Budi <{BUDI}>, Budi <{BUDI}>", "Budi"),
        (f"Budi; Lab <{BUDI.upper()}>", "Budi, Lab"),
        (f"Budi < {BUDI} >", "Budi"),
        (BUDI, ""),
    ],
)
def test_a_sender_is_read_as_the_world_writes_it(header, name):
    found = from_(header)
    assert (found.sender, found.sender_name, found.sender_fault) == (BUDI, name, SenderFault.NONE)


@pytest.mark.parametrize(
    ("header", "fault"),
    [
        ("", SenderFault.MISSING),
        ("<>", SenderFault.MISSING),
        ("Budi Santoso", SenderFault.UNREADABLE),
        ("Budi <budi@@kayu.example>", SenderFault.UNREADABLE),
        ("=?utf-8?q?Budi_<budi@kayu.example>?=", SenderFault.UNREADABLE),
        ("=?utf-8?q?korban=40bank.example=2C?=@kayu.example", SenderFault.UNREADABLE),
        (f"korban@bank.example, Budi <{BUDI}>", SenderFault.SEVERAL),
        (f"Siti <{CUSTOMER}>, Budi <{BUDI}>", SenderFault.SEVERAL),
        (f"{CUSTOMER} {BUDI}", SenderFault.UNREADABLE),
        (f"Siti <{CUSTOMER}> <{BUDI}>", SenderFault.UNREADABLE),
        (f"Budi, {BUDI}", SenderFault.UNREADABLE),
        ("No Reply <no-reply@kayu.example>", SenderFault.PROGRAM),
        ("jangan.dibalas@kayu.example", SenderFault.PROGRAM),
        ("info_noreply+12@kayu.example", SenderFault.PROGRAM),
    ],
)
def test_a_mail_whose_author_nobody_can_tell_says_why(header, fault):
    found = from_(header)
    assert (found.sender, found.sender_fault) == ("", fault)


def test_two_senders_with_unreadable_addresses_are_two():
    assert from_("Budi Santoso").sender_name != from_("Siti Aminah").sender_name != ""


@pytest.mark.parametrize(
    ("header", "others"),
    [
        ("Situs <wordpress@situs.example>", {}),
        ("noreply@situs.example", {}),
        ("Siti (lewat Drive) <drive-shares-dm-noreply@penyimpanan.example>", {}),
        ("Info <info@situs.example>", {"X_Mailer": "PHPMailer 6.9"}),
        ("Kontak <kontak@situs.example>", {"X_PHP_Originating_Script": "33:form.php"}),
        (f"Formulir <{OFFICE}>", {"To": OFFICE}),
    ],
)
def test_the_author_of_a_form_s_mail_is_whom_it_is_to_be_answered_to(header, others):
    found = from_(header, Reply_To=f"Siti Aminah <{CUSTOMER}>", **others)
    assert (found.sender, found.sender_name) == (CUSTOMER, "Siti Aminah")
    assert found.through in header


@pytest.mark.parametrize("reply_to", [f"{CUSTOMER}, {BUDI}", "noreply@lain.example", "tidak ada"])
def test_a_form_s_mail_that_names_no_one_person_has_no_author(reply_to):
    assert from_("wordpress@situs.example", Reply_To=reply_to).sender_fault is SenderFault.PROGRAM


def test_a_name_that_only_ends_like_a_program_s_is_a_person_s():
    assert from_("Vino Reply <vinoreply@kayu.example>").sender == "vinoreply@kayu.example"


def test_a_person_who_wants_the_answer_elsewhere_is_still_the_author():
    assert from_(BUDI, Reply_To=CUSTOMER, X_Mailer="Outlook").sender == BUDI


@pytest.mark.parametrize("piece", ["(", "<", '"', ",", "a@b,", "<a@b>", "((a@b)", '\\"', "a@b;", "<mailto:"])
def test_a_hostile_sender_is_read_in_little_time(piece):
    assert is_done_within(2, lambda: from_((piece * 100_000)[:100_000]))


@pytest.mark.parametrize("sign", [" ", "<", "mailto:", "=?", "(", "\\", "@"])
@pytest.mark.parametrize("frame", ["<{}@{}", "<mailto:{}@{}>", "{}a@b.example{}", "=?utf-8?q?{}@{}"])
def test_a_hostile_sender_around_an_address_is_read_in_little_time(sign, frame):
    many = (sign * 9_000)[:9_000]
    assert is_done_within(2, lambda: from_(frame.format(many, many)))
    assert is_done_within(2, lambda: from_((frame.format(sign * 100, sign * 100) * 500)[:100_000]))
