"""PyTorch."""

TOOL = "pytorch"
ENVIRONMENT = "torch"
DISTRIBUTIONS = ("torch",)
IMPORT = "import torch"
SETTINGS = {}
NAMESPACES = (
    "torch",
    "torch.nn",
    "torch.nn.functional",
    "torch.nn.utils",
    "torch.optim",
    "torch.sparse",
    "torch.fft",
    "torch.linalg",
)
