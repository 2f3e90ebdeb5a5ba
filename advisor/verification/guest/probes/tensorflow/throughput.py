"""The nets in TensorFlow: Keras layers, a hand-written step, as it stands, as tf.function and compiled by XLA."""

from __future__ import annotations

from probes.keras.throughput import cnn, transformer
from probes.kinds.throughput import RATE

WAYS = ("eager", "compiled", "xla")


def prepare(net, mode, way, x, y):
    """A function that does one batch, and the number of parameters; images are turned to channels last beforehand."""
    import tensorflow as tf

    tf.random.set_seed(0)
    model = {"cnn": cnn, "transformer": transformer}[net](tf.keras)
    x = tf.transpose(tf.constant(x), (0, 2, 3, 1)) if net == "cnn" else tf.constant(x)
    y = tf.constant(y)
    optimizer = tf.keras.optimizers.SGD(RATE)
    optimizer.build(model.trainable_variables)

    def train(x, y):
        with tf.GradientTape() as tape:
            logits = model(x, training=True)
            loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(y, logits))
        optimizer.apply_gradients(
            zip(tape.gradient(loss, model.trainable_variables), model.trainable_variables)
        )
        return loss

    def infer(x, y):
        return model(x, training=False)

    step = {"train": train, "infer": infer}[mode]
    if way != "eager":
        step = tf.function(step, jit_compile=way == "xla")
    return lambda: step(x, y).numpy(), model.count_params()
