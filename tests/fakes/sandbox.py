"""Files opened in this very process: quick, and without limits."""

from collections.abc import Sequence

from automation.archive.binding import bound
from automation.archive.looking import look
from automation.archive.splitting import split_pdf
from automation.domain.scans import SeenScan


class FakeSandbox:
    """Keeps the promises of `automation.ports.Sandbox` for files that do no harm."""

    def look(self, content: bytes, mime_type: str) -> SeenScan:
        return look(content, mime_type)

    def bound(self, content: bytes) -> bytes:
        return bound(content)

    def split(self, content: bytes, ranges: Sequence[tuple[int, int]]) -> tuple[bytes, ...]:
        return split_pdf(content, ranges)

    def rest(self) -> None:
        """Nothing was begun."""
