"""TensorFlow over two processes (gRPC), or two devices that it makes of one CPU."""

from __future__ import annotations

import json
import os

from probes import net

BY = {
    "processes": "tf.distribute.MultiWorkerMirroredStrategy",
    "devices": "tf.distribute.MirroredStrategy on two logical CPU devices",
    "sharded": "tf.experimental.dtensor on two logical CPU devices",
}
PROCESSES = {"processes": 2}
NONE = {}


def processes(rank, ports):
    """One replica in each process."""
    workers = ["127.0.0.1:%d" % port for port in ports[:2]]
    task = {"type": "worker", "index": rank}
    os.environ["TF_CONFIG"] = json.dumps({"cluster": {"worker": workers}, "task": task})
    import tensorflow as tf

    return _mirrored(tf.distribute.MultiWorkerMirroredStrategy(), [rank])[0]


def devices(rank, ports):
    """One replica on each device."""
    import tensorflow as tf

    _two_devices()
    return _mirrored(tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"]), [0, 1])


def sharded(rank, ports):
    """Parameters and batch are split along their first axis."""
    import tensorflow as tf
    from tensorflow.experimental import dtensor

    _two_devices()
    mesh = dtensor.create_mesh([("parts", 2)], devices=["CPU:0", "CPU:1"])

    def split(array):
        layout = dtensor.Layout.batch_sharded(mesh, "parts", rank=array.ndim)
        everywhere = dtensor.Layout.replicated(mesh, rank=array.ndim)
        return dtensor.relayout(dtensor.copy_to_mesh(array, everywhere), layout)

    x, target = (split(one) for one in net.batch())
    variables = [dtensor.DVariable(split(one)) for one in net.start()]

    @tf.function
    def step():
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(_errors(variables, x, target))
        for one, slope in zip(variables, tape.gradient(loss, variables)):
            one.assign_sub(net.RATE * slope)

    for _ in range(net.STEPS):
        step()
    kept = [dtensor.unpack(one.read_value()) for one in variables]
    whole = [
        dtensor.relayout(one.read_value(), dtensor.Layout.replicated(mesh, rank=len(one.shape)))
        for one in variables
    ]
    whole = [dtensor.unpack(one) for one in whole]
    rows = [part.shape[0] for part in dtensor.unpack(x)]
    return [
        {
            "parameters": [one[i].numpy().tolist() for one in whole],
            "rows": rows[i],
            "held": sum(int(tf.size(one[i])) for one in kept),
        }
        for i in range(2)
    ]


def _two_devices():
    import tensorflow as tf

    tf.config.set_logical_device_configuration(
        tf.config.list_physical_devices("CPU")[0], [tf.config.LogicalDeviceConfiguration()] * 2
    )


def _errors(variables, x, target):
    import tensorflow as tf

    first, bias, second, last = variables
    return (tf.tanh(x @ first + bias) @ second + last - target) ** 2


def _mirrored(strategy, here):
    """What the replicas ``here`` end with; gradients are summed, so each replica divides by the size of the whole batch."""
    import tensorflow as tf

    with strategy.scope():
        variables = [tf.Variable(one) for one in net.start()]
        optimizer = tf.keras.optimizers.SGD(net.RATE)
        optimizer.build(variables)

    def part(number):
        def of(context):
            return tf.constant(net.half(context.replica_id_in_sync_group)[number])

        return strategy.experimental_distribute_values_from_function(of)

    batch = part(0), part(1)

    @tf.function
    def step(x, target):
        def replica(x, target):
            with tf.GradientTape() as tape:
                errors = tf.reduce_mean(_errors(variables, x, target), axis=1)
                loss = tf.nn.compute_average_loss(errors, global_batch_size=net.ROWS)
            optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))

        strategy.run(replica, args=(x, target))

    for _ in range(net.STEPS):
        step(*batch)
    local = [strategy.experimental_local_results(one) for one in variables]
    rows = [len(one) for one in strategy.experimental_local_results(batch[0])]
    return [
        {
            "parameters": [one[i].numpy().tolist() for one in local],
            "rows": rows[i],
            "held": sum(int(tf.size(one[i])) for one in local),
        }
        for i in range(len(here))
    ]
