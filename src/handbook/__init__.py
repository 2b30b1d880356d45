"""A static site generator for exercise handbooks."""

__version__ = "0.1.0"
