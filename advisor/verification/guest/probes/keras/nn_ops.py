"""The 32 operations in Keras (on TensorFlow); images are turned to channels last."""

from __future__ import annotations

NAMES = {
    "dense": "keras.layers.Dense",
    "conv1d": "keras.layers.Conv1D",
    "conv2d": "keras.layers.Conv2D",
    "conv3d": "keras.layers.Conv3D",
    "conv_transpose2d": "keras.layers.Conv2DTranspose",
    "depthwise_conv2d": "keras.layers.DepthwiseConv2D",
    "max_pool2d": "keras.layers.MaxPooling2D",
    "global_avg_pool2d": "keras.layers.GlobalAveragePooling2D",
    "upsample2d": "keras.layers.UpSampling2D",
    "embedding": "keras.layers.Embedding",
    "prelu": "keras.layers.PReLU",
    "dropout": "keras.layers.Dropout",
    "batch_norm": "keras.layers.BatchNormalization",
    "layer_norm": "keras.layers.LayerNormalization",
    "group_norm": "keras.layers.GroupNormalization",
    "rms_norm": "keras.layers.RMSNormalization",
    "rnn": "keras.layers.SimpleRNN",
    "lstm": "keras.layers.LSTM",
    "gru": "keras.layers.GRU",
    "bidirectional": "keras.layers.Bidirectional",
    "attention": "keras.layers.MultiHeadAttention",
    "cross_entropy": "keras.losses.SparseCategoricalCrossentropy",
    "ctc_loss": "keras.ops.ctc_loss",
    "sgd_momentum": "keras.optimizers.SGD",
    "adamw": "keras.optimizers.AdamW",
    "clip_by_global_norm": "keras.optimizers.SGD",
    "einsum": "keras.ops.einsum",
    "segment_sum": "keras.ops.segment_sum",
    "fft": "keras.ops.fft",
}
ABSENT = {"lbfgs": "no quasi-Newton optimizer, and none in a few lines"}


def _call(layer, x, **options):
    import numpy as np

    return np.asarray(layer(np.moveaxis(x, 1, -1), **options))


def _layers():
    from keras import layers

    return layers


def dense(x):
    return _layers().Dense(4)(x).numpy()


def conv1d(x):
    return _call(_layers().Conv1D(4, 3), x)


def conv2d(x):
    return _call(_layers().Conv2D(4, 3), x)


def conv3d(x):
    return _call(_layers().Conv3D(4, 3), x)


def conv_transpose2d(x):
    return _call(_layers().Conv2DTranspose(4, 2, strides=2), x)


def depthwise_conv2d(x):
    return _call(_layers().DepthwiseConv2D(3), x)


def max_pool2d(x):
    return _call(_layers().MaxPooling2D(2), x)


def global_avg_pool2d(x):
    return _call(_layers().GlobalAveragePooling2D(), x)


def upsample2d(x):
    return _call(_layers().UpSampling2D(2, interpolation="bilinear"), x)


def embedding(x):
    return _layers().Embedding(5, 4)(x).numpy()


def prelu(x):
    return _layers().PReLU()(x).numpy()


def dropout(x):
    return _layers().Dropout(0.5)(x, training=True).numpy()


def batch_norm(x):
    return _call(_layers().BatchNormalization(), x, training=True)


def layer_norm(x):
    return _layers().LayerNormalization()(x).numpy()


def group_norm(x):
    return _call(_layers().GroupNormalization(2), x)


def rms_norm(x):
    return _layers().RMSNormalization()(x).numpy()


def rnn(x):
    return _layers().SimpleRNN(4, return_sequences=True)(x).numpy()


def lstm(x):
    return _layers().LSTM(4, return_sequences=True)(x).numpy()


def gru(x):
    return _layers().GRU(4, return_sequences=True)(x).numpy()


def bidirectional(x):
    return _layers().Bidirectional(_layers().LSTM(4, return_sequences=True))(x).numpy()


def attention(x):
    return _layers().MultiHeadAttention(2, 4)(x, x).numpy()


def cross_entropy(x, y):
    from keras import losses

    return losses.SparseCategoricalCrossentropy(from_logits=True)(y, x).numpy()


def ctc_loss(x, y):
    from keras import ops

    return ops.ctc_loss(y, x.transpose(1, 0, 2), [2], [4], mask_index=0).numpy()


def hierarchical_softmax(x, y):
    from keras import layers, ops

    inner = ops.reshape(layers.Dense(9)(x), (-1, 3, 3))
    inner = ops.sum(inner * ops.one_hot(y // 3, 3)[..., None], 1)
    cluster = ops.sparse_categorical_crossentropy(y // 3, layers.Dense(3)(x), from_logits=True)
    return (cluster + ops.sparse_categorical_crossentropy(y % 3, inner, from_logits=True)).numpy()


def _minimise(optimizer):
    import keras
    import numpy as np

    class Bowl(keras.layers.Layer):
        def build(self, shape):
            self.w = self.add_weight(shape=(3,), initializer="zeros")

        def call(self, x):
            return keras.ops.sum((self.w - x) ** 2, axis=-1)

    model = keras.Sequential([Bowl()])
    model.compile(optimizer, lambda _, y: keras.ops.mean(y))
    losses = model.fit(np.array([[1.0, 2.0, 3.0]]), np.zeros(1), epochs=20, verbose=0).history[
        "loss"
    ]
    return losses[0], losses[-1]


def sgd_momentum():
    from keras import optimizers

    return _minimise(optimizers.SGD(0.05, momentum=0.5))


def adamw():
    from keras import optimizers

    return _minimise(optimizers.AdamW(0.3))


def clip_by_global_norm(*gradients):
    import keras
    import numpy as np

    weights = [keras.Variable(np.zeros(2, "float32")) for _ in gradients]
    keras.optimizers.SGD(1.0, global_clipnorm=1.0).apply(
        [keras.ops.array(one) for one in gradients], weights
    )
    return -np.stack([weight.numpy() for weight in weights])


def einsum(x, y):
    from keras import ops

    return ops.einsum("bij,bjk->bik", x, y).numpy()


def segment_sum(x, groups):
    from keras import ops

    return ops.segment_sum(x, groups, num_segments=2).numpy()


def sparse_matmul(x, y):
    import numpy as np
    from keras import ops

    rows, columns = np.nonzero(x)
    products = x[rows, columns][:, None] * ops.take(y, columns, axis=0)
    return ops.segment_sum(products, rows, num_segments=len(x)).numpy()


def fft(x):
    from keras import ops

    real, imaginary = ops.fft((x, 0 * x))
    return real.numpy() + 1j * imaginary.numpy()
