"""The discovery documents shipped with google-api-python-client, which requests and answers are held to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import googleapiclient

from .errors import Refusal

APIS = {
    "sheets": "sheets.v4",
    "drive": "drive.v3",
    "drive.v2": "drive.v2",
    "gmail": "gmail.v1",
    "forms": "forms.v1",
}


@cache
def document(service: str) -> dict[str, Any]:
    """Read the discovery document of one of `APIS`."""
    folder = Path(googleapiclient.__file__).parent / "discovery_cache" / "documents"
    found: dict[str, Any] = json.loads((folder / f"{APIS[service]}.json").read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Method:
    """One API method: its id, verb, address pattern, parameters, scopes and schemas.

    Attributes:
        upload: whether this is the address for uploads.
        largest: the most bytes that an upload may have; 0 is any number.
        accepts: the MIME type of an upload, such as `message/*`.
    """

    service: str
    id: str
    verb: str
    pattern: re.Pattern[str]
    names: tuple[str, ...]
    parameters: Mapping[str, Any]
    scopes: frozenset[str]
    request: str | None
    response: str | None
    upload: bool = False
    largest: int = 0
    accepts: str = "*/*"

    def check_media(self, mime_type: str, size: int) -> None:
        """Refuse an upload that is too large or of another type.

        Raises:
            Refusal: 413 or 400.
        """
        if self.largest and size > self.largest:
            raise Refusal(413, "Request Too Large", reason="uploadTooLarge")
        main = self.accepts.removesuffix("*")
        if self.accepts != "*/*" and not mime_type.lower().startswith(main):
            said = f"Media type '{mime_type}' is not supported. Valid media types: [{self.accepts}]"
            raise Refusal(400, said, reason="badContent")


def _pattern(path: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    names = tuple(re.findall(r"\{\+?(\w+)\}", path))
    pieces = re.split(r"\{\+?\w+\}", path)
    return re.compile("([^/]+?)".join(re.escape(piece) for piece in pieces) + r"\Z"), names


def _methods(service: str) -> Iterator[Method]:
    doc = document(service)

    def walk(resource: Mapping[str, Any]) -> Iterator[Method]:
        for spec in resource.get("methods", {}).values():
            paths = [("/" + doc["servicePath"] + spec["path"], False)]
            if "mediaUpload" in spec:
                paths.append((spec["mediaUpload"]["protocols"]["simple"]["path"], True))
            for path, upload in paths:
                pattern, names = _pattern(path)
                media = spec.get("mediaUpload", {}) if upload else {}
                yield Method(
                    service,
                    service + spec["id"].removeprefix(service.partition(".")[0]),
                    spec["httpMethod"],
                    pattern,
                    names,
                    {**doc["parameters"], **spec.get("parameters", {})},
                    frozenset(spec.get("scopes", ())),
                    spec.get("request", {}).get("$ref"),
                    spec.get("response", {}).get("$ref"),
                    upload,
                    int(media.get("maxSize", 0)),
                    media.get("accept", ["*/*"])[0],
                )
        for inner in resource.get("resources", {}).values():
            yield from walk(inner)

    yield from walk(doc)


@cache
def methods() -> tuple[Method, ...]:
    """All methods of all services; literal paths before those with variables, longer before shorter."""
    found = [method for service in APIS for method in _methods(service)]
    return tuple(sorted(found, key=lambda one: (len(one.names), -len(one.pattern.pattern))))


@cache
def ids() -> frozenset[str]:
    """Return the ids of all methods, such as `sheets.spreadsheets.values.get`."""
    return frozenset(method.id for method in methods())


@lru_cache(4096)
def find(verb: str, path: str) -> tuple[Method, dict[str, str]] | None:
    """Find the method that an undecoded path and verb address, with its path parameters decoded."""
    for method in methods():
        if method.verb == verb and (match := method.pattern.match(path)):
            return method, {name: unquote(text) for name, text in zip(method.names, match.groups(), strict=True)}
    return None


_TRUE = {"true", "True", "TRUE", "1"}
_FALSE = {"false", "False", "FALSE", "0"}


def _typed(name: str, text: str, spec: Mapping[str, Any]) -> Any:
    kind = spec.get("type")
    if kind == "boolean":
        if text in _TRUE or text in _FALSE:
            return text in _TRUE
        raise _invalid_value(name, "TYPE_BOOL", text)
    if kind == "integer":
        if re.fullmatch(r"-?\d+", text):
            return int(text)
        raise _invalid_value(name, "TYPE_INT32", text)
    if "enum" in spec:
        found = enum_named(spec["enum"], text)
        if found is None:
            raise _invalid_value(name, _ENUM.format(_TYPES.get(name, name[0].upper() + name[1:])), text)
        return found
    return text


_ENUM = "type.googleapis.com/google.apps.sheets.v4.{}"
_TYPES = {
    "majorDimension": "Dimension",
    "responseValueRenderOption": "ValueRenderOption",
    "responseDateTimeRenderOption": "DateTimeRenderOption",
    "horizontalAlignment": "HorizontalAlign",
    "verticalAlignment": "VerticalAlign",
    "type": "ConditionType",
}
"""Types of fields that are not named as their fields are; the discovery documents do not tell."""


def enum_named(names: list[str], given: object) -> str | None:
    """Return the value of an enumeration that a name in whatever case, or its number, stands for."""
    if isinstance(given, str) and given.upper() in names:
        return given.upper()
    if isinstance(given, str) and given in names:
        return given
    if isinstance(given, int) or (isinstance(given, str) and given.isdecimal()):
        return names[int(given)] if 0 <= int(given) < len(names) else None
    return None


def _invalid_value(name: str, kind: str, text: str) -> Refusal:
    said = f"Invalid value at '{_snake(name)}' ({kind}), \"{text}\""
    return Refusal(400, said, reason="invalid", domain="", details=bad_request([(_snake(name), said)]))


def bad_request(faults: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """Return the `details` that name the fields at fault, each with what is wrong about it."""
    violations = [{"field": field, "description": text} if field else {"description": text} for field, text in faults]
    return [{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": violations}]


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda match: "_" + match.group(1).lower(), name)


def parameters(method: Method, given: list[tuple[str, str]]) -> dict[str, Any]:
    """Check and type the query parameters of a call."""
    found: dict[str, Any] = {}
    for name, text in given:
        spec = method.parameters.get(name)
        if spec is None:
            if method.service in ("sheets", "forms"):
                said = (
                    f'Invalid JSON payload received. Unknown name "{name}": Cannot bind query parameter. '
                    f"Field '{name}' could not be found in request message."
                )
                raise Refusal(400, said, details=bad_request([("", said)]))
            continue  # Drive and Gmail are lenient.
        value = _typed(name, text, spec)
        if spec.get("repeated"):
            found.setdefault(name, []).append(value)
        else:
            found[name] = value
    for name, spec in method.parameters.items():
        if spec.get("required") and spec.get("location") == "query" and not found.get(name):
            raise Refusal(400, f"Required parameter: {name}", reason="required", location=name)
    return found


def check_body(service: str, schema: str, body: object) -> None:
    """Refuse what Google's JSON parser would refuse in a body of `schema`: unknown fields and wrong types.

    Lone values and nested lists that it would take for a list are made one, in place.

    Raises:
        Refusal: 400 in Google's words with its `fieldViolations`; Drive is lenient about unknown fields.
    """
    faults: list[tuple[str, str]] = []
    _check(service, {"$ref": schema}, body, "", faults)
    if faults:
        raise Refusal(400, "\n".join(text for _, text in faults), details=bad_request(faults))


def _check(service: str, spec: Mapping[str, Any], value: object, path: str, faults: list[tuple[str, str]]) -> None:
    if value is None:
        return
    if "$ref" in spec:
        spec = document(service)["schemas"][spec["$ref"]]
    kind = spec.get("type")
    if kind == "object":
        _check_object(service, spec, value, path, faults)
    elif kind == "array":
        if not isinstance(value, list):
            # Protobuf's JSON parser takes a lone value for a list of one.
            _check(service, spec["items"], value, path, faults)
            return
        for index, item in enumerate(value):
            _check(service, spec["items"], item, f"{path}[{index}]", faults)
    elif kind and not _fits(spec, value):
        named = _proto_type(spec, re.sub(r"\[\d+\]", "", path).rpartition(".")[2])
        printed = json.dumps(value, ensure_ascii=False)
        faults.append((_snake(path), f"Invalid value at '{_snake(path)}' ({named}), {printed}"))


def _check_object(
    service: str, spec: Mapping[str, Any], value: object, path: str, faults: list[tuple[str, str]]
) -> None:
    if not isinstance(value, dict):
        printed = json.dumps(value, ensure_ascii=False)
        faults.append((_snake(path), f"Invalid value at '{_snake(path)}' ({_proto_type(spec)}), {printed}"))
        return
    known = spec.get("properties", {})
    for name, inner in value.items():
        if name in known:
            value[name] = parsed = _parsed(known[name], inner)
            _check(service, known[name], parsed, f"{path}.{name}" if path else name, faults)
        elif "additionalProperties" in spec:
            _check(service, spec["additionalProperties"], inner, f"{path}.{name}", faults)
        elif not service.startswith("drive"):
            at = f" at '{_snake(path)}'" if path else ""
            faults.append(
                (
                    _snake(path),
                    f'Invalid JSON payload received. Unknown name "{name}"{at}: Cannot find field.',
                )
            )


def _parsed(spec: Mapping[str, Any], value: Any) -> Any:
    """Return what protobuf's JSON parser takes a value for.

    For a repeated field, a lone value is a list of one and lists in a list are one list; a name of an enumeration
    may be in small letters, or a number.
    """
    if "enum" in spec and value is not None:
        return enum_named(spec["enum"], value) or value
    if spec.get("type") != "array" or value is None or spec["items"].get("type") in ("array", "any"):
        return value
    if not isinstance(value, list):
        return [value]
    if not any(isinstance(one, list) for one in value):
        return value
    return [inner for one in value for inner in (one if isinstance(one, list) else [one])]


def _proto_type(spec: Mapping[str, Any], name: str = "Enum") -> str:
    if spec.get("type") == "object":
        name = str(spec.get("id", "Object"))
        return _ENUM.format("BatchUpdateSpreadsheetRequest.Request" if name == "Request" else name)
    if "enum" in spec:
        return _ENUM.format(_TYPES.get(name, name[0].upper() + name[1:]))
    return {
        "string": "TYPE_STRING",
        "boolean": "TYPE_BOOL",
        "integer": "TYPE_INT32",
        "number": "TYPE_DOUBLE",
    }.get(str(spec.get("type")), "TYPE_STRING")


def _fits(spec: Mapping[str, Any], value: object) -> bool:
    kind = spec.get("type")
    if kind == "any":
        return True
    if kind == "boolean":
        return isinstance(value, bool)
    if isinstance(value, bool):
        return False
    if kind == "string":
        if "enum" in spec:
            return value in spec["enum"]
        return isinstance(value, str) or (spec.get("format") in ("int64", "uint64") and isinstance(value, int))
    if kind == "integer":
        return (isinstance(value, int | float) and value == int(value)) or (
            isinstance(value, str) and re.fullmatch(r"-?\d+", value) is not None
        )
    if kind == "number":
        return isinstance(value, int | float) or value in ("NaN", "Infinity", "-Infinity")
    return True


def check_mask(service: str, schema: str, mask: Mapping[str, Any]) -> None:
    """Refuse a field mask that names what an answer of `schema` never has.

    Raises:
        Refusal: 400 in the service's words.
    """
    wrong = _unknown_in(service, {"$ref": schema}, mask)
    if wrong is None:
        return
    if service.startswith("drive"):
        raise Refusal(400, f"Invalid field selection {wrong}", reason="invalidParameter", location="fields")
    said = f"Error expanding 'fields' parameter. Cannot find matching fields for path '{wrong}'."
    raise Refusal(400, "Request contains an invalid argument.", details=bad_request([(wrong, said)]))


def _unknown_in(service: str, spec: Mapping[str, Any], mask: Mapping[str, Any]) -> str | None:
    while "$ref" in spec or spec.get("type") == "array":
        spec = document(service)["schemas"][spec["$ref"]] if "$ref" in spec else spec["items"]
    known = spec.get("properties", {})
    if "additionalProperties" in spec or spec.get("type") == "any":
        return None
    for name, inner in mask.items():
        if name == "*":
            continue
        if name not in known:
            return name
        wrong = _unknown_in(service, known[name], inner) if inner else None
        if wrong is not None:
            return wrong
    return None


def answer_faults(service: str, schema: str, body: object) -> list[str]:
    """Return what in an answer does not conform to its schema, one text a fault (strict for every service)."""
    faults: list[tuple[str, str]] = []
    # Drive's leniency is about requests; an answer is held to its schema in full.
    _check_strictly(service, {"$ref": schema}, body, "", faults)
    return [text for _, text in faults]


def _check_strictly(
    service: str, spec: Mapping[str, Any], value: object, path: str, faults: list[tuple[str, str]]
) -> None:
    if "$ref" in spec:
        spec = document(service)["schemas"][spec["$ref"]]
    kind = spec.get("type")
    if kind == "object":
        _check_object_strictly(service, spec, value, path, faults)
    elif kind == "array":
        if not isinstance(value, list):
            faults.append((path, f"{path}: not a list"))
            return
        for index, item in enumerate(value):
            _check_strictly(service, spec["items"], item, f"{path}[{index}]", faults)
    elif kind and not _fits(spec, value):
        faults.append((path, f"{path}: {value!r} is not {kind}"))


def _check_object_strictly(
    service: str, spec: Mapping[str, Any], value: object, path: str, faults: list[tuple[str, str]]
) -> None:
    if not isinstance(value, dict):
        faults.append((path, f"{path}: not an object"))
        return
    for name, inner in value.items():
        known = spec.get("properties", {}).get(name, spec.get("additionalProperties"))
        if known is None:
            faults.append((path, f"{path}.{name}: not in the discovery document"))
        else:
            _check_strictly(service, known, inner, f"{path}.{name}", faults)
