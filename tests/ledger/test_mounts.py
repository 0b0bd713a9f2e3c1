"""What a ledger lies on, read from what the kernel tells of its mounts."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from automation.ledger import Disk, Trust, UnusableLedger, hold_to_a_disk
from automation.ledger.mounts import disk_in, disk_of, is_share

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
nas:/bersama /mnt/nas nfs4 rw,vers=4.2 0 0
//server/kantor /mnt/server\\040kantor cifs rw 0 0
ember /data fuse.gcsfuse rw 0 0
/dev/sdb1 /data/lokal ext4 rw 0 0
C:\\134 /mnt/c 9p rw 0 0
awan /home/kantor/awan fuse.sesuatu rw 0 0
/dev/sdc1 /media/usb fuseblk rw 0 0
"""


@pytest.mark.parametrize(
    ("file", "disk"),
    [
        ("/var/lib/tanggap/tanggap.db", Disk("ext4", Trust.FULL)),
        ("/mnt/nas/tanggap.db", Disk("nfs4", Trust.NONE)),
        ("/mnt/nasi/tanggap.db", Disk("ext4", Trust.FULL)),
        ("/mnt/server kantor/tanggap.db", Disk("cifs", Trust.NONE)),
        ("/data/tanggap.db", Disk("fuse.gcsfuse", Trust.NONE)),
        ("/data/lokal/tanggap.db", Disk("ext4", Trust.FULL)),
        ("/mnt/c/tanggap/tanggap.db", Disk("9p", Trust.NONE)),
        ("/home/kantor/awan/tanggap.db", Disk("fuse.sesuatu", Trust.DOUBTFUL)),
        ("/media/usb/tanggap.db", Disk("fuseblk", Trust.FULL)),
    ],
)
def test_the_nearest_mount_above_a_file_says_what_it_lies_on(file, disk) -> None:
    assert disk_in(MOUNTS, PurePosixPath(file)) == disk


def test_of_two_mounts_at_one_place_the_later_counts() -> None:
    over = MOUNTS + "nas:/lain / nfs rw 0 0\n"
    assert disk_in(over, PurePosixPath("/var/tanggap.db")).trust is Trust.NONE


def test_a_machine_that_tells_nothing_is_relied_on(tmp_path: Path) -> None:
    assert disk_in("", PurePosixPath("/tanggap.db")) == Disk("", Trust.FULL)
    assert disk_of(tmp_path / "tanggap.db").trust is Trust.FULL


def test_a_share_of_windows_is_known_by_its_name() -> None:
    assert is_share(PureWindowsPath(r"\\server\kantor\tanggap.db"))
    assert not is_share(PureWindowsPath(r"C:\tanggap\tanggap.db"))
    assert not is_share(PureWindowsPath(r"\\?\C:\tanggap\tanggap.db"))


def test_a_refused_ledger_is_told_where_it_lies_and_what_to_do() -> None:
    with pytest.raises(UnusableLedger) as told:
        hold_to_a_disk(Path("/mnt/nas/tanggap.db"), Disk("nfs4", Trust.NONE))
    assert "/mnt/nas/tanggap.db" in str(told.value)
    assert "(nfs4)" in str(told.value)
    assert "[buku_besar] alamat" in str(told.value)
    hold_to_a_disk(Path("/mnt/nas/tanggap.db"), Disk("fuse.sesuatu", Trust.DOUBTFUL))
