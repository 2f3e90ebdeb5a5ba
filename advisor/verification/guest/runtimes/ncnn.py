"""ncnn on the CPU."""

from __future__ import annotations

import os

TOOL = "ncnn"
ACCEPTS = ("torch_pnnx",)
ENVIRONMENT = "rt_mob"
VERSIONS = ("ncnn",)
LABEL = "ncnn"
