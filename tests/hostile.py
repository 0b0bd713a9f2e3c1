"""The values of `hostile.json`, by name: what may make a program do something other than keep it."""

import json
from pathlib import Path
from typing import Any


def _value(told: str | dict[str, Any]) -> str:
    return told if isinstance(told, str) else told["repeat"] * told["times"]


HOSTILE = {
    name: _value(told)
    for name, told in json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8")).items()
}
