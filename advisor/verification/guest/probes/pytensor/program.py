"""A small classifier in PyTensor: train, save, load. It has neither layers nor optimizers."""

import sys
from pathlib import Path

import numpy as np
import pytensor
import pytensor.tensor as pt
from pytensor.tensor.special import log_softmax

rng = np.random.default_rng(0)
x = rng.normal(size=(512, 8)).astype("float32")
y = (x @ rng.normal(size=(8, 3))).argmax(axis=1)


def make_parameters():
    shapes = {"w1": (8, 32), "b1": (32,), "w2": (32, 3), "b2": (3,)}
    return {
        name: pytensor.shared(rng.normal(size=shape) / np.sqrt(shape[0]), name=name)
        for name, shape in shapes.items()
    }


def adam(loss, parameters, rate=0.01):
    t = pytensor.shared(0.0)
    updates = [(t, t + 1)]
    for p, g in zip(parameters, pytensor.grad(loss, parameters)):
        m, v = (pytensor.shared(np.zeros_like(p.get_value())) for _ in range(2))
        new_m, new_v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        step = new_m / (1 - 0.9 ** (t + 1)) / (pt.sqrt(new_v / (1 - 0.999 ** (t + 1))) + 1e-8)
        updates += [(m, new_m), (v, new_v), (p, p - rate * step)]
    return updates


inputs, labels = pt.matrix("inputs"), pt.lvector("labels")
parameters = make_parameters()
logits = pt.maximum(inputs @ parameters["w1"] + parameters["b1"], 0) @ parameters["w2"]
logits = logits + parameters["b2"]
loss = -log_softmax(logits, axis=-1)[pt.arange(labels.shape[0]), labels].mean()
train = pytensor.function([inputs, labels], loss, updates=adam(loss, list(parameters.values())))
predict = pytensor.function([inputs], logits)

losses = []
for _ in range(5):
    total = 0.0
    batches = rng.permutation(512).reshape(16, 32)
    for batch in batches:
        total += float(train(x[batch], y[batch]))
    losses.append(total / len(batches))

path = Path(sys.argv[1]) / "model.npz"
np.savez(path, **{name: one.get_value() for name, one in parameters.items()})
expected = predict(x)
for one in parameters.values():
    one.set_value(0 * one.get_value())
for name, value in np.load(path).items():
    parameters[name].set_value(value)

assert np.array_equal(predict(x), expected)
assert losses[-1] < losses[0]
print("ok")
