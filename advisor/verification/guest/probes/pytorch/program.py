"""A small classifier in PyTorch: train, save, load."""

import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

rng = np.random.default_rng(0)
x = rng.normal(size=(512, 8)).astype("float32")
y = (x @ rng.normal(size=(8, 3))).argmax(axis=1)

torch.manual_seed(0)


def make_model():
    return nn.Sequential(nn.Linear(8, 32), nn.ReLU(), nn.Linear(32, 3))


inputs, labels = torch.from_numpy(x), torch.from_numpy(y)
loader = DataLoader(TensorDataset(inputs, labels), batch_size=32, shuffle=True)
model = make_model()
loss_fn = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)

losses = []
for _ in range(5):
    total = 0.0
    for batch, target in loader:
        optimizer.zero_grad()
        loss = loss_fn(model(batch), target)
        loss.backward()
        optimizer.step()
        total += loss.item()
    losses.append(total / len(loader))

path = Path(sys.argv[1]) / "model.pt"
torch.save(model.state_dict(), path)
loaded = make_model()
loaded.load_state_dict(torch.load(path, weights_only=True))

model.eval()
loaded.eval()
with torch.no_grad():
    assert torch.equal(model(inputs), loaded(inputs))
assert losses[-1] < losses[0]
print("ok")
