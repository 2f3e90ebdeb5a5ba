"""TensorFlow, with the layers that it brings along."""

TOOL = "tensorflow"
ENVIRONMENT = "tf"
DISTRIBUTIONS = ("tensorflow-cpu",)
IMPORT = "import tensorflow"
SETTINGS = {"TF_NUM_INTRAOP_THREADS": "2", "TF_NUM_INTEROP_THREADS": "2"}
NAMESPACES = (
    "tensorflow",
    "tensorflow.nn",
    "tensorflow.keras.layers",
    "tensorflow.keras.optimizers",
    "tensorflow.sparse",
    "tensorflow.linalg",
    "tensorflow.math",
)
