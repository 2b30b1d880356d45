"""What only editors need: mends, fresh entries, new names, what a proposal changes, what is still to do."""
