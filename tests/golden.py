"""Texts that people read, many in one readable file. `TANGGAP_GOLDEN=tulis pytest …` writes them anew, to be read."""

import os
from pathlib import Path


class GoldenTexts:
    """One file of texts, each below a line with its name."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def all(self) -> dict[str, str]:
        """Return the texts by name."""
        parts = self._file.read_text(encoding="utf-8").split("# ")[1:] if self._file.exists() else []
        found = (part.partition("\n") for part in parts)
        return {name: text.strip() for name, _, text in found}

    def expect(self, name: str, text: str) -> None:
        """Fail where a text is another than the file's."""
        known = self.all()
        if os.environ.get("TANGGAP_GOLDEN") == "tulis":
            known = {**known, name: text.strip()}
            self._file.write_text("\n\n".join(f"# {name}\n{text}" for name, text in known.items()) + "\n", "utf-8")
        assert text.strip() == known.get(name)
