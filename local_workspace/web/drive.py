"""Drive in the browser: folders with what one may see in them, and what people do there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from local_workspace.api.calls import Identity, Media
from local_workspace.api.errors import Refusal
from local_workspace.api.json_bodies import json_response
from local_workspace.core.people import People
from local_workspace.core.routes import Routes
from local_workspace.core.store import Store
from local_workspace.drive.documents import DOCX, PDF
from local_workspace.drive.file import DOCUMENT, FOLDER, FORM, SPREADSHEET, File, file_of
from local_workspace.drive.roles import RANK, Roles
from local_workspace.drive.service import Drive

from .acting import acting_as, no_such_file
from .base import Pages, signed_in
from .letter import LetterPage
from .preview import ELSEWHERE, PICTURES, PreviewPage

KINDS = {
    FOLDER: ("folder", "Folder"),
    SPREADSHEET: ("sheet", "Lembar kerja"),
    FORM: ("form", "Formulir"),
    DOCUMENT: ("letter", "Dokumen"),
    DOCX: ("letter", "Dokumen Word"),
    PDF: ("pdf", "PDF"),
    **dict.fromkeys(PICTURES, ("picture", "Gambar")),
}
MOST_FOLDERS = 500


class Entry(NamedTuple):
    """A file or folder as a list shows it."""

    id: str
    name: str
    kind: str
    kind_name: str
    address: str
    changed: datetime
    by: str
    size: str
    may_change: bool
    may_trash: bool
    downloadable: bool


class Crumb(NamedTuple):
    """A folder above."""

    id: str
    name: str


def serve_drive_pages(routes: Routes, pages: Pages, store: Store, people: People, drive: Drive) -> None:
    """Add the pages of folders and files."""
    page = DrivePage(pages, store, people, drive)
    PreviewPage(routes, pages, store, drive, LetterPage(routes, pages, store, people, drive))
    add = routes.add
    add("/drive", page.start)
    add("/drive/my-drive", page.own)
    add("/drive/shared-with-me", page.shared)
    add("/drive/trash", page.trash)
    add("/drive/folders/<id>", page.folder)
    for act, view in {
        "upload": page.upload,
        "new-folder": page.new_folder,
    }.items():
        add(f"/drive/folders/<id>/{act}", view, ("POST",))
    for act, view in {
        "rename": page.rename,
        "move": page.move,
        "trash": page.put_into_trash,
        "restore": page.restore,
    }.items():
        add(f"/file/d/<id>/{act}", view, ("POST",))
    add("/drive/places", page.places)


class DrivePage:
    """The views of folders and of what people do with files."""

    def __init__(self, pages: Pages, store: Store, people: People, drive: Drive) -> None:
        self._pages = pages
        self._store = store
        self._people = people
        self._drive = drive
        self._files = drive.files

    def start(self, request: Request) -> Response:
        """Lead to one's own Drive, keeping a link made for the API's `drive` out of it."""
        return redirect("/drive/my-drive", 302, Response)

    def own(self, request: Request) -> Response:
        """Show what lies in one's own My Drive, and the shared drives."""
        who = signed_in(request)
        if not who:
            return self._pages.ask_who(request)
        drives = self._store.all("select * from file where kind = 'drive' order by name, id")
        seen = [file_of(row, trashed=False) for row in drives if self._files.role(who, row["id"]) is not None]
        root = self._files.root_of(who)
        return self._list(request, who, "Drive Saya", root, lambda file: file.parent == root, above=seen, place="own")

    def shared(self, request: Request) -> Response:
        """Show what others shared with this person by name."""
        who = signed_in(request)
        if not who:
            return self._pages.ask_who(request)
        roles = self._files.roles(who)

        def given(file: File) -> bool:
            return file.owner != who and file.id in roles.direct and not file.drive

        return self._list(request, who, "Dibagikan kepada saya", "", given, place="shared")

    def trash(self, request: Request) -> Response:
        """Show what this person can take out of the trash."""
        who = signed_in(request)
        if not who:
            return self._pages.ask_who(request)
        return self._list(request, who, "Sampah", "", lambda file: file.explicitly_trashed, place="trash")

    def folder(self, request: Request, id: str) -> Response:
        """Show a folder."""
        who = signed_in(request)
        if not who:
            return self._pages.ask_who(request)
        try:
            folder = self._drive.access.reach(Identity(who), id)
        except Refusal:
            return no_such_file(self._pages, request)
        if folder.mime_type != FOLDER:
            return redirect(f"/file/d/{id}/view", 302, Response)
        if folder.kind == "root" and folder.owner == who:
            return redirect("/drive/my-drive", 302, Response)
        crumbs = self._crumbs(who, folder)
        return self._list(request, who, folder.name, folder.id, lambda file: file.parent == folder.id, crumbs=crumbs)

    def _crumbs(self, who: str, folder: File) -> list[Crumb]:
        found: list[Crumb] = []
        above = folder.parent
        while above and self._files.role(who, above) is not None:
            file = self._files.find(above)
            if file.kind == "root":
                found.append(Crumb(file.id, "Drive Saya" if file.owner == who else "Drive pemilik"))
                break
            found.append(Crumb(file.id, file.name))
            above = file.parent
        return found[::-1]

    def _list(
        self,
        request: Request,
        who: str,
        title: str,
        folder: str,
        wanted: Callable[[File], bool],
        *,
        above: list[File] | None = None,
        crumbs: list[Crumb] | None = None,
        place: str = "",
    ) -> Response:
        roles = self._files.roles(who)
        rows = self._files.rows("parent = ?", folder) if folder else self._files.rows()
        files = [file_of(row, trashed=roles.trashed(row["id"])) for row in rows if roles.of(row["id"]) is not None]
        in_trash = place == "trash"
        shown = [file for file in files if wanted(file) and (file.trashed == in_trash)]
        shown.sort(key=lambda file: (file.mime_type != FOLDER, file.name.casefold(), file.number))
        return self._pages.render(
            request,
            "drive/folder.html",
            title=title,
            folder=folder,
            place=place,
            crumbs=crumbs or [],
            drives=[Crumb(file.id, file.name) for file in above or []],
            entries=[self._entry(file, roles) for file in shown],
            may_fill=bool(folder) and self._files.allows(who, folder, "writer"),
        )

    def _entry(self, file: File, roles: Roles) -> Entry:
        role = roles.of(file.id) or "reader"
        kind, kind_name = KINDS.get(file.mime_type, ("other", "Berkas"))
        return Entry(
            file.id,
            file.name,
            kind,
            kind_name,
            ELSEWHERE.get(file.mime_type, "/file/d/{}/view").format(file.id),
            file.modified,
            self._people.named(file.modified_by).name,
            size_of(file.size) if file.size is not None and not file.is_native else "",
            RANK[role] >= RANK["writer"],
            RANK[role] >= RANK[self._drive.access.remove_role(file)],
            file.mime_type not in (FOLDER, FORM),
        )

    def upload(self, request: Request, id: str) -> Response:
        """Take files into a folder."""
        given = uploaded(request)
        who = Identity(acting_as(request))
        if not given:
            raise Refusal(400, "Pilih dahulu berkas yang akan diunggah.")
        made = [
            self._do(self._drive.desk.create, who, {"name": name, "parents": [id]}, media) for name, media in given
        ]
        return self._done(request, {"files": [{"id": file.id, "name": file.name} for file in made]})

    def new_folder(self, request: Request, id: str) -> Response:
        """Make a folder in a folder."""
        who = Identity(acting_as(request))
        body = {"name": _name(request), "mimeType": FOLDER, "parents": [id]}
        made = self._do(self._drive.desk.create, who, body)
        return self._done(request, {"id": made.id})

    def rename(self, request: Request, id: str) -> Response:
        """Give a file another name."""
        self._do(self._drive.desk.update, Identity(acting_as(request)), id, {"name": _name(request)})
        return self._done(request, {})

    def move(self, request: Request, id: str) -> Response:
        """Put a file into another folder."""
        who = Identity(acting_as(request))
        file = self._drive.access.reach(who, id)
        target = request.form.get("target", "")
        if target != file.parent:
            gone = (file.parent,) if file.parent else ()
            self._do(self._drive.desk.update, who, id, {}, add=(target,), remove=gone)
        return self._done(request, {})

    def put_into_trash(self, request: Request, id: str) -> Response:
        """Put a file into the trash."""
        self._do(self._drive.desk.trash, Identity(acting_as(request)), id, trashed=True)
        return self._done(request, {})

    def restore(self, request: Request, id: str) -> Response:
        """Take a file out of the trash."""
        self._do(self._drive.desk.trash, Identity(acting_as(request)), id, trashed=False)
        return self._done(request, {})

    def places(self, request: Request) -> Response:
        """List the folders that this person may put things into, by their whole names."""
        who = signed_in(request)
        roles = self._files.roles(who)
        rows = {row["id"]: row for row in self._store.all("select * from file where mime_type = ?", FOLDER)}
        root = self._files.root_of(who)
        found = []
        for id, row in rows.items():
            role = roles.of(id)
            if (
                role is None
                or RANK[role] < RANK["writer"]
                or roles.trashed(id)
                or (row["kind"] == "root" and id != root)
            ):
                continue
            names, above = [], id
            while above in rows and roles.of(above) is not None:
                names.append("Drive Saya" if above == root else rows[above]["name"])
                above = rows[above]["parent"]
            found.append({"id": id, "name": " › ".join(names[::-1])})
        found.sort(key=lambda one: one["name"].casefold())
        return json_response({"places": found[:MOST_FOLDERS]})

    def _do(self, act: Callable[..., Any], *args: Any, **options: Any) -> Any:
        try:
            return act(*args, **options)
        except Refusal as refusal:
            raise Refusal(refusal.status, in_indonesian(refusal)) from refusal

    def _done(self, request: Request, body: dict[str, Any]) -> Response:
        """Answer a script with JSON, and a plain form by going back to where it was."""
        if "application/json" in request.headers.get("Accept", ""):
            return json_response(body)
        back = request.form.get("back", "/drive/my-drive")
        return redirect(back if back.startswith("/drive") else "/drive/my-drive", 303, Response)


def uploaded(request: Request) -> list[tuple[str, Media]]:
    """Return the files that a form brings, by their bare names."""
    found = []
    for one in request.files.getlist("files"):
        with one.stream:
            if one.filename:
                name = one.filename.replace("\\", "/").rpartition("/")[2]
                found.append((name, Media(one.mimetype or "application/octet-stream", one.stream.read())))
    return found


def in_indonesian(refusal: Refusal) -> str:
    """Say Drive's refusals in Indonesian."""
    return {
        "insufficientFilePermissions": "Anda tidak berhak melakukan ini pada berkas itu. Mintalah kepada pemiliknya.",
        "insufficientParentPermissions": "Anda tidak berhak mengisi folder ini.",
        "notFound": "Berkas atau folder ini tidak ada, atau belum dibagikan kepada Anda.",
        "cyclicMembershipsNotAllowed": "Folder tidak dapat dipindahkan ke dalam dirinya sendiri.",
        "parentNotAFolder": "Tujuannya bukan folder.",
    }.get(refusal.reason, f"Tidak dapat dilakukan: {refusal.message}")


def size_of(size: int) -> str:
    """Print a size as people read it."""
    for unit, whole in (("MB", 1_000_000), ("kB", 1000)):
        if size >= whole:
            return f"{size / whole:.1f}".replace(".", ",") + f" {unit}"
    return f"{size} B"


def _name(request: Request) -> str:
    name = " ".join(request.form.get("name", "").split())
    if not name:
        raise Refusal(400, "Tulis dahulu namanya.")
    return name
