"""PaddlePaddle over two processes with gloo.

Splitting every parameter along its first axis needs a reduce-scatter, for which 3.3.1 has no CPU kernel; layers can be split.
"""

from __future__ import annotations

import os

from probes import net

BY = {
    "processes": "paddle.DataParallel on gloo",
    "sharded": "paddle.distributed.shard_tensor, layers split, on gloo",
    "fully_sharded": "paddle.distributed.shard_tensor, parameters and batch split, on gloo",
}
PROCESSES = {"processes": 2, "sharded": 2, "fully_sharded": 2}
ASIDE = {"fully_sharded": "sharded"}
NONE = {"devices": "paddle.DataParallel is for several processes only"}


def processes(rank, ports):
    """Gradients are averaged while they are made."""
    import paddle

    _join(rank, ports)
    layer = _model()
    model = paddle.DataParallel(layer)
    x, target = (paddle.to_tensor(one) for one in net.half(rank))
    _train(model, x, target)
    return _told(layer.parameters(), layer.parameters(), len(x))


def sharded(rank, ports):
    """The first layer is split by its outputs, the second by its inputs; both processes see the whole batch."""
    from paddle.distributed import Replicate, Shard

    return _sharded(rank, ports, Replicate(), [Shard(1), Shard(0), Shard(0), Replicate()])


def fully_sharded(rank, ports):
    """Parameters are split along their first axis, the batch by its rows."""
    from paddle.distributed import Shard

    return _sharded(rank, ports, Shard(0), [Shard(0)] * 4)


def _sharded(rank, ports, rows, placements):
    """``rows`` and ``placements``: how the batch and the parameters are split."""
    import paddle.distributed as dist

    _join(rank, ports)
    mesh = dist.ProcessMesh([0, 1], dim_names=["parts"])
    left = list(placements)

    def split(name, layer, mesh):
        for key, one in list(layer._parameters.items()):
            layer._parameters[key] = dist.shard_tensor(one, mesh, [left.pop(0)])

    model = dist.shard_layer(_model(), mesh, split)
    x, target = (dist.shard_tensor(one, mesh, [rows]) for one in net.batch())
    _train(model, x, target)
    parameters = model.parameters()
    whole = [dist.unshard_dtensor(one) for one in parameters]
    return _told(whole, [one._local_value() for one in parameters], len(x._local_value()))


def _join(rank, ports):
    """What paddle.distributed.launch prepares, then the process group."""
    ends = ["127.0.0.1:%d" % port for port in ports[:2]]
    os.environ.update(
        {
            "PADDLE_DISTRI_BACKEND": "gloo",
            "PADDLE_TRAINER_ID": str(rank),
            "PADDLE_TRAINERS_NUM": "2",
            "PADDLE_CURRENT_ENDPOINT": ends[rank],
            "PADDLE_TRAINER_ENDPOINTS": ",".join(ends),
            "PADDLE_MASTER": "127.0.0.1:%d" % ports[2],
        }
    )
    import paddle

    paddle.distributed.init_parallel_env()


def _model():
    import paddle

    model = paddle.nn.Sequential(paddle.nn.Linear(4, 6), paddle.nn.Tanh(), paddle.nn.Linear(6, 2))
    for one, value in zip(model.parameters(), net.start()):
        one.set_value(value)
    return model


def _train(model, x, target):
    import paddle

    optimizer = paddle.optimizer.SGD(net.RATE, parameters=model.parameters())
    for _ in range(net.STEPS):
        paddle.nn.functional.mse_loss(model(x), target).backward()
        optimizer.step()
        optimizer.clear_grad()


def _told(whole, kept, rows):
    return {
        "parameters": [one.numpy().tolist() for one in whole],
        "rows": rows,
        "held": sum(one.numpy().size for one in kept),
    }
