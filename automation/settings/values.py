"""What an office may set, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum
from pathlib import Path

from automation.domain.calendar import Norm
from automation.domain.groups import Person, WorkingGroup
from automation.domain.letter_content import Variables
from automation.domain.office_hours import OfficeHours
from automation.domain.outer_limits import OuterLimits
from automation.domain.rules import DispositionMode, Ladder
from automation.domain.survey import Weight
from automation.domain.vocabulary import Step


@dataclass(frozen=True, slots=True)
class Secret:
    """Bytes that no message, log or traceback shows."""

    value: bytes = field(repr=False)

    def __str__(self) -> str:
        return "(rahasia)"


class AccessMode(Enum):
    """As whom the job signs in at Google."""

    SERVICE_ACCOUNT = "akun_layanan"
    KEYLESS = "tanpa_kunci"
    USER = "pengguna"


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """Somebody who signs: name and NIP as letters print them."""

    name: str
    nip: str
    email: str
    title: str = "Kepala Balai"

    @property
    def person(self) -> Person:
        """The same one as somebody who gets mail."""
        return Person(self.name, self.email)


@dataclass(frozen=True, slots=True)
class OfficeDetails:
    """Who the office is, and who in it does what.

    Attributes:
        supervisor_email: who is told when the job itself fails.
        head_deputy: who may approve where the Kepala Balai did the work complained of; None when nobody is named.
        superior: who is told of the Kepala Balai's own steps left undone; None when nobody is named.
        acting: "Plh." or "Plt." where `head` acts for the Kepala Balai today; "" where the head is that one.
        others: whom the tab Pejabat names, today or on other days.
        qualified: what makes people able to do their part, as the tab Pejabat says.
        numbers: the NIP of those whose row in the tab Pejabat has one.
        absent_head: the Kepala Balai for whom `head` acts; None where nobody acts, or the office is vacant.
    """

    name: str
    city: str
    address: str
    phone: str
    email: str
    website: str
    number_prefix: str
    head: Official
    service_officers: tuple[Person, ...]
    supervisor_email: str
    head_deputy: Person | None = None
    superior: Person | None = None
    acting: str = ""
    absent_head: Official | None = None
    others: tuple[Person, ...] = ()
    qualified: tuple[tuple[Person, str], ...] = ()
    numbers: tuple[tuple[Person, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoogleSettings:
    """How Google is reached.

    Attributes:
        key_file: the service account's key, in mode `SERVICE_ACCOUNT`.
        subject: in whose name the service account acts; "" when the shared drive belongs to it. In mode `USER` the
            account that is to be signed in; "" for any.
        token_file: the signed-in person's token, in mode `USER`.
        client_file: the OAuth client by which a person's consent is asked, in mode `USER`.
        service_account: the address of the service account that signs without a key, in mode `KEYLESS`.
        identity_file: what this machine shows for itself then; None for what Google's libraries find by themselves.
        base_address: "" for Google itself; only the embedded workspace has one.
        shared_drive: the id of the shared drive that holds everything; "" for My Drive.
    """

    mode: AccessMode
    key_file: Path | None
    subject: str
    token_file: Path | None
    base_address: str
    shared_drive: str
    client_file: Path | None = None
    service_account: str = ""
    identity_file: Path | None = None


@dataclass(frozen=True, slots=True)
class DispositionSettings:
    """How step 3 goes; `groups` is what setup writes into the Pokja tab of a new workbook."""

    mode: DispositionMode
    groups: tuple[WorkingGroup, ...]


class Signing(Enum):
    """How replies are signed."""

    WET = "basah"
    SRIKANDI = "srikandi"


@dataclass(frozen=True, slots=True, kw_only=True)
class SrikandiSettings:
    """What an office knows of its Srikandi.

    Attributes:
        variables: the names of what Srikandi fills into a letter.
        classification, confidentiality, urgency: what to choose there; "" where the office named nothing.
        own_sentences: what Srikandi prints on a signed letter besides what was approved.
        letter_sentence: what a letter says of its electronic signature; "" for nothing.
        root_file: the certificate that signers' certificates go back to; None for no check of that.
        roots: what the file holds (PEM).
    """

    variables: Variables = field(default_factory=Variables)
    classification: str = ""
    confidentiality: str = ""
    urgency: str = ""
    own_sentences: tuple[str, ...] = ()
    letter_sentence: str = ""
    root_file: Path | None = None
    roots: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSettings:
    """How letters look and what they wait for.

    Attributes:
        letterhead: the lines of the kop surat, from the top.
        signer: who signs the reply.
        number_pattern: how a number of the office's own is printed; knows {urut}, {bulan} (Roman), {bulan_angka}
            (two digits), {tahun} and {klasifikasi}.
        archive_class: what it prints for {klasifikasi}; "" where the pattern has no place for it.
        code_key_file: where the key of the QR codes lies.
        code_key: that key; None while the file is not made yet.
        signing: by hand, or through Srikandi.
        logo_file: the picture of the kop surat; None for none.
        logo: what the file holds; nobody has looked at it yet.
    """

    await_scan: bool
    own_numbering: bool
    letterhead: tuple[str, ...]
    signer: Official
    number_pattern: str
    code_key_file: Path
    code_key: Secret | None = None
    signing: Signing = Signing.WET
    archive_class: str = ""
    logo_file: Path | None = None
    logo: bytes = field(default=b"", repr=False)


#: Gmail's limit of a day: for Workspace, and for a consumer's account.
WORKSPACE_MAILS, CONSUMER_MAILS = 2_000, 500


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """When mail goes out and how much of it is likely.

    Attributes:
        only_in_office_hours: reminders and digests wait for the next opening.
        unlikely_above: where a tick would send more mails than this, they are held back until a person allows them.
        acknowledgements_a_day: how many new complaints are answered in 24 hours; never more than half of what the
            account may send. The others wait in their order.
        digest_at: when in the day each person is told of all that could wait; not before the office opens.
    """

    only_in_office_hours: bool
    unlikely_above: int
    acknowledgements_a_day: int
    digest_at: time


#: The name under which Gmail writes where a mail comes from.
STAMPED_BY_GMAIL = "mx.google.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingMailSettings:
    """Whether mails become complaints, and within which bounds.

    Attributes:
        is_on: read the mailbox that the job writes from.
        address: the complaints address, in small letters; a mail to another one opens no complaint.
        most_a_day: mails of one sender that are dealt with in a day; the others are left to a person.
        largest_file: the largest attachment that is kept beside its mail, in bytes.
        only: Gmail's own search for the mails that are ours to read; "" for all.
        server: the name under which the mailbox writes where a mail comes from (authserv-id), in small letters.
    """

    is_on: bool = False
    address: str = ""
    most_a_day: int = 20
    largest_file: int = 25_000_000
    only: str = ""
    server: str = STAMPED_BY_GMAIL


@dataclass(frozen=True, slots=True)
class MonitoringSettings:
    """How somebody outside notices that the job is silent.

    Attributes:
        ping_address: is asked once after each tick that came to its end; "" for nobody. A secret of sorts.
    """

    ping_address: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ArchiveSettings:
    """Where the files are kept; `root_folder` is the name of the Drive folder that setup makes."""

    root_folder: str


@dataclass(frozen=True, slots=True)
class HandlingSettings:
    """What an office chose for cases that end, go on, or change hands.

    Attributes:
        reopen_within: so many days after the end an officer may propose to reopen a settled case.
        norm_begins_anew: the norm of a step begins anew when another working group takes the case over in it.
        closing_waits_since: cases registered from this day on end only with all their papers; None: none waits.
        check_after: so many days after it was done an action is checked again, where nobody says when.
        recurs_within: for so many months after its action was called effective a matter counts as come back.
        officers_take_turns: each complaint is one officer's, and that one alone is mailed.
    """

    reopen_within: int = 30
    norm_begins_anew: bool = False
    closing_waits_since: date | None = None
    check_after: int = 90
    recurs_within: int = 12
    officers_take_turns: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureSettings:
    """What the office's written procedure is called, and what it rests on; "" where an office has not said.

    Attributes:
        number: its own number and title.
        legal_basis: laws, regulations and standards, in their order.
        incoming_mail, outgoing_mail: the procedures it refers to at its steps 1 and 9.
    """

    number: str = ""
    legal_basis: tuple[str, ...] = ()
    incoming_mail: str = ""
    outgoing_mail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSettings:
    """Which reports are made by themselves, and who besides the Kepala Balai hears of them."""

    monthly: bool = True
    quarterly: bool = True
    yearly: bool = True
    tells_superior: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerPageSettings:
    """Whether each complainant can look where the complaint stands, on a page of their own.

    Attributes:
        is_on: such pages are made, and STATUS is answered by mail.
        by_link: else STATUS alone is answered, and no page is made.
        kept_days: so many days after the end a page is taken away.
    """

    is_on: bool = False
    by_link: bool = True
    kept_days: int = 90

    @property
    def are_made(self) -> bool:
        """Whether there are pages."""
        return self.is_on and self.by_link


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFigureSettings:
    """Whether figures for everybody are prepared each quarter, and public once the Kepala Balai says so."""

    is_on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class YearBookSettings:
    """When what was settled long ago moves into yearly workbooks.

    Attributes:
        from_rows: once the Register holds so many rows; 0: never.
        after_days: so many days after a complaint ended.
    """

    from_rows: int = 0
    after_days: int = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeSettings:
    """Everything an office has set; what it left out has the SOP's value.

    Attributes:
        norms: the deadlines of the office's own steps.
        ladders: the reminders of each of them.
        backups_kept: how many daily copies of the ledger stay; 0 makes none.
        customer_norms: those of steps 1 and 10, which depend on the customer: measured, and never a breach.
        survey_weight: how much each of the survey's elements weighs.
        advice: what to write instead of keys that have another name now, one line each.
    """

    office: OfficeDetails
    hours: OfficeHours
    google: GoogleSettings
    disposition: DispositionSettings
    letters: LetterSettings
    mail: MailSettings
    archive: ArchiveSettings
    norms: Mapping[Step, Norm]
    ladders: Mapping[Step, Ladder]
    customer_norms: Mapping[Step, Norm]
    backups_kept: int
    ledger_url: str = field(repr=False)
    """May hold a password."""
    incoming: IncomingMailSettings = field(default_factory=IncomingMailSettings)
    srikandi: SrikandiSettings = field(default_factory=SrikandiSettings)
    monitoring: MonitoringSettings = field(default_factory=MonitoringSettings)
    handling: HandlingSettings = field(default_factory=HandlingSettings)
    reports: ReportSettings = field(default_factory=ReportSettings)
    procedure: ProcedureSettings = field(default_factory=ProcedureSettings)
    customer_pages: CustomerPageSettings = field(default_factory=CustomerPageSettings)
    public_figures: PublicFigureSettings = field(default_factory=PublicFigureSettings)
    year_books: YearBookSettings = field(default_factory=YearBookSettings)
    survey_weight: Weight = Weight.NINTH
    outer_limits: OuterLimits = field(default_factory=OuterLimits)
    advice: tuple[str, ...] = ()

    @property
    def own_addresses(self) -> frozenset[str]:
        """The addresses that the office itself reads and writes from, in small letters."""
        return frozenset({self.office.email.casefold(), self.google.subject.casefold()} - {""})
