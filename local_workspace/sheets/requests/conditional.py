"""Conditional format rules."""

from __future__ import annotations

from typing import Any

from local_workspace.api.errors import Refusal

from .edit import Edit, normal, normal_range


def _rule(edit: Edit, given: dict[str, Any] | None) -> dict[str, Any]:
    rule = normal(given or {})
    if not rule.get("ranges"):
        raise Refusal(400, "rule.ranges: at least one range is required.")
    if not ("booleanRule" in rule) != ("gradientRule" in rule):
        raise Refusal(400, "rule: exactly one of booleanRule and gradientRule must be set.")
    if "booleanRule" in rule and not (rule["booleanRule"].get("condition") or {}).get("type"):
        raise Refusal(400, "rule.booleanRule.condition.type is required.")
    for one in rule["ranges"]:
        edit.area(one, inside=False)
    rule["ranges"] = [normal_range(one) for one in rule["ranges"]]
    return dict(rule)


def _add(edit: Edit, body: dict[str, Any]) -> None:
    rule = _rule(edit, body.get("rule"))
    rules = edit.sheet(rule["ranges"][0].get("sheetId")).list_of("conditionalFormats")
    index = int(body.get("index") or 0)
    if not 0 <= index <= len(rules):
        raise Refusal(400, f"No conditional format on sheet at index: {index}")
    rules.insert(index, rule)


def _at(rules: list[dict[str, Any]], sheet_id: Any, index: Any) -> int:
    number = int(index or 0)
    if not 0 <= number < len(rules):
        raise Refusal(400, f"No conditional format on sheet: {int(sheet_id or 0)} at index: {number}")
    return number


def _update(edit: Edit, body: dict[str, Any]) -> dict[str, Any]:
    index = int(body.get("index") or 0)
    if "newIndex" in body:
        rules = edit.sheet(body.get("sheetId")).list_of("conditionalFormats")
        rule = rules.pop(_at(rules, body.get("sheetId"), index))
        new = min(int(body.get("newIndex") or 0), len(rules))
        rules.insert(new, rule)
        return {"newIndex": new, "newRule": rule, "oldIndex": index}
    rule = _rule(edit, body.get("rule"))
    number = body.get("sheetId") if "sheetId" in body else rule["ranges"][0].get("sheetId")
    rules = edit.sheet(number).list_of("conditionalFormats")
    old = rules[_at(rules, number, index)]
    rules[index] = rule
    return {"newRule": rule, "newIndex": index, "oldRule": old}


def _delete(edit: Edit, body: dict[str, Any]) -> dict[str, Any]:
    rules = edit.sheet(body.get("sheetId")).list_of("conditionalFormats")
    return {"rule": rules.pop(_at(rules, body.get("sheetId"), body.get("index")))}


HANDLERS = {
    "addConditionalFormatRule": _add,
    "updateConditionalFormatRule": _update,
    "deleteConditionalFormatRule": _delete,
}
