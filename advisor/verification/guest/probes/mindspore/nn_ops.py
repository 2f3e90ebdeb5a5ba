"""The 32 operations in MindSpore, on its CPU backend.

`ops.rms_norm` is there and has no CPU kernel (2.10.0): here it is written from parts.
"""

from __future__ import annotations

NAMES = {
    "dense": "mindspore.nn.Dense",
    "conv1d": "mindspore.nn.Conv1d",
    "conv2d": "mindspore.nn.Conv2d",
    "conv3d": "mindspore.nn.Conv3d",
    "conv_transpose2d": "mindspore.nn.Conv2dTranspose",
    "depthwise_conv2d": "mindspore.nn.Conv2d",
    "max_pool2d": "mindspore.nn.MaxPool2d",
    "global_avg_pool2d": "mindspore.nn.AdaptiveAvgPool2d",
    "upsample2d": "mindspore.nn.Upsample",
    "embedding": "mindspore.nn.Embedding",
    "prelu": "mindspore.nn.PReLU",
    "dropout": "mindspore.nn.Dropout",
    "batch_norm": "mindspore.nn.BatchNorm2d",
    "layer_norm": "mindspore.nn.LayerNorm",
    "group_norm": "mindspore.nn.GroupNorm",
    "rnn": "mindspore.nn.RNN",
    "lstm": "mindspore.nn.LSTM",
    "gru": "mindspore.nn.GRU",
    "bidirectional": "mindspore.nn.LSTM",
    "attention": "mindspore.nn.MultiheadAttention",
    "cross_entropy": "mindspore.nn.CrossEntropyLoss",
    "ctc_loss": "mindspore.nn.CTCLoss",
    "sgd_momentum": "mindspore.nn.Momentum",
    "adamw": "mindspore.nn.AdamWeightDecay",
    "clip_by_global_norm": "mindspore.ops.clip_by_global_norm",
    "einsum": "mindspore.mint.einsum",
    "segment_sum": "mindspore.ops.unsorted_segment_sum",
    "sparse_matmul": "mindspore.nn.SparseTensorDenseMatmul",
    "fft": "mindspore.ops.fft",
}
ABSENT = {
    "lbfgs": "mindspore.scipy has BFGS with all of the matrix, not the limited-memory one; not in a few lines"
}


def _call(layer, *arrays):
    import mindspore

    answer = layer(*(mindspore.Tensor(one) for one in arrays))
    return (answer[0] if isinstance(answer, tuple) else answer).asnumpy()


def _nn():
    from mindspore import nn

    return nn


def dense(x):
    return _call(_nn().Dense(3, 4), x)


def conv1d(x):
    return _call(_nn().Conv1d(3, 4, 3, pad_mode="valid"), x)


def conv2d(x):
    return _call(_nn().Conv2d(3, 4, 3, pad_mode="valid"), x)


def conv3d(x):
    return _call(_nn().Conv3d(3, 4, 3, pad_mode="valid"), x)


def conv_transpose2d(x):
    return _call(_nn().Conv2dTranspose(3, 4, 2, stride=2, pad_mode="valid"), x)


def depthwise_conv2d(x):
    return _call(_nn().Conv2d(4, 4, 3, pad_mode="valid", group=4), x)


def max_pool2d(x):
    return _call(_nn().MaxPool2d(2, 2), x)


def global_avg_pool2d(x):
    return _call(_nn().AdaptiveAvgPool2d(1), x)


def upsample2d(x):
    return _call(_nn().Upsample(scale_factor=2.0, mode="bilinear", recompute_scale_factor=True), x)


def embedding(x):
    return _call(_nn().Embedding(5, 4), x)


def prelu(x):
    return _call(_nn().PReLU(), x)


def dropout(x):
    return _call(_nn().Dropout(p=0.5).set_train(), x)


def batch_norm(x):
    return _call(_nn().BatchNorm2d(3).set_train(), x)


def layer_norm(x):
    return _call(_nn().LayerNorm((8,)), x)


def group_norm(x):
    return _call(_nn().GroupNorm(2, 4), x)


def rms_norm(x):
    from mindspore import ops

    return _call(lambda x: x * ops.rsqrt((x * x).mean(-1, keep_dims=True) + 1e-6), x)


def rnn(x):
    return _call(_nn().RNN(3, 4, batch_first=True), x)


def lstm(x):
    return _call(_nn().LSTM(3, 4, batch_first=True), x)


def gru(x):
    return _call(_nn().GRU(3, 4, batch_first=True), x)


def bidirectional(x):
    return _call(_nn().LSTM(3, 4, batch_first=True, bidirectional=True), x)


def attention(x):
    return _call(lambda x: _nn().MultiheadAttention(8, 2, batch_first=True)(x, x, x), x)


def cross_entropy(x, y):
    return _call(_nn().CrossEntropyLoss(), x, y)


def ctc_loss(x, y):
    import mindspore
    from mindspore import ops

    lengths = mindspore.Tensor([4], mindspore.int32), mindspore.Tensor([2], mindspore.int32)
    return _call(
        lambda x, y: _nn().CTCLoss(reduction="sum")(ops.log_softmax(x, -1), y, *lengths), x, y
    )


def hierarchical_softmax(x, y):
    import mindspore
    from mindspore import nn, ops

    x, y = mindspore.Tensor(x), mindspore.Tensor(y)
    inner = nn.Dense(6, 9)(x).reshape(-1, 3, 3)[ops.arange(4), y // 3]
    cluster = ops.cross_entropy(nn.Dense(6, 3)(x), y // 3)
    return (cluster + ops.cross_entropy(inner, y % 3)).asnumpy()


def _minimise(optimizer):
    import mindspore
    import numpy as np

    w = mindspore.Parameter(np.zeros(3, np.float32), name="w")
    chosen, losses = optimizer([w]), []
    target = mindspore.Tensor([1.0, 2.0, 3.0])
    gradient = mindspore.value_and_grad(lambda: ((w - target) ** 2).sum(), None, chosen.parameters)
    for _ in range(20):
        value, gradients = gradient()
        chosen(gradients)
        losses.append(float(value))
    return losses[0], losses[-1]


def sgd_momentum():
    return _minimise(lambda w: _nn().Momentum(w, 0.05, 0.5))


def adamw():
    return _minimise(lambda w: _nn().AdamWeightDecay(w, 0.3, weight_decay=0.01))


def clip_by_global_norm(*gradients):
    import mindspore
    import numpy as np

    clipped = mindspore.ops.clip_by_global_norm([mindspore.Tensor(one) for one in gradients], 1.0)
    return np.stack([one.asnumpy() for one in clipped])


def einsum(x, y):
    from mindspore import mint

    return _call(lambda x, y: mint.einsum("bij,bjk->bik", x, y), x, y)


def segment_sum(x, groups):
    from mindspore import ops

    return _call(lambda x, groups: ops.unsorted_segment_sum(x, groups, 2), x, groups)


def sparse_matmul(x, y):
    import mindspore
    import numpy as np

    indices = mindspore.Tensor(np.argwhere(x), mindspore.int64)
    values = mindspore.Tensor(x[np.nonzero(x)])
    return _call(lambda y: _nn().SparseTensorDenseMatmul()(indices, values, x.shape, y), y)


def fft(x):
    from mindspore import ops

    return _call(ops.fft, x)
