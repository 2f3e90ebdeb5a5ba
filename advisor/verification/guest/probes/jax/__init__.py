"""JAX with Flax NNX and Optax."""

TOOL = "jax"
ENVIRONMENT = "jax"
DISTRIBUTIONS = ("jax", "flax", "optax")
IMPORT = "import jax, flax.nnx, optax"
SETTINGS = {"JAX_PLATFORMS": "cpu"}
NAMESPACES = (
    "jax",
    "jax.numpy",
    "jax.nn",
    "jax.lax",
    "jax.ops",
    "jax.image",
    "jax.experimental.sparse",
    "flax.nnx",
    "optax",
    "optax.losses",
)
