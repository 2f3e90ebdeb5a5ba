"""ONNX Runtime Web: its WebAssembly build, under Node.js."""

from __future__ import annotations

TOOL = "onnxruntime-web"
READS = ("onnx",)
ENVIRONMENT = "node"
COMMAND = ("node", "runtimes/onnxruntime_web.mjs")
VERSIONS = ("onnxruntime-web",)
LABEL = "ONNX Runtime Web (wasm)"
