"""The 32 operations in TensorFlow, which brings the layers and optimizers of Keras along as tf.keras."""

from __future__ import annotations

from probes.keras import nn_ops as keras_ops
from probes.keras.nn_ops import (  # noqa: F401 - the probe finds the functions by name
    adamw,
    attention,
    batch_norm,
    bidirectional,
    conv1d,
    conv2d,
    conv3d,
    conv_transpose2d,
    cross_entropy,
    dense,
    depthwise_conv2d,
    dropout,
    embedding,
    global_avg_pool2d,
    group_norm,
    gru,
    layer_norm,
    lstm,
    max_pool2d,
    prelu,
    rms_norm,
    rnn,
    sgd_momentum,
    upsample2d,
)

_OF_KERAS = ("keras.layers.", "keras.losses.", "keras.optimizers.")
NAMES = {
    **{
        id_: "tensorflow." + name
        for id_, name in keras_ops.NAMES.items()
        if name.startswith(_OF_KERAS)
    },
    "ctc_loss": "tensorflow.nn.ctc_loss",
    "clip_by_global_norm": "tensorflow.clip_by_global_norm",
    "einsum": "tensorflow.einsum",
    "segment_sum": "tensorflow.math.segment_sum",
    "sparse_matmul": "tensorflow.sparse.sparse_dense_matmul",
    "fft": "tensorflow.signal.fft",
}
ABSENT = {"lbfgs": "in TensorFlow Probability, a package of its own; not in a few lines"}


def ctc_loss(x, y):
    import tensorflow as tf

    return tf.nn.ctc_loss(y, x, [2], [4], blank_index=0).numpy()


def hierarchical_softmax(x, y):
    import tensorflow as tf

    inner = tf.gather(tf.reshape(tf.keras.layers.Dense(9)(x), (-1, 3, 3)), y // 3, batch_dims=1)
    cluster = tf.nn.sparse_softmax_cross_entropy_with_logits(y // 3, tf.keras.layers.Dense(3)(x))
    return (cluster + tf.nn.sparse_softmax_cross_entropy_with_logits(y % 3, inner)).numpy()


def clip_by_global_norm(*gradients):
    import tensorflow as tf

    return tf.stack(tf.clip_by_global_norm(gradients, 1.0)[0]).numpy()


def einsum(x, y):
    import tensorflow as tf

    return tf.einsum("bij,bjk->bik", x, y).numpy()


def segment_sum(x, groups):
    import tensorflow as tf

    return tf.math.segment_sum(x, groups).numpy()


def sparse_matmul(x, y):
    import tensorflow as tf

    return tf.sparse.sparse_dense_matmul(tf.sparse.from_dense(x), y).numpy()


def fft(x):
    import tensorflow as tf

    return tf.signal.fft(tf.cast(x, tf.complex64)).numpy()
