"""IREE: StableHLO compiled for the CPU and run."""

from __future__ import annotations

TOOL = "iree"
READS = ("stablehlo",)
ENVIRONMENT = "iree"
VERSIONS = ("iree-base-compiler", "iree-base-runtime")
LABEL = "IREE (llvm-cpu)"


def load(path):
    """The compiled module."""
    import iree.compiler
    import iree.runtime

    compiled = iree.compiler.compile_file(
        path,
        input_type="stablehlo",
        target_backends=["llvm-cpu"],
        extra_args=["--iree-llvmcpu-target-cpu=generic"],
    )
    config = iree.runtime.Config("local-task")
    return iree.runtime.load_vm_module(iree.runtime.VmModule.copy_buffer(config.vm_instance, compiled), config)


def call(loaded, x):
    """The answer of its main function."""
    return loaded.main(x).to_host()
