"""Reads a saved recommendation; whatever is wrong with it is told by its path in the JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NoReturn

from pydantic import ValidationError

from advisor.documents import Document
from advisor.documents.validation import KINDS, MAX_PROBLEMS, dotted, shown
from advisor.model.contract.document import SavedRecommendation
from advisor.model.errors import InputError, Problem
from advisor.model.requirements import Requirements
from advisor.needs.known import Known
from advisor.needs.reader import from_document

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

MAX_BYTES = 4_000_000
"""Eight times the fullest recommendation of 27 frameworks."""
MAX_VALUES = 60_000
"""Six times the values of that one; each could cost several problems."""
MAX_DEPTH = 32
MANY = 1_000
"""So many problems are counted, not listed: the file is something else."""
AGAIN = "save it anew with `advisor recommend FILE --format json`"
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_saved(raw: bytes, name: str) -> SavedRecommendation | None:
    """The saved recommendation in these bytes, or None where they are something else, such as requirements.

    A JSON object with a ranking is meant to be one. Raises `InputError` with all problems of what is meant to be one.
    """
    if not raw.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") or b'"ranking"' not in raw:
        return None
    if len(raw) > MAX_BYTES or raw.count(b",") > MAX_VALUES:
        _refuse(name, f"larger than {MAX_BYTES:,} bytes or {MAX_VALUES:,} values", "no recommendation is as large")
    data = _json(raw, name)
    if "ranking" not in data:
        return None
    try:
        return SavedRecommendation.model_validate(data)
    except ValidationError as error:
        raise InputError(_problems(error, name)) from None


def requirements_of(saved: SavedRecommendation, name: str, known: Known) -> Requirements:
    """What a saved recommendation was asked for, checked like a requirements file; its edition is left out."""
    data = {key: value for key, value in saved.requirements.items() if key != "edition"}
    try:
        return from_document(Document(name, data), known)
    except InputError as error:
        problems = [
            replace(one, message=f"`requirements`: {one.message}", line=None, column=None) for one in error.problems
        ]
        raise InputError(problems) from None


def _json(raw: bytes, name: str) -> dict[str, Any]:
    """The object in a JSON text, without numbers that JSON does not have, broken characters, or endless nesting."""

    def no_number(word: str) -> NoReturn:
        _refuse(name, f"not valid JSON: {word} is not a number", AGAIN)

    try:
        data = json.loads(raw.decode("utf-8-sig"), parse_constant=no_number)
    except UnicodeDecodeError as error:
        _refuse(name, f"not UTF-8 text (byte {error.start})", "is this a binary file, or saved in another encoding?")
    except json.JSONDecodeError as error:
        problem = Problem(f"not valid JSON: {error.msg}", name, error.lineno, error.colno, "is the file cut off?")
        raise InputError([problem]) from None
    except ValueError:  # Python's own limit
        _refuse(name, "not valid JSON: a number has too many digits", AGAIN)
    except RecursionError:
        _refuse(name, f"nested more than {MAX_DEPTH} levels deep", AGAIN)
    assert isinstance(data, dict)
    for depth, text in _texts(data):
        if depth > MAX_DEPTH:
            _refuse(name, f"nested more than {MAX_DEPTH} levels deep", AGAIN)
        if not text.isascii() and _SURROGATE.search(text):
            _refuse(name, "half of a character (a lone surrogate) is in it", AGAIN)
    return data


def _texts(data: Any) -> Iterator[tuple[int, str]]:
    """Every text in the data and every container (as an empty text), with its depth; no recursion."""
    stack = [(1, data)]
    while stack:
        depth, value = stack.pop()
        if isinstance(value, str):
            yield depth, value
        elif isinstance(value, dict | list):
            yield depth, ""
            if isinstance(value, dict):
                stack += [(depth, key) for key in value]
            stack += [(depth + 1, item) for item in (value.values() if isinstance(value, dict) else value)]


def _refuse(name: str, message: str, hint: str) -> NoReturn:
    raise InputError([Problem(message, name, hint=hint)]) from None


def _problems(error: ValidationError, name: str) -> list[Problem]:
    if error.error_count() > MANY:
        message = f"not a recommendation: {error.error_count():,} values are missing or wrong"
        return [Problem(message, name, hint=AGAIN)]
    return [_problem(detail, name) for detail in error.errors(include_url=False)[:MAX_PROBLEMS]]


def _problem(detail: ErrorDetails, name: str) -> Problem:
    """One complaint: the path in the JSON, what was found, what was expected."""
    path, found, kind = dotted(detail["loc"]), shown(detail["input"]), detail["type"]
    if kind == "missing":
        return Problem(f"missing key `{path}`", name, hint=AGAIN)
    if kind == "literal_error":
        hint = f"allowed: {detail['ctx']['expected']}"
        return Problem(f"`{path}`: {found} is not allowed", name, hint=hint)
    if kind == "law":
        return Problem(f"`{path}`: {detail['msg']}", name, hint=AGAIN)
    if kind in ("model_type", "dict_type"):
        return Problem(f"`{path}`: {found} is not an object", name)
    expected = KINDS.get(kind, detail["msg"][:1].lower() + detail["msg"][1:])
    return Problem(f"`{path}`: {found} is not {expected}", name)
