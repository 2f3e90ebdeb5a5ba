"""Keras on TensorFlow, under the strategies of TensorFlow.

Two processes need a loop of one's own, as TensorFlow's tutorials show it: `Model.fit` is refused there (keras issue 20585).
"""

from __future__ import annotations

import json
import os

from probes import net

BY = {
    "processes": "a training loop under tf.distribute.MultiWorkerMirroredStrategy",
    "devices": "Model.fit under tf.distribute.MirroredStrategy on two logical CPU devices",
    "sharded": "Model.fit under keras.distribution.ModelParallel on two logical CPU devices",
    "processes_fit": "Model.fit under tf.distribute.MultiWorkerMirroredStrategy",
}
PROCESSES = {"processes": 2, "processes_fit": 2}
NONE = {}
ASIDE = {"processes_fit": "processes"}


def processes(rank, ports):
    """One replica in each process."""
    return _mirrored(_two_workers(rank, ports), _loop)[0]


def processes_fit(rank, ports):
    """The same by the high-level call."""
    return _mirrored(_two_workers(rank, ports), _fit)[0]


def devices(rank, ports):
    """One replica on each device."""
    import tensorflow as tf

    _two_devices()
    return _mirrored(tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"]), _fit)


def sharded(rank, ports):
    """Kernels and biases are split along their first axis."""
    import keras
    import numpy as np
    from tensorflow.experimental import dtensor

    _two_devices()
    mesh = keras.distribution.DeviceMesh((2,), ("parts",), ["cpu:0", "cpu:1"])
    layouts = keras.distribution.LayoutMap(mesh)
    layouts[".*kernel"], layouts[".*bias"] = ("parts", None), ("parts",)
    parallel = keras.distribution.ModelParallel(layout_map=layouts, batch_dim_name="parts")
    keras.distribution.set_distribution(parallel)
    model = _model()
    _fit(None, model)
    values = [one.value for one in model.trainable_variables]
    whole = [one.numpy() for one in model.trainable_variables]

    def held(value, i):
        return dtensor.unpack(value.read_value())[i].numpy() if dtensor.is_dtensor(value) else value

    return [
        {
            "parameters": [one.tolist() for one in whole],
            "rows": net.ROWS // 2,
            "held": sum(int(np.prod(held(value, i).shape)) for value in values),
        }
        for i in range(2)
    ]


def _two_workers(rank, ports):
    workers = ["127.0.0.1:%d" % port for port in ports[:2]]
    task = {"type": "worker", "index": rank}
    os.environ["TF_CONFIG"] = json.dumps({"cluster": {"worker": workers}, "task": task})
    import tensorflow as tf

    return tf.distribute.MultiWorkerMirroredStrategy()


def _two_devices():
    import tensorflow as tf

    tf.config.set_logical_device_configuration(
        tf.config.list_physical_devices("CPU")[0], [tf.config.LogicalDeviceConfiguration()] * 2
    )


def _model():
    import keras

    model = keras.Sequential(
        [keras.Input((4,)), keras.layers.Dense(6, activation="tanh"), keras.layers.Dense(2)]
    )
    model.set_weights(net.start())
    model.compile(optimizer=keras.optimizers.SGD(net.RATE), loss="mse")
    return model


def _batches():
    """The whole batch again and again, which a strategy splits."""
    import tensorflow as tf

    return tf.data.Dataset.from_tensor_slices(net.batch()).batch(net.ROWS)


def _fit(strategy, model):
    model.fit(_batches(), epochs=net.STEPS, verbose=0)


def _loop(strategy, model):
    """Gradients are summed over the replicas, so each divides by the size of the whole batch."""
    import keras
    import tensorflow as tf

    mse = keras.losses.MeanSquaredError(reduction=None)

    @tf.function
    def step(x, target):
        def replica(x, target):
            with tf.GradientTape() as tape:
                errors = mse(target, model(x, training=True))
                loss = tf.nn.compute_average_loss(errors, global_batch_size=net.ROWS)
            slopes = tape.gradient(loss, model.trainable_variables)
            model.optimizer.apply_gradients(zip(slopes, model.trainable_variables))

        strategy.run(replica, args=(x, target))

    for _ in range(net.STEPS):
        for x, target in strategy.experimental_distribute_dataset(_batches()):
            step(x, target)


def _mirrored(strategy, train):
    """What the replicas of this process end with."""
    with strategy.scope():
        model = _model()
        model.optimizer.build(model.trainable_variables)
    train(strategy, model)
    x, _ = next(iter(strategy.experimental_distribute_dataset(_batches())))
    rows = [len(one) for one in strategy.experimental_local_results(x)]
    local = [strategy.experimental_local_results(one.value) for one in model.trainable_variables]
    return [
        {
            "parameters": [one[i].numpy().tolist() for one in local],
            "rows": rows[i],
            "held": sum(one[i].numpy().size for one in local),
        }
        for i in range(len(rows))
    ]
