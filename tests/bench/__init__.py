"""How fast the handbook is made, beside other generators that do the same work: `make bench`."""
