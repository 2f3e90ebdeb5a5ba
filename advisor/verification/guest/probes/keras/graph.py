"""The branch in Keras on TensorFlow: inside a layer of a model that is trained by a step of SGD with a rate of 1."""

from __future__ import annotations


def eager():
    """A model that runs eagerly."""
    return _gradient(_branch, run_eagerly=True, jit_compile=False)


def compiled():
    """The default: a compiled training step, XLA left to Keras."""
    return _gradient(_branch)


def whole():
    """A training step compiled by XLA."""
    return _gradient(_branch, jit_compile=True)


def conditional():
    """keras.ops.cond in a compiled training step."""
    from keras import ops

    def branch(x):
        return ops.cond(ops.sum(x) > 0, lambda: ops.sum(x * x), lambda: ops.sum(3 * x))

    return _gradient(branch)


def _branch(x):
    from keras import ops

    return ops.sum(x * x) if ops.sum(x) > 0 else ops.sum(3 * x)


def _gradient(function, **ways):
    import keras
    import numpy as np

    class Branch(keras.layers.Layer):
        def build(self, shape):
            self.w = self.add_weight(shape=(2,), initializer="zeros")

        def call(self, x):
            return function(self.w) + 0 * x

        def compute_output_shape(self, shape):
            return shape  # or the branch would be traced with a symbol to find the shape

    layer = Branch()
    model = keras.Sequential([keras.Input((1,)), layer])
    model.compile(keras.optimizers.SGD(1.0), lambda _, y: keras.ops.mean(y), **ways)

    def gradient(point):
        layer.w.assign(point)
        model.train_on_batch(np.ones((1, 1), "float32"), np.ones((1, 1), "float32"))
        return (np.array(point) - keras.ops.convert_to_numpy(layer.w)).tolist()

    return gradient
