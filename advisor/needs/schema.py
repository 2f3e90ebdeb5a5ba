"""The JSON Schema of the requirements file, for editors that complete and check while one types."""

from __future__ import annotations

import json
from typing import Any

from advisor.model.requirements import Requirements
from advisor.model.vocabulary import CATEGORIES
from advisor.needs.known import Known

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(known: Known) -> str:
    """The schema as JSON text, with the criteria and alternatives that this installation knows."""
    schema: dict[str, Any] = {"$schema": DIALECT, **Requirements.model_json_schema(by_alias=True)}
    schema["title"] = "advisor requirements file, version 1"
    properties = schema["properties"]
    properties["edition"] = {"enum": [*known.editions, *(int(one) for one in known.editions if one.isdigit())]}
    properties["priorities"]["propertyNames"] = {"enum": [*CATEGORIES, *known.criteria]}
    properties["weights"]["propertyNames"] = {"enum": list(known.criteria)}
    properties["team_knows"]["items"] = {"enum": list(known.alternatives)}
    constraints = schema["$defs"]["Constraints"]["properties"]
    for key in ("include", "exclude"):
        constraints[key]["items"] = {"enum": list(known.alternatives)}
    _allow_short_needs(schema)
    return json.dumps(schema, indent=2) + "\n"


def _allow_short_needs(schema: dict[str, Any]) -> None:
    """Every need may also be written as a bare list, which means required."""
    needs = {f"#/$defs/{name}": body for name, body in schema["$defs"].items() if name.startswith("Need")}
    parts = [schema, *schema["$defs"].values()]
    for properties in [part.get("properties", {}) for part in parts]:
        for name, value in properties.items():
            body = needs.get(value.get("$ref", ""))
            if body is not None:
                short = {"type": "array", "items": body["properties"]["required"]["items"]}
                properties[name] = {"anyOf": [{"$ref": value["$ref"]}, short]}
