"""Long sweeps that ask more time than a test may take."""
