"""Traces for Jaeger, Tempo and their like, over OTLP; only where config.toml names an endpoint."""

from opentelemetry.sdk.trace import SpanProcessor

EXPORT_SECONDS = 5
MOST_WAITING = 2048


def exporter(endpoint: str) -> SpanProcessor:
    """Sends spans in batches, from a thread of its own; what the other side doesn't take is lost.

    Args:
        endpoint: the whole URL, such as "http://127.0.0.1:4318/v1/traces".
    """
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    return BatchSpanProcessor(
        OTLPSpanExporter(endpoint=endpoint, timeout=EXPORT_SECONDS),
        max_queue_size=MOST_WAITING,
        export_timeout_millis=EXPORT_SECONDS * 1000,
    )
