"""The one model that scikit-learn has a counterpart of: a fitted regressor with one hidden layer."""

from __future__ import annotations


def build(name):
    """A regressor fitted on seeded data."""
    if name != "mlp":
        raise NotImplementedError("scikit-learn has no such layers")
    import numpy as np
    from sklearn.neural_network import MLPRegressor

    random = np.random.RandomState(20180626)
    x = random.standard_normal((64, 16)).astype("float32")
    y = x[:, 0] + x[:, 1] * x[:, 2]  # one target: skl2onnx 1.20 gives several targets the wrong shape
    return MLPRegressor(hidden_layer_sizes=(32,), max_iter=200, tol=0, n_iter_no_change=200, random_state=0).fit(x, y)


def call(model, x):
    """The regressor's own prediction, as the column that ONNX makes of it."""
    return model.predict(x).reshape(-1, 1)
