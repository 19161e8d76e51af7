"""What the guardrails cost, and how well they tell what is from what isn't."""
