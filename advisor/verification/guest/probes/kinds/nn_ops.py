"""Which of the 32 layers, losses, optimizers and operations exist: each is looked up by name and called.

1 when it is there under the name that is given and its answer is right, 0.5 when a few lines of parts give the right answer.
"""

from __future__ import annotations

import importlib
import os

from probes import known
from step import one_line

LIST = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "operations.txt")


def operations(path=LIST):
    """(id, words, description) of each line of the list."""
    with open(path) as file:
        lines = [line.strip() for line in file if line.strip() and not line.startswith("#")]
    rows = [[part.strip() for part in line.split("|")] for line in lines]
    return [(id_, words.split(), text) for id_, words, text in rows]


def measure(name, folder):
    """The sum of the scores; details say for each operation what ran, or why nothing did, and which names look like it."""
    home = importlib.import_module("probes." + name)
    module = importlib.import_module("probes.%s.nn_ops" % name)
    details, total = {}, 0.0
    for id_, words, _ in operations():
        told = one(module, id_)
        if told["score"] < 1:
            told["similar"] = similar(home.NAMESPACES, words)
        details[id_] = told
        total += told["score"]
    return {"value": total, "details": details}


def one(module, id_):
    """Score, name and, where it failed, the reason for one operation."""
    function, name = getattr(module, id_, None), module.NAMES.get(id_)
    if function is None:
        return {"score": 0, "reason": module.ABSENT[id_]}
    told = {"name": name} if name else {"parts": True}
    try:
        if name:
            resolve(name)
        problem = known.wrong(id_, function(*known.inputs(id_)))
    except Exception as error:  # noqa: BLE001 - whatever a framework raises is a result
        problem = one_line(error)
    if problem:
        return dict(told, score=0, reason=problem)
    return dict(told, score=1 if name else 0.5)


def resolve(name):
    """What a dotted name stands for, importing as far as modules go; raises AttributeError."""
    parts = name.split(".")
    found = importlib.import_module(parts[0])
    for i, part in enumerate(parts[1:], 2):
        if not hasattr(found, part):
            try:
                importlib.import_module(".".join(parts[:i]))
            except ImportError:
                pass
        found = getattr(found, part)
    return found


def similar(namespaces, words):
    """Public names that contain one of the words, ten at most: what the file of the framework might have overlooked."""
    hits = []
    for namespace in namespaces:
        try:
            home = resolve(namespace)
        except (ImportError, AttributeError):
            continue
        for name in dir(home):
            plain = name.lower().replace("_", "")
            if not name.startswith("_") and any(word in plain for word in words):
                hits.append(namespace + "." + name)
    return hits[:10]
