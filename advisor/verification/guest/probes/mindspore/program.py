"""A small classifier in MindSpore: train, save, load."""

import sys
from pathlib import Path

import mindspore as ms
import numpy as np
from mindspore import nn
from mindspore.dataset import NumpySlicesDataset

rng = np.random.default_rng(0)
x = rng.normal(size=(512, 8)).astype("float32")
y = (x @ rng.normal(size=(8, 3))).argmax(axis=1).astype("int32")

ms.set_seed(0)


def make_model():
    return nn.SequentialCell(nn.Dense(8, 32), nn.ReLU(), nn.Dense(32, 3))


data = NumpySlicesDataset({"x": x, "y": y}, shuffle=True).batch(32)
model = make_model()
loss_fn = nn.CrossEntropyLoss()
optimizer = nn.Adam(model.trainable_params(), learning_rate=0.01)


def forward(batch, target):
    return loss_fn(model(batch), target)


grad_fn = ms.value_and_grad(forward, None, optimizer.parameters)

losses = []
for _ in range(5):
    total = 0.0
    for batch, target in data.create_tuple_iterator():
        loss, grads = grad_fn(batch, target)
        optimizer(grads)
        total += float(loss)
    losses.append(total / data.get_dataset_size())

path = str(Path(sys.argv[1]) / "model.ckpt")
ms.save_checkpoint(model, path)
loaded = make_model()
ms.load_param_into_net(loaded, ms.load_checkpoint(path))

model.set_train(False)
loaded.set_train(False)
inputs = ms.Tensor(x)
assert np.array_equal(model(inputs).asnumpy(), loaded(inputs).asnumpy())
assert losses[-1] < losses[0]
print("ok")
