"""Keras 3 on TensorFlow."""

TOOL = "keras"
ENVIRONMENT = "keras_tf"
DISTRIBUTIONS = ("keras", "tensorflow-cpu")
IMPORT = "import keras"
SETTINGS = {
    "KERAS_BACKEND": "tensorflow",
    "TF_NUM_INTRAOP_THREADS": "2",
    "TF_NUM_INTEROP_THREADS": "2",
}
NAMESPACES = ("keras.layers", "keras.losses", "keras.optimizers", "keras.ops", "keras.utils")
