"""The dnn module of OpenCV on the CPU."""

from __future__ import annotations

TOOL = "opencv-dnn"
READS = ("onnx",)
ENVIRONMENT = "rt_core"
VERSIONS = ("opencv-python-headless",)
LABEL = "OpenCV DNN"


def load(path):
    """A network."""
    import cv2

    return cv2.dnn.readNetFromONNX(path)


def call(loaded, x):
    """The first output."""
    loaded.setInput(x)
    return loaded.forward()
