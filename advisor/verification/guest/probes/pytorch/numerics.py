"""The array namespace of PyTorch."""

from __future__ import annotations

NAMESPACES = ("torch",)
KEYWORDS = {"axis": "dim", "keepdims": "keepdim"}
ALIASES = {
    "bitwise_invert": "torch.bitwise_not",
    "equal": "torch.eq",
    "astype": "torch.Tensor.to",
    "take": ("torch.index_select", "x, 1, places"),
    "matrix_transpose": ("torch.transpose", "batch, -1, -2"),
    "tensordot": ("torch.tensordot", "batch, square, dims=1"),
    "vecdot": "torch.linalg.vecdot",
    "broadcast_arrays": "torch.broadcast_tensors",
    "expand_dims": "torch.unsqueeze",
    "flip": ("torch.flip", "x, dims=(1,)"),
    "permute_dims": "torch.permute",
    "repeat": "torch.repeat_interleave",
    "roll": ("torch.roll", "x, 1, dims=1"),
    "unstack": "torch.unbind",
    "nonzero": ("torch.nonzero", "flags, as_tuple=True"),
    "unique_counts": ("torch.unique", "repeated, return_counts=True"),
    "unique_inverse": ("torch.unique", "repeated, return_inverse=True"),
    "unique_values": "torch.unique",
    "sort": ("torch.sort", "x, dim=1", "out[0]"),
    "cumulative_sum": "torch.cumsum",
    "max": "torch.amax",
    "min": "torch.amin",
    "linalg.outer": "torch.outer",
    "linalg.trace": "torch.trace",
}


def array(x):
    import torch

    return torch.from_numpy(x.copy())


def dtype(name):
    import torch

    return getattr(torch, name)


def numpy(x):
    import torch

    return x.detach().resolve_conj().numpy() if isinstance(x, torch.Tensor) else x


def gradient(function, x, weights):
    x = array(x).requires_grad_()
    (function(x) * array(weights)).sum().backward()
    return x.grad.numpy()
