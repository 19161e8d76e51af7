-- What the guardrails said of a turn: allow, flag, mask or block; NULL where nothing was checked,
-- and in every row from before there were any.
ALTER TABLE decision ADD COLUMN input_verdict VARCHAR;
ALTER TABLE decision ADD COLUMN context_verdict VARCHAR;     -- documents, and results of tools
ALTER TABLE decision ADD COLUMN output_verdict VARCHAR;

-- What they found, as "direction:check:kind:action:count", such as
-- "input:secret:github_token:mask:1". Kinds and counts only: no word of anybody's text.
ALTER TABLE decision ADD COLUMN guard_findings VARCHAR[];
