"""ONNX Runtime on the CPU under Node.js."""

from __future__ import annotations

TOOL = "onnxruntime"
READS = ("onnx",)
ENVIRONMENT = "node"
COMMAND = ("node", "runtimes/onnxruntime_node.mjs")
VERSIONS = ("onnxruntime-node",)
LABEL = "ONNX Runtime (Node.js)"
