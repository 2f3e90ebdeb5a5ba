"""The array namespaces of MindSpore: the newer functions first, the one that follows NumPy last."""

from __future__ import annotations

NAMESPACES = ("mindspore.mint", "mindspore.ops", "mindspore.numpy")
KEYWORDS = {"axis": "dim", "keepdims": "keepdim"}
ALIASES = {
    "bitwise_invert": "mindspore.numpy.invert",
    "from_dlpack": ("mindspore.from_dlpack", "host.__dlpack__()"),
    "astype": "mindspore.Tensor.astype",
    "matrix_transpose": ("mindspore.mint.transpose", "batch, -1, -2"),
    "permute_dims": "mindspore.mint.permute",
    "nonzero": ("mindspore.mint.nonzero", "flags", "tuple(out.T)"),
    "unique_counts": ("mindspore.mint.unique", "repeated, return_counts=True"),
    "unique_inverse": "mindspore.ops.unique",
    "unique_values": "mindspore.numpy.unique",
    "sort": [
        ("mindspore.mint.sort", "x, dim=1", "out[0]"),
        ("mindspore.ops.sort", "x, axis=1", "out[0]"),
    ],
    "cumulative_sum": ("mindspore.ops.cumsum", "x, axis=1"),
    "std": ("mindspore.numpy.std", "x, axis=1"),
    "var": ("mindspore.numpy.var", "x, axis=1"),
    "linalg.cholesky": ["mindspore.ops.cholesky", "mindspore.scipy.linalg.cholesky"],
    "linalg.cross": "mindspore.ops.cross",
    "linalg.det": ["mindspore.ops.det", "mindspore.scipy.linalg.det"],
    "linalg.diagonal": ("mindspore.ops.diagonal", "batch, 0, -2, -1"),
    "linalg.eigh": "mindspore.scipy.linalg.eigh",
    "linalg.eigvalsh": ("mindspore.scipy.linalg.eigh", "definite, eigvals_only=True"),
    "linalg.inv": ["mindspore.ops.inverse", "mindspore.scipy.linalg.inv"],
    "linalg.matrix_norm": "mindspore.ops.matrix_norm",
    "linalg.matrix_power": ["mindspore.ops.matrix_power", "mindspore.numpy.matrix_power"],
    "linalg.outer": "mindspore.numpy.outer",
    "linalg.pinv": "mindspore.ops.pinv",
    "linalg.qr": "mindspore.ops.qr",
    "linalg.slogdet": "mindspore.ops.slogdet",
    "linalg.solve": "mindspore.ops.matrix_solve",
    "linalg.svd": (
        "mindspore.ops.svd",
        "tall, full_matrices=True",
        "out[1], out[0], np.swapaxes(out[2], -1, -2)",
    ),
    "linalg.svdvals": ("mindspore.ops.svd", "tall, compute_uv=False"),
    "linalg.trace": "mindspore.numpy.trace",
    "linalg.vector_norm": ("mindspore.ops.vector_norm", "x, axis=1"),
}


def array(x):
    import mindspore

    return mindspore.Tensor(x)


def dtype(name):
    import mindspore

    return getattr(mindspore, name)


def numpy(x):
    import mindspore

    return x.asnumpy() if isinstance(x, mindspore.Tensor) else x


def gradient(function, x, weights):
    import mindspore

    weights = array(weights)
    return numpy(mindspore.grad(lambda x: (function(x) * weights).sum())(array(x)))
