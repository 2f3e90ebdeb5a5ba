"""MLX on its CPU backend."""

TOOL = "mlx"
ENVIRONMENT = "mlx"
DISTRIBUTIONS = ("mlx", "mlx-cpu")
IMPORT = "import mlx.core, mlx.nn, mlx.optimizers"
SETTINGS = {}
NAMESPACES = (
    "mlx.core",
    "mlx.core.fft",
    "mlx.core.linalg",
    "mlx.core.fast",
    "mlx.nn",
    "mlx.nn.losses",
    "mlx.optimizers",
)
