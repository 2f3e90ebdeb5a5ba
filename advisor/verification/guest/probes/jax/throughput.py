"""The nets in Flax NNX under nnx.jit, the only way that anybody trains with; images are turned to channels last beforehand."""

from __future__ import annotations

from probes.kinds.throughput import RATE

WAYS = ("compiled",)


def prepare(net, mode, way, x, y):
    """A function that does one batch, and the number of parameters."""
    import jax
    import numpy as np
    import optax
    from flax import nnx

    model = {"cnn": _cnn, "transformer": _transformer}[net](nnx)
    x = jax.numpy.asarray(x.transpose(0, 2, 3, 1) if net == "cnn" else x)
    y = jax.numpy.asarray(y)
    optimizer = nnx.Optimizer(model, optax.sgd(RATE), wrt=nnx.Param)

    def loss(model, x, y):
        return optax.softmax_cross_entropy_with_integer_labels(model(x), y).mean()

    @nnx.jit
    def train(model, optimizer, x, y):
        value, gradients = nnx.value_and_grad(loss)(model, x, y)
        optimizer.update(model, gradients)
        return value

    @nnx.jit
    def infer(model, x):
        return model(x)

    parameters = sum(one.size for one in jax.tree.leaves(nnx.state(model, nnx.Param)))
    if mode == "train":
        step = nnx.cached_partial(train, model, optimizer)
        return lambda: float(step(x, y)), parameters
    step = nnx.cached_partial(infer, model)
    return lambda: np.asarray(step(x)), parameters


def _cnn(nnx):
    class Net(nnx.Module):
        def __init__(self, rngs):
            self.first = nnx.Conv(3, 32, (3, 3), rngs=rngs)
            self.second = nnx.Conv(32, 64, (3, 3), rngs=rngs)
            self.head = nnx.Linear(64 * 8 * 8, 10, rngs=rngs)

        def __call__(self, x):
            x = nnx.max_pool(nnx.relu(self.first(x)), (2, 2), (2, 2))
            x = nnx.max_pool(nnx.relu(self.second(x)), (2, 2), (2, 2))
            return self.head(x.reshape(x.shape[0], -1))

    return Net(nnx.Rngs(0))


def _transformer(nnx):
    class Net(nnx.Module):
        def __init__(self, rngs):
            self.attention = nnx.MultiHeadAttention(4, 64, decode=False, rngs=rngs)
            self.norms = nnx.List([nnx.LayerNorm(64, epsilon=1e-5, rngs=rngs) for _ in range(2)])
            self.wide = nnx.Linear(64, 256, rngs=rngs)
            self.narrow = nnx.Linear(256, 64, rngs=rngs)
            self.head = nnx.Linear(64, 10, rngs=rngs)

        def __call__(self, x):
            x = self.norms[0](x + self.attention(x))
            x = self.norms[1](x + self.narrow(nnx.gelu(self.wide(x), approximate=False)))
            return self.head(x.mean(1))

    return Net(nnx.Rngs(0))
