"""PyTensor, which compiles through Numba unless told otherwise; it would call a C++ compiler too, which is kept from it."""

TOOL = "pytensor"
ENVIRONMENT = "pytensor"
DISTRIBUTIONS = ("pytensor", "numba")
IMPORT = "import pytensor"
SETTINGS = {"PYTENSOR_FLAGS": "cxx="}
NAMESPACES = (
    "pytensor",
    "pytensor.tensor",
    "pytensor.tensor.fourier",
    "pytensor.tensor.interpolate",
    "pytensor.tensor.linalg",
    "pytensor.tensor.optimize",
    "pytensor.tensor.random",
    "pytensor.tensor.signal",
    "pytensor.tensor.special",
    "pytensor.sparse",
)
