"""One served workspace for all Drive tests; each test works in a folder of its own."""

import pytest

from local_workspace.server import serve


@pytest.fixture(scope="session")
def serving(tmp_path_factory):
    with serve(tmp_path_factory.mktemp("drive"), check_answers=True) as running:
        running.workspace.drive.renderer.plain = True
        for name in ("pemilik", "petugas", "kepala", "tamu"):
            running.workspace.people.add(f"{name}@office.example", name.title())
        yield running
