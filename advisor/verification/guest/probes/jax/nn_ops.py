"""The 32 operations in JAX with Flax NNX and Optax; images are turned to channels last."""

from __future__ import annotations

NAMES = {
    "dense": "flax.nnx.Linear",
    "conv1d": "flax.nnx.Conv",
    "conv2d": "flax.nnx.Conv",
    "conv3d": "flax.nnx.Conv",
    "conv_transpose2d": "flax.nnx.ConvTranspose",
    "depthwise_conv2d": "flax.nnx.Conv",
    "max_pool2d": "flax.nnx.max_pool",
    "upsample2d": "jax.image.resize",
    "embedding": "flax.nnx.Embed",
    "prelu": "flax.nnx.PReLU",
    "dropout": "flax.nnx.Dropout",
    "batch_norm": "flax.nnx.BatchNorm",
    "layer_norm": "flax.nnx.LayerNorm",
    "group_norm": "flax.nnx.GroupNorm",
    "rms_norm": "flax.nnx.RMSNorm",
    "rnn": "flax.nnx.SimpleCell",
    "lstm": "flax.nnx.LSTMCell",
    "gru": "flax.nnx.GRUCell",
    "bidirectional": "flax.nnx.Bidirectional",
    "attention": "flax.nnx.MultiHeadAttention",
    "cross_entropy": "optax.softmax_cross_entropy_with_integer_labels",
    "ctc_loss": "optax.ctc_loss",
    "sgd_momentum": "optax.sgd",
    "adamw": "optax.adamw",
    "lbfgs": "optax.lbfgs",
    "clip_by_global_norm": "optax.clip_by_global_norm",
    "einsum": "jax.numpy.einsum",
    "segment_sum": "jax.ops.segment_sum",
    "sparse_matmul": "jax.experimental.sparse.BCOO",
    "fft": "jax.numpy.fft.fft",
}
ABSENT = {}


def _call(kind, x, *arguments, **options):
    import numpy as np
    from flax import nnx

    layer = getattr(nnx, kind)(*arguments, rngs=nnx.Rngs(0), **options)
    return layer(np.moveaxis(x, 1, -1) if x.ndim > 2 and "Conv" in kind else x)


def dense(x):
    return _call("Linear", x, 3, 4)


def conv1d(x):
    return _call("Conv", x, 3, 4, 3, padding="VALID")


def conv2d(x):
    return _call("Conv", x, 3, 4, (3, 3), padding="VALID")


def conv3d(x):
    return _call("Conv", x, 3, 4, (3, 3, 3), padding="VALID")


def conv_transpose2d(x):
    return _call("ConvTranspose", x, 3, 4, (2, 2), strides=(2, 2))


def depthwise_conv2d(x):
    return _call("Conv", x, 4, 4, (3, 3), padding="VALID", feature_group_count=4)


def max_pool2d(x):
    from flax import nnx

    return nnx.max_pool(x.transpose(0, 2, 3, 1), (2, 2), (2, 2))


def global_avg_pool2d(x):
    import jax.numpy as jnp

    return jnp.mean(x, axis=(2, 3))


def upsample2d(x):
    import jax

    return jax.image.resize(x, (1, 1, 4, 4), "bilinear")


def embedding(x):
    return _call("Embed", x, 5, 4)


def prelu(x):
    from flax import nnx

    return nnx.PReLU()(x)


def dropout(x):
    return _call("Dropout", x, 0.5)


def batch_norm(x):
    return _call("BatchNorm", x.transpose(0, 2, 3, 1), 3)


def layer_norm(x):
    return _call("LayerNorm", x, 8)


def group_norm(x):
    return _call("GroupNorm", x.transpose(0, 2, 3, 1), 4, num_groups=2)


def rms_norm(x):
    return _call("RMSNorm", x, 8)


def _recurrent(x, kind):
    from flax import nnx

    return nnx.RNN(getattr(nnx, kind)(3, 4, rngs=nnx.Rngs(0)))(x)


def rnn(x):
    return _recurrent(x, "SimpleCell")


def lstm(x):
    return _recurrent(x, "LSTMCell")


def gru(x):
    return _recurrent(x, "GRUCell")


def bidirectional(x):
    from flax import nnx

    forward, backward = (nnx.RNN(nnx.LSTMCell(3, 4, rngs=nnx.Rngs(i))) for i in range(2))
    return nnx.Bidirectional(forward, backward)(x)


def attention(x):
    return _call("MultiHeadAttention", x, 2, 8, decode=False)


def cross_entropy(x, y):
    import optax

    return optax.softmax_cross_entropy_with_integer_labels(x, y).mean()


def ctc_loss(x, y):
    import numpy as np
    import optax

    return optax.ctc_loss(x.transpose(1, 0, 2), np.zeros((1, 4)), y, np.zeros((1, 2)))


def hierarchical_softmax(x, y):
    import jax.numpy as jnp
    import optax
    from flax import nnx

    clusters, inner = nnx.Linear(6, 3, rngs=nnx.Rngs(0)), nnx.Linear(6, 9, rngs=nnx.Rngs(1))
    chosen = inner(x).reshape(-1, 3, 3)[jnp.arange(len(y)), y // 3]
    loss = optax.softmax_cross_entropy_with_integer_labels
    return loss(clusters(x), y // 3) + loss(chosen, y % 3)


def _minimise(optimizer):
    import jax
    import jax.numpy as jnp
    import optax

    def loss(w):
        return ((w - jnp.array([1.0, 2.0, 3.0])) ** 2).sum()

    w = jnp.zeros(3)
    state, losses = optimizer.init(w), []
    for _ in range(20):
        value, gradient = jax.value_and_grad(loss)(w)
        updates, state = optimizer.update(
            gradient, state, w, value=value, grad=gradient, value_fn=loss
        )
        w = optax.apply_updates(w, updates)
        losses.append(float(value))
    return losses[0], losses[-1]


def sgd_momentum():
    import optax

    return _minimise(optax.with_extra_args_support(optax.sgd(0.05, momentum=0.5)))


def adamw():
    import optax

    return _minimise(optax.with_extra_args_support(optax.adamw(0.3)))


def lbfgs():
    import optax

    return _minimise(optax.lbfgs())


def clip_by_global_norm(*gradients):
    import numpy as np
    import optax

    clip = optax.clip_by_global_norm(1.0)
    return np.stack(clip.update(gradients, clip.init(gradients))[0])


def einsum(x, y):
    import jax.numpy as jnp

    return jnp.einsum("bij,bjk->bik", x, y)


def segment_sum(x, groups):
    import jax

    return jax.ops.segment_sum(x, groups, num_segments=2)


def sparse_matmul(x, y):
    from jax.experimental import sparse

    return sparse.BCOO.fromdense(x) @ y


def fft(x):
    import jax.numpy as jnp

    return jnp.fft.fft(x)
