"""A single change of the needs, in words: ``If you had to serve from Swift``."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.model.robustness import Flip
from advisor.model.vocabulary import label

DOING = {
    "languages.train": "train in",
    "languages.serve": "serve from",
    "cloud": "run on",
    "hardware.train": "train on",
    "hardware.serve": "serve on",
    "targets": "deploy to",
    "os": "work on",
    "big_data": "read data from",
}
"""What a need wants to do with its items."""

SAYING = {
    ("onnx", "required"): "If ONNX export were a must",
    ("onnx", "preferred"): "If ONNX export were a wish",
    ("onnx", "indifferent"): "If ONNX did not matter",
    ("dynamic_graphs", "required"): "If dynamic graphs were a must",
    ("dynamic_graphs", "preferred"): "If dynamic graphs were a wish",
    ("dynamic_graphs", "indifferent"): "If dynamic graphs did not matter",
    ("scale", "single_gpu"): "If one GPU were enough for training",
    ("scale", "single_node"): "If training took one machine with several GPUs",
    ("scale", "cluster"): "If training took a cluster",
    ("goal", "research"): "If the project were for research",
    ("goal", "production"): "If the project were for production",
    ("goal", "both"): "If the project were for research and production alike",
}


def condition(flip: Flip, labels: Mapping[str, str], names: Mapping[str, str]) -> str:
    """The change as a condition; ``labels`` names criteria, ``names`` alternatives."""
    item = label(flip.value)
    doing = DOING.get(flip.path)
    if doing and flip.kind == "must":
        return f"If you had to {doing} {item}"
    if doing and flip.kind == "wish":
        return f"If you would like to {doing} {item}"
    if doing and flip.kind == "dropped":
        return f"If you did not ask to {doing} {item}"
    if flip.kind == "answer":
        return SAYING.get((flip.path, flip.value), f"If the {flip.path} were {item}")
    if flip.kind == "known":
        return f"If your team knew {names.get(flip.value, flip.value)}"
    if flip.kind == "raised":
        criterion, level = flip.value.split()
        return f"If {labels.get(criterion, criterion)} {'were decisive' if level == 'critical' else 'mattered more'}"
    return f"With `{flip.change}`"
