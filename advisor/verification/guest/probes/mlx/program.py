"""A small classifier in MLX: train, save, load."""

import sys
from pathlib import Path

import mlx.core as mx
import mlx.nn as nn
import mlx.optimizers as optim
import numpy as np

rng = np.random.default_rng(0)
x = rng.normal(size=(512, 8)).astype("float32")
y = (x @ rng.normal(size=(8, 3))).argmax(axis=1)

mx.random.seed(0)


def make_model():
    return nn.Sequential(nn.Linear(8, 32), nn.ReLU(), nn.Linear(32, 3))


def loss_fn(model, x, y):
    return nn.losses.cross_entropy(model(x), y, reduction="mean")


inputs, labels = mx.array(x), mx.array(y)
model = make_model()
optimizer = optim.Adam(learning_rate=0.01)
loss_and_grad_fn = nn.value_and_grad(model, loss_fn)

losses = []
for _ in range(5):
    total = 0.0
    batches = rng.permutation(512).reshape(16, 32)
    for batch in batches:
        batch = mx.array(batch)
        loss, grads = loss_and_grad_fn(model, inputs[batch], labels[batch])
        optimizer.update(model, grads)
        mx.eval(model.parameters(), optimizer.state)
        total += loss.item()
    losses.append(total / len(batches))

path = str(Path(sys.argv[1]) / "model.safetensors")
model.save_weights(path)
loaded = make_model()
loaded.load_weights(path)

assert mx.array_equal(model(inputs), loaded(inputs))
assert losses[-1] < losses[0]
print("ok")
