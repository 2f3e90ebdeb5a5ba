"""The net that is trained in parts, and what plain NumPy gives for it; layers are (inputs, outputs), `x @ weight + bias`.

`tanh(x @ weights[0] + biases[0]) @ weights[1] + biases[1]`, the mean squared error over all numbers, plain gradient descent.
The two halves of the batch lean apart, so that training on one of them ends elsewhere.
"""

from __future__ import annotations

SHAPES = ((4, 6), (6,), (6, 2), (2,))
ROWS = 8
STEPS = 5
RATE = 0.2


def start():
    """The first parameters: weight, bias, weight, bias as float32 arrays."""
    import numpy as np

    random = np.random.RandomState(3)
    return [(0.5 * random.randn(*shape)).astype(np.float32) for shape in SHAPES]


def batch():
    """The whole batch, inputs (8, 4) and targets (8, 2), the same for every step."""
    import numpy as np

    random = np.random.RandomState(4)
    x, target = random.randn(ROWS, 4), random.randn(ROWS, 2)
    x[ROWS // 2 :] += 0.5
    target[ROWS // 2 :] -= 2.0
    return x.astype(np.float32), target.astype(np.float32)


def half(rank):
    """The rows of the batch that are for one of two: inputs (4, 4) and targets (4, 2)."""
    rows = slice(rank * ROWS // 2, (rank + 1) * ROWS // 2)
    return tuple(one[rows] for one in batch())


def loss(parameters, x, target):
    """The loss that is made smaller."""
    import numpy as np

    first, bias, second, last = parameters
    return np.mean((np.tanh(x @ first + bias) @ second + last - target) ** 2)


def gradient(parameters, x, target):
    """The gradient of `loss` by hand."""
    import numpy as np

    first, bias, second, last = parameters
    hidden = np.tanh(x @ first + bias)
    error = 2 * (hidden @ second + last - target) / target.size
    inner = (error @ second.T) * (1 - hidden**2)
    return [x.T @ inner, inner.sum(0), hidden.T @ error, error.sum(0)]


def trained(x, target, step=gradient):
    """The parameters after `STEPS` steps, in double precision."""
    parameters = [one.astype("float64") for one in start()]
    for _ in range(STEPS):
        parameters = [
            one - RATE * slope for one, slope in zip(parameters, step(parameters, x, target))
        ]
    return parameters
