"""The models in Keras, whatever its back end; `keras_tf`, `keras_torch` and `keras_jax` choose it."""

from __future__ import annotations

LAYOUT = "NHWC"


def use(backend):
    """Choose the back end; Keras must not have been imported yet."""
    import os

    os.environ["KERAS_BACKEND"] = backend


def build(name):
    """A seeded functional model."""
    import keras
    import numpy as np

    keras.utils.set_random_seed(20180626)
    x = keras.Input(_SHAPES[name], name="x")
    model = keras.Model(x, _MAKERS[name](keras)(x))
    random = np.random.RandomState(20180626)
    model.set_weights(
        [w + random.uniform(0, 0.1, w.shape) for w in model.get_weights()]
    )  # no zero bias hides a mistake
    return model


def call(model, x):
    """The model's own answer, in inference mode."""
    import keras

    return keras.ops.convert_to_numpy(model(x, training=False))


def _chain(layers):
    def forward(x):
        for layer in layers:
            x = layer(x)
        return x

    return forward


def _mlp(keras):
    nn = keras.layers
    return _chain([nn.Dense(32), nn.LayerNormalization(), nn.Activation("gelu"), nn.Dense(4)])


def _cnn(keras):
    nn = keras.layers
    return _chain(
        [
            nn.Conv2D(8, 3, padding="same"),
            nn.BatchNormalization(),
            nn.ReLU(),
            nn.MaxPooling2D(2),
            nn.Conv2D(16, 3, strides=2, padding="same"),
            nn.ReLU(),
            nn.GlobalAveragePooling2D(),
            nn.Dropout(0.5),
            nn.Dense(4),
        ]
    )


def _rnn(keras):
    nn = keras.layers
    return _chain([nn.LSTM(12, return_sequences=True), nn.GRU(10), nn.Dense(4)])


def _transformer(keras):
    nn = keras.layers

    def forward(x):
        x = nn.LayerNormalization()(x + nn.MultiHeadAttention(4, 4)(x, x))
        return nn.LayerNormalization()(x + nn.Dense(16)(nn.Dense(32, activation="gelu")(x)))

    return forward


def _branches(keras):
    class Branches(keras.layers.Layer):
        def __init__(self):
            super().__init__()
            self.up, self.down = keras.layers.Dense(4), keras.layers.Dense(4)

        def build(self, shape):
            self.up.build(shape)
            self.down.build(shape)

        def compute_output_shape(self, shape):
            return shape[:-1] + (4,)

    return Branches


def _control(keras):
    class Control(_branches(keras)):
        def call(self, x):
            y = self.up(x) + 10 if keras.ops.sum(x) > 0 else self.down(x) - 10
            while keras.ops.sum(keras.ops.abs(y)) > 20:
                y = y * 0.5
            return y

    return Control()


def _control_ops(keras):
    class ControlOps(_branches(keras)):
        def call(self, x):
            y = keras.ops.cond(keras.ops.sum(x) > 0, lambda: self.up(x) + 10, lambda: self.down(x) - 10)
            return keras.ops.while_loop(lambda y: keras.ops.sum(keras.ops.abs(y)) > 20, lambda y: (y * 0.5,), (y,))[0]

    return ControlOps()


_SHAPES = {
    "mlp": (16,),
    "cnn": (16, 16, 3),
    "rnn": (7, 8),
    "transformer": (6, 16),
    "control": (8,),
    "control_ops": (8,),
}
_MAKERS = {
    "mlp": _mlp,
    "cnn": _cnn,
    "rnn": _rnn,
    "transformer": _transformer,
    "control": _control,
    "control_ops": _control_ops,
}
