"""tinygrad; without clang its CPU device cannot be used and it interprets in Python."""

TOOL = "tinygrad"
ENVIRONMENT = "tinygrad"
DISTRIBUTIONS = ("tinygrad",)
IMPORT = "import tinygrad"
SETTINGS = {}
NAMESPACES = ("tinygrad", "tinygrad.Tensor", "tinygrad.nn", "tinygrad.nn.optim")
