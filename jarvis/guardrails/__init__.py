"""What may go in, and what may come out, sentence by sentence as it streams."""
