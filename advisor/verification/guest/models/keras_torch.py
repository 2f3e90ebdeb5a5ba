"""The models in Keras on PyTorch."""

from __future__ import annotations

LAYOUT = "NHWC"


def build(name):
    """A seeded functional model."""
    from models import keras_layers

    keras_layers.use("torch")
    return keras_layers.build(name)


def call(model, x):
    """The model's own answer, in inference mode."""
    from models import keras_layers

    return keras_layers.call(model, x)
