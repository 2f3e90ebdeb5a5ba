"""The branch in TensorFlow."""

from __future__ import annotations


def eager():
    """The tape follows the Python that ran."""
    return _gradient(_branch)


def compiled():
    """tf.function, whose AutoGraph reads the branch."""
    import tensorflow as tf

    return _gradient(tf.function(_branch))


def whole():
    """tf.function compiled by XLA."""
    import tensorflow as tf

    return _gradient(tf.function(_branch, jit_compile=True))


def conditional():
    """tf.cond in a tf.function."""
    import tensorflow as tf

    def branch(x):
        return tf.cond(
            tf.reduce_sum(x) > 0, lambda: tf.reduce_sum(x * x), lambda: tf.reduce_sum(3 * x)
        )

    return _gradient(tf.function(branch, autograph=False))


def _branch(x):
    import tensorflow as tf

    if tf.reduce_sum(x) > 0:
        y = tf.reduce_sum(x * x)
    else:  # AutoGraph reads statements, not expressions
        y = tf.reduce_sum(3 * x)
    return y


def _gradient(function):
    import tensorflow as tf

    def gradient(point):
        x = tf.constant(point)
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = function(x)
        return tape.gradient(y, x).numpy().tolist()

    return gradient
