"""`./scripts/bench chat`: what a person who chats waits for, and what Jarvis adds to the engine."""
