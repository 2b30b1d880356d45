"""What the command `handbook` can do: one module a task. They know click and print; nothing else does."""
