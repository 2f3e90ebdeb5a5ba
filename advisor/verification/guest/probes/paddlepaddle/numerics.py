"""The array namespace of PaddlePaddle."""

from __future__ import annotations

NAMESPACES = ("paddle",)
KEYWORDS = {"keepdims": "keepdim"}
ALIASES = {
    "astype": "paddle.cast",
    "take": ("paddle.index_select", "x, places, axis=1"),
    "broadcast_arrays": ("paddle.broadcast_tensors", "[x, vector]"),
    "expand_dims": "paddle.unsqueeze",
    "permute_dims": "paddle.transpose",
    "repeat": "paddle.repeat_interleave",
    "nonzero": ("paddle.nonzero", "flags, as_tuple=True"),
    "unique_all": (
        "paddle.unique",
        "repeated, return_index=True, return_inverse=True, return_counts=True",
    ),
    "unique_counts": ("paddle.unique", "repeated, return_counts=True"),
    "unique_inverse": ("paddle.unique", "repeated, return_inverse=True"),
    "unique_values": "paddle.unique",
    "cumulative_sum": "paddle.cumsum",
    "std": ("paddle.std", "x, axis=1, unbiased=False"),
    "var": ("paddle.var", "x, axis=1, unbiased=False"),
    "linalg.diagonal": ("paddle.diagonal", "batch, axis1=-2, axis2=-1"),
    "linalg.outer": "paddle.outer",
    "linalg.slogdet": ("paddle.linalg.slogdet", "square", "out[0], out[1]"),
    "linalg.trace": "paddle.trace",
}


def array(x):
    import paddle

    return paddle.to_tensor(x)


def dtype(name):
    import paddle

    return getattr(paddle, name)


def numpy(x):
    import paddle

    return x.numpy() if isinstance(x, paddle.Tensor) else x


def gradient(function, x, weights):
    x = array(x)
    x.stop_gradient = False
    (function(x) * array(weights)).sum().backward()
    return x.grad.numpy()
