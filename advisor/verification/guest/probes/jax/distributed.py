"""JAX over two processes (gloo), or two devices that XLA makes of one CPU."""

from __future__ import annotations

from probes import net

BY = {
    "processes": "jax.distributed, jit over a mesh of two processes",
    "devices": "jit over a mesh of two CPU devices (jax_num_cpu_devices)",
    "sharded": "NamedSharding of the parameters over a mesh of two processes",
}
PROCESSES = {"processes": 2, "sharded": 2}
NONE = {}


def processes(rank, ports):
    """The whole batch is one array whose halves lie in two processes."""
    _join(rank, ports)
    return _trained(net.half(rank), sharded=False)[0]


def devices(rank, ports):
    """The same with two devices of one process."""
    import jax

    jax.config.update("jax_num_cpu_devices", 2)
    return _trained(net.batch(), sharded=False)


def sharded(rank, ports):
    """Parameters are split along their first axis."""
    _join(rank, ports)
    return _trained(net.half(rank), sharded=True)[0]


def _join(rank, ports):
    import jax

    jax.config.update("jax_cpu_collectives_implementation", "gloo")
    jax.distributed.initialize("127.0.0.1:%d" % ports[0], num_processes=2, process_id=rank)


def _trained(local, sharded):
    """What each device of this process ends with; ``local`` are the rows that this process has."""
    import jax
    from jax.sharding import NamedSharding
    from jax.sharding import PartitionSpec as P

    mesh = jax.make_mesh((2,), ("parts",), axis_types=(jax.sharding.AxisType.Auto,))
    halves, everywhere = NamedSharding(mesh, P("parts")), NamedSharding(mesh, P())
    kept = halves if sharded else everywhere
    x, target = (jax.make_array_from_process_local_data(halves, one) for one in local)
    parameters = [
        jax.make_array_from_callback(one.shape, kept, lambda index, one=one: one[index])
        for one in net.start()
    ]

    def loss(parameters, x, target):
        first, bias, second, last = parameters
        made = jax.numpy.tanh(x @ first + bias) @ second + last
        return jax.numpy.mean((made - target) ** 2)

    @jax.jit
    def step(parameters, x, target):
        slopes = jax.grad(loss)(parameters, x, target)
        made = [one - net.RATE * slope for one, slope in zip(parameters, slopes)]
        return [jax.lax.with_sharding_constraint(one, kept) for one in made]

    for _ in range(net.STEPS):
        parameters = step(parameters, x, target)
    whole = jax.jit(lambda parameters: parameters, out_shardings=everywhere)(parameters)
    return [
        {
            "parameters": [one.addressable_shards[i].data.tolist() for one in whole],
            "rows": x.addressable_shards[i].data.shape[0],
            "held": sum(one.addressable_shards[i].data.size for one in parameters),
        }
        for i in range(len(x.addressable_shards))
    ]
