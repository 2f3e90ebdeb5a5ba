"""Apache TVM: ONNX imported into Relax, compiled for the CPU with LLVM."""

from __future__ import annotations

TOOL = "tvm"
READS = ("onnx",)
ENVIRONMENT = "rt_tvm"
VERSIONS = ("apache-tvm", "onnx")
LABEL = "TVM (Relax)"


def load(path):
    """The compiled module in a virtual machine."""
    import onnx
    import tvm
    from tvm import relax
    from tvm.relax.frontend.onnx import from_onnx

    module = from_onnx(onnx.load(path), keep_params_in_input=False)
    executable = tvm.compile(module, target="llvm")
    return relax.VirtualMachine(executable, tvm.cpu())


def call(loaded, x):
    """The answer of its main function."""
    import tvm

    answer = loaded["main"](tvm.runtime.tensor(x))
    return (answer if hasattr(answer, "numpy") else answer[0]).numpy()
