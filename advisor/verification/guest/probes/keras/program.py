"""A small classifier in Keras: train, save, load."""

import sys
from pathlib import Path

import keras
import numpy as np

rng = np.random.default_rng(0)
x = rng.normal(size=(512, 8)).astype("float32")
y = (x @ rng.normal(size=(8, 3))).argmax(axis=1)

keras.utils.set_random_seed(0)
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(3)])
model.compile(
    optimizer=keras.optimizers.Adam(0.01),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
)
history = model.fit(x, y, batch_size=32, epochs=5, verbose=0)

path = Path(sys.argv[1]) / "model.keras"
model.save(path)
loaded = keras.saving.load_model(path)

assert np.array_equal(model.predict(x, verbose=0), loaded.predict(x, verbose=0))
losses = history.history["loss"]
assert losses[-1] < losses[0]
print("ok")
