"""Names of spans and their attributes: OpenTelemetry's GenAI conventions, and ours beside them.

The conventions are still in development (semantic-conventions 0.66b): every name stands here, so
that a change of theirs is a change of one line.
"""

from enum import StrEnum


class Operation(StrEnum):
    """What a stage does: `gen_ai.operation.name`. From RERANK on they are mostly our own."""

    INVOKE_AGENT = "invoke_agent"
    CHAT = "chat"
    EMBEDDINGS = "embeddings"
    RETRIEVAL = "retrieval"
    RERANK = "rerank"
    READ = "read_document"
    INDEX = "index_document"
    EXECUTE_TOOL = "execute_tool"
    SPEECH_TO_TEXT = "speech_to_text"
    TEXT_TO_SPEECH = "text_to_speech"
    GUARDRAIL = "guardrail"
    QUEUE = "queue"


OPERATION = "gen_ai.operation.name"
PROVIDER = "gen_ai.provider.name"
AGENT = "gen_ai.agent.name"
CONVERSATION = "gen_ai.conversation.id"
REQUEST_MODEL = "gen_ai.request.model"
INPUT_TOKENS = "gen_ai.usage.input_tokens"
OUTPUT_TOKENS = "gen_ai.usage.output_tokens"
FINISH_REASON = "jarvis.finish_reason"
PROMPT_NAME = "gen_ai.prompt.name"
ERROR_TYPE = "error.type"

TURN = "jarvis.turn.id"
PERSON = "jarvis.person"
TASK_TYPE = "jarvis.task.type"
DEVICE = "jarvis.device"
PROMPT_VERSION = "jarvis.prompt.version"
CONFIDENCE = "jarvis.confidence"
QUEUE_MS = "jarvis.queue_ms"
FIRST_TOKEN_MS = "jarvis.first_token_ms"  # noqa: S105 - no password
TOKENS_PER_SECOND = "jarvis.tokens_per_second"
CACHED_TOKENS = "jarvis.cached_tokens"
DROPPED_MESSAGES = "jarvis.dropped_messages"

# Of a turn. Verdicts are words of `records.GuardWord`; findings are as `tally` writes them.
INPUT_VERDICT = "jarvis.guardrail.input_verdict"
CONTEXT_VERDICT = "jarvis.guardrail.context_verdict"
OUTPUT_VERDICT = "jarvis.guardrail.output_verdict"
GUARD_FINDINGS = "jarvis.guardrail.findings"

# Of a turn that asked documents. Sources are as `sources` writes them.
SEARCHED = "jarvis.knowledge.searched"
BEST_SCORE = "jarvis.knowledge.best_score"
SOURCES = "jarvis.knowledge.sources"

# Of reading a document, which belongs to no turn.
DOCUMENT = "jarvis.knowledge.document"
PASSAGES = "jarvis.knowledge.passages"
BYTES = "jarvis.knowledge.bytes"

# Of recognising and of speaking, which are stages.
SPEECH_SECONDS = "jarvis.speech.seconds"
SPEECH_CONFIDENCE = "jarvis.speech.confidence"

# Of a check, which is a stage.
GUARDRAIL_CHECK = "jarvis.guardrail.check"
GUARDRAIL_DIRECTION = "jarvis.guardrail.direction"
GUARDRAIL_VERDICT = "jarvis.guardrail.verdict"
GUARDRAIL_FINDINGS = "jarvis.guardrail.found"
GUARDRAIL_SCORE = "jarvis.guardrail.score"
