"""`advisor evaluate`: replays documented decisions."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from advisor.cli.context import Context
from advisor.cli.files import read_lines
from advisor.cli.loading import load
from advisor.decision.evaluation import TestCase, evaluate
from advisor.documents import Document
from advisor.model.errors import InputError, Problem
from advisor.model.knowledge import Knowledge
from advisor.needs.known import Known, known_of
from advisor.needs.reader import from_document
from advisor.reports import evaluation


def run(context: Context, file: Path, *, edition: str | None, format_: str) -> int:
    """Replay every line of a file and print the figures."""

    @cache
    def knowledge_of(named: str | None) -> Knowledge:
        return load(context, edition or named)

    cases = read_cases(file, known_of(knowledge_of(None)))
    found = evaluate(cases, knowledge_of)
    context.write(evaluation.as_json(found) if format_ == "json" else evaluation.as_text(found))
    return 0


def read_cases(file: Path, known: Known) -> list[TestCase]:
    """The cases of a JSON Lines file; raises `InputError` naming every line that is wrong."""
    cases: list[TestCase] = []
    problems: list[Problem] = []
    for number, line in enumerate(read_lines(file), start=1):
        if not line.strip():
            continue
        try:
            cases.append(_case(line, f"{file}:{number}", known))
        except InputError as error:
            problems += error.problems
    if not cases and not problems:
        problems.append(
            Problem("holds no case", str(file), hint="one JSON object a line: id, requirements, chosen, deploy")
        )
    if problems:
        raise InputError(problems)
    return cases


def _case(line: str, place: str, known: Known) -> TestCase:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError([Problem(f"not a line of JSON: {error}", place)]) from None
    if not isinstance(data, dict) or not isinstance(data.get("id"), str):
        raise InputError([Problem("not a case", place, hint="a JSON object with id, requirements, chosen, deploy")])
    requirements = from_document(Document(place, data.get("requirements") or {}), known)
    return TestCase(data["id"], requirements, _ids(data, "chosen", place), _ids(data, "deploy", place))


def _ids(data: dict[str, Any], key: str, place: str) -> tuple[str, ...]:
    found = data.get(key) or []
    if not isinstance(found, list) or not all(isinstance(id_, str) for id_ in found):
        raise InputError([Problem(f"`{key}` is not a list of ids", place, hint=f'write "{key}": ["pytorch"]')])
    return tuple(found)
