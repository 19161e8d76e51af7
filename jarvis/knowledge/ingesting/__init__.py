"""How documents are taken in: kept, read, cut, embedded, stored. One step a file."""
