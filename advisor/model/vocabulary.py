"""The closed vocabularies of the requirements file, version 1 (they are part of its contract)."""

from __future__ import annotations

from typing import Literal, get_args

Language = Literal[
    "python", "c", "cpp", "java", "kotlin", "scala", "clojure", "csharp", "fsharp", "javascript", "typescript", "swift",
    "objc", "rust", "go", "r", "julia", "lua", "perl", "ruby", "elixir", "haskell", "matlab", "php", "dart",
]  # fmt: skip
Cloud = Literal["aws", "gcp", "azure", "on_prem"]
BigData = Literal["spark", "hadoop"]
Hardware = Literal["nvidia", "amd", "intel", "apple", "arm", "tpu", "trainium", "ascend", "qualcomm", "cpu"]
Target = Literal["server", "desktop", "browser", "android", "ios", "edge", "microcontroller"]
OperatingSystem = Literal["linux", "macos", "windows"]
Domain = Literal[
    "vision", "language", "llm", "speech", "reinforcement", "recommender", "probabilistic", "scientific", "generative",
    "tabular", "general",
]  # fmt: skip
Goal = Literal["research", "production", "both"]
Scale = Literal["single_gpu", "single_node", "cluster"]
Wish = Literal["required", "preferred", "indifferent"]
Importance = Literal["none", "low", "medium", "high", "critical"]
CategoryId = Literal["support_community", "api_internals", "platform"]

CATEGORIES: tuple[CategoryId, ...] = get_args(CategoryId)

ITEMS: dict[str, tuple[str, ...]] = {
    "languages": get_args(Language),
    "os": get_args(OperatingSystem),
    "cloud": get_args(Cloud),
    "hardware": get_args(Hardware),
    "targets": get_args(Target),
    "big_data": get_args(BigData),
    "domain": get_args(Domain),
}
"""Item lists of the facts that needs are matched against, by fact group."""

SIDED_GROUPS = ("languages", "hardware")
"""Fact groups whose items have one level for training and one for serving."""

LADDERS = (
    ("none", "limited", "partial", "full"),
    ("none", "community", "built_in"),
    ("none", "third_party", "built_in"),
)
"""Support levels in rising order; a fact uses one of these ladders."""

LABELS = {
    "cpp": "C++", "csharp": "C#", "fsharp": "F#", "objc": "Objective-C", "r": "R", "c": "C", "php": "PHP",
    "javascript": "JavaScript", "typescript": "TypeScript", "matlab": "MATLAB", "aws": "AWS", "gcp": "Google Cloud",
    "on_prem": "own machines", "nvidia": "NVIDIA", "amd": "AMD", "arm": "Arm", "tpu": "TPU", "cpu": "CPU", "ios": "iOS",
    "macos": "macOS", "llm": "LLM", "single_gpu": "one GPU", "single_node": "one machine",
}  # fmt: skip

ALIASES = {
    "c++": "cpp", "cxx": "cpp", "c#": "csharp", ".net": "csharp", "dotnet": "csharp", "f#": "fsharp", "js": "javascript",
    "node": "javascript", "ts": "typescript", "golang": "go", "objective-c": "objc", "py": "python", "amazon": "aws",
    "google": "gcp", "microsoft": "azure", "onprem": "on_prem", "on-prem": "on_prem", "cuda": "nvidia", "gpu": "nvidia",
    "rocm": "amd", "x86": "intel", "m1": "apple", "inferentia": "trainium", "phone": "android", "web": "browser",
    "iphone": "ios", "raspberry": "edge", "jetson": "edge", "mcu": "microcontroller", "mac": "macos", "osx": "macos",
    "win": "windows", "nlp": "language", "text": "language", "image": "vision", "images": "vision", "cv": "vision",
    "audio": "speech", "asr": "speech", "rl": "reinforcement", "tf": "tensorflow", "must": "required", "docs": "documentation",
}  # fmt: skip
"""What people also call a vocabulary item; only used to suggest the right word."""


def label(item: str) -> str:
    """The way people write a vocabulary item: ``cpp`` -> ``C++``, ``windows`` -> ``Windows``."""
    return LABELS.get(item, item.replace("_", " ").capitalize() if item.islower() else item)
