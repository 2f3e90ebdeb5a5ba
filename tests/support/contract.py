"""The reference of the JSON contract, generated from the model's own descriptions. `make readme` writes it anew."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from advisor.saved.schema import json_schema
from tests.support.cli import ROOT

PAGE = ROOT / "docs" / "json-contract.md"
REFERENCE = re.compile(r"(<!-- reference -->\n)(.*?)(<!-- end of reference -->)", re.DOTALL)
KINDS = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "null": "null"}
DOCUMENT = "The document"


def refreshed(text: str) -> str:
    """The page with its generated part as it must be."""
    return REFERENCE.sub(lambda found: found[1] + reference() + found[3], text)


def reference() -> str:
    """A table for every object of the contract, in the order in which they are first met."""
    schema = json.loads(json_schema())
    objects = {DOCUMENT: schema} | {name: schema["$defs"][name] for name in _met(schema)}
    return "\n".join("\n".join(_table(name, body)) + "\n" for name, body in objects.items())


def _met(schema: dict[str, Any]) -> list[str]:
    """The names of all objects, breadth first."""
    found: list[str] = []
    queue = [schema["properties"]]
    while queue:
        for name in re.findall(r'"#/\$defs/(\w+)"', json.dumps(queue.pop(0))):
            if name not in found:
                found.append(name)
                queue.append(schema["$defs"][name]["properties"])
    return found


def _table(name: str, body: dict[str, Any]) -> Iterator[str]:
    yield f"### {name}"
    yield ""
    yield " ".join(body["description"].split()).replace("``", "`")
    yield ""
    yield "| key | value | | meaning |"
    yield "| --- | --- | --- | --- |"
    for key, value in body["properties"].items():
        absent = "" if key in body["required"] else "may be absent"
        yield f"| `{key}` | {_kind(value)} | {absent} | {value['description']} |"


def _kind(value: dict[str, Any]) -> str:
    """A type as people say it."""
    if "$comment" in value:
        return str(value["$comment"])
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "const" in value or "enum" in value:
        return " or ".join(f"`{one}`" for one in value.get("enum", [value.get("const")]))
    if "anyOf" in value:
        return " or ".join(dict.fromkeys(_kind(one) for one in value["anyOf"]))
    if "prefixItems" in value:
        return f"[{', '.join(_kind(one) for one in value['prefixItems'])}]"
    if value["type"] == "array":
        return f"list of {_kind(value['items'])}"
    if value["type"] == "object":
        items = value["additionalProperties"]
        return "object" if items is True else f"object of {_kind(items)}"
    return KINDS[value["type"]]


if __name__ == "__main__":
    PAGE.write_text(refreshed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
