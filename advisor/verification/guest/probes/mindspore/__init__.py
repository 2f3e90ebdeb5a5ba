"""MindSpore."""

TOOL = "mindspore"
ENVIRONMENT = "mindspore"
DISTRIBUTIONS = ("mindspore",)
IMPORT = "import mindspore"
SETTINGS = {}
NAMESPACES = (
    "mindspore",
    "mindspore.nn",
    "mindspore.ops",
    "mindspore.mint",
    "mindspore.mint.nn",
    "mindspore.mint.optim",
    "mindspore.scipy",
)
