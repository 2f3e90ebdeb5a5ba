"""The array namespace of tinygrad: its tensors have methods."""

from __future__ import annotations

NAMESPACES = ("tinygrad.Tensor",)
KEYWORDS = {"keepdims": "keepdim"}
ALIASES = {
    "bitwise_left_shift": "tinygrad.Tensor.lshift",
    "bitwise_invert": "tinygrad.Tensor.bitwise_not",
    "bitwise_right_shift": "tinygrad.Tensor.rshift",
    "divide": "tinygrad.Tensor.div",
    "equal": "tinygrad.Tensor.eq",
    "floor_divide": "tinygrad.Tensor.__floordiv__",
    "greater": "tinygrad.Tensor.__gt__",
    "greater_equal": "tinygrad.Tensor.__ge__",
    "less": "tinygrad.Tensor.__lt__",
    "less_equal": "tinygrad.Tensor.__le__",
    "multiply": "tinygrad.Tensor.mul",
    "negative": "tinygrad.Tensor.neg",
    "not_equal": "tinygrad.Tensor.ne",
    "remainder": "tinygrad.Tensor.mod",
    "subtract": "tinygrad.Tensor.sub",
    "asarray": "tinygrad.Tensor",
    "astype": "tinygrad.Tensor.cast",
    "matrix_transpose": ("tinygrad.Tensor.transpose", "batch, -1, -2"),
    "broadcast_to": "tinygrad.Tensor.expand",
    "concat": ("tinygrad.Tensor.cat", "x, y, dim=1"),
    "expand_dims": ("tinygrad.Tensor.unsqueeze", "x, dim=1"),
    "permute_dims": "tinygrad.Tensor.permute",
    "repeat": ("tinygrad.Tensor.repeat_interleave", "x, 2, dim=1"),
    "roll": ("tinygrad.Tensor.roll", "x, 1, dims=1"),
    "squeeze": ("tinygrad.Tensor.squeeze", "thin, dim=1"),
    "stack": ("tinygrad.Tensor.stack", "x, y, dim=1"),
    "tile": "tinygrad.Tensor.repeat",
    "nonzero": ("tinygrad.Tensor.nonzero", "flags", "tuple(out.T)"),
    "argsort": ("tinygrad.Tensor.argsort", "x, dim=1"),
    "sort": ("tinygrad.Tensor.sort", "x, dim=1", "out[0]"),
    "cumulative_sum": "tinygrad.Tensor.cumsum",
    "linalg.diagonal": ("tinygrad.Tensor.diagonal", "batch, 0, -2, -1"),
    "linalg.qr": "tinygrad.Tensor.qr",
    "linalg.svd": "tinygrad.Tensor.svd",
}
"""What compares and divides are operators."""


def array(x):
    from tinygrad import Tensor

    return Tensor(x)


def dtype(name):
    from tinygrad import dtypes

    return getattr(dtypes, name)


def numpy(x):
    from tinygrad import Tensor

    return x.numpy() if isinstance(x, Tensor) else x


def gradient(function, x, weights):
    x = array(x)
    return (function(x) * array(weights)).sum().gradient(x)[0].numpy()
