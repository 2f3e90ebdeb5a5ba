"""The array namespace of Keras, on TensorFlow."""

from __future__ import annotations

from probes.tensorflow.numerics import array, gradient, numpy

NAMESPACES = ("keras.ops",)
ALIASES = {
    "acos": "keras.ops.arccos",
    "acosh": "keras.ops.arccosh",
    "asin": "keras.ops.arcsin",
    "asinh": "keras.ops.arcsinh",
    "atan": "keras.ops.arctan",
    "atan2": "keras.ops.arctan2",
    "atanh": "keras.ops.arctanh",
    "pow": "keras.ops.power",
    "remainder": "keras.ops.mod",
    "asarray": "keras.ops.array",
    "astype": "keras.ops.cast",
    "result_type": ("keras.backend.result_type", "'float32', 'complex64'"),
    "matrix_transpose": ("keras.ops.swapaxes", "batch, -1, -2"),
    "concat": "keras.ops.concatenate",
    "permute_dims": "keras.ops.transpose",
    "unique_counts": ("keras.ops.unique", "repeated, return_counts=True"),
    "unique_inverse": ("keras.ops.unique", "repeated, return_inverse=True"),
    "unique_values": "keras.ops.unique",
    "unique_all": (
        "keras.ops.unique",
        "repeated, return_index=True, return_inverse=True, return_counts=True",
    ),
    "cumulative_sum": "keras.ops.cumsum",
    "std": ("keras.ops.std", "x, axis=1"),
    "var": ("keras.ops.var", "x, axis=1"),
    "linalg.cross": "keras.ops.cross",
    "linalg.diagonal": ("keras.ops.diagonal", "batch, axis1=-2, axis2=-1"),
    "linalg.matrix_norm": "keras.ops.norm",
    "linalg.outer": "keras.ops.outer",
    "linalg.slogdet": "keras.ops.slogdet",
    "linalg.svdvals": ("keras.ops.svd", "tall, compute_uv=False"),
    "linalg.trace": "keras.ops.trace",
    "linalg.vector_norm": "keras.ops.norm",
    "fft.fft": ("keras.ops.fft", "(waves_real, waves_imag)", "out[0] + 1j * out[1]"),
    "fft.fftn": ("keras.ops.fft2", "(plane_real, plane_imag)", "out[0] + 1j * out[1]"),
    "fft.ifftn": ("keras.ops.ifft2", "(plane_real, plane_imag)", "out[0] + 1j * out[1]"),
    "fft.rfft": ("keras.ops.rfft", "signal", "out[0] + 1j * out[1]"),
    "fft.irfft": ("keras.ops.irfft", "(waves_real, waves_imag)"),
}
"""Complex answers are pairs of a real and an imaginary array."""

__all__ = ["ALIASES", "NAMESPACES", "array", "dtype", "gradient", "numpy"]


def dtype(name):
    return name
