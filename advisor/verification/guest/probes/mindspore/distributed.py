"""MindSpore over two processes and a scheduler, as its launcher msrun starts them.

AutoParallel is documented for Ascend only; it is asked all the same.
"""

from __future__ import annotations

import os

from probes import net

BY = {
    "processes": "nn.DistributedGradReducer on its own CPU collectives (mccl)",
    "sharded": "AutoParallel (semi_auto) with operators split, on mccl",
}
PROCESSES = {"processes": 3, "sharded": 3}
NONE = {"devices": "a process has one device, which its launcher gives it"}


def processes(rank, ports):
    """Gradients are averaged between backward pass and update."""
    ms = _join(rank, ports)
    ms.set_auto_parallel_context(parallel_mode="data_parallel", gradients_mean=True)
    model = _model()
    optimizer = ms.nn.SGD(model.trainable_params(), learning_rate=net.RATE)
    reducer = ms.nn.DistributedGradReducer(optimizer.parameters, mean=True)
    loss = ms.nn.MSELoss()
    x, target = (ms.Tensor(one) for one in net.half(rank))
    slopes = ms.value_and_grad(lambda x, target: loss(model(x), target), None, optimizer.parameters)
    for _ in range(net.STEPS):
        optimizer(reducer(slopes(x, target)[1]))
    kept = model.trainable_params()
    return _told(kept, kept, x.shape[0])


def sharded(rank, ports):
    """The first layer is split by its outputs, the second by its inputs; both processes see the whole batch."""
    ms = _join(rank, ports)
    from mindspore import nn, ops
    from mindspore.parallel.auto_parallel import AutoParallel

    class Net(nn.Cell):
        def __init__(self):
            super().__init__()
            first, bias, second, last = (ms.Parameter(ms.Tensor(one)) for one in net.start())
            self.first, self.bias, self.second, self.last = first, bias, second, last
            self.spread = ops.MatMul().shard(((1, 1), (1, 2)))
            self.shift = ops.Add().shard(((1, 2), (2,)))
            self.bend = ops.Tanh().shard(((1, 2),))
            self.collect = ops.MatMul().shard(((1, 2), (2, 1)))
            self.end = ops.Add().shard(((1, 1), (1,)))

        def construct(self, x):
            hidden = self.bend(self.shift(self.spread(x, self.first), self.bias))
            return self.end(self.collect(hidden, self.second), self.last)

    ms.set_context(mode=ms.GRAPH_MODE)
    model = Net()
    optimizer = nn.SGD(model.trainable_params(), learning_rate=net.RATE)
    train = nn.TrainOneStepCell(nn.WithLossCell(model, nn.MSELoss()), optimizer)
    parallel = AutoParallel(train, parallel_mode="semi_auto")
    parallel.dataset_strategy("full_batch")
    x, target = (ms.Tensor(one) for one in net.batch())
    for _ in range(net.STEPS):
        parallel(x, target)
    kept = model.trainable_params()
    first, bias, second, last = (ms.Tensor(one.asnumpy()) for one in kept)
    gather = ops.AllGather()
    whole = [gather(first.T), gather(bias), gather(second).T, last]
    return _told(whole, kept, x.shape[0])


def _join(rank, ports):
    """What msrun prepares, then the cluster; the third process is its scheduler, and stays here."""
    os.environ.update(
        {
            "MS_WORKER_NUM": "2",
            "MS_SCHED_HOST": "127.0.0.1",
            "MS_SCHED_PORT": str(ports[0]),
            "MS_ROLE": "MS_SCHED" if rank == 2 else "MS_WORKER",
        }
    )
    if rank < 2:
        os.environ["MS_NODE_ID"] = str(rank)
    import mindspore as ms
    from mindspore.communication import init

    ms.set_device("CPU")
    init()
    return ms


def _model():
    import mindspore as ms

    model = ms.nn.SequentialCell(ms.nn.Dense(4, 6), ms.nn.Tanh(), ms.nn.Dense(6, 2))
    for one, value in zip(model.trainable_params(), net.start()):
        one.set_data(ms.Tensor(value.T.copy()))
    return model


def _told(whole, kept, rows):
    return {
        "parameters": [one.asnumpy().T.tolist() for one in whole],
        "rows": rows,
        "held": sum(one.asnumpy().size for one in kept),
    }
