"""MLX over two processes with its ring of sockets.

`nn.fully_shard` needs `sum_scatter`, which the ring of 0.32.4 refuses; layers can be split instead.
"""

from __future__ import annotations

import json
import os

from probes import net

BY = {
    "processes": "nn.average_gradients on the ring",
    "sharded": "shard_linear on the ring",
    "fully_sharded": "nn.fully_shard on the ring",
}
PROCESSES = {"processes": 2, "sharded": 2, "fully_sharded": 2}
ASIDE = {"fully_sharded": "sharded"}
NONE = {"devices": "mlx.core.device_count gives one CPU"}


def processes(rank, ports):
    """Gradients are averaged between backward pass and update."""
    import mlx.nn as nn

    _join(rank, ports)
    model = _model()
    _train(model, net.half(rank), nn.average_gradients)
    kept = _kept(model)
    return _told(kept, kept, len(net.half(rank)[0]))


def sharded(rank, ports):
    """The first layer is split by its outputs, the second by its inputs; both processes see the whole batch."""
    import mlx.core as mx
    from mlx.nn.layers.distributed import shard_linear

    _join(rank, ports)
    model = _model()
    model.layers[0] = shard_linear(model.layers[0], "all-to-sharded")
    model.layers[2] = shard_linear(model.layers[2], "sharded-to-all")
    _train(model, net.batch(), lambda slopes: slopes)
    kept = _kept(model)
    first, bias, second, last = kept
    whole = [mx.distributed.all_gather(one) for one in (first, bias, second.T)]
    return _told([whole[0], whole[1], whole[2].T, last], kept, net.ROWS)


def fully_sharded(rank, ports):
    """Each process keeps half of every parameter and half of the batch."""
    import mlx.core as mx
    import mlx.nn as nn

    _join(rank, ports)
    model = nn.fully_shard(_model())
    _train(model, net.half(rank), lambda slopes: slopes)
    kept = _kept(model.module)
    whole = [mx.distributed.all_gather(one) for one in kept]
    return _told(whole, kept, len(net.half(rank)[0]))


def _join(rank, ports):
    """What mlx.launch prepares, then the ring."""
    import mlx.core as mx

    name = os.path.abspath("hosts-%d.json" % rank)
    with open(name, "w") as file:
        json.dump([["127.0.0.1:%d" % port] for port in ports[:2]], file)
    os.environ.update({"MLX_RANK": str(rank), "MLX_HOSTFILE": name})
    mx.distributed.init(strict=True, backend="ring")


def _model():
    import mlx.core as mx
    import mlx.nn as nn

    model = nn.Sequential(nn.Linear(4, 6), nn.Tanh(), nn.Linear(6, 2))
    first, bias, second, last = (mx.array(one.T) for one in net.start())
    model.layers[0].update({"weight": first, "bias": bias})
    model.layers[2].update({"weight": second, "bias": last})
    return model


def _train(model, batch, shared):
    import mlx.core as mx
    import mlx.nn as nn
    from mlx.optimizers import SGD

    x, target = (mx.array(one) for one in batch)
    optimizer = SGD(net.RATE)
    slopes = nn.value_and_grad(model, lambda x, target: nn.losses.mse_loss(model(x), target))
    for _ in range(net.STEPS):
        optimizer.update(model, shared(slopes(x, target)[1]))
        mx.eval(model.parameters(), optimizer.state)


def _kept(model):
    return [model.layers[i][name] for i in (0, 2) for name in ("weight", "bias")]


def _told(whole, kept, rows):
    return {
        "parameters": [one.T.tolist() for one in whole],
        "rows": rows,
        "held": sum(one.size for one in kept),
    }
