"""A small classifier in TensorFlow: train, save, load."""

import sys
from pathlib import Path

import numpy as np
import tensorflow as tf

rng = np.random.default_rng(0)
x = rng.normal(size=(512, 8)).astype("float32")
y = (x @ rng.normal(size=(8, 3))).argmax(axis=1)

tf.keras.utils.set_random_seed(0)
data = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(512).batch(32)

model = tf.keras.Sequential(
    [tf.keras.layers.Dense(32, activation="relu"), tf.keras.layers.Dense(3)]
)
model.compile(
    optimizer=tf.keras.optimizers.Adam(0.01),
    loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),
)
history = model.fit(data, epochs=5, verbose=0)

path = Path(sys.argv[1]) / "model.keras"
model.save(path)
loaded = tf.keras.models.load_model(path)

assert np.array_equal(model.predict(x, verbose=0), loaded.predict(x, verbose=0))
losses = history.history["loss"]
assert losses[-1] < losses[0]
print("ok")
