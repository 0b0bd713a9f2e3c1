"""What is believed of Drive's files."""

from __future__ import annotations

from functools import partial
from typing import Any

from automation.google.drive import ALL_DRIVES, FOLDER, LISTED, having, quoted
from automation.google.uploading import Contents, in_one_call
from automation.shipped import shipped

from .probe import Probe
from .refusals import refused_with
from .site import Deed, Site
from .sources import CREATE_FILE, DELETE, DRIVE_ERRORS, EXPORTS, FILE, FOLDERS
from .values import Belief, Facts, Ground, Lacking, Need, Source

_INDEX_THREAD = "https://github.com/kopia/kopia/issues/90"
_NAME, _FOLDER_NAME = "contact file", "contact folder"
_NATIVE = "application/vnd.google-apps"
_TEXT = b"a file of the first contact\n"
#: Of the shape of the office's own codes, but nobody's.
_CODE = "TG1/KONTAK-0000-0000/SB.1/AAAAAAAAAAAAAAAA"
_TEMPLATE = "surat_balasan"
_LONG_WORD = "isi_balasan"
#: So many paragraphs fill the first page and a good part of the second, however the lines fall.
_PARAGRAPHS = 24
_PARAGRAPH = "The quick brown fox jumps over the lazy dog, and the letter grows longer. " * 2


def _files(site: Site) -> Any:
    return site.clients.drive.files()


def inner_folder(site: Site) -> str:
    """Return a folder within the throw-away folder, made with an id given beforehand."""

    def make() -> str:
        id = site.new_id("folders")
        site.world.connection.drive(site.places).create_folder(id, _FOLDER_NAME, site.folder, site.mark)
        return id

    return site.once("folder", make)


def _file(site: Site) -> str:
    """Return a file in the throw-away folder, made with an id given beforehand."""
    return site.once("file", lambda: _new_file(site, _NAME))


def _new_file(site: Site, name: str) -> str:
    """Make a file that nothing has looked for yet."""
    id = site.new_id()
    site.world.connection.drive(site.places).upload(id, name, site.folder, "text/plain", _TEXT, site.mark)
    return id


def _document(site: Site) -> str:
    return site.once("document", lambda: site.native("contact document", "document"))


def _shortcut(site: Site) -> str:
    aim = {"shortcutDetails": {"targetId": _file(site)}}
    return site.once("shortcut", lambda: site.native("contact shortcut", "shortcut", **aim))


def _folder_again(site: Site) -> Facts:
    body = {"id": inner_folder(site), "name": _FOLDER_NAME, "mimeType": FOLDER, "parents": [site.folder]}
    again = _files(site).create(body=body, fields="id", **ALL_DRIVES)
    return {"again": refused_with(lambda: site.write(again)) or "made"}


def _upload_again(site: Site) -> Facts:
    body = {"id": _file(site), "name": _NAME, "parents": [site.folder]}
    media = Contents(_TEXT, "text/plain")
    again = in_one_call(_files(site).create(body=body, media_body=media, fields="id", **ALL_DRIVES))
    return {"again": refused_with(lambda: site.write(again)) or "made"}


def _native_with_id(site: Site) -> Facts:
    body = {"id": site.new_id(), "name": "contact", "mimeType": f"{_NATIVE}.document", "parents": [site.folder]}
    asked = _files(site).create(body=body, fields="id", **ALL_DRIVES)
    return {"answer": refused_with(lambda: site.write(asked)) or "made"}


def _shown(site: Site, query: str, id: str) -> bool:
    asked = _files(site).list(q=f"{query} and trashed = false", fields="files(id)", pageSize=100, **LISTED)
    return any(one["id"] == id for one in site.read(asked).get("files", ()))


def _name_lag(site: Site) -> Facts:
    name = f"contact, named {site.run}"
    id = _new_file(site, name)
    return {"found": site.found_after(lambda: _shown(site, f"name = {quoted(name)}", id))}


def _property_lag(site: Site) -> Facts:
    id = _new_file(site, "contact, marked")
    return {"found": site.found_after(lambda: _shown(site, having(site.mark), id))}


def _native_listed(site: Site) -> Facts:
    id = site.native("contact, listed", "document")
    listed = site.found_after(lambda: _shown(site, f"{quoted(site.folder)} in parents", id))
    found = site.read(_files(site).get(fileId=id, fields="size,md5Checksum", **ALL_DRIVES))
    return {"listed": listed, "has a checksum": "md5Checksum" in found}


def _comes_back_whole(site: Site) -> Facts:
    content = site.world.connection.drive(site.places).download(_file(site))
    return {"whole": content == _TEXT}


def _downloaded(site: Site, kind: str) -> Facts:
    id = _document(site) if kind == "document" else _shortcut(site)
    asked = _files(site).get_media(fileId=id, **ALL_DRIVES)
    return {"answer": refused_with(lambda: site.read(asked)) or "contents"}


def _printed(site: Site) -> Facts:
    template = (shipped("doc_templates") / f"{_TEMPLATE}.docx").read_bytes()
    sandbox = site.world.sandbox
    asked = sandbox.words_asked(template, _TEMPLATE) - {"qr"}
    words = dict.fromkeys(asked, "contact") | {_LONG_WORD: "\n".join([_PARAGRAPH] * _PARAGRAPHS)}
    document = sandbox.filled(template, words, _CODE, _TEMPLATE)
    pdf = site.world.connection.drive(site.places).as_pdf(document, f"contact letter {site.run}")
    seen = sandbox.look(pdf, "application/pdf")
    return {"pages": len(seen.pages), "pages with the code": sum(_CODE in texts for texts in seen.pages)}


def _moved(site: Site) -> Facts:
    site.tester()
    # What was shared must be there before somebody can put a file into it.
    site.by_hand(Deed.PUT_FILE, f"https://drive.google.com/drive/folders/{site.folder}")
    query = f"{quoted(site.folder)} in parents and trashed = false"
    fields = "files(id,name,lastModifyingUser(me),appProperties)"
    found = site.read(_files(site).list(q=query, fields=fields, pageSize=100, **LISTED)).get("files", ())
    theirs = [one for one in found if not one.get("lastModifyingUser", {}).get("me")]
    if not theirs:
        raise Lacking(Need.HAND)
    folder, drive = inner_folder(site), site.world.connection.drive(site.places)
    refused = refused_with(lambda: drive.move(theirs[0]["id"], folder, "contact, moved"))
    return {"answer": refused or "moved"}


def _deleted(site: Site) -> Facts:
    id = _new_file(site, "contact, to be deleted")
    refused = refused_with(lambda: site.read(_files(site).delete(fileId=id, **ALL_DRIVES)))
    after = refused_with(lambda: site.read(_files(site).get(fileId=id, fields="id", **ALL_DRIVES)))
    if after and after.startswith("404"):
        site.world.notebook.drop("files", id)
    return {"answer": refused or "deleted", "then": after or "still there"}


PROBES = (
    Probe(
        Belief(
            "id-given-to-a-folder",
            "A folder made with an id of `generateIds` is there once: making it again is a 409.",
            Source(Ground.DOCUMENTED, CREATE_FILE),
        ),
        _folder_again,
    ),
    Probe(
        Belief(
            "id-given-to-an-upload",
            "An upload with an id of `generateIds` is there once: making it again is a 409.",
            Source(Ground.DOCUMENTED, CREATE_FILE),
        ),
        _upload_again,
    ),
    Probe(
        Belief(
            "id-given-to-a-native-file",
            "A file of Google's own kind takes no id that was given beforehand.",
            Source(Ground.DOCUMENTED, CREATE_FILE),
        ),
        _native_with_id,
    ),
    Probe(
        Belief(
            "upload-comes-back-whole",
            "An upload comes back byte for byte, with the size and MD5 that Drive tells.",
            Source(Ground.DOCUMENTED, FILE),
        ),
        _comes_back_whole,
    ),
    Probe(
        Belief(
            "name-index-lag",
            "How soon a search by name finds a new file: not always at once.",
            Source(Ground.THREAD, _INDEX_THREAD),
        ),
        _name_lag,
    ),
    Probe(
        Belief(
            "property-index-lag",
            "How soon a search by `appProperties` finds a new file.",
            Source(Ground.THREAD, _INDEX_THREAD),
        ),
        _property_lag,
    ),
    Probe(
        Belief(
            "native-file-listed",
            "A new file of Google's own kind is in the listing of its folder at once, and has no checksum.",
            Source(Ground.THREAD, _INDEX_THREAD),
        ),
        _native_listed,
    ),
    Probe(
        Belief(
            "download-of-a-document",
            "A Google document has no contents to download: 403 `fileNotDownloadable`.",
            Source(Ground.DOCUMENTED, DRIVE_ERRORS),
        ),
        partial(_downloaded, kind="document"),
    ),
    Probe(
        Belief(
            "download-of-a-shortcut",
            "Nor has a shortcut: the same 403.",
            Source(Ground.THREAD, "https://github.com/glotlabs/gdrive/issues/13"),
        ),
        partial(_downloaded, kind="shortcut"),
    ),
    Probe(
        Belief(
            "docx-to-pdf",
            "Through a Google document, a .docx of two pages becomes a PDF of two, each with a readable QR code.",
            Source(Ground.INFERRED, EXPORTS),
        ),
        _printed,
    ),
    Probe(
        Belief(
            "move-of-anothers-file",
            "A file that somebody else put into our folder can be moved into another folder of ours.",
            Source(Ground.INFERRED, FOLDERS),
        ),
        _moved,
        frozenset({Need.ADDRESS, Need.HAND}),
    ),
    Probe(
        Belief(
            "delete-as-the-present-role",
            "Who made a file may delete it for good; in a shared drive only an `organizer`.",
            Source(Ground.DOCUMENTED, DELETE),
        ),
        _deleted,
    ),
)
