"""Colours and type of the page for Gradio's own widgets; the rest is assets/page/style.css."""

import gradio as gr

# Only fonts that are on the visitor's machine: web fonts would tell a third party about the visit.
BODY = ("Avenir Next", "Segoe UI", "Noto Sans CJK SC", "PingFang SC", "system-ui", "sans-serif")


def make_theme() -> gr.themes.Base:
    """The theme: warm paper, ink, and one rose."""
    return gr.themes.Base(
        primary_hue=gr.themes.colors.rose,
        secondary_hue=gr.themes.colors.stone,
        neutral_hue=gr.themes.colors.stone,
        radius_size=gr.themes.sizes.radius_lg,
        font=BODY,
        font_mono=("ui-monospace", "monospace"),
    ).set(
        body_background_fill="#faf6f1",
        body_background_fill_dark="#1c1817",
        block_background_fill="#ffffff",
        block_background_fill_dark="#262120",
        block_border_width="0px",
        block_shadow="none",
        body_text_color="#2f2724",
        body_text_color_dark="#f1e9e3",
        block_label_background_fill="transparent",
        body_text_color_subdued="#6b5d55",
        body_text_color_subdued_dark="#b3a49b",
        block_info_text_color="#6b5d55",
        block_info_text_color_dark="#b3a49b",
        block_label_text_color="#6b5d55",
        block_label_text_color_dark="#b3a49b",
        block_title_text_color="#6b5d55",
        block_title_text_color_dark="#b3a49b",
        input_placeholder_color="#7a6b63",
        input_placeholder_color_dark="#a3948b",
        checkbox_label_background_fill="#f6efe8",
        checkbox_label_background_fill_dark="#322b29",
    )
