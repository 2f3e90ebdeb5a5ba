"""The inputs of the array functions, seeded, and how an answer is compared with NumPy's.

Nothing here is an expected answer: NumPy computes those in the same process.
"""

from __future__ import annotations

import numpy as np

TOLERANCE = 2e-4
DTYPES = ("float32", "float64", "int32")
SMOOTH = (
    "x",
    "positive",
    "above",
    "unit",
    "vector",
    "thin",
    "batch",
    "tall",
    "square",
    "definite",
    "left",
    "signal",
)
"""Inputs by which an answer is differentiated: away from where the functions that take them jump."""


def inputs():
    """The NumPy arrays that the arguments in `array_functions.txt` name; float32, int32, bool or complex64."""
    noise = np.random.RandomState(11)

    def normal(*shape):
        return noise.standard_normal(shape).astype(np.float32)

    square = normal(4, 4)
    waves = (normal(6) + 1j * normal(6)).astype(np.complex64)
    plane = (normal(3, 4) + 1j * normal(3, 4)).astype(np.complex64)
    return {
        "x": normal(3, 4),
        "y": normal(3, 4),
        "positive": noise.uniform(0.5, 3, (3, 4)).astype(np.float32),
        "above": noise.uniform(1.1, 4, (3, 4)).astype(np.float32),
        "unit": noise.uniform(-0.9, 0.9, (3, 4)).astype(np.float32),
        "halves": np.array([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.2], np.float32),
        "special": np.array([np.nan, np.inf, -np.inf, 0, 1.5, -2.5], np.float32),
        "ints": noise.randint(-9, 10, (3, 4)).astype(np.int32),
        "shifts": noise.randint(1, 5, (3, 4)).astype(np.int32),
        "flags": noise.uniform(size=(3, 4)) < 0.5,
        "masks": noise.uniform(size=(3, 4)) < 0.5,
        "vector": normal(4),
        "other": normal(4),
        "ordered": np.sort(normal(6)),
        "repeated": np.array([3, 1, 3, 2, 1, 1, 7], np.int32),
        "places": np.array([2, 0], np.int32),
        "thin": normal(3, 1, 2),
        "batch": normal(2, 3, 4),
        "tall": normal(4, 3),
        "square": square,
        "definite": square @ square.T + np.eye(4, dtype=np.float32),
        "lame": np.outer(normal(4), normal(4)),
        "left": normal(2, 3),
        "right": normal(2, 3),
        "signal": normal(6),
        "waves": waves,
        "waves_real": waves.real,
        "waves_imag": waves.imag,
        "plane": plane,
        "plane_real": plane.real,
        "plane_imag": plane.imag,
    }


def uniques(out, values, first=None, inverse=None, counts=None):
    """What the answer of a `unique_` function says, whatever the order of its values, which the standard leaves open.

    The numbers are the places of the parts in ``out``.
    """
    data = inputs()["repeated"]
    order = np.argsort(out[values])
    told = [out[values][order]]
    if first is not None:
        told += [data[out[first]][order], out[first][order]]
    if inverse is not None:
        told.append(out[values][out[inverse].ravel()])
    if counts is not None:
        told.append(out[counts][order])
    return tuple(told)


def dtype_name(dtype):
    """`float32` for what a library calls its float32."""
    return str(getattr(dtype, "name", dtype)).rpartition(".")[2].strip("'<> ").lower()


def wrong(got, expected):
    """What is wrong with an answer (arrays, numbers, text, or a sequence of them); empty when nothing is.

    Shapes and kinds (bool, integer, real, complex) must be the same, widths need not.
    """
    if isinstance(expected, (tuple, list)):
        if not isinstance(got, (tuple, list)) or len(got) != len(expected):
            return "not %d answers" % len(expected)
        return next(filter(None, map(wrong, got, expected)), "")
    if isinstance(expected, str):
        return "" if got == expected else "%s instead of %s" % (got, expected)
    got, expected = np.asarray(got), np.asarray(expected)
    if got.shape != expected.shape:
        return "shape %s instead of %s" % (got.shape, expected.shape)
    if kind(got) != kind(expected):
        return "%s instead of %s" % (kind(got), kind(expected))
    if expected.dtype.kind == "b":
        return (
            ""
            if (got == expected).all()
            else "%d of %d differ" % ((got != expected).sum(), got.size)
        )
    scale = max(1.0, float(np.max(np.abs(expected), initial=0)))
    if np.allclose(got, expected, rtol=TOLERANCE, atol=TOLERANCE * scale, equal_nan=True):
        return ""
    return "off by %.3g" % float(np.max(np.abs(got.astype(complex) - expected)))


def kind(array):
    """bool, integer, real or complex."""
    return {"b": "bool", "i": "integer", "u": "integer", "c": "complex"}.get(
        array.dtype.kind, "real"
    )
