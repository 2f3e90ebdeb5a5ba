"""Does a Python branch on a tensor value work under autograd, as it stands and compiled?

The gradient of `sum(x * x) if sum(x) > 0 else sum(3 * x)` at a point on either side, by the same function.
"""

from __future__ import annotations

import importlib

from step import one_line

POINTS = (([1.0, 2.0], [2.0, 4.0]), ([-1.0, -2.0], [3.0, 3.0]))
COUNTED = ("eager", "compiled")
ASIDE = ("whole", "conditional")


def measure(name, folder):
    """The share of `eager` and `compiled` that gives the right gradient; `ASIDE` is told, not counted."""
    module = importlib.import_module("probes.%s.graph" % name)
    told = {way: outcome(getattr(module, way, None)) for way in COUNTED + ASIDE}
    right = sum(told[way] == "right" for way in COUNTED)
    return {"value": right / len(COUNTED), "details": told}


def outcome(maker):
    """`right`, `wrong: ...` (an answer, no error), `refused: ...` (an error) or `none` (there is no such way)."""
    if maker is None:
        return "none"
    try:
        gradient = maker()
        answers = [[float(one) for one in gradient(point)] for point, _ in POINTS]
    except Exception as error:  # noqa: BLE001 - whatever a framework raises is a result
        return "refused: " + one_line(error)
    expected = [answer for _, answer in POINTS]
    pairs = [(a, b) for one, other in zip(answers, expected) for a, b in zip(one, other)]
    right = all(abs(a - b) < 1e-4 for a, b in pairs)  # a NaN is near nothing
    return "right" if right else "wrong: %s instead of %s" % (answers, expected)
