"""What is printed: program sheets as values, with every page, row and text decided before anything is laid out."""
