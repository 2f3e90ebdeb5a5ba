"""The inputs of the 32 operations and what must come out, the same for every framework.

Images are (batch, channel, height, width).
"""

from __future__ import annotations

import itertools

import numpy as np

SEQUENCE = (2, 5, 3)
LOGITS = np.array([[2.0, 1.0, 0.1], [0.5, 2.5, 0.3]], np.float32)
LABELS = np.array([0, 2], np.int32)
SPARSE = np.array([[0, 2, 0], [1, 0, 0], [0, 0, 3]], np.float32)
GRADIENTS = (np.array([3.0, 0.0], np.float32), np.array([0.0, 4.0], np.float32))
CTC_LABEL = (1, 2)
TOLERANCE = 1e-2


def noise(*shape):
    """Seeded normal numbers, float32."""
    return np.random.RandomState(7).standard_normal(shape).astype(np.float32)


def counting(*shape):
    """0, 1, 2, ... as float32."""
    return np.arange(np.prod(shape), dtype=np.float32).reshape(shape)


def inputs(name):
    """The NumPy arrays that a framework's function of this name is called with."""
    return _INPUTS.get(name, ())


def wrong(name, got):
    """What is wrong with an answer; empty when nothing is."""
    got = np.asarray(got)
    if got.size == 0 or not np.all(np.isfinite(got)):
        return "not a finite number in it" if got.size else "an empty answer"
    expected = _EXPECTED[name]
    if callable(expected):
        return (
            ""
            if expected(got)
            else "unexpected values: %s" % np.array2string(got.ravel()[:6], precision=3)
        )
    if isinstance(expected, int):
        return "" if got.size == expected else "%d numbers instead of %d" % (got.size, expected)
    expected = np.asarray(expected)
    if got.size != expected.size:
        return "%d numbers instead of %d" % (got.size, expected.size)
    worst = float(np.max(np.abs(got.ravel() - expected.ravel())))
    return "" if worst <= TOLERANCE else "off by %.3g" % worst


def _softmax(x):
    powers = np.exp(x - x.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


def _cross_entropy():
    return -np.log(_softmax(LOGITS)[np.arange(2), LABELS]).mean()


def _ctc():
    """Minus the log of the probability of all paths that read as the label (blank is 0), counted one by one."""
    chances = _softmax(noise(4, 1, 3))[:, 0]
    total = 0.0
    for path in itertools.product(range(3), repeat=4):
        merged = [key for key, _ in itertools.groupby(path)]
        if tuple(one for one in merged if one) == CTC_LABEL:
            total += np.prod([chances[i, one] for i, one in enumerate(path)])
    return -np.log(total)


def _standard(got):
    return abs(got.mean()) < TOLERANCE and abs(got.std() - 1) < 5 * TOLERANCE


def _halved(got):
    return got.size == 1000 and set(np.unique(got)) == {0.0, 2.0} and 0.4 < (got == 0).mean() < 0.6


def _minimised(got):
    """First and last loss of twenty steps."""
    return got.size == 2 and got[1] < got[0] / 2


def _positive(got):
    return bool(np.all(got > 0))


_ROWS = noise(2, 8)
_INPUTS = {
    "dense": (noise(2, 3),),
    "conv1d": (noise(1, 3, 8),),
    "conv2d": (noise(1, 3, 8, 8),),
    "conv3d": (noise(1, 3, 4, 4, 4),),
    "conv_transpose2d": (noise(1, 3, 4, 4),),
    "depthwise_conv2d": (noise(1, 4, 8, 8),),
    "max_pool2d": (counting(1, 1, 4, 4),),
    "global_avg_pool2d": (counting(1, 2, 4, 4),),
    "upsample2d": (counting(1, 1, 2, 2),),
    "embedding": (np.array([1, 3, 1], np.int32),),
    "prelu": (np.array([[-2.0, -1.0, 3.0]], np.float32),),
    "dropout": (np.ones((10, 100), np.float32),),
    "batch_norm": (noise(8, 3, 4, 4) * 3 + 5,),
    "layer_norm": (_ROWS,),
    "group_norm": (noise(2, 4, 8, 8) * 3 + 5,),
    "rms_norm": (_ROWS,),
    "rnn": (noise(*SEQUENCE),),
    "lstm": (noise(*SEQUENCE),),
    "gru": (noise(*SEQUENCE),),
    "bidirectional": (noise(*SEQUENCE),),
    "attention": (noise(2, 5, 8),),
    "cross_entropy": (LOGITS, LABELS),
    "ctc_loss": (noise(4, 1, 3), np.array([CTC_LABEL], np.int32)),
    "hierarchical_softmax": (noise(4, 6), np.array([0, 3, 5, 8], np.int32)),
    "clip_by_global_norm": GRADIENTS,
    "einsum": (noise(2, 3, 4), noise(2, 4, 5)),
    "segment_sum": (np.array([1.0, 2.0, 3.0, 4.0], np.float32), np.array([0, 0, 1, 1], np.int32)),
    "sparse_matmul": (SPARSE, counting(3, 2)),
    "fft": (np.array([1.0, 2.0, 3.0, 4.0], np.float32),),
}
_EXPECTED = {
    "dense": 8,
    "conv1d": 24,
    "conv2d": 144,
    "conv3d": 32,
    "conv_transpose2d": 256,
    "depthwise_conv2d": 144,
    "max_pool2d": [5, 7, 13, 15],
    "global_avg_pool2d": [7.5, 23.5],
    "upsample2d": 16,
    "embedding": 12,
    "prelu": 3,
    "dropout": _halved,
    "batch_norm": _standard,
    "layer_norm": (_ROWS - _ROWS.mean(1, keepdims=True)) / _ROWS.std(1, keepdims=True),
    "group_norm": _standard,
    "rms_norm": _ROWS / np.sqrt((_ROWS**2).mean(1, keepdims=True)),
    "rnn": 40,
    "lstm": 40,
    "gru": 40,
    "bidirectional": 80,
    "attention": 80,
    "cross_entropy": [_cross_entropy()],
    "ctc_loss": [_ctc()],
    "hierarchical_softmax": _positive,
    "sgd_momentum": _minimised,
    "adamw": _minimised,
    "lbfgs": _minimised,
    "clip_by_global_norm": [0.6, 0, 0, 0.8],
    "einsum": np.einsum("bij,bjk->bik", noise(2, 3, 4), noise(2, 4, 5)),
    "segment_sum": [3, 7],
    "sparse_matmul": SPARSE @ counting(3, 2),
    "fft": np.fft.fft([1, 2, 3, 4]),
}
