"""The 32 operations in PyTorch."""

from __future__ import annotations

NAMES = {
    "dense": "torch.nn.Linear",
    "conv1d": "torch.nn.Conv1d",
    "conv2d": "torch.nn.Conv2d",
    "conv3d": "torch.nn.Conv3d",
    "conv_transpose2d": "torch.nn.ConvTranspose2d",
    "depthwise_conv2d": "torch.nn.Conv2d",
    "max_pool2d": "torch.nn.MaxPool2d",
    "global_avg_pool2d": "torch.nn.AdaptiveAvgPool2d",
    "upsample2d": "torch.nn.Upsample",
    "embedding": "torch.nn.Embedding",
    "prelu": "torch.nn.PReLU",
    "dropout": "torch.nn.Dropout",
    "batch_norm": "torch.nn.BatchNorm2d",
    "layer_norm": "torch.nn.LayerNorm",
    "group_norm": "torch.nn.GroupNorm",
    "rms_norm": "torch.nn.RMSNorm",
    "rnn": "torch.nn.RNN",
    "lstm": "torch.nn.LSTM",
    "gru": "torch.nn.GRU",
    "bidirectional": "torch.nn.LSTM",
    "attention": "torch.nn.MultiheadAttention",
    "cross_entropy": "torch.nn.CrossEntropyLoss",
    "ctc_loss": "torch.nn.CTCLoss",
    "hierarchical_softmax": "torch.nn.AdaptiveLogSoftmaxWithLoss",
    "sgd_momentum": "torch.optim.SGD",
    "adamw": "torch.optim.AdamW",
    "lbfgs": "torch.optim.LBFGS",
    "clip_by_global_norm": "torch.nn.utils.clip_grad_norm_",
    "einsum": "torch.einsum",
    "segment_sum": "torch.Tensor.index_add",
    "sparse_matmul": "torch.sparse.mm",
    "fft": "torch.fft.fft",
}
ABSENT = {}


def _call(layer, *arrays):
    import torch

    return layer(*(torch.from_numpy(one) for one in arrays)).detach().numpy()


def _nn():
    from torch import nn

    return nn


def dense(x):
    return _call(_nn().Linear(3, 4), x)


def conv1d(x):
    return _call(_nn().Conv1d(3, 4, 3), x)


def conv2d(x):
    return _call(_nn().Conv2d(3, 4, 3), x)


def conv3d(x):
    return _call(_nn().Conv3d(3, 4, 3), x)


def conv_transpose2d(x):
    return _call(_nn().ConvTranspose2d(3, 4, 2, stride=2), x)


def depthwise_conv2d(x):
    return _call(_nn().Conv2d(4, 4, 3, groups=4), x)


def max_pool2d(x):
    return _call(_nn().MaxPool2d(2), x)


def global_avg_pool2d(x):
    return _call(_nn().AdaptiveAvgPool2d(1), x)


def upsample2d(x):
    return _call(_nn().Upsample(scale_factor=2, mode="bilinear"), x)


def embedding(x):
    return _call(_nn().Embedding(5, 4), x)


def prelu(x):
    return _call(_nn().PReLU(), x)


def dropout(x):
    return _call(_nn().Dropout(0.5), x)


def batch_norm(x):
    return _call(_nn().BatchNorm2d(3), x)


def layer_norm(x):
    return _call(_nn().LayerNorm(8), x)


def group_norm(x):
    return _call(_nn().GroupNorm(2, 4), x)


def rms_norm(x):
    return _call(_nn().RMSNorm(8), x)


def rnn(x):
    return _call(lambda x: _nn().RNN(3, 4, batch_first=True)(x)[0], x)


def lstm(x):
    return _call(lambda x: _nn().LSTM(3, 4, batch_first=True)(x)[0], x)


def gru(x):
    return _call(lambda x: _nn().GRU(3, 4, batch_first=True)(x)[0], x)


def bidirectional(x):
    return _call(lambda x: _nn().LSTM(3, 4, batch_first=True, bidirectional=True)(x)[0], x)


def attention(x):
    return _call(lambda x: _nn().MultiheadAttention(8, 2, batch_first=True)(x, x, x)[0], x)


def cross_entropy(x, y):
    return _call(_nn().CrossEntropyLoss(), x, y.astype("int64"))


def ctc_loss(x, y):
    import torch

    return _call(
        lambda x, y: _nn().CTCLoss(reduction="sum")(
            x.log_softmax(-1), y, torch.tensor([4]), torch.tensor([2])
        ),
        x,
        y,
    )


def hierarchical_softmax(x, y):
    return _call(
        lambda x, y: _nn().AdaptiveLogSoftmaxWithLoss(6, 9, [3])(x, y).loss, x, y.astype("int64")
    )


def _minimise(optimizer):
    import torch

    w = torch.zeros(3, requires_grad=True)
    chosen, losses = optimizer([w]), []

    def loss():
        chosen.zero_grad()
        value = ((w - torch.tensor([1.0, 2.0, 3.0])) ** 2).sum()
        value.backward()
        return value

    for _ in range(20):
        losses.append(float(chosen.step(loss)))
    return losses[0], losses[-1]


def sgd_momentum():
    import torch

    return _minimise(lambda w: torch.optim.SGD(w, 0.05, momentum=0.5))


def adamw():
    import torch

    return _minimise(lambda w: torch.optim.AdamW(w, 0.3))


def lbfgs():
    import torch

    return _minimise(lambda w: torch.optim.LBFGS(w, 0.5))


def clip_by_global_norm(*gradients):
    import torch

    weights = [torch.zeros(2, requires_grad=True) for _ in gradients]
    for weight, gradient in zip(weights, gradients):
        weight.grad = torch.from_numpy(gradient.copy())
    torch.nn.utils.clip_grad_norm_(weights, 1.0)
    return torch.stack([weight.grad for weight in weights]).numpy()


def einsum(x, y):
    import torch

    return _call(lambda x, y: torch.einsum("bij,bjk->bik", x, y), x, y)


def segment_sum(x, groups):
    import torch

    return _call(lambda x, groups: torch.zeros(2).index_add(0, groups, x), x, groups)


def sparse_matmul(x, y):
    import torch

    return _call(lambda x, y: torch.sparse.mm(x.to_sparse(), y), x, y)


def fft(x):
    import torch

    return _call(torch.fft.fft, x)
