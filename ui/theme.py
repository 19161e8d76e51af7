"""Gradio's theme in Jarvis's colours. Fonts are the system's: nothing is fetched from elsewhere.

The colours themselves are in assets/page.css, once for light and once for dark; Gradio's own
parts are pointed at them here.
"""

from typing import Any

import gradio as gr

SANS = ("ui-sans-serif", "system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif")
MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace")

PARTS = {
    "body_background_fill": "ground",
    "body_text_color": "ink",
    "body_text_color_subdued": "ink-soft",
    "background_fill_primary": "ground",
    "background_fill_secondary": "raised",
    "block_background_fill": "ground",
    "border_color_primary": "line",
    "border_color_accent": "accent",
    "color_accent_soft": "accent-soft",
    "link_text_color": "accent",
    "code_background_fill": "raised",
    "block_label_text_color": "ink-soft",
    "button_secondary_background_fill": "raised",
    "button_secondary_text_color": "ink",
}


def jarvis_theme() -> Any:
    """The theme, for `gr.mount_gradio_app`."""
    theme = gr.themes.Base(font=SANS, font_mono=MONO)
    both = {key: f"var(--jarvis-{colour})" for key, colour in PARTS.items()}
    dark = {f"{key}_dark": value for key, value in both.items()}
    return theme.set(**both, **dark)
