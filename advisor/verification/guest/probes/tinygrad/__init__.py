"""tinygrad; without clang its CPU device cannot be used, and it interprets every operation in Python."""

import shutil

TOOL = "tinygrad"
ENVIRONMENT = "tinygrad"
DISTRIBUTIONS = ("tinygrad",)
PROGRAMS = ("clang",)
IMPORT = "import tinygrad"
SETTINGS = {"DEV": "CPU" if shutil.which("clang") else "PYTHON"}
NAMESPACES = ("tinygrad", "tinygrad.Tensor", "tinygrad.nn", "tinygrad.nn.optim")
