"""TensorFlow to ONNX by tf2onnx."""

from __future__ import annotations

TOOL = "tensorflow"
FORMAT = "onnx"
ENVIRONMENT = "keras_tf"
MODELS = "tf_models"
VERSIONS = ("tensorflow-cpu", "tf2onnx", "onnx")
LABEL = "tf2onnx"


def export(model, x, path):
    """One file, the batch size left open."""
    import tf2onnx
    from models import tf_models

    serve = tf_models.function(model, x)
    tf2onnx.convert.from_function(serve, input_signature=serve.input_signature, output_path=path)
