"""The array namespaces of TensorFlow: its own, then the one that follows NumPy."""

from __future__ import annotations

NAMESPACES = (
    "tensorflow",
    "tensorflow.math",
    "tensorflow.linalg",
    "tensorflow.signal",
    "tensorflow.experimental.numpy",
)
ALIASES = {
    "bitwise_invert": "tensorflow.bitwise.invert",
    "bitwise_left_shift": "tensorflow.bitwise.left_shift",
    "bitwise_right_shift": "tensorflow.bitwise.right_shift",
    "trunc": "tensorflow.experimental.numpy.fix",
    "from_dlpack": ("tensorflow.experimental.dlpack.from_dlpack", "host.__dlpack__()"),
    "astype": "tensorflow.cast",
    "iinfo": ("tensorflow.experimental.numpy.iinfo", "int32.as_numpy_dtype"),
    "isdtype": ("tensorflow.experimental.numpy.issubdtype", "float32.as_numpy_dtype, np.floating"),
    "permute_dims": "tensorflow.transpose",
    "unique_counts": ("tensorflow.unique_with_counts", "repeated", "out[0], out[2]"),
    "unique_inverse": "tensorflow.unique",
    "unique_values": ("tensorflow.unique", "repeated", "out[0]"),
    "cumulative_sum": "tensorflow.cumsum",
    "std": ("tensorflow.math.reduce_std", "x, axis=1"),
    "var": ("tensorflow.math.reduce_variance", "x, axis=1"),
    "linalg.diagonal": "tensorflow.linalg.diag_part",
    "linalg.matrix_norm": ("tensorflow.norm", "square, ord='fro', axis=(-2, -1)"),
    "linalg.outer": "tensorflow.experimental.numpy.outer",
    "linalg.svd": (
        "tensorflow.linalg.svd",
        "tall, full_matrices=True",
        "out[1], out[0], np.swapaxes(out[2], -1, -2)",
    ),
    "linalg.svdvals": ("tensorflow.linalg.svd", "tall, compute_uv=False"),
    "linalg.vector_norm": "tensorflow.norm",
    "fft.fft": "tensorflow.signal.fft",
    "fft.ifft": "tensorflow.signal.ifft",
    "fft.fftn": "tensorflow.signal.fft2d",
    "fft.ifftn": "tensorflow.signal.ifft2d",
    "fft.rfft": "tensorflow.signal.rfft",
    "fft.irfft": "tensorflow.signal.irfft",
    "fft.rfftn": "tensorflow.signal.rfft2d",
    "fft.irfftn": "tensorflow.signal.irfft2d",
    "fft.fftshift": "tensorflow.signal.fftshift",
    "fft.ifftshift": "tensorflow.signal.ifftshift",
}


def array(x):
    import tensorflow as tf

    return tf.constant(x)


def dtype(name):
    import tensorflow as tf

    return tf.as_dtype(name)


def numpy(x):
    import tensorflow as tf

    return x.numpy() if isinstance(x, tf.Tensor) else x


def gradient(function, x, weights):
    import tensorflow as tf

    x = array(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        loss = tf.reduce_sum(function(x) * weights)
    return tf.convert_to_tensor(tape.gradient(loss, x)).numpy()
