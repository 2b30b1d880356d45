"""The live preview: the handbook in memory, made anew at every save and shown in the browser at once."""
