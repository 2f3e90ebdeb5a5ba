"""PyTorch over two processes with gloo."""

from __future__ import annotations

from probes import net

BY = {"processes": "DistributedDataParallel on gloo", "sharded": "fully_shard (FSDP2) on gloo"}
PROCESSES = {"processes": 2, "sharded": 2}
NONE = {"devices": "torch.cpu.device_count is always 1, and DataParallel splits over GPUs"}


def processes(rank, ports):
    """Gradients are averaged while they are made."""
    import torch

    _join(rank, ports)
    model = torch.nn.parallel.DistributedDataParallel(_model())
    _train(model, rank)
    parameters = list(model.parameters())
    return _told(parameters, parameters, rank)


def sharded(rank, ports):
    """Each process keeps half of every parameter and gathers the rest when it is needed."""
    import torch
    from torch.distributed.fsdp import fully_shard

    _join(rank, ports)
    mesh = torch.distributed.init_device_mesh("cpu", (2,))
    model = _model()
    for layer in (model[0], model[2], model):
        fully_shard(layer, mesh=mesh)
    _train(model, rank)
    parameters = list(model.parameters())
    whole = [one.full_tensor() for one in parameters]
    return _told(whole, [one.to_local() for one in parameters], rank)


def _join(rank, ports):
    import torch

    torch.distributed.init_process_group(
        "gloo", init_method="tcp://127.0.0.1:%d" % ports[0], rank=rank, world_size=2
    )


def _model():
    import torch

    model = torch.nn.Sequential(torch.nn.Linear(4, 6), torch.nn.Tanh(), torch.nn.Linear(6, 2))
    with torch.no_grad():
        for one, value in zip(model.parameters(), net.start()):
            one.copy_(torch.from_numpy(value.T))
    return model


def _train(model, rank):
    import torch

    x, target = (torch.from_numpy(one) for one in net.half(rank))
    optimizer = torch.optim.SGD(model.parameters(), lr=net.RATE)
    for _ in range(net.STEPS):
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(model(x), target).backward()
        optimizer.step()


def _told(whole, kept, rank):
    return {
        "parameters": [one.detach().numpy().T.tolist() for one in whole],
        "rows": len(net.half(rank)[0]),
        "held": sum(one.numel() for one in kept),
    }
