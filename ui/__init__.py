"""What a person sees: the Gradio page. It shows and asks; it decides nothing."""
