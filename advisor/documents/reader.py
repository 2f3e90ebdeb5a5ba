"""Reads YAML as events, so that depth, aliases, tags and duplicate keys are judged before anything is built.

Plain scalars follow the YAML 1.2 core schema: ``true``, ``12``, ``1.5`` and ``null`` are typed, everything else (dates, ``no``,
``3.10.1``) stays text. See https://yaml.org/spec/1.2.2/#103-core-schema.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from advisor.documents.places import Document, Path, Place
from advisor.model.errors import InputError, Problem

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # a PyYAML built without libyaml is slower but reads the same
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

MAX_BYTES = 100_000
"""A requirements file takes a page; what is larger is something else."""
MAX_DEPTH = 32
MAX_PROBLEMS = 50

_NULL = re.compile(r"(?:~|null|Null|NULL|)\Z")
_TRUE_FALSE = re.compile(r"(?:(true|True|TRUE)|false|False|FALSE)\Z")
_INT = re.compile(r"[-+]?[0-9]{1,18}\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]{1,30}|[0-9]{1,30}(?:\.[0-9]{0,30})?)(?:[eE][-+]?[0-9]{1,3})?\Z")
_NOT_A_NUMBER = re.compile(r"(?:([-+]?)\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z")


def scalar(text: str) -> Any:
    """The value of a plain (unquoted) scalar."""
    if _NULL.match(text):
        return None
    if match := _TRUE_FALSE.match(text):
        return match[1] is not None
    if _INT.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    if match := _NOT_A_NUMBER.match(text):
        return float("nan") if "n" in text[-1].lower() else float(f"{match[1] or ''}inf")
    return text


@dataclass
class _Frame:
    """A mapping or sequence under construction."""

    data: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None
    first: dict[str, Place] | None = None


class _Builder:
    """Builds a `Document` from parser events with an explicit stack: no recursion, whatever the input."""

    def __init__(self, name: str) -> None:
        self.document = Document(name, None)
        self.root: Any = None
        self.stack: list[_Frame] = []
        self.problems: list[Problem] = []
        self.documents = 0

    def fail(self, event: yaml.Event, message: str, hint: str = "") -> None:
        line, column = _place(event)
        self.problems.append(Problem(message, self.document.name, line, column, hint))
        if len(self.problems) >= MAX_PROBLEMS:
            raise InputError(self.problems)

    def stop(self, event: yaml.Event, message: str, hint: str = "") -> None:
        self.fail(event, message, hint)
        raise InputError(self.problems)

    def feed(self, event: yaml.Event) -> None:
        """Take the next event."""
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self.stop(event, "a second YAML document starts here", "keep one document to a file")
            case yaml.AliasEvent():
                self.stop(event, f"YAML alias *{event.anchor} is not allowed", "write the value out")
            case yaml.ScalarEvent():
                self.refuse_decoration(event)
                self.take(event, scalar(event.value) if event.implicit[0] else event.value)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self.open(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.stack.pop()

    def refuse_decoration(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.tag:
            self.fail(event, f"YAML tag {event.tag} is not allowed", "remove the tag; plain values are enough")
        if event.anchor:
            self.fail(event, f"YAML anchor &{event.anchor} is not allowed", "remove the anchor")

    def open(self, event: yaml.CollectionStartEvent) -> None:
        self.refuse_decoration(event)
        if len(self.stack) >= MAX_DEPTH:
            self.stop(event, f"nested more than {MAX_DEPTH} levels deep", "the file needs only a few levels")
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.data, dict) and top.key is None:
            self.stop(event, "a key must be plain text", "write `key: value`")
        mapping = isinstance(event, yaml.MappingStartEvent)
        data: dict[str, Any] | list[Any] = {} if mapping else []
        path = self.take(event, data)
        self.stack.append(_Frame(data, path, first={} if mapping else None))

    def take(self, event: yaml.Event, value: Any) -> Path:
        """Put a finished or freshly opened value where it belongs; return its path."""
        place = _place(event)
        if not self.stack:
            self.root = value
            self.document.values[()] = place
            return ()
        top = self.stack[-1]
        if isinstance(top.data, list):
            path: Path = (*top.path, len(top.data))
            top.data.append(value)
        elif top.key is None:
            self.take_key(event, top, place)
            return top.path
        else:
            path = (*top.path, top.key)
            top.data[top.key] = value
            top.key = None
        self.document.values[path] = place
        return path

    def take_key(self, event: yaml.Event, top: _Frame, place: Place) -> None:
        assert isinstance(event, yaml.ScalarEvent)
        assert top.first is not None
        top.key = event.value
        if earlier := top.first.get(event.value):
            self.fail(
                event,
                f"key `{event.value}` is given twice (first in line {earlier.line})",
                "keep one of them",
            )
        top.first.setdefault(event.value, place)
        self.document.keys.setdefault((*top.path, event.value), place)


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


def decode(raw: bytes, name: str, max_bytes: int = MAX_BYTES) -> str:
    """The text of a file, or an `InputError` that says why it is not one."""
    if len(raw) > max_bytes:
        raise InputError(
            [Problem(f"larger than {max_bytes:,} bytes", name, hint="a requirements file takes a page at most")]
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        hint = "is this a binary file, or saved in another encoding?"
        raise InputError([Problem(f"not UTF-8 text (byte {error.start})", name, line, None, hint)]) from None
    return text


_SURROGATES = re.compile(r"(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)


def _join_surrogates(text: str) -> str:
    """JSON writes characters beyond U+FFFF as two escapes, which YAML does not know; they become the character itself."""
    if not text.lstrip().startswith("{") or "\\u" not in text:
        return text

    def join(found: re.Match[str]) -> str:
        high, low = int(found[2], 16), int(found[3], 16)
        return found[1] + chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))

    return _SURROGATES.sub(join, text)


def read_document(raw: bytes | str, name: str, max_bytes: int = MAX_BYTES) -> Document:
    """Parse one YAML (or JSON) document; raises `InputError` naming every place that is wrong.

    Duplicate keys, tags, anchors, aliases, several documents, more than 32 levels and more than ``max_bytes`` are refused.
    """
    text = _join_surrogates(decode(raw, name, max_bytes) if isinstance(raw, bytes) else raw)
    builder = _Builder(name)
    try:
        for event in yaml.parse(text, Loader=Loader):
            builder.feed(event)
    except yaml.YAMLError as error:
        raise InputError([*builder.problems, _syntax_problem(error, text, name)]) from None
    if builder.problems:
        raise InputError(builder.problems)
    return Document(name, builder.root, builder.document.values, builder.document.keys)


def _syntax_problem(error: yaml.YAMLError, text: str, name: str) -> Problem:
    if not isinstance(error, yaml.MarkedYAMLError):
        position = getattr(error, "position", None)
        line = text.count("\n", 0, position) + 1 if isinstance(position, int) else None
        return Problem("not valid YAML: control characters are not allowed", name, line, None, "is this a binary file?")
    mark = error.problem_mark or error.context_mark
    message = f"not valid YAML: {error.problem or error.context}"
    hint = "check indentation, colons, brackets and quotes"
    if mark is None:
        return Problem(message, name, hint=hint)
    lines = text.splitlines() or [""]
    if mark.line >= len(lines):  # the parser noticed at the end of the file
        return Problem(message, name, len(lines), len(lines[-1]) + 1, hint)
    return Problem(message, name, mark.line + 1, mark.column + 1, hint)


class _TrustedLoader(Loader):
    """The fast loader for our own files: the YAML 1.2 core schema, so that the data is plain JSON and `no` is text."""


_TrustedLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z"), "tTfF"),
    ("int", _INT, "-+0123456789"),
    ("float", _FLOAT, "-+.0123456789"),
    ("null", _NULL, "~nN\0"),
):
    _TrustedLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", _pattern, list(_first))


def load_trusted(text: str) -> Any:
    """The data of one of our own, linted files, as fast as PyYAML can."""
    return yaml.load(text, Loader=_TrustedLoader)
