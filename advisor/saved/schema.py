"""The JSON Schema of a saved recommendation, for whoever reads or checks one."""

from __future__ import annotations

import json
from typing import Any

from advisor.model.contract.document import SavedRecommendation
from advisor.needs.schema import DIALECT


def json_schema() -> str:
    """The schema as JSON text."""
    schema: dict[str, Any] = {"$schema": DIALECT, **SavedRecommendation.model_json_schema(by_alias=True)}
    schema["title"] = "advisor recommendation, version 1"
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
