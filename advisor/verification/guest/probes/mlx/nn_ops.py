"""The 32 operations in MLX, on its CPU backend; images are turned to channels last."""

from __future__ import annotations

NAMES = {
    "dense": "mlx.nn.Linear",
    "conv1d": "mlx.nn.Conv1d",
    "conv2d": "mlx.nn.Conv2d",
    "conv3d": "mlx.nn.Conv3d",
    "conv_transpose2d": "mlx.nn.ConvTranspose2d",
    "depthwise_conv2d": "mlx.nn.Conv2d",
    "max_pool2d": "mlx.nn.MaxPool2d",
    "upsample2d": "mlx.nn.Upsample",
    "embedding": "mlx.nn.Embedding",
    "prelu": "mlx.nn.PReLU",
    "dropout": "mlx.nn.Dropout",
    "batch_norm": "mlx.nn.BatchNorm",
    "layer_norm": "mlx.nn.LayerNorm",
    "group_norm": "mlx.nn.GroupNorm",
    "rms_norm": "mlx.nn.RMSNorm",
    "rnn": "mlx.nn.RNN",
    "lstm": "mlx.nn.LSTM",
    "gru": "mlx.nn.GRU",
    "attention": "mlx.nn.MultiHeadAttention",
    "cross_entropy": "mlx.nn.losses.cross_entropy",
    "sgd_momentum": "mlx.optimizers.SGD",
    "adamw": "mlx.optimizers.AdamW",
    "clip_by_global_norm": "mlx.optimizers.clip_grad_norm",
    "einsum": "mlx.core.einsum",
    "fft": "mlx.core.fft.fft",
    "segment_sum": "mlx.core.array.at",
}
ABSENT = {
    "ctc_loss": "not there, and not in a few lines",
    "lbfgs": "no quasi-Newton optimizer, and none in a few lines",
}


def _call(layer, x):
    import mlx.core as mx
    import numpy as np

    answer = layer(mx.array(np.ascontiguousarray(np.moveaxis(x, 1, -1)) if x.ndim > 3 else x))
    return np.array(answer[0] if isinstance(answer, tuple) else answer)


def _nn():
    import mlx.nn as nn

    return nn


def dense(x):
    return _call(_nn().Linear(3, 4), x)


def conv1d(x):
    return _call(lambda x: _nn().Conv1d(3, 4, 3)(x.swapaxes(1, 2)), x)


def conv2d(x):
    return _call(_nn().Conv2d(3, 4, 3), x)


def conv3d(x):
    return _call(_nn().Conv3d(3, 4, 3), x)


def conv_transpose2d(x):
    return _call(_nn().ConvTranspose2d(3, 4, 2, stride=2), x)


def depthwise_conv2d(x):
    return _call(_nn().Conv2d(4, 4, 3, groups=4), x)


def max_pool2d(x):
    return _call(_nn().MaxPool2d(2, 2), x)


def global_avg_pool2d(x):
    return _call(lambda x: x.mean((1, 2)), x)


def upsample2d(x):
    return _call(_nn().Upsample(2, mode="linear"), x)


def embedding(x):
    return _call(_nn().Embedding(5, 4), x)


def prelu(x):
    return _call(_nn().PReLU(), x)


def dropout(x):
    return _call(_nn().Dropout(0.5), x)


def batch_norm(x):
    return _call(_nn().BatchNorm(3), x)


def layer_norm(x):
    return _call(_nn().LayerNorm(8), x)


def group_norm(x):
    return _call(_nn().GroupNorm(2, 4, pytorch_compatible=True), x)


def rms_norm(x):
    return _call(_nn().RMSNorm(8), x)


def rnn(x):
    return _call(_nn().RNN(3, 4), x)


def lstm(x):
    return _call(_nn().LSTM(3, 4), x)


def gru(x):
    return _call(_nn().GRU(3, 4), x)


def bidirectional(x):
    import mlx.core as mx

    forward, backward = _nn().LSTM(3, 4), _nn().LSTM(3, 4)
    return _call(lambda x: mx.concatenate([forward(x)[0], backward(x[:, ::-1])[0][:, ::-1]], -1), x)


def attention(x):
    return _call(lambda x: _nn().MultiHeadAttention(8, 2)(x, x, x), x)


def cross_entropy(x, y):
    import mlx.core as mx

    return _call(lambda x: _nn().losses.cross_entropy(x, mx.array(y), reduction="mean"), x)


def hierarchical_softmax(x, y):
    import mlx.core as mx
    import numpy as np

    x, y = mx.array(x), mx.array(y)
    inner = _nn().Linear(6, 9)(x).reshape(-1, 3, 3)[mx.arange(4), y // 3]
    loss = _nn().losses.cross_entropy
    return np.array(loss(_nn().Linear(6, 3)(x), y // 3) + loss(inner, y % 3))


def _minimise(optimizer):
    import mlx.core as mx
    import mlx.nn as nn

    class Bowl(nn.Module):
        def __init__(self):
            super().__init__()
            self.w = mx.zeros(3)

        def __call__(self, x):
            return ((self.w - x) ** 2).sum()

    model, losses = Bowl(), []
    gradient = nn.value_and_grad(model, lambda x: model(x))
    for _ in range(20):
        value, gradients = gradient(mx.array([1.0, 2.0, 3.0]))
        optimizer.update(model, gradients)
        losses.append(value.item())
    return losses[0], losses[-1]


def sgd_momentum():
    import mlx.optimizers as optimizers

    return _minimise(optimizers.SGD(0.05, momentum=0.5))


def adamw():
    import mlx.optimizers as optimizers

    return _minimise(optimizers.AdamW(0.3))


def clip_by_global_norm(*gradients):
    import mlx.core as mx
    import mlx.optimizers as optimizers
    import numpy as np

    clipped, _ = optimizers.clip_grad_norm([mx.array(one) for one in gradients], 1.0)
    return np.stack([np.array(one) for one in clipped])


def einsum(x, y):
    import mlx.core as mx
    import numpy as np

    return np.array(mx.einsum("bij,bjk->bik", mx.array(x), mx.array(y)))


def segment_sum(x, groups):
    import mlx.core as mx
    import numpy as np

    return np.array(mx.zeros(2).at[mx.array(groups)].add(mx.array(x)))


def sparse_matmul(x, y):
    import mlx.core as mx
    import numpy as np

    rows, columns = np.nonzero(x)
    products = mx.array(x[rows, columns])[:, None] * mx.array(y)[mx.array(columns)]
    return np.array(mx.zeros((len(x), y.shape[1])).at[mx.array(rows)].add(products))


def fft(x):
    import mlx.core as mx
    import numpy as np

    return np.array(mx.fft.fft(mx.array(x)))
