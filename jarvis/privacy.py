"""Nothing leaves the machine: switch off what our libraries would send home.

Called before any of them is imported; each reads its variable when it loads.
"""

import os

SILENT = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "VLLM_NO_USAGE_STATS": "1",
    "VLLM_DO_NOT_TRACK": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "LITELLM_LOCAL_MODEL_COST_MAP": "True",
}


def silence_libraries(*, offline: bool = False) -> None:
    """Set the variables, whatever they were. `offline` keeps the hub's client off the network."""
    os.environ.update(SILENT)
    # Our own tracing stays on this machine: that others shall not report is no reason to drop it.
    os.environ.pop("OTEL_SDK_DISABLED", None)
    if offline:
        os.environ["HF_HUB_OFFLINE"] = "1"
