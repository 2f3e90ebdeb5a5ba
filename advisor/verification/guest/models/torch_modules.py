"""The models as PyTorch modules."""

from __future__ import annotations


def build(name):
    """A seeded module in inference mode."""
    import torch

    torch.manual_seed(20180626)
    torch.backends.mha.set_fastpath_enabled(False)  # the fused path cannot be traced
    return _MAKERS[name]().eval()


def call(model, x):
    """The module's own answer."""
    import torch

    with torch.no_grad():
        return model(torch.from_numpy(x)).numpy()


def _mlp():
    from torch import nn

    return nn.Sequential(nn.Linear(16, 32), nn.LayerNorm(32), nn.GELU(), nn.Linear(32, 4))


def _cnn():
    from torch import nn

    return nn.Sequential(
        nn.Conv2d(3, 8, 3, padding=1),
        nn.BatchNorm2d(8),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3, stride=2, padding=1),
        nn.ReLU(),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Dropout(0.5),
        nn.Linear(16, 4),
    )


def _rnn():
    from torch import nn

    class Recurrent(nn.Module):
        def __init__(self):
            super().__init__()
            self.lstm = nn.LSTM(8, 12, batch_first=True)
            self.gru = nn.GRU(12, 10, batch_first=True)
            self.head = nn.Linear(10, 4)

        def forward(self, x):
            x, _ = self.lstm(x)
            x, _ = self.gru(x)
            return self.head(x[:, -1])

    return Recurrent()


def _transformer():
    from torch import nn

    return nn.TransformerEncoderLayer(16, 4, 32, activation="gelu", batch_first=True)


def _control():
    from torch import nn

    class Branches(nn.Module):
        def __init__(self):
            super().__init__()
            self.up, self.down = nn.Linear(8, 4), nn.Linear(8, 4)

        def forward(self, x):
            y = self.up(x) + 10 if x.sum() > 0 else self.down(x) - 10
            while y.abs().sum() > 20:
                y = y * 0.5
            return y

    return Branches()


def _control_ops():
    import torch
    from torch import nn

    class Branches(nn.Module):
        def __init__(self):
            super().__init__()
            self.up, self.down = nn.Linear(8, 4), nn.Linear(8, 4)

        def forward(self, x):
            y = torch.cond(x.sum() > 0, lambda x: self.up(x) + 10, lambda x: self.down(x) - 10, (x,))
            for _ in range(3):
                y = torch.cond(y.abs().sum() > 20, lambda y: y * 0.5, lambda y: y.clone(), (y,))
            return y

    return Branches()


_MAKERS = {
    "mlp": _mlp,
    "cnn": _cnn,
    "rnn": _rnn,
    "transformer": _transformer,
    "control": _control,
    "control_ops": _control_ops,
}
