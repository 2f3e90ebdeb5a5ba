"""A small classifier in JAX with Flax NNX and Optax: train, save, load."""

import sys
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import optax
import orbax.checkpoint as ocp
from flax import nnx

rng = np.random.default_rng(0)
x = rng.normal(size=(512, 8)).astype("float32")
y = (x @ rng.normal(size=(8, 3))).argmax(axis=1)


class Model(nnx.Module):
    def __init__(self, rngs):
        self.hidden = nnx.Linear(8, 32, rngs=rngs)
        self.out = nnx.Linear(32, 3, rngs=rngs)

    def __call__(self, x):
        return self.out(nnx.relu(self.hidden(x)))


def loss_fn(model, x, y):
    return optax.softmax_cross_entropy_with_integer_labels(model(x), y).mean()


@nnx.jit
def train_step(model, optimizer, x, y):
    loss, grads = nnx.value_and_grad(loss_fn)(model, x, y)
    optimizer.update(model, grads)
    return loss


model = Model(nnx.Rngs(0))
optimizer = nnx.Optimizer(model, optax.adam(0.01), wrt=nnx.Param)

losses = []
for _ in range(5):
    total = 0.0
    batches = rng.permutation(512).reshape(16, 32)
    for batch in batches:
        total += float(train_step(model, optimizer, x[batch], y[batch]))
    losses.append(total / len(batches))

path = Path(sys.argv[1]).resolve() / "model"
graph, state = nnx.split(model)
with ocp.StandardCheckpointer() as checkpointer:
    checkpointer.save(path, state)
with ocp.StandardCheckpointer() as checkpointer:
    abstract = jax.tree.map(ocp.utils.to_shape_dtype_struct, state)
    loaded = nnx.merge(graph, checkpointer.restore(path, abstract))

assert jnp.array_equal(model(x), loaded(x))
assert losses[-1] < losses[0]
print("ok")
