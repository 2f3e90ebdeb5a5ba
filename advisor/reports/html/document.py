"""Puts a page together: template, style, scripts and data in one file that may do nothing else.

Everything printed is escaped by Jinja2 and cleaned of control and direction characters. The content security policy in the page
names its own scripts by hash and lets it load nothing, so that even markup which slipped through could neither run nor call home.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import groupby
from operator import attrgetter
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from advisor.reports.text import age, clean, is_page, percent, points, short_source, signed, told

PACKAGE = "advisor.reports.html"


def groupby_kept(rows: Iterable[Any], attribute: str) -> list[tuple[Any, list[Any]]]:
    """Neighbouring rows with the same attribute together, in the order in which they come."""
    return [(key, list(group)) for key, group in groupby(rows, attrgetter(attribute))]


FILTERS: dict[str, Callable[..., object]] = {
    "age": age,
    "groupby_kept": groupby_kept,
    "is_page": is_page,
    "percent": percent,
    "points": points,
    "short_source": short_source,
    "signed": signed,
    "told": told,
}


def render_page(template: str, scripts: Sequence[str], data: Mapping[str, Any], **context: Any) -> str:
    """A page from one of the templates; ``scripts`` are assets that read ``data``, the rest is what the template prints."""
    code = "\n".join(_asset(name) for name in scripts)
    library = plotly()
    return (
        _environment()
        .get_template(template)
        .render(
            style=Markup(_asset("style.css")),
            plotly=Markup(library),
            code=Markup(code),
            policy=_policy(library, code),
            data=_cleaned(data),
            **context,
        )
    )


def _policy(*scripts: str) -> str:
    """Nothing from outside; only these very scripts; styles inline, because Plotly writes its own."""
    hashes = " ".join(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader(PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_finalize,
    )
    made.filters.update(FILTERS)
    made.policies["json.dumps_kwargs"] = {"sort_keys": False}  # criteria keep the order of the knowledge
    return made


def _finalize(value: Any) -> Any:
    """What a template prints: text on one line without control characters; markup that the templates made stays."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _cleaned(value: Any) -> Any:
    """Data for the scripts, with every text cleaned."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: _cleaned(item) for key, item in value.items()}
    return [_cleaned(item) for item in value] if isinstance(value, list | tuple) else value


@cache
def _asset(name: str) -> str:
    return (files(PACKAGE) / "assets" / name).read_text(encoding="utf-8")


HEAD, TAIL = "this, () => {\n", "return Plotly;\n}));"
"""Where the bundle begins and ends as a function that is handed over."""


@cache
def plotly() -> str:
    """The library as its package ships it, so that the page needs no network; it names no file to load beside itself.

    The function that holds all of it is put in parentheses: browsers then compile it at once instead of reading its five
    megabytes twice, which draws the page about a fifth sooner (https://v8.dev/blog/preparser).
    """
    from plotly.offline import get_plotlyjs

    script = str(get_plotlyjs()).rstrip()
    if HEAD in script and script.endswith(TAIL):
        script = script.replace(HEAD, "this, (() => {\n", 1).removesuffix(TAIL) + "return Plotly;\n})));"
    return script
