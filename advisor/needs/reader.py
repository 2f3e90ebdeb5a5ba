"""Reads a requirements file; file and quiz both go through here."""

from __future__ import annotations

from itertools import islice
from typing import Any

from pydantic import ValidationError

from advisor.documents import Document, problems_of, read_document
from advisor.documents.validation import MAX_PROBLEMS, shown
from advisor.model.errors import InputError
from advisor.model.requirements import Requirements
from advisor.needs.known import Known, complaints


def read_requirements(raw: bytes | str, name: str, known: Known) -> Requirements:
    """The requirements in a YAML or JSON text; raises `InputError` with all problems, each with its place in ``name``."""
    return from_document(read_document(raw, name), known)


def from_document(document: Document, known: Known) -> Requirements:
    """The requirements in a parsed document; a key without a value counts as not given."""
    data = {} if document.data is None else document.data
    if not isinstance(data, dict):
        message = f"expected keys and values, found {shown(data)}"
        raise InputError([document.problem((), message, hint="start from `advisor init`")])
    data = _without_nulls(data)
    found = islice(complaints(data, known), MAX_PROBLEMS)
    problems = [document.problem(path, text, hint=hint, key=key) for path, text, hint, key in found]
    try:
        requirements = Requirements.model_validate(data)
    except ValidationError as error:
        raise InputError([*problems, *problems_of(error, document, Requirements)]) from None
    if problems:
        raise InputError(problems)
    return requirements


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(item) for key, item in value.items() if item is not None}
    return value
