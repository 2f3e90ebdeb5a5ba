"""Turns what pydantic found into problems with a place, what was found, what is allowed, and the closest match."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, get_args, get_origin

from advisor.documents.places import Document, Path
from advisor.model.errors import Problem
from advisor.model.vocabulary import ALIASES

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

MIN_PREFIX = 3
MAX_SHOWN = 60
MAX_PROBLEMS = 50
"""More than anybody mends before trying again."""
MAPPINGS = {
    "Need": "a list such as [a, b], or {required: [...], preferred: [...]}",
    "Languages": "{train: [...], serve: [...]}",
    "HardwareNeeds": "{train: [...], serve: [...]}",
}
"""How the parts of a requirements file are written, by the beginning of the name of their class."""

KINDS = {
    "dict_type": "a mapping (key: value)",
    "tuple_type": "a list, such as [a, b]",
    "list_type": "a list, such as [a, b]",
    "string_type": "text",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
    "finite_number": "a finite number",
}


def closest(word: object, allowed: list[str]) -> str:
    """``did you mean `x`?`` for the nearest allowed word, or nothing."""
    if not isinstance(word, str):
        return ""
    folded = {item.lower(): item for item in allowed}
    lower = word.lower()
    if ALIASES.get(lower) in allowed:
        return f"did you mean `{ALIASES[lower]}`?"
    begins = [item for item in folded if len(lower) >= MIN_PREFIX and item.startswith(lower)]
    match = begins or difflib.get_close_matches(lower, list(folded), n=1, cutoff=0.6)
    return f"did you mean `{folded[match[0]]}`?" if match else ""


def choice_hint(word: object, allowed: list[str]) -> str:
    """The suggestion, if any, and everything that is allowed."""
    listing = f"allowed: {', '.join(allowed)}" if allowed else ""
    return " ".join(part for part in (closest(word, allowed), listing) if part)


def problems_of(error: ValidationError, document: Document, model: type[BaseModel]) -> list[Problem]:
    """Every pydantic complaint as a `Problem` at its place in the document."""
    details = error.errors(include_url=False)
    return [_problem(detail, document, model) for detail in details[:MAX_PROBLEMS]]


def _problem(detail: ErrorDetails, document: Document, model: type[BaseModel]) -> Problem:
    path = document_path(detail["loc"], document.data)
    name = dotted(path) if path else "the file"
    found, kind = shown(detail["input"]), detail["type"]
    if kind == "extra_forbidden":
        hint = choice_hint(path[-1], _fields_at(model, detail["loc"][:-1]))
        return document.problem(path, f"unknown key `{name}`", hint=hint, key=True)
    if kind == "missing":
        return document.problem(path, f"missing key `{name}`", hint="this key must be given")
    if kind in ("literal_error", "enum"):
        allowed = [word.strip("'") for word in detail["ctx"]["expected"].replace(" or ", ", ").split(", ")]
        message = f"`{name}`: {found} is not allowed"
        if detail["input"] in allowed:
            return document.problem(path, f"`{name}`: {found} is text", hint=f"write {detail['input']} without quotes")
        return document.problem(path, message, hint=choice_hint(detail["input"], allowed))
    if kind == "model_type":
        class_name = detail["ctx"]["class_name"]
        form = next((text for name_, text in MAPPINGS.items() if class_name.startswith(name_)), "key: value lines")
        return document.problem(path, f"`{name}`: {found} is of the wrong type", hint=f"write {form}")
    if kind == "greater_than_equal":
        return document.problem(
            path, f"`{name}`: {found} is too small", hint=f"allowed: {detail['ctx']['ge']:g} or more"
        )
    if kind in KINDS:
        return document.problem(path, f"`{name}`: {found} is not {KINDS[kind]}", hint=f"write {KINDS[kind]}")
    return document.problem(path, f"`{name}`: {found} is wrong", hint=_lower_first(detail["msg"]))


def document_path(location: tuple[str | int, ...], data: Any) -> Path:
    """The path in the file for a path in the model: a bare list has no ``required`` level of its own."""
    path: list[str | int] = []
    for part in location:
        if isinstance(data, list) and not isinstance(part, int):
            continue
        path.append(part)
        data = _step(data, part)
    return tuple(path)


def _step(data: Any, part: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(part)
    if isinstance(data, list) and isinstance(part, int) and part < len(data):
        return data[part]
    return None


def dotted(path: Path) -> str:
    """A path as people read it: ``languages.train[0]``."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{clipped(part)}" for part in path).removeprefix(".")


def clipped(text: str) -> str:
    """A text that fits a line."""
    return f"{text[:MAX_SHOWN]}…" if len(text) > MAX_SHOWN else text


def shown(value: Any) -> str:
    """A found value, short enough for one line."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    if value is None:
        return "nothing"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"`{clipped(text)}`"


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _fields_at(model: type[BaseModel], location: tuple[str | int, ...]) -> list[str]:
    """The keys that a nested model knows, by the file's own spelling."""
    kind: Any = model
    for part in location:
        field = getattr(kind, "model_fields", {}).get(part)
        kind = _inner(field.annotation if field else kind, take_item=field is None)
    fields = getattr(kind, "model_fields", {})
    return [field.alias or name for name, field in fields.items()]


def _inner(kind: Any, *, take_item: bool) -> Any:
    """The item type of a dict or list annotation, else the annotation itself."""
    if get_origin(kind) in (dict, list, tuple) and take_item:
        return next((arg for arg in reversed(get_args(kind)) if arg is not Ellipsis), kind)
    return kind
