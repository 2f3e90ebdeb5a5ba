"""The models as plain JAX functions with seeded parameters."""

from __future__ import annotations


def build(name):
    """A function of one array, its parameters bound."""
    from functools import partial

    import jax

    apply, shapes = _MAKERS[name]
    key, parameters = jax.random.key(20180626), {}
    for i, (parameter, shape) in enumerate(shapes.items()):
        parameters[parameter] = 0.3 * jax.random.normal(jax.random.fold_in(key, i), shape)
    if "variance" in parameters:
        parameters["variance"] = 1 + parameters["variance"] ** 2
    return partial(apply, parameters)


def call(model, x):
    """The function's own answer, without jit."""
    import numpy as np

    return np.asarray(model(x))


def _norm(x, axis=-1):
    from jax import lax

    mean = x.mean(axis, keepdims=True)
    return (x - mean) * lax.rsqrt(x.var(axis, keepdims=True) + 1e-5)


def _mlp(p, x):
    import jax

    x = _norm(x @ p["w1"] + p["b1"]) * p["scale"] + p["shift"]
    return jax.nn.gelu(x, approximate=False) @ p["w2"] + p["b2"]


def _cnn(p, x):
    import jax
    from jax import lax

    pad = ((1, 1), (1, 1))
    x = lax.conv_general_dilated(x, p["k1"], (1, 1), pad) + p["b1"]
    x = (x - p["mean"]) * lax.rsqrt(p["variance"] + 1e-5) * p["scale"] + p["shift"]
    x = lax.reduce_window(jax.nn.relu(x), -float("inf"), lax.max, (1, 1, 2, 2), (1, 1, 2, 2), "VALID")
    x = jax.nn.relu(lax.conv_general_dilated(x, p["k2"], (2, 2), pad) + p["b2"])
    return x.mean((2, 3)) @ p["w"] + p["b"]


def _rnn(p, x):
    import jax
    import jax.numpy as jnp
    from jax import lax

    def lstm(carry, x):
        h, c = carry
        i, f, g, o = jnp.split(x @ p["lstm_x"] + h @ p["lstm_h"] + p["lstm_b"], 4, axis=-1)
        c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
        h = jax.nn.sigmoid(o) * jnp.tanh(c)
        return (h, c), h

    def gru(h, x):
        xr, xz, xn = jnp.split(x @ p["gru_x"] + p["gru_bx"], 3, axis=-1)
        hr, hz, hn = jnp.split(h @ p["gru_h"] + p["gru_bh"], 3, axis=-1)
        z = jax.nn.sigmoid(xz + hz)
        h = (1 - z) * jnp.tanh(xn + jax.nn.sigmoid(xr + hr) * hn) + z * h
        return h, h

    zeros = jnp.zeros((x.shape[0], 12), x.dtype)
    _, x = lax.scan(lstm, (zeros, zeros), jnp.swapaxes(x, 0, 1))
    last, _ = lax.scan(gru, jnp.zeros((x.shape[1], 10), x.dtype), x)
    return last @ p["w"] + p["b"]


def _transformer(p, x):
    import jax

    batch, length, width = x.shape
    q, k, v = ((x @ p["w" + i] + p["b" + i]).reshape(batch, length, 4, width // 4) for i in "qkv")
    attended = jax.nn.dot_product_attention(q, k, v).reshape(batch, length, width)
    x = _norm(x + attended @ p["wo"] + p["bo"]) * p["scale1"] + p["shift1"]
    forward = jax.nn.gelu(x @ p["w1"] + p["b1"], approximate=False) @ p["w2"] + p["b2"]
    return _norm(x + forward) * p["scale2"] + p["shift2"]


def _control(p, x):
    import jax.numpy as jnp

    y = x @ p["up"] + p["bu"] + 10 if jnp.sum(x) > 0 else x @ p["down"] + p["bd"] - 10
    while jnp.sum(jnp.abs(y)) > 20:
        y = y * 0.5
    return y


def _control_ops(p, x):
    import jax.numpy as jnp
    from jax import lax

    y = lax.cond(jnp.sum(x) > 0, lambda x: x @ p["up"] + p["bu"] + 10, lambda x: x @ p["down"] + p["bd"] - 10, x)
    return lax.while_loop(lambda y: jnp.sum(jnp.abs(y)) > 20, lambda y: y * 0.5, y)


_ATTENTION = {
    "wq": (16, 16),
    "bq": (16,),
    "wk": (16, 16),
    "bk": (16,),
    "wv": (16, 16),
    "bv": (16,),
    "wo": (16, 16),
    "bo": (16,),
}
_FORWARD = {"w1": (16, 32), "b1": (32,), "w2": (32, 16), "b2": (16,)}
_NORMS = {"scale1": (16,), "shift1": (16,), "scale2": (16,), "shift2": (16,)}
_BRANCHES = {"up": (8, 4), "bu": (4,), "down": (8, 4), "bd": (4,)}
_IMAGES = {"k1": (8, 3, 3, 3), "k2": (16, 8, 3, 3), "b2": (16, 1, 1), "w": (16, 4), "b": (4,)}
_CHANNELS = {"b1": (8, 1, 1), "mean": (8, 1, 1), "variance": (8, 1, 1), "scale": (8, 1, 1), "shift": (8, 1, 1)}
_LSTM = {"lstm_x": (8, 48), "lstm_h": (12, 48), "lstm_b": (48,)}
_GRU = {"gru_x": (12, 30), "gru_bx": (30,), "gru_h": (10, 30), "gru_bh": (30,), "w": (10, 4), "b": (4,)}
_MAKERS = {
    "mlp": (_mlp, {"w1": (16, 32), "b1": (32,), "scale": (32,), "shift": (32,), "w2": (32, 4), "b2": (4,)}),
    "cnn": (_cnn, {**_IMAGES, **_CHANNELS}),
    "rnn": (_rnn, {**_LSTM, **_GRU}),
    "transformer": (_transformer, {**_ATTENTION, **_FORWARD, **_NORMS}),
    "control": (_control, _BRANCHES),
    "control_ops": (_control_ops, _BRANCHES),
}
