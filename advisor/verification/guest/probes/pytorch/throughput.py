"""The nets in PyTorch, as they stand and compiled."""

from __future__ import annotations

from probes.kinds.throughput import RATE

WAYS = ("eager", "compiled")


def network(net):
    """A seeded module."""
    import torch

    torch.manual_seed(0)
    return {"cnn": _cnn, "transformer": _transformer}[net]()


def prepare(net, mode, way, x, y):
    """A function that does one batch, and the number of parameters."""
    import torch
    import torch.nn.functional as F

    torch.set_num_threads(2)
    model = network(net).train(mode == "train")
    x, y = torch.from_numpy(x), torch.from_numpy(y).long()
    optimizer = torch.optim.SGD(model.parameters(), RATE)
    called = torch.compile(model) if way == "compiled" else model

    def train():
        optimizer.zero_grad()
        loss = F.cross_entropy(called(x), y)
        loss.backward()
        optimizer.step()
        return loss.item()

    def infer():
        with torch.inference_mode():
            return called(x).numpy()

    return {"train": train, "infer": infer}[mode], sum(one.numel() for one in model.parameters())


def _cnn():
    from torch import nn

    return nn.Sequential(
        nn.Conv2d(3, 32, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(64 * 8 * 8, 10),
    )


def _transformer():
    from torch import nn

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.block = nn.TransformerEncoderLayer(64, 4, 256, 0.0, "gelu", batch_first=True)
            self.head = nn.Linear(64, 10)

        def forward(self, x):
            return self.head(self.block(x).mean(1))

    return Net()
