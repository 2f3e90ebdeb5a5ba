"""How much of the Python array API standard a framework offers, and answers as NumPy does in the same process.

A function counts when it is found under the standard's name in one of the framework's array namespaces, or under a name that its
`ALIASES` tell, and its answer agrees. Names in the order in which they are tried; the first one that is right counts.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import subprocess
import sys
import tempfile

import numpy as np

from probes import arrays
from probes.kinds.nn_ops import resolve
from step import one_line

PROBES = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
GUEST = os.path.dirname(PROBES)
LIST = os.path.join(PROBES, "array_functions.txt")
STEP = 1e-5
NEAR = 1e-3


def functions(path=LIST):
    """(name, arguments, words in NumPy, what is compared) of each line; both of the last are expressions."""
    with open(path) as file:
        lines = [line.strip() for line in file if line.strip() and not line.startswith("#")]
    rows = [[part.strip() for part in line.split("|")] for line in lines]
    return [
        (
            row[0],
            row[2],
            (row[3:4] or [""])[0] or "np.%s(%s)" % (row[0], row[2]),
            (row[4:5] or ["out"])[0],
        )
        for row in rows
    ]


def measure(name, folder):
    """The share of the list; gradients are told beside it and do not count."""
    try:
        importlib.import_module("probes.%s.numerics" % name)
    except ImportError as error:
        if error.name != "probes.%s.numerics" % name:
            raise
        return {"reason": "nobody has told its array namespaces"}
    rows = functions()
    told = answers(name, [row[0] for row in rows])
    right = {key: each for key, each in told.items() if each["score"]}
    tried = {key: each["gradient"] for key, each in right.items() if each["gradient"] is not None}
    details = {
        "functions": len(rows),
        "right": len(right),
        "called_as_the_standard_writes": sum(each["way"] == "standard" for each in right.values()),
        "missed": {key: each["reason"] for key, each in told.items() if not each["score"]},
        "names": {key: each["name"] for key, each in right.items()},
        "gradients": {
            "tried": len(tried),
            "right": sum(not problem for problem in tried.values()),
            "missed": {key: problem for key, problem in tried.items() if problem},
        },
    }
    return {"value": round(len(right) / len(rows), 4), "details": details}


def answers(name, waiting):
    """What `one` says of each function, in a process that is started anew after a function that ended it."""
    told, waiting = {}, list(waiting)
    with tempfile.TemporaryDirectory() as folder:
        while waiting:
            path = os.path.join(folder, str(len(waiting)))
            code = "import sys; sys.path.insert(0, %r); from probes.kinds import numerics; numerics.work(*sys.argv[1:])"
            command = [sys.executable, "-c", code % GUEST, name, path] + waiting
            status = subprocess.run(command, check=False).returncode
            with open(path) as file:
                lines = [json.loads(line) for line in file]
            for key, each in lines:
                told[key] = each
            missing = [key for key in waiting if key not in told or "gradient" not in told[key]]
            if missing and missing[0] in told:
                told[missing[0]]["gradient"] = "crashes with status %d" % status
            elif missing:
                told[missing[0]] = {"score": 0, "reason": "crashes with status %d" % status}
            waiting = missing[1:]
    return told


def work(name, path, *wanted):
    """Write what comes of each function as soon as it is known, first without its gradient."""
    module = importlib.import_module("probes.%s.numerics" % name)
    with open(path, "a", buffering=1) as file:
        rows = {row[0]: row for row in functions()}
        for row in (rows[key] for key in wanted):
            told = one(module, *row)
            file.write(json.dumps([row[0], told]) + "\n")
            told["gradient"] = slope(module, told, *row) if told["score"] else None
            file.write(json.dumps([row[0], told]) + "\n")
    os._exit(0)  # some frameworks crash while they are being torn down


def candidates(module, name, arguments):
    """(name, arguments, arrangement of the answer, way) of what is tried, the standard's own call first."""
    renamed = arguments
    for old, new in getattr(module, "KEYWORDS", {}).items():
        renamed = renamed.replace(old + "=", new + "=")
    for namespace in module.NAMESPACES:
        yield namespace + "." + name, arguments, "out", "standard"
        if renamed != arguments:
            yield namespace + "." + name, renamed, "out", "keywords"
    alias = module.ALIASES.get(name, ())
    for told in alias if isinstance(alias, list) else [alias] if alias else []:
        parts = (told,) if isinstance(told, str) else told
        other, words, arranged = (parts + (None, None))[:3]
        yield other, words or renamed, arranged or "out", "alias"


def one(module, name, arguments, oracle, compared):
    """Score, name and way of one function, or the reason of the first name that was there and failed."""
    expected = look(compared, evaluate(oracle, host()))
    reason = "absent"
    for told, words, arranged, way in candidates(module, name, arguments):
        try:
            function = resolve(told)
        except (ImportError, AttributeError):
            continue
        try:
            answer = unpacked(module, call(module, function, words))
            problem = arrays.wrong(look(compared, look(arranged, answer)), expected)
            problem = problem and "wrong: %s: %s" % (told, problem)
        except Exception as error:  # noqa: BLE001 - whatever a framework raises is a result
            problem = "raises: %s: %s" % (told, one_line(error))
        if not problem:
            return {"score": 1, "name": told, "way": way, "words": words, "arranged": arranged}
        reason = problem if reason == "absent" else reason
    return {"score": 0, "reason": reason}


def slope(module, ran, name, arguments, oracle, compared):
    """What is wrong with the gradient of a function that ran, None where there is nothing to differentiate.

    That of the sum of the answer times seeded weights by the first input that is `SMOOTH`, against central differences.
    """
    word = next((one for one in re.findall(r"\w+", arguments) if one in arrays.SMOOTH), None)
    if word is None or compared != "out" or not hasattr(module, "gradient"):
        return None
    x = arrays.inputs()[word].astype(np.float64)
    answer = evaluate(oracle, host(**{word: x}))
    if isinstance(answer, (tuple, list)) or arrays.kind(np.asarray(answer)) != "real":
        return None
    weights = np.random.RandomState(5).standard_normal(np.shape(answer)).astype(np.float32)
    expected = differences(lambda z: np.sum(evaluate(oracle, host(**{word: z})) * weights), x)
    if not expected.any():
        return None
    function = resolve(ran["name"])
    try:
        got = module.gradient(
            lambda z: look(ran["arranged"], call(module, function, ran["words"], **{word: z})),
            x.astype(np.float32),
            weights,
        )
        got = np.asarray(got, np.float64)
    except Exception as error:  # noqa: BLE001 - whatever a framework raises is a result
        return "raises: %s: %s" % (ran["name"], one_line(error))
    if (
        word == "definite" and got.shape == x.shape
    ):  # which half of a symmetric matrix is read is left open
        got, expected = got + got.T, expected + expected.T
    if got.shape != x.shape or not np.all(np.isfinite(got)):
        return "wrong: %s: not a finite number for each input" % ran["name"]
    off = float(np.max(np.abs(got - expected)))
    near = off <= NEAR * max(1.0, float(np.max(np.abs(expected))))
    return "" if near else "wrong: %s: off by %.3g" % (ran["name"], off)


def differences(function, x):
    """The gradient of a function of an array by central differences."""
    made = np.zeros_like(x)
    for place in np.ndindex(*x.shape):
        ahead, behind = x.copy(), x.copy()
        ahead[place] += STEP
        behind[place] -= STEP
        made[place] = (function(ahead) - function(behind)) / (2 * STEP)
    return made


class Names(dict):
    """What words stand for, made only when asked for: a framework may be unable to hold one of them."""

    def __getitem__(self, word):
        return dict.__getitem__(self, word)()


def host(**given):
    """What the words of the list stand for in NumPy."""
    return _names(lambda array: array, np.dtype, given)


def call(module, function, words, **given):
    """The answer of a framework's function to the arguments that are written in ``words``."""
    names = _names(module.array, module.dtype, given)
    names["collect"] = lambda: lambda *places, **named: (places, named)
    places, named = evaluate("collect(%s)" % words, names)
    return function(*places, **named)


def _names(array, dtype, given):
    known = arrays.inputs()
    names = Names((word, lambda value=value: array(value)) for word, value in known.items())
    names.update((word, lambda word=word: dtype(word)) for word in arrays.DTYPES)
    names.update((word, lambda value=value: value) for word, value in given.items())
    names.update(host=lambda: known["vector"], np=lambda: np)
    return names


def evaluate(text, names):
    """The value of an expression of our own lists."""
    return eval(text, {"__builtins__": {"tuple": tuple, "float": float, "int": int}}, names)


def look(text, answer):
    """What an expression makes of the answer ``out``."""
    if text == "out":
        return answer
    known = {"out": answer, "np": np, "uniques": arrays.uniques, "dtype_name": arrays.dtype_name}
    return evaluate(text, known)


def unpacked(module, answer):
    """The answer with NumPy arrays in it; what is no array of the framework stays as it is."""
    if isinstance(answer, (tuple, list)):
        return tuple(unpacked(module, each) for each in answer)
    return module.numpy(answer)
