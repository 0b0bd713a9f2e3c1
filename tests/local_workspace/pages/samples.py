"""A workbook and a folder such as an office has, made through Google's own client."""

import requests

from tests.local_workspace.clients import client

OWNER = "sistem@balai.example"
OFFICER = "siti@balai.example"
LEAD = "budi@balai.example"
OUTSIDER = "luar@lain.example"
PEOPLE = {OFFICER: "Siti Aminah", LEAD: "Budi Santoso", OWNER: "Sistem Tanggap", OUTSIDER: "Orang Luar"}

HEADINGS = (
    *("Nomor", "Status", "Urgensi", "Diterima", "Nama pelapor", "Uraian keluhan", "Folder"),
    *("Klasifikasi", "Jenis layanan", "Tanggal surat", "Selesai", "Hasil kajian", "Catatan"),
)
KINDS = ("Keluhan", "Bukan keluhan", "Di luar kewenangan", "Duplikat")
URGENT = {"red": 0.96, "green": 0.8, "blue": 0.8}
FOLDER = "1abcDEF_folder"


def a_workbook(serving, rows=12, columns=13, height=200):
    """Make a register with drop-downs, dates, check boxes, protection by role, colours and a note; give its id."""
    introduce(serving)
    with client(serving, "sheets", OWNER) as sheets, client(serving, "drive", OWNER) as drive:
        book = (
            sheets.spreadsheets()
            .create(
                body={
                    "properties": {"title": "Register Keluhan", "locale": "in_ID", "timeZone": "Asia/Makassar"},
                    "sheets": [
                        {
                            "properties": {
                                "sheetId": 0,
                                "title": "Register",
                                "gridProperties": {
                                    "rowCount": height,
                                    "columnCount": columns,
                                    "frozenRowCount": 1,
                                    "frozenColumnCount": 1,
                                },
                            }
                        },
                        {
                            "properties": {
                                "sheetId": 7,
                                "title": "Hari Libur",
                                "gridProperties": {"frozenRowCount": 1},
                            }
                        },
                    ],
                }
            )
            .execute()
        )
        id = book["spreadsheetId"]
        values = [headings(columns), *(complaint(number, columns) for number in range(1, rows + 1))]
        sheets.spreadsheets().values().batchUpdate(
            spreadsheetId=id,
            body={
                "valueInputOption": "USER_ENTERED",
                "data": [
                    {"range": "Register!A1", "values": values},
                    {"range": "Hari Libur!A1", "values": [["Tanggal", "Nama"], ["17/08/2026", "Kemerdekaan"]]},
                ],
            },
        ).execute()
        sheets.spreadsheets().batchUpdate(spreadsheetId=id, body={"requests": shaped(height)}).execute()
        for email in (OFFICER, LEAD):
            drive.permissions().create(
                fileId=id, body={"type": "user", "role": "writer", "emailAddress": email}
            ).execute()
    return id


def introduce(serving):
    """Give everybody an account."""
    with requests.Session() as session:
        session.trust_env = False
        people = [{"email": email, "name": name} for email, name in PEOPLE.items()]
        session.post(f"{serving.address}/_workspace/people", json=people).raise_for_status()


def headings(columns):
    return [*HEADINGS, *(f"Kolom {number}" for number in range(len(HEADINGS) + 1, columns + 1))][:columns]


def complaint(number, columns):
    """Give one row; the texts are such as the public writes."""
    urgency = ("Biasa", "Mendesak", "Lewat")[number % 3]
    text = f"Hasil uji contoh nomor {number} berbeda dari laporan sebelumnya, mohon diperiksa kembali. " * (
        number % 4 + 1
    )
    link = f'=HYPERLINK("https://drive.google.com/drive/folders/{FOLDER}{number}";"Buka folder")'
    own = [
        *(f"KEL-2026-{number:04d}", f"Langkah {number % 10 + 1}", urgency, f"{number % 28 + 1}/11/2026 09:30"),
        *(f"Pelapor {number}", text.strip(), link, KINDS[number % 4] if number % 2 else ""),
        *("Pengujian" if number % 2 else "", "", "FALSE", "", ""),
    ]
    return [*own, *(f"isi {number}-{one}" for one in range(len(own), columns))][:columns]


def shaped(height):
    def cells(column, end=None):
        return {
            "sheetId": 0,
            "startRowIndex": 1,
            "endRowIndex": height,
            "startColumnIndex": column,
            "endColumnIndex": end or column + 1,
        }

    def rule(column, kind, values=(), *, strict=True, message=""):
        condition = {"type": kind, "values": [{"userEnteredValue": one} for one in values]}
        said = {"inputMessage": message} if message else {}
        return {
            "setDataValidation": {
                "range": cells(column),
                "rule": {"condition": condition, "strict": strict, "showCustomUi": True, **said},
            }
        }

    def protection(first, last, users, description):
        return {
            "addProtectedRange": {
                "protectedRange": {
                    "range": cells(first, last),
                    "description": description,
                    "editors": {"users": [OWNER, *users]},
                }
            }
        }

    header = {"backgroundColor": {"red": 0.85, "green": 0.92, "blue": 0.93}, "textFormat": {"bold": True}}
    return [
        rule(7, "ONE_OF_LIST", KINDS),
        rule(8, "ONE_OF_LIST", ["Pengujian", "Kalibrasi", "Pelatihan"], strict=False),
        rule(9, "DATE_IS_VALID", message="Tulis tanggal seperti 31/12/2026."),
        rule(10, "BOOLEAN"),
        protection(0, 7, [], "Diisi sistem"),
        protection(7, 10, [OFFICER], "Petugas Pelayanan"),
        protection(11, 12, [LEAD], "Ketua Pokja"),
        {
            "repeatCell": {
                "range": {"sheetId": 0, "startRowIndex": 0, "endRowIndex": 1},
                "cell": {"userEnteredFormat": {**header, "wrapStrategy": "WRAP"}},
                "fields": "userEnteredFormat",
            }
        },
        {
            "updateCells": {
                "start": {"sheetId": 0, "rowIndex": 0, "columnIndex": 7},
                "rows": [{"values": [{"note": "Langkah 2. Isi setelah membaca Uraian keluhan."}]}],
                "fields": "note",
            }
        },
        {
            "addConditionalFormatRule": {
                "rule": {
                    "ranges": [cells(0, 7)],
                    "booleanRule": {
                        "condition": {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": '=$C2="Mendesak"'}]},
                        "format": {"backgroundColor": URGENT},
                    },
                },
                "index": 0,
            }
        },
        *(
            {
                "updateDimensionProperties": {
                    "range": {
                        "sheetId": 0,
                        "dimension": "COLUMNS",
                        "startIndex": column,
                        "endIndex": column + 1,
                    },
                    "properties": {"pixelSize": width},
                    "fields": "pixelSize",
                }
            }
            for column, width in {0: 120, 3: 130, 5: 320, 7: 150, 11: 240}.items()
        ),
    ]
