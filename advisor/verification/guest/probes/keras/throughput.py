"""The nets in Keras on TensorFlow, through its own training and prediction steps."""

from __future__ import annotations

from probes.kinds.throughput import RATE

WAYS = ("compiled", "xla")


def prepare(net, mode, way, x, y):
    """A function that does one batch, and the number of parameters; images are turned to channels last beforehand."""
    import keras
    import numpy as np
    import tensorflow as tf

    keras.utils.set_random_seed(0)
    x = np.ascontiguousarray(x.transpose(0, 2, 3, 1)) if net == "cnn" else x
    model = {"cnn": cnn, "transformer": transformer}[net](keras)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.SGD(RATE), loss, jit_compile=way == "xla")
    inputs, labels = tf.constant(x), tf.constant(y)

    def train():
        model.reset_metrics()  # what comes back is a running mean
        return np.asarray(model.train_on_batch(inputs, labels)).ravel()[0]

    def infer():
        return model.predict_on_batch(inputs)

    return {"train": train, "infer": infer}[mode], model.count_params()


def cnn(keras):
    """The convolutional net."""
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(10),
        ]
    )


def transformer(keras):
    """One encoder block with a head."""
    layers = keras.layers
    x = keras.Input((32, 64))
    y = layers.LayerNormalization(epsilon=1e-5)(x + layers.MultiHeadAttention(4, 16)(x, x))
    z = layers.Dense(64)(layers.Dense(256, activation="gelu")(y))
    z = layers.LayerNormalization(epsilon=1e-5)(y + z)
    return keras.Model(x, layers.Dense(10)(layers.GlobalAveragePooling1D()(z)))
