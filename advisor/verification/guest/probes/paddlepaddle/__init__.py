"""PaddlePaddle."""

TOOL = "paddlepaddle"
ENVIRONMENT = "paddle"
DISTRIBUTIONS = ("paddlepaddle",)
IMPORT = "import paddle"
SETTINGS = {}
NAMESPACES = (
    "paddle",
    "paddle.nn",
    "paddle.nn.functional",
    "paddle.optimizer",
    "paddle.sparse",
    "paddle.geometric",
    "paddle.fft",
    "paddle.linalg",
)
