"""The 32 operations in PaddlePaddle, on its CPU backend.

`nn.functional.rms_norm` and `sparse.matmul` are there and have no CPU kernel (3.3.1): here they are written from parts.
"""

from __future__ import annotations

NAMES = {
    "dense": "paddle.nn.Linear",
    "conv1d": "paddle.nn.Conv1D",
    "conv2d": "paddle.nn.Conv2D",
    "conv3d": "paddle.nn.Conv3D",
    "conv_transpose2d": "paddle.nn.Conv2DTranspose",
    "depthwise_conv2d": "paddle.nn.Conv2D",
    "max_pool2d": "paddle.nn.MaxPool2D",
    "global_avg_pool2d": "paddle.nn.AdaptiveAvgPool2D",
    "upsample2d": "paddle.nn.Upsample",
    "embedding": "paddle.nn.Embedding",
    "prelu": "paddle.nn.PReLU",
    "dropout": "paddle.nn.Dropout",
    "batch_norm": "paddle.nn.BatchNorm2D",
    "layer_norm": "paddle.nn.LayerNorm",
    "group_norm": "paddle.nn.GroupNorm",
    "rnn": "paddle.nn.SimpleRNN",
    "lstm": "paddle.nn.LSTM",
    "gru": "paddle.nn.GRU",
    "bidirectional": "paddle.nn.LSTM",
    "attention": "paddle.nn.MultiHeadAttention",
    "cross_entropy": "paddle.nn.CrossEntropyLoss",
    "ctc_loss": "paddle.nn.functional.ctc_loss",
    "hierarchical_softmax": "paddle.nn.HSigmoidLoss",
    "sgd_momentum": "paddle.optimizer.Momentum",
    "adamw": "paddle.optimizer.AdamW",
    "lbfgs": "paddle.optimizer.LBFGS",
    "clip_by_global_norm": "paddle.nn.ClipGradByGlobalNorm",
    "einsum": "paddle.einsum",
    "segment_sum": "paddle.geometric.segment_sum",
    "fft": "paddle.fft.fft",
}
ABSENT = {}


def _call(layer, *arrays):
    import paddle

    answer = layer(*(paddle.to_tensor(one) for one in arrays))
    return (answer[0] if isinstance(answer, tuple) else answer).numpy()


def _nn():
    from paddle import nn

    return nn


def dense(x):
    return _call(_nn().Linear(3, 4), x)


def conv1d(x):
    return _call(_nn().Conv1D(3, 4, 3), x)


def conv2d(x):
    return _call(_nn().Conv2D(3, 4, 3), x)


def conv3d(x):
    return _call(_nn().Conv3D(3, 4, 3), x)


def conv_transpose2d(x):
    return _call(_nn().Conv2DTranspose(3, 4, 2, stride=2), x)


def depthwise_conv2d(x):
    return _call(_nn().Conv2D(4, 4, 3, groups=4), x)


def max_pool2d(x):
    return _call(_nn().MaxPool2D(2), x)


def global_avg_pool2d(x):
    return _call(_nn().AdaptiveAvgPool2D(1), x)


def upsample2d(x):
    return _call(_nn().Upsample(scale_factor=2, mode="bilinear"), x)


def embedding(x):
    return _call(_nn().Embedding(5, 4), x)


def prelu(x):
    return _call(_nn().PReLU(), x)


def dropout(x):
    return _call(_nn().Dropout(0.5), x)


def batch_norm(x):
    return _call(_nn().BatchNorm2D(3), x)


def layer_norm(x):
    return _call(_nn().LayerNorm(8), x)


def group_norm(x):
    return _call(_nn().GroupNorm(2, 4), x)


def rms_norm(x):
    import paddle

    return _call(lambda x: x * paddle.rsqrt((x * x).mean(-1, keepdim=True) + 1e-6), x)


def rnn(x):
    return _call(_nn().SimpleRNN(3, 4), x)


def lstm(x):
    return _call(_nn().LSTM(3, 4), x)


def gru(x):
    return _call(_nn().GRU(3, 4), x)


def bidirectional(x):
    return _call(_nn().LSTM(3, 4, direction="bidirect"), x)


def attention(x):
    return _call(_nn().MultiHeadAttention(8, 2), x)


def cross_entropy(x, y):
    return _call(_nn().CrossEntropyLoss(), x, y.astype("int64"))


def ctc_loss(x, y):
    import paddle

    lengths = paddle.to_tensor([4]), paddle.to_tensor([2])
    return _call(lambda x, y: _nn().functional.ctc_loss(x, y, *lengths, reduction="sum"), x, y)


def hierarchical_softmax(x, y):
    return _call(_nn().HSigmoidLoss(6, 9), x, y.astype("int64"))


def _minimise(optimizer, closure=False):
    import paddle

    w = paddle.create_parameter(
        [3], "float32", default_initializer=paddle.nn.initializer.Constant(0.0)
    )
    chosen, losses = optimizer([w]), []

    def loss():
        chosen.clear_grad()
        value = ((w - paddle.to_tensor([1.0, 2.0, 3.0])) ** 2).sum()
        value.backward()
        return value

    for _ in range(20):
        value = chosen.step(loss) if closure else loss()
        if not closure:
            chosen.step()
        losses.append(float(value))
    return losses[0], losses[-1]


def sgd_momentum():
    import paddle

    return _minimise(lambda w: paddle.optimizer.Momentum(0.05, 0.5, w))


def adamw():
    import paddle

    return _minimise(lambda w: paddle.optimizer.AdamW(0.3, parameters=w))


def lbfgs():
    import paddle

    return _minimise(lambda w: paddle.optimizer.LBFGS(0.5, parameters=w), closure=True)


def clip_by_global_norm(*gradients):
    import numpy as np
    import paddle

    pairs = [(paddle.create_parameter([2], "float32"), paddle.to_tensor(one)) for one in gradients]
    return np.stack([gradient.numpy() for _, gradient in _nn().ClipGradByGlobalNorm(1.0)(pairs)])


def einsum(x, y):
    import paddle

    return _call(lambda x, y: paddle.einsum("bij,bjk->bik", x, y), x, y)


def segment_sum(x, groups):
    import paddle

    return _call(paddle.geometric.segment_sum, x, groups)


def sparse_matmul(x, y):
    import paddle

    sparse = paddle.to_tensor(x).to_sparse_coo(2)
    rows, columns = sparse.indices()
    products = sparse.values().unsqueeze(1) * paddle.to_tensor(y)[columns]
    return paddle.zeros([x.shape[0], y.shape[1]]).index_add(rows, 0, products).numpy()


def fft(x):
    import paddle

    return _call(paddle.fft.fft, x)
