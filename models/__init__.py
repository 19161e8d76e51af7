"""The AI models: find the hardware, place, download, load and run them. Knows nothing of Jarvis."""
