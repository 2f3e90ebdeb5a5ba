"""tinygrad over two CPU devices of one process."""

from __future__ import annotations

from probes import net

BY = {
    "devices": "Tensor.shard of the batch over CPU:0 and CPU:1",
    "sharded": "Tensor.shard of the parameters over CPU:0 and CPU:1",
}
PROCESSES = {}
NONE = {"processes": "devices of one process only"}


def devices(rank, ports):
    """Halves of the batch, copies of the parameters."""
    return _trained(axis=None)


def sharded(rank, ports):
    """Parameters are split along their first axis."""
    return _trained(axis=0)


def _trained(axis):
    """``axis`` is where the parameters are split, None for copies."""
    from tinygrad import Device, Tensor

    home = tuple("%s:%d" % (Device.DEFAULT, i) for i in range(2))
    x, target = (Tensor(one).shard(home, axis=0).realize() for one in net.batch())
    parameters = [Tensor(one).shard(home, axis=axis).realize() for one in net.start()]
    from tinygrad import nn

    optimizer = nn.optim.SGD(parameters, lr=net.RATE)
    first, bias, second, last = parameters
    with Tensor.train():
        for _ in range(net.STEPS):
            optimizer.zero_grad()
            made = (x @ first + bias).tanh() @ second + last
            ((made - target) ** 2).mean().backward()
            optimizer.step()
    whole = [one.tolist() for one in parameters]
    print(parameters[0].uop, x.uop, dir(x.uop))
    return [
        {
            "parameters": whole,
            "rows": x.uop.shard_shape[0],
            "held": 0,
        }
        for i in range(2)
    ]
