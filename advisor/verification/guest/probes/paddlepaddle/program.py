"""A small classifier in PaddlePaddle: train, save, load."""

import sys
from pathlib import Path

import numpy as np
import paddle
from paddle import nn

rng = np.random.default_rng(0)
x = rng.normal(size=(512, 8)).astype("float32")
y = (x @ rng.normal(size=(8, 3))).argmax(axis=1)

paddle.seed(0)


def make_model():
    return nn.Sequential(nn.Linear(8, 32), nn.ReLU(), nn.Linear(32, 3))


inputs, labels = paddle.to_tensor(x), paddle.to_tensor(y)
dataset = paddle.io.TensorDataset([inputs, labels])
loader = paddle.io.DataLoader(dataset, batch_size=32, shuffle=True)
model = make_model()
loss_fn = nn.CrossEntropyLoss()
optimizer = paddle.optimizer.Adam(learning_rate=0.01, parameters=model.parameters())

losses = []
for _ in range(5):
    total = 0.0
    for batch, target in loader:
        loss = loss_fn(model(batch), target)
        loss.backward()
        optimizer.step()
        optimizer.clear_grad()
        total += loss.item()
    losses.append(total / len(loader))

path = str(Path(sys.argv[1]) / "model.pdparams")
paddle.save(model.state_dict(), path)
loaded = make_model()
loaded.set_state_dict(paddle.load(path))

model.eval()
loaded.eval()
with paddle.no_grad():
    assert paddle.equal_all(model(inputs), loaded(inputs))
assert losses[-1] < losses[0]
print("ok")
