"""The 32 operations in tinygrad."""

from __future__ import annotations

NAMES = {
    "dense": "tinygrad.nn.Linear",
    "conv1d": "tinygrad.nn.Conv1d",
    "conv2d": "tinygrad.nn.Conv2d",
    "conv_transpose2d": "tinygrad.nn.ConvTranspose2d",
    "conv3d": "tinygrad.nn.Conv2d",
    "depthwise_conv2d": "tinygrad.nn.Conv2d",
    "max_pool2d": "tinygrad.Tensor.max_pool2d",
    "upsample2d": "tinygrad.Tensor.interpolate",
    "embedding": "tinygrad.nn.Embedding",
    "dropout": "tinygrad.Tensor.dropout",
    "batch_norm": "tinygrad.nn.BatchNorm",
    "layer_norm": "tinygrad.nn.LayerNorm",
    "group_norm": "tinygrad.nn.GroupNorm",
    "rms_norm": "tinygrad.nn.RMSNorm",
    "cross_entropy": "tinygrad.Tensor.sparse_categorical_crossentropy",
    "sgd_momentum": "tinygrad.nn.optim.SGD",
    "adamw": "tinygrad.nn.optim.AdamW",
    "einsum": "tinygrad.Tensor.einsum",
    "segment_sum": "tinygrad.Tensor.scatter_reduce",
}
ABSENT = {
    "ctc_loss": "not there, and not in a few lines",
    "lbfgs": "no quasi-Newton optimizer, and none in a few lines",
    "fft": "not there, and there are no complex numbers to write it with",
}


def _call(layer, *arrays):
    from tinygrad import Tensor

    return layer(*(Tensor(one) for one in arrays)).numpy()


def _nn():
    from tinygrad import nn

    return nn


def dense(x):
    return _call(_nn().Linear(3, 4), x)


def conv1d(x):
    return _call(_nn().Conv1d(3, 4, 3), x)


def conv2d(x):
    return _call(_nn().Conv2d(3, 4, 3), x)


def conv3d(x):
    return _call(_nn().Conv2d(3, 4, (3, 3, 3)), x)  # the class takes any number of dimensions


def conv_transpose2d(x):
    return _call(_nn().ConvTranspose2d(3, 4, 2, stride=2), x)


def depthwise_conv2d(x):
    return _call(_nn().Conv2d(4, 4, 3, groups=4), x)


def max_pool2d(x):
    return _call(lambda x: x.max_pool2d(2), x)


def global_avg_pool2d(x):
    return _call(lambda x: x.mean((2, 3)), x)


def upsample2d(x):
    return _call(lambda x: x.interpolate((4, 4)), x)


def embedding(x):
    return _call(_nn().Embedding(5, 4), x)


def prelu(x):
    from tinygrad import Tensor

    slope = Tensor([0.25])
    return _call(lambda x: (x > 0).where(x, slope * x), x)


def dropout(x):
    from tinygrad import Context

    with Context(TRAINING=1):
        return _call(lambda x: x.dropout(0.5), x)


def batch_norm(x):
    from tinygrad import Context

    with Context(TRAINING=1):
        return _call(_nn().BatchNorm(3), x)


def layer_norm(x):
    return _call(_nn().LayerNorm(8), x)


def group_norm(x):
    return _call(_nn().GroupNorm(2, 4), x)


def rms_norm(x):
    return _call(_nn().RMSNorm(8), x)


def _recurrent(x, step, *state):
    from tinygrad import Tensor

    outputs, x = [], Tensor(x)
    for i in range(x.shape[1]):
        state = step(x[:, i], *state)
        outputs.append(state[0])
    return Tensor.stack(*outputs, dim=1)


def rnn(x):
    from tinygrad import Tensor

    inner, outer = _nn().Linear(3, 4), _nn().Linear(4, 4)
    return _recurrent(x, lambda x, h: ((inner(x) + outer(h)).tanh(),), Tensor.zeros(2, 4)).numpy()


def lstm(x):
    from tinygrad import Tensor

    cell = _nn().LSTMCell(3, 4)
    return _recurrent(
        x, lambda x, h, c: cell(x, (h, c)), Tensor.zeros(2, 4), Tensor.zeros(2, 4)
    ).numpy()


def gru(x):
    from tinygrad import Tensor

    gates, inner, outer = _nn().Linear(7, 8), _nn().Linear(3, 4), _nn().Linear(4, 4)

    def step(x, h):
        r, z = gates(x.cat(h, dim=1)).sigmoid().chunk(2, 1)
        return ((1 - z) * (inner(x) + r * outer(h)).tanh() + z * h,)

    return _recurrent(x, step, Tensor.zeros(2, 4)).numpy()


def bidirectional(x):
    from tinygrad import Tensor

    zeros, cells = Tensor.zeros(2, 4), [_nn().LSTMCell(3, 4) for _ in range(2)]
    forward = _recurrent(x, lambda x, h, c: cells[0](x, (h, c)), zeros, zeros)
    backward = _recurrent(x[:, ::-1].copy(), lambda x, h, c: cells[1](x, (h, c)), zeros, zeros)
    return forward.cat(backward.flip(1), dim=-1).numpy()


def attention(x):
    inward, outward = _nn().Linear(8, 24), _nn().Linear(8, 8)

    def layer(x):
        q, k, v = (one.reshape(2, 5, 2, 4).transpose(1, 2) for one in inward(x).chunk(3, -1))
        return outward(q.scaled_dot_product_attention(k, v).transpose(1, 2).reshape(2, 5, 8))

    return _call(layer, x)


def cross_entropy(x, y):
    return _call(lambda x, y: x.sparse_categorical_crossentropy(y), x, y)


def hierarchical_softmax(x, y):
    def layer(x, y):
        inner = _nn().Linear(6, 9)(x).reshape(-1, 3, 3)
        chosen = (inner * (y // 3).one_hot(3).unsqueeze(-1)).sum(1)
        return _nn().Linear(6, 3)(x).sparse_categorical_crossentropy(
            y // 3
        ) + chosen.sparse_categorical_crossentropy(y % 3)

    return _call(layer, x, y)


def _minimise(optimizer):
    from tinygrad import Context, Tensor

    w, losses = Tensor([0.0, 0.0, 0.0]), []
    chosen = optimizer([w])
    with Context(TRAINING=1):
        for _ in range(20):
            chosen.zero_grad()
            loss = ((w - Tensor([1.0, 2.0, 3.0])) ** 2).sum().backward()
            chosen.step()
            losses.append(loss.item())
    return losses[0], losses[-1]


def sgd_momentum():
    return _minimise(lambda w: _nn().optim.SGD(w, 0.05, momentum=0.5))


def adamw():
    return _minimise(lambda w: _nn().optim.AdamW(w, 0.3))


def clip_by_global_norm(*gradients):
    from tinygrad import Tensor

    tensors = [Tensor(one) for one in gradients]
    norm = Tensor.stack(*[one.square().sum() for one in tensors]).sum().sqrt()
    return Tensor.stack(*[one / norm.maximum(1.0) for one in tensors]).numpy()


def einsum(x, y):
    from tinygrad import Tensor

    return _call(lambda x, y: Tensor.einsum("bij,bjk->bik", x, y), x, y)


def segment_sum(x, groups):
    from tinygrad import Tensor

    return _call(lambda x, groups: Tensor.zeros(2).scatter_reduce(0, groups, x, "sum"), x, groups)


def sparse_matmul(x, y):
    import numpy as np
    from tinygrad import Tensor

    rows, columns = np.nonzero(x)
    products = Tensor(x[rows, columns]).unsqueeze(1) * Tensor(y)[Tensor(columns)]
    groups = Tensor(rows).unsqueeze(1).expand(*products.shape)
    return Tensor.zeros(len(x), y.shape[1]).scatter_reduce(0, groups, products, "sum").numpy()
