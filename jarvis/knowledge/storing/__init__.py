"""The parts of the document store, one table or two a file. They know no reader and no index."""
