"""The finished site on disk: all or nothing."""
