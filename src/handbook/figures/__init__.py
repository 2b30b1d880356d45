"""Figures drawn from pose data: read, solve, check and draw."""
