"""The length of a program in lines of code."""

from __future__ import annotations

import ast
import io
import tokenize

NOT_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}


def code_lines(source: str) -> int:
    """The number of lines that hold code; blank lines, comments and docstrings are none, every line of a long string is one."""
    docstrings = _docstrings(source)
    counted: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in NOT_CODE and token.start not in docstrings:
            counted.update(range(token.start[0], token.end[0] + 1))
    return len(counted)


def _docstrings(source: str) -> set[tuple[int, int]]:
    """Where the strings begin (line and column) that document a module, class or function."""
    starts = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if (
                isinstance(first, ast.Expr)
                and isinstance(first.value, ast.Constant)
                and isinstance(first.value.value, str)
            ):
                starts.add((first.lineno, first.col_offset))
    return starts
