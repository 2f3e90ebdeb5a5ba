"""How much of a framework's public interface its docstrings explain.

Counted is each function and class that the framework itself defines and that a public name of its `NAMESPACES` leads to:
listed in `__all__` where there is one, else without a leading underscore, and each object once. A second name of a function
does not count: what says that it is an alias, and what works in place (`abs_` where there is an `abs`).
"""

from __future__ import annotations

import importlib
import inspect
import re
import warnings

from probes.kinds.nn_ops import resolve

SECTION = re.compile(
    r"^\s*(?:args|arguments|parameters|params|inputs?)\s*:?:?\s*$|^\s*:(?:param|parameter|arg)\b|^\s*(?:args|arguments|parameters)\s*:",
    re.IGNORECASE | re.MULTILINE,
)
"""A heading of parameters in the styles of Google, NumPy and Sphinx."""
EXAMPLE = re.compile(
    r">>> |```|^\s*\.\. (?:code|code-block|testcode|doctest|sourcecode|ipython)::|^(?!\s*\.\.)[^\n]*::[ \t]*\n\s*\n\s*\S",
    re.MULTILINE,
)
"""A session, a fenced block, or a block that two colons announce."""
ALIAS = re.compile(r"^\s*(?:this is an? |an )?alias (?:for|of|to)\b", re.IGNORECASE | re.MULTILINE)
SIGNATURE = re.compile(r"^\s*(?:[\w.]+\.)?\w+\(([^()]*(?:\([^()]*\)[^()]*)*)\)", re.MULTILINE)
NAMELESS = ("self", "cls", "args", "kwargs")
MISSING = 20


def measure(name, folder):
    """The mean of three shares: documented, with every parameter, with an example."""
    home = importlib.import_module("probes." + name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        importlib.import_module(home.NAMESPACES[0].partition(".")[0])
        found = public(home.NAMESPACES)
        told = {key: one(each) for key, each in found.items()}
    if not told:
        return {"reason": "none of its namespaces holds a function or a class of its own"}
    shares = {
        part: round(sum(each[part] for each in told.values()) / len(told), 4)
        for part in ("docstring", "documented", "parameters", "example")
    }
    value = (shares["documented"] + shares["parameters"] + shares["example"]) / 3
    bare = sorted(key for key, each in told.items() if not each["documented"])
    details = dict(
        shares, count=len(told), undocumented=bare[:MISSING], namespaces=list(home.NAMESPACES)
    )
    return {"value": round(value, 4), "details": details}


def public(namespaces):
    """The public functions and classes by the first name that leads to them."""
    own = {one.partition(".")[0] for one in namespaces}
    found, seen = {}, set()
    for namespace in namespaces:
        try:
            home = resolve(namespace)
        except (ImportError, AttributeError):
            continue
        listed = getattr(home, "__all__", None)
        for name in sorted(listed if listed is not None else dir(home)):
            if name.startswith("_") or name.endswith("_") and hasattr(home, name[:-1]):
                continue
            try:
                each = getattr(home, name)
            except Exception:  # noqa: BLE001 - a name that cannot be reached is not there
                continue
            each = getattr(each, "__func__", each)
            if (
                id(each) in seen
                or not counts(each, own)
                or ALIAS.search(body(docstring(each))[:200])
            ):
                continue
            seen.add(id(each))
            found[namespace + "." + name] = each
    return found


def counts(each, own):
    """Whether it is a function or class, and of the framework: its module, or that of its type where C tells none."""
    if inspect.ismodule(each) or not callable(each):
        return False
    if not isinstance(getattr(each, "__name__", None), str):
        return False  # an instance that can be called
    module = getattr(each, "__module__", None)
    if module is None and inspect.isbuiltin(each):
        return True  # a function of a compiled module, which tells no module
    return isinstance(module, str) and module.partition(".")[0].lstrip("_") in own


def one(each):
    """Whether it has a docstring, one that says something, that names the parameters, and that shows an example."""
    text = docstring(each)
    documented = says(text)
    return {
        "docstring": bool(text.strip()),
        "documented": documented,
        "parameters": documented and (bool(SECTION.search(text)) or names_all(text, each)),
        "example": documented and bool(EXAMPLE.search(text)),
    }


def docstring(each):
    """Its own docstring, for a class with that of its own `__init__`; an inherited one explains another thing."""
    texts = [each.__doc__]
    if inspect.isclass(each) and "__init__" in vars(each):
        texts.append(vars(each)["__init__"].__doc__)
    return "\n\n".join(inspect.cleandoc(text) for text in texts if isinstance(text, str))


def body(text):
    """A docstring without the lines that only repeat the signature."""
    return "\n".join(
        line for line in text.splitlines() if not re.match(r"\s*[\w.]+\(.*(?:\)|->.*|,)\s*$", line)
    )


def says(text):
    """Whether there is a sentence of three words at least."""
    return len(re.findall(r"[^\W\d_]{2,}", body(text))) >= 3


def names_all(text, each):
    """Whether each parameter is named outside the signature; what has no signature to be read names none."""
    names = parameters(text, each)
    return names is not None and all(named(name, body(text)) for name in names)


def parameters(text, each):
    """The names of the parameters, from the signature or, for compiled functions, from the first line of the docstring."""
    try:
        found = inspect.signature(each).parameters.values()
    except (TypeError, ValueError):
        told = SIGNATURE.match(text)
        if told is None:
            return None
        flat = re.sub(r"\[[^\[\]]*\]|\([^()]*\)", "", told.group(1))
        words = [re.match(r"\s*(\w*)", one).group(1) for one in flat.split(",")]
        return [word for word in words if word.isidentifier()]
    return [
        one.name
        for one in found
        if one.kind not in (one.VAR_POSITIONAL, one.VAR_KEYWORD) and one.name not in NAMELESS
    ]


def named(name, text):
    """Whether a parameter is a word of the text; a single letter has to be marked as code or be followed by a colon."""
    plain = r"(?<!\w)%s(?!\w)" if len(name) > 1 else r"[`*]%s[`*]|^\s*%s\s*(?:\([^)]*\))?\s*:"
    return re.search(plain.replace("%s", re.escape(name)), text, re.MULTILINE) is not None
