"""The 32 operations in PyTensor, which has no layers, losses or optimizers: most are written from its parts."""

from __future__ import annotations

from probes.pytensor.parts import (
    MODE,
    call,
    filled,
    minimise,
    pt,
    recurrent,
    shared,
    standard,
    weights,
)

NAMES = {
    "lbfgs": "pytensor.tensor.optimize.minimize",
    "einsum": "pytensor.tensor.einsum",
    "segment_sum": "pytensor.tensor.inc_subtensor",
    "sparse_matmul": "pytensor.sparse.dot",
    "fft": "pytensor.tensor.fourier.fft",
}
ABSENT = {"ctc_loss": "not there, and not in a few lines"}


def dense(x):
    kernel, bias = weights(3, 4), weights(4)
    return call(lambda x: x @ kernel + bias, x)


def conv1d(x):
    kernel, bias = weights(4, 3, 3), weights(4, 1)
    return call(lambda x: pt().signal.convolve1d(x[:, None], kernel, "valid").sum(2) + bias, x)


def conv2d(x):
    kernel, bias = weights(4, 3, 3, 3), weights(4, 1, 1)
    return call(lambda x: pt().signal.convolve2d(x[:, None], kernel, "valid").sum(2) + bias, x)


def conv3d(x):
    kernel, bias = weights(3, 4, 3, 1, 3, 3), weights(4, 1, 1, 1)  # depth, out, in, 1, ...

    def layer(x):
        slabs = [x[:, None, :, i : i + 2] for i in range(3)]  # input 4 deep, kernel 3: 2 places
        taps = [pt().signal.convolve2d(x, kernel[i], "valid") for i, x in enumerate(slabs)]
        return sum(taps).sum(2) + bias

    return call(layer, x)


def conv_transpose2d(x):
    kernel, bias = weights(4, 3, 2, 2), weights(4, 1, 1)

    def layer(x):
        spread = pt().zeros((1, 3, 7, 7))[:, :, ::2, ::2].set(x)
        return pt().signal.convolve2d(spread[:, None], kernel, "full").sum(2) + bias

    return call(layer, x)


def depthwise_conv2d(x):
    kernel, bias = weights(4, 3, 3), weights(4, 1, 1)
    return call(lambda x: pt().signal.convolve2d(x, kernel, "valid") + bias, x)


def max_pool2d(x):
    return call(lambda x: x.reshape((1, 1, 2, 2, 2, 2)).max((3, 5)), x)


def global_avg_pool2d(x):
    return call(lambda x: x.mean((2, 3)), x)


def upsample2d(x):
    import numpy as np

    at = np.clip((np.arange(4) + 0.5) / 2 - 0.5, 0, 1)[:, None]
    shares = shared(np.maximum(0, 1 - np.abs(at - np.arange(2))))  # of old rows in new ones
    return call(lambda x: shares @ x @ shares.T, x)


def embedding(x):
    table = weights(5, 4)
    return call(lambda x: table[x], x)


def prelu(x):
    slope = weights(1)
    return call(lambda x: pt().switch(x > 0, x, slope * x), x)


def dropout(x):
    import numpy as np
    from pytensor.tensor.random import shared_rng

    random = shared_rng(np.random.default_rng(7))
    return call(lambda x: x * random.bernoulli(0.5, size=x.shape)[1] / 0.5, x)


def batch_norm(x):
    scale, shift = filled(1, 3, 1, 1), filled(0, 3, 1, 1)
    return call(lambda x: standard(x, (0, 2, 3)) * scale + shift, x)


def layer_norm(x):
    scale, shift = filled(1, 8), filled(0, 8)
    return call(lambda x: standard(x, 1) * scale + shift, x)


def group_norm(x):
    scale, shift = filled(1, 4, 1, 1), filled(0, 4, 1, 1)

    def layer(x):
        groups = x.reshape((2, 2, 2, 8, 8))
        return standard(groups, (2, 3, 4)).reshape((2, 4, 8, 8)) * scale + shift

    return call(layer, x)


def rms_norm(x):
    scale = filled(1, 8)
    return call(lambda x: x / pt().sqrt((x * x).mean(1, keepdims=True) + 1e-6) * scale, x)


def rnn(x):
    inward, outward, bias = weights(3, 4), weights(4, 4), weights(4)

    def step(x, h):
        return pt().tanh(x @ inward + h @ outward + bias)

    return call(lambda x: recurrent(step, x), x)


def lstm(x):
    inward, outward, bias = weights(3, 16), weights(4, 16), weights(16)

    def step(x, h, c):
        gates = (x @ inward + h @ outward + bias).reshape((2, 4, 4))
        i, f, g, o = (gates[:, k] for k in range(4))
        c = pt().sigmoid(f) * c + pt().sigmoid(i) * pt().tanh(g)
        return pt().sigmoid(o) * pt().tanh(c), c

    return call(lambda x: recurrent(step, x, 2), x)


def gru(x):
    gates, inward, outward = weights(7, 8), weights(3, 4), weights(4, 4)

    def step(x, h):
        both = pt().sigmoid(x @ gates[:3] + h @ gates[3:])
        z, r = both[:, :4], both[:, 4:]
        return (1 - z) * pt().tanh(x @ inward + (r * h) @ outward) + z * h

    return call(lambda x: recurrent(step, x), x)


def bidirectional(x):
    def layer(x):
        answers = []
        for back in (False, True):
            inward, outward = weights(3, 4), weights(4, 4)
            told = recurrent(lambda x, h: pt().tanh(x @ inward + h @ outward), x, go_backwards=back)
            answers.append(told[:, ::-1] if back else told)
        return pt().concatenate(answers, axis=-1)

    return call(layer, x)


def attention(x):
    inward, outward = weights(3, 8, 8), weights(8, 8)

    def layer(x):
        q, k, v = ((x @ inward[i]).reshape((2, 5, 2, 4)).swapaxes(1, 2) for i in range(3))
        attended = pt().special.softmax(q @ k.swapaxes(2, 3) / 2, axis=-1) @ v
        return attended.swapaxes(1, 2).reshape((2, 5, 8)) @ outward

    return call(layer, x)


def cross_entropy(x, y):
    return call(lambda x, y: -pt().special.log_softmax(x, axis=-1)[pt().arange(2), y].mean(), x, y)


def hierarchical_softmax(x, y):
    outer, inner, rows = weights(6, 3), weights(6, 9), pt().arange(4)

    def layer(x, y):
        chosen = (x @ inner).reshape((4, 3, 3))[rows, y // 3]
        losses = [-pt().special.log_softmax(one, axis=-1) for one in (x @ outer, chosen)]
        return losses[0][rows, y // 3] + losses[1][rows, y % 3]

    return call(layer, x, y)


def sgd_momentum():
    import numpy as np
    import pytensor

    speed = pytensor.shared(np.zeros(3))

    def rule(w, gradient):
        faster = 0.5 * speed + gradient
        return [(speed, faster), (w, w - 0.05 * faster)]

    return minimise(rule)


def adamw():
    import numpy as np
    import pytensor

    t, m, v = (pytensor.shared(np.zeros(shape)) for shape in ((), 3, 3))

    def rule(w, gradient):
        new = [t + 1, 0.9 * m + 0.1 * gradient, 0.999 * v + 0.001 * gradient**2]
        root = (new[2] / (1 - 0.999 ** new[0])) ** 0.5 + 1e-8
        moved = w - 0.3 * (new[1] / (1 - 0.9 ** new[0]) / root + 0.01 * w)
        return [*zip((t, m, v), new), (w, moved)]

    return minimise(rule)


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
    def layer(*tensors):
        norm = pt().sqrt(sum((one * one).sum() for one in tensors))
        return pt().stack([one / pt().maximum(norm, 1) for one in tensors])

    return call(layer, *gradients)


def einsum(x, y):
    import pytensor

    return call(lambda x, y: pytensor.tensor.einsum("bij,bjk->bik", x, y), x, y)


def segment_sum(x, groups):
    return call(lambda x, groups: pt().inc_subtensor(pt().zeros(2)[groups], x), x, groups)


def sparse_matmul(x, y):
    from pytensor import sparse

    return call(lambda x, y: sparse.dot(sparse.csr_from_dense(x), y), x, y)


def fft(x):
    from pytensor.tensor.fourier import fft

    return call(lambda x: fft(x.astype("float64"), 4, 0), x)
