"""tinygrad over two CPU devices of one process."""

from __future__ import annotations

from probes import net

BY = {
    "devices": "Tensor.shard of the batch over CPU:0 and CPU:1",
    "sharded": "Tensor.shard of the weights over CPU:0 and CPU:1",
}
PROCESSES = {}
NONE = {"processes": "Tensor.shard knows the devices of one process only"}


def devices(rank, ports):
    """Halves of the batch, copies of the parameters."""
    return _trained(rows=0, axes=(None, None, None, None))


def sharded(rank, ports):
    """The first layer is split by its outputs, the second by its inputs; both devices see the whole batch."""
    return _trained(rows=None, axes=(1, 0, 0, None))


def _trained(rows, axes):
    """Axes along which the batch and the parameters are split, None for copies."""
    from tinygrad import Context, Device, Tensor, nn

    home = tuple("%s:%d" % (Device.DEFAULT, i) for i in range(2))
    x, target = (Tensor(one).shard(home, axis=rows).realize() for one in net.batch())
    parameters = [
        Tensor(one).shard(home, axis=axis).realize().is_param_(True)
        for one, axis in zip(net.start(), axes)
    ]
    optimizer = nn.optim.SGD(parameters, lr=net.RATE)
    first, bias, second, last = parameters
    for _ in range(net.STEPS):
        optimizer.zero_grad()
        with Context(TRAINING=1):
            made = (x @ first + bias).tanh() @ second + last
            loss = ((made - target) ** 2).mean().backward()
            loss.realize(*optimizer.schedule_step())
    told = {
        "parameters": [one.tolist() for one in parameters],
        "rows": x.uop.shard_shape[0],
        "held": sum(_size(one.uop.shard_shape) for one in parameters),
    }
    return [told, told]


def _size(shape):
    size = 1
    for one in shape:
        size *= one
    return size
