"""The branch in JAX."""

from __future__ import annotations


def eager():
    """jax.grad alone follows the Python that ran."""
    import jax

    return _gradient(jax.grad(_branch))


def compiled():
    """jax.jit of jax.grad."""
    import jax

    return _gradient(jax.jit(jax.grad(_branch)))


def conditional():
    """jax.lax.cond under jax.jit."""
    import jax

    def branch(x):
        return jax.lax.cond(x.sum() > 0, lambda x: (x * x).sum(), lambda x: (3 * x).sum(), x)

    return _gradient(jax.jit(jax.grad(branch)))


def _branch(x):
    return (x * x).sum() if x.sum() > 0 else (3 * x).sum()


def _gradient(function):
    import jax.numpy as jnp

    return lambda point: function(jnp.array(point)).tolist()
