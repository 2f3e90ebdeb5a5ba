"""What the operations of PyTensor are written with: parameters, a call, a loop over time, a descent.

They run in its mode for fast compilation: with Numba, the default, the same answers take minutes to compile.
"""

from __future__ import annotations

MODE = "FAST_COMPILE"


def call(layer, *arrays):
    """A graph, compiled and run on these arrays."""
    import pytensor

    symbols = [pytensor.tensor.tensor(shape=one.shape, dtype=one.dtype) for one in arrays]
    return pytensor.function(symbols, layer(*symbols), MODE)(*arrays)


def pt():
    """PyTensor's tensors, with the modules that are not loaded by themselves."""
    import pytensor.tensor.signal
    import pytensor.tensor.special

    return pytensor.tensor


def weights(*shape):
    """A parameter of seeded noise, float32."""
    import numpy as np

    return shared(np.random.RandomState(len(shape)).standard_normal(shape) / 2)


def filled(value, *shape):
    """A parameter that is one number throughout, float32."""
    import numpy as np

    return shared(np.full(shape, value))


def shared(values):
    """A parameter of these values, float32, whose shape the compiler knows."""
    import pytensor

    return pytensor.shared(values.astype("float32"), shape=values.shape)


def standard(x, axes):
    """Mean 0 and standard deviation 1 over some axes."""
    return (x - x.mean(axes, keepdims=True)) / pt().sqrt(x.var(axes, keepdims=True) + 1e-5)


def recurrent(step, x, states=1, **more):
    """Runs a step over time; its answer is that of the first of its states."""
    import pytensor

    empty = [pt().zeros((2, 4), "float32") for _ in range(states)]
    told = pytensor.scan(
        step, x.swapaxes(0, 1), empty, return_list=True, return_updates=False, **more
    )
    return told[0].swapaxes(0, 1)


def minimise(rule):
    """First and last loss of twenty steps; ``rule`` gives the updates from a parameter and its gradient."""
    import numpy as np
    import pytensor

    w = pytensor.shared(np.zeros(3))
    loss = ((w - np.array([1.0, 2.0, 3.0])) ** 2).sum()
    step = pytensor.function([], loss, MODE, rule(w, pytensor.grad(loss, w)))
    losses = [float(step()) for _ in range(20)]
    return losses[0], losses[-1]
