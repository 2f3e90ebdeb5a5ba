"""The nets in PyTensor through its default linker, Numba; a convolution is a sum of nine matrix products of shifted images.

Images are turned to channels last beforehand. `convolve2d` of PyTensor itself leaves Numba for SciPy.
"""

from __future__ import annotations

from probes.kinds.throughput import RATE

WAYS = ("compiled",)


def prepare(net, mode, way, x, y):
    """A function that does one batch, and the number of parameters."""
    import numpy as np
    import pytensor
    from pytensor.tensor import arange, lvector, tensor
    from pytensor.tensor.special import log_softmax

    pytensor.config.floatX = "float32"
    parameters = []
    x = np.ascontiguousarray(x.transpose(0, 2, 3, 1)) if net == "cnn" else x
    images, labels = tensor(shape=x.shape, dtype="float32"), lvector()
    logits = {"cnn": _cnn, "transformer": _transformer}[net](images, _maker(parameters))
    if mode == "train":
        loss = -log_softmax(logits, axis=-1)[arange(labels.shape[0]), labels].mean()
        gradients = pytensor.grad(loss, parameters)
        updates = [(one, one - np.float32(RATE) * by) for one, by in zip(parameters, gradients)]
        step = pytensor.function([images, labels], loss, updates=updates)
        y = y.astype("int64")
        run = lambda: float(step(x, y))  # noqa: E731
    else:
        step = pytensor.function([images], logits)
        run = lambda: step(x)  # noqa: E731
    return run, sum(one.get_value().size for one in parameters)


def _maker(parameters):
    """Makes a parameter: seeded noise, or one number throughout."""
    import numpy as np
    import pytensor

    random = np.random.RandomState(0)

    def make(*shape, fill=None):
        scale = np.sqrt(1 / max(1, np.prod(shape[:-1])))
        values = random.uniform(-scale, scale, shape) if fill is None else np.full(shape, fill)
        parameters.append(pytensor.shared(values.astype("float32"), shape=shape))
        return parameters[-1]

    return make


def _convolution(x, weights, bias):
    from pytensor.tensor import zeros

    count, height, width, channels = x.type.shape
    padded = zeros((count, height + 2, width + 2, channels), "float32")[:, 1:-1, 1:-1].set(x)
    total = bias
    for i in range(3):
        for j in range(3):
            window = padded[:, i : i + height, j : j + width].reshape((-1, channels))
            total = total + window @ weights[i, j]
    return total.reshape((count, height, width, weights.type.shape[-1]))


def _cnn(x, make):
    from pytensor.tensor import maximum

    for channels, size, filters in ((3, 32, 32), (32, 16, 64)):
        made = maximum(_convolution(x, make(3, 3, channels, filters), make(filters, fill=0)), 0)
        x = made.reshape((32, size // 2, 2, size // 2, 2, filters)).max((2, 4))
    return x.reshape((32, -1)) @ make(64 * 8 * 8, 10) + make(10, fill=0)


def _transformer(x, make):
    from pytensor.tensor import erf, sqrt
    from pytensor.tensor.special import softmax

    def dense(x, inside, outside):
        return x @ make(inside, outside) + make(outside, fill=0)

    def norm(x):
        middle = x - x.mean(-1, keepdims=True)
        root = sqrt((middle * middle).mean(-1, keepdims=True) + 1e-5)
        return middle / root * make(64, fill=1) + make(64, fill=0)

    q, k, v = (dense(x, 64, 64).reshape((32, 32, 4, 16)).swapaxes(1, 2) for _ in range(3))
    attended = softmax(q @ k.swapaxes(2, 3) / 4, axis=-1) @ v
    x = norm(x + dense(attended.swapaxes(1, 2).reshape((32, 32, 64)), 64, 64))
    wide = dense(x, 64, 256)
    x = norm(x + dense(wide * (1 + erf(wide / 2**0.5)) / 2, 256, 64))
    return dense(x.mean(1), 64, 10)
