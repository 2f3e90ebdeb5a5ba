"""A small classifier in tinygrad: train, save, load."""

import sys
from pathlib import Path

import numpy as np
from tinygrad import Context, Tensor, nn
from tinygrad.nn.state import get_parameters, get_state_dict, load_state_dict, safe_load, safe_save

rng = np.random.default_rng(0)
x = rng.normal(size=(512, 8)).astype("float32")
y = (x @ rng.normal(size=(8, 3))).argmax(axis=1)

Tensor.manual_seed(0)


class Model:
    def __init__(self):
        self.hidden = nn.Linear(8, 32)
        self.out = nn.Linear(32, 3)

    def __call__(self, x):
        return self.out(self.hidden(x).relu())


inputs, labels = Tensor(x), Tensor(y)
model = Model()
optimizer = nn.optim.Adam(get_parameters(model), lr=0.01)

losses = []
with Context(TRAINING=1):
    for _ in range(5):
        total = 0.0
        batches = rng.permutation(512).reshape(16, 32)
        for batch in batches:
            batch = Tensor(batch)
            optimizer.zero_grad()
            loss = model(inputs[batch]).sparse_categorical_crossentropy(labels[batch]).backward()
            optimizer.step()
            total += loss.item()
        losses.append(total / len(batches))

path = str(Path(sys.argv[1]) / "model.safetensors")
safe_save(get_state_dict(model), path)
loaded = Model()
load_state_dict(loaded, safe_load(path), verbose=False)

assert np.array_equal(model(inputs).numpy(), loaded(inputs).numpy())
assert losses[-1] < losses[0]
print("ok")
