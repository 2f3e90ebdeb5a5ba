"""The 32 operations in PyTensor, which has no layers, losses or optimizers: most are written from its parts.

They run in its mode for fast compilation: with Numba, the default, the same answers take minutes to compile.
"""

from __future__ import annotations

NAMES = {
    "lbfgs": "pytensor.tensor.optimize.minimize",
    "einsum": "pytensor.tensor.einsum",
    "segment_sum": "pytensor.tensor.inc_subtensor",
    "sparse_matmul": "pytensor.sparse.dot",
    "fft": "pytensor.tensor.fourier.fft",
}
ABSENT = {"ctc_loss": "not there, and not in a few lines"}
MODE = "FAST_COMPILE"


def _call(layer, *arrays):
    import pytensor

    symbols = [pytensor.tensor.tensor(shape=one.shape, dtype=one.dtype) for one in arrays]
    return pytensor.function(symbols, layer(*symbols), MODE)(*arrays)


def _weights(*shape):
    import numpy as np

    return _shared(np.random.RandomState(len(shape)).standard_normal(shape) / 2)


def _shared(values):
    import pytensor

    return pytensor.shared(values.astype("float32"), shape=values.shape)


def dense(x):
    weights, bias = _weights(3, 4), _weights(4)
    return _call(lambda x: x @ weights + bias, x)


def conv1d(x):
    from pytensor.tensor.signal import convolve1d

    weights, bias = _weights(4, 3, 3), _weights(4, 1)
    return _call(lambda x: convolve1d(x[:, None], weights, "valid").sum(2) + bias, x)


def conv2d(x):
    from pytensor.tensor.signal import convolve2d

    weights, bias = _weights(4, 3, 3, 3), _weights(4, 1, 1)
    return _call(lambda x: convolve2d(x[:, None], weights, "valid").sum(2) + bias, x)


def conv3d(x):
    from pytensor.tensor.signal import convolve2d

    weights, bias = (
        _weights(3, 4, 3, 3, 3),
        _weights(4, 1, 1, 1),
    )  # the depth of the kernel goes first

    def layer(x):
        depths = [x[:, None, :, i : i + 2] for i in range(3)]  # input 4 deep, kernel 3: 2 places
        taps = [convolve2d(x, weights[i][:, :, None], "valid") for i, x in enumerate(depths)]
        return sum(taps).sum(2) + bias

    return _call(layer, x)


def conv_transpose2d(x):
    from pytensor.tensor import zeros
    from pytensor.tensor.signal import convolve2d

    weights, bias = _weights(4, 3, 2, 2), _weights(4, 1, 1)

    def layer(x):
        spread = zeros((1, 3, 7, 7))[:, :, ::2, ::2].set(x)
        return convolve2d(spread[:, None], weights, "full").sum(2) + bias

    return _call(layer, x)


def depthwise_conv2d(x):
    from pytensor.tensor.signal import convolve2d

    weights, bias = _weights(4, 3, 3), _weights(4, 1, 1)
    return _call(lambda x: convolve2d(x, weights, "valid") + bias, x)


def max_pool2d(x):
    return _call(lambda x: x.reshape((1, 1, 2, 2, 2, 2)).max((3, 5)), x)


def global_avg_pool2d(x):
    return _call(lambda x: x.mean((2, 3)), x)


def upsample2d(x):
    import numpy as np

    at = np.clip((np.arange(4) + 0.5) / 2 - 0.5, 0, 1)[:, None]
    shares = _shared(
        np.maximum(0, 1 - np.abs(at - np.arange(2)))
    )  # of each old row in each new one
    return _call(lambda x: shares @ x @ shares.T, x)


def embedding(x):
    table = _weights(5, 4)
    return _call(lambda x: table[x], x)


def prelu(x):
    from pytensor.tensor import switch

    slope = _weights(1)
    return _call(lambda x: switch(x > 0, x, slope * x), x)


def dropout(x):
    import numpy as np
    from pytensor.tensor.random import shared_rng

    random = shared_rng(np.random.default_rng(7))
    return _call(lambda x: x * random.bernoulli(0.5, size=x.shape)[1] / 0.5, x)


def _standard(x, axes):
    from pytensor.tensor import sqrt

    return (x - x.mean(axes, keepdims=True)) / sqrt(x.var(axes, keepdims=True) + 1e-5)


def batch_norm(x):
    import numpy as np

    scale, shift = _shared(np.ones((3, 1, 1))), _shared(np.zeros((3, 1, 1)))
    return _call(lambda x: _standard(x, (0, 2, 3)) * scale + shift, x)


def layer_norm(x):
    import numpy as np

    scale, shift = _shared(np.ones(8)), _shared(np.zeros(8))
    return _call(lambda x: _standard(x, 1) * scale + shift, x)


def group_norm(x):
    import numpy as np

    scale, shift = _shared(np.ones((4, 1, 1))), _shared(np.zeros((4, 1, 1)))

    def layer(x):
        groups = x.reshape((2, 2, 2, 8, 8))
        return _standard(groups, (2, 3, 4)).reshape((2, 4, 8, 8)) * scale + shift

    return _call(layer, x)


def rms_norm(x):
    import numpy as np
    from pytensor.tensor import sqrt

    scale = _shared(np.ones(8))
    return _call(lambda x: x / sqrt((x * x).mean(1, keepdims=True) + 1e-6) * scale, x)


def _recurrent(step, x, states=1, **more):
    """Runs a step over time; its answer is that of the first of its states."""
    import pytensor
    from pytensor.tensor import zeros

    empty = [zeros((2, 4), "float32") for _ in range(states)]
    told = pytensor.scan(
        step, x.swapaxes(0, 1), empty, return_list=True, return_updates=False, **more
    )
    return told[0].swapaxes(0, 1)


def rnn(x):
    from pytensor.tensor import tanh

    inward, outward, bias = _weights(3, 4), _weights(4, 4), _weights(4)

    def step(x, h):
        return tanh(x @ inward + h @ outward + bias)

    return _call(lambda x: _recurrent(step, x), x)


def lstm(x):
    from pytensor.tensor import sigmoid, tanh

    inward, outward, bias = _weights(3, 16), _weights(4, 16), _weights(16)

    def step(x, h, c):
        gates = (x @ inward + h @ outward + bias).reshape((2, 4, 4))
        i, f, g, o = (gates[:, k] for k in range(4))
        c = sigmoid(f) * c + sigmoid(i) * tanh(g)
        return sigmoid(o) * tanh(c), c

    return _call(lambda x: _recurrent(step, x, 2), x)


def gru(x):
    from pytensor.tensor import sigmoid, tanh

    gates, inward, outward = _weights(7, 8), _weights(3, 4), _weights(4, 4)

    def step(x, h):
        both = sigmoid(x @ gates[:3] + h @ gates[3:])
        z, r = both[:, :4], both[:, 4:]
        return (1 - z) * tanh(x @ inward + (r * h) @ outward) + z * h

    return _call(lambda x: _recurrent(step, x), x)


def bidirectional(x):
    from pytensor.tensor import concatenate, tanh

    def layer(x):
        answers = []
        for back in (False, True):
            inward, outward = _weights(3, 4), _weights(4, 4)
            told = _recurrent(lambda x, h: tanh(x @ inward + h @ outward), x, go_backwards=back)
            answers.append(told[:, ::-1] if back else told)
        return concatenate(answers, axis=-1)

    return _call(layer, x)


def attention(x):
    from pytensor.tensor.special import softmax

    inward, outward = _weights(3, 8, 8), _weights(8, 8)

    def layer(x):
        q, k, v = ((x @ inward[i]).reshape((2, 5, 2, 4)).swapaxes(1, 2) for i in range(3))
        attended = softmax(q @ k.swapaxes(2, 3) / 2, axis=-1) @ v
        return attended.swapaxes(1, 2).reshape((2, 5, 8)) @ outward

    return _call(layer, x)


def cross_entropy(x, y):
    from pytensor.tensor import arange
    from pytensor.tensor.special import log_softmax

    return _call(lambda x, y: -log_softmax(x, axis=-1)[arange(2), y].mean(), x, y)


def hierarchical_softmax(x, y):
    from pytensor.tensor import arange
    from pytensor.tensor.special import log_softmax

    outer, inner, rows = _weights(6, 3), _weights(6, 9), arange(4)

    def layer(x, y):
        chosen = (x @ inner).reshape((4, 3, 3))[rows, y // 3]
        clusters, within = log_softmax(x @ outer, axis=-1), log_softmax(chosen, axis=-1)
        return -clusters[rows, y // 3] - within[rows, y % 3]

    return _call(layer, x, y)


def _minimise(rule):
    import numpy as np
    import pytensor

    w = pytensor.shared(np.zeros(3))
    loss = ((w - np.array([1.0, 2.0, 3.0])) ** 2).sum()
    step = pytensor.function([], loss, MODE, rule(w, pytensor.grad(loss, w)))
    losses = [float(step()) for _ in range(20)]
    return losses[0], losses[-1]


def sgd_momentum():
    import numpy as np
    import pytensor

    speed = pytensor.shared(np.zeros(3))

    def rule(w, gradient):
        faster = 0.5 * speed + gradient
        return [(speed, faster), (w, w - 0.05 * faster)]

    return _minimise(rule)


def adamw():
    import numpy as np
    import pytensor

    t, m, v = (pytensor.shared(np.zeros(shape)) for shape in ((), 3, 3))

    def rule(w, gradient):
        new = [t + 1, 0.9 * m + 0.1 * gradient, 0.999 * v + 0.001 * gradient**2]
        root = (new[2] / (1 - 0.999 ** new[0])) ** 0.5 + 1e-8
        moved = w - 0.3 * (new[1] / (1 - 0.9 ** new[0]) / root + 0.01 * w)
        return [*zip((t, m, v), new), (w, moved)]

    return _minimise(rule)


def lbfgs():
    import numpy as np
    import pytensor
    from pytensor.tensor.optimize import minimize

    w = pytensor.tensor.dvector("w")
    loss = ((w - np.array([1.0, 2.0, 3.0])) ** 2).sum()
    found, _ = minimize(loss, w, "L-BFGS-B", optimizer_kwargs={"options": {"maxiter": 20}})
    last = pytensor.graph.graph_replace(loss, {w: found})
    return pytensor.function([w], [loss, last], MODE)(np.zeros(3))


def clip_by_global_norm(*gradients):
    from pytensor.tensor import maximum, sqrt, stack

    def layer(*tensors):
        norm = sqrt(sum((one * one).sum() for one in tensors))
        return stack([one / maximum(norm, 1) for one in tensors])

    return _call(layer, *gradients)


def einsum(x, y):
    import pytensor

    return _call(lambda x, y: pytensor.tensor.einsum("bij,bjk->bik", x, y), x, y)


def segment_sum(x, groups):
    from pytensor.tensor import inc_subtensor, zeros

    return _call(lambda x, groups: inc_subtensor(zeros(2)[groups], x), x, groups)


def sparse_matmul(x, y):
    from pytensor import sparse

    return _call(lambda x, y: sparse.dot(sparse.csr_from_dense(x), y), x, y)


def fft(x):
    from pytensor.tensor.fourier import fft

    return _call(lambda x: fft(x.astype("float64"), 4, 0), x)
