"""What a model is told when its answer can't be shown and it may try once more. English."""

from jarvis.guardrails.finding import Check, Finding

FAULTS = {
    Check.PII: "contained personal data",
    Check.SECRET: "contained a password, key or token",
    Check.TOXICITY: "contained hurtful or harmful words",
    Check.INJECTION: "contained instructions to an assistant",
    Check.HIDDEN: "contained invisible characters",
    Check.LEAK: "repeated your own instructions word for word",
}

AGAIN = "Your last answer {fault}, and was not shown. Answer the question again without that."
NOT_THE_SHAPE = (
    "Your last answer is not the JSON that was asked for: {fault}. Answer again with nothing but "
    "JSON that keeps to the schema."
)


def again(finding: Finding) -> str:
    """What to tell the model, in concrete words and without a word of its answer."""
    if finding.check is Check.SCHEMA:
        return NOT_THE_SHAPE.format(fault=finding.reason)
    return AGAIN.format(fault=FAULTS.get(finding.check, "broke a rule"))
