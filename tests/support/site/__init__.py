"""The generated parts of the documentation; `make docs` and `make readme` write them, tests hold them to be current."""
