"""The models as TensorFlow modules: a `tf.Module` around `tf.keras` layers, or plain variables where there is control flow.

A `tf.Module` does not see the variables inside Keras 3 layers; without ``state`` it would have none, and the LiteRT converter
would leave them all out of the file, without a word.
"""

from __future__ import annotations

LAYOUT = "NHWC"


def build(name):
    """A seeded `tf.Module`, called in inference mode."""
    import numpy as np
    import tensorflow as tf

    tf.keras.utils.set_random_seed(20180626)
    model = _MAKERS[name](tf)
    model(tf.zeros((1,) + _SHAPES[name]))
    if not name.startswith("control"):
        model.state = [weight.value for layer in model.layers for weight in layer.weights]
    random = np.random.RandomState(20180626)
    for variable in model.variables:
        variable.assign_add(random.uniform(0, 0.1, variable.shape))  # no zero bias hides a mistake
    return model


def call(model, x):
    """The module's own answer, eagerly: no graph is made."""
    import tensorflow as tf

    return model(tf.constant(x)).numpy()


def function(model, x, batch=None):
    """The module as a `tf.function` for inputs like ``x``, the batch size left open or as given."""
    import tensorflow as tf

    return tf.function(model.__call__, input_signature=[tf.TensorSpec((batch,) + x.shape[1:], tf.float32, name="x")])


def _network(tf, layers, forward):
    class Network(tf.Module):
        def __init__(self):
            super().__init__()
            self.layers = layers

        def __call__(self, x):
            return forward(x)

    return Network()


def _chain(tf, layers):
    def forward(x):
        for layer in layers:
            x = layer(x)
        return x

    return _network(tf, layers, forward)


def _mlp(tf):
    nn = tf.keras.layers
    return _chain(tf, [nn.Dense(32), nn.LayerNormalization(), nn.Activation("gelu"), nn.Dense(4)])


def _cnn(tf):
    nn = tf.keras.layers
    return _chain(
        tf,
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
        ],
    )


def _rnn(tf):
    nn = tf.keras.layers
    return _chain(tf, [nn.LSTM(12, return_sequences=True), nn.GRU(10), nn.Dense(4)])


def _transformer(tf):
    nn = tf.keras.layers
    attention, wide, narrow = nn.MultiHeadAttention(4, 4), nn.Dense(32, activation="gelu"), nn.Dense(16)
    first, second = nn.LayerNormalization(), nn.LayerNormalization()

    def forward(x):
        x = first(x + attention(x, x))
        return second(x + narrow(wide(x)))

    return _network(tf, [attention, first, wide, narrow, second], forward)


def _control(tf):
    class Branches(tf.Module):
        def __init__(self):
            super().__init__()
            self.w_up, self.b_up = _dense(tf, 1)
            self.w_down, self.b_down = _dense(tf, 2)

        def __call__(self, x):
            y = x @ self.w_up + self.b_up + 10.0 if tf.reduce_sum(x) > 0 else x @ self.w_down + self.b_down - 10.0
            while tf.reduce_sum(tf.abs(y)) > 20:
                y = y * 0.5
            return y

    return Branches()


def _control_ops(tf):
    class Branches(tf.Module):
        def __init__(self):
            super().__init__()
            self.w_up, self.b_up = _dense(tf, 1)
            self.w_down, self.b_down = _dense(tf, 2)

        def __call__(self, x):
            y = tf.cond(
                tf.reduce_sum(x) > 0,
                lambda: x @ self.w_up + self.b_up + 10.0,
                lambda: x @ self.w_down + self.b_down - 10.0,
            )
            return tf.while_loop(lambda y: tf.reduce_sum(tf.abs(y)) > 20, lambda y: (y * 0.5,), (y,))[0]

    return Branches()


def _dense(tf, seed):
    return [
        tf.Variable(tf.random.stateless_uniform(shape, (20180626, seed + i), -0.35, 0.35))
        for i, shape in enumerate([(8, 4), (4,)])
    ]


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
