-- Events only, and no keys or indexes: DuckDB's indexes have lost rows under updates, and a scan
-- that is bounded by time is quick. Times are UTC; an id's own time is its row's `created`.

-- One row a turn of the assistant, or a decision that an agent reported.
CREATE TABLE decision (
    id VARCHAR NOT NULL,
    created TIMESTAMP NOT NULL,
    kind VARCHAR NOT NULL,              -- 'turn' or 'report'
    agent VARCHAR NOT NULL,
    task_type VARCHAR NOT NULL,
    confidence DOUBLE,                  -- 0 to 1
    execution_ms DOUBLE,
    priority TINYINT,                   -- of a review, 0 to 3; NULL asks nobody
    idempotency_key VARCHAR,
    trace VARCHAR,
    conversation VARCHAR,
    person VARCHAR,
    model VARCHAR,
    engine VARCHAR,
    device VARCHAR,
    prompt_name VARCHAR,
    prompt_version VARCHAR,
    input_tokens INTEGER,
    output_tokens INTEGER,
    queue_ms DOUBLE,
    first_token_ms DOUBLE,
    tokens_per_second DOUBLE,
    finish_reason VARCHAR,
    error_type VARCHAR
);

-- What an agent decided, apart from the figures.
CREATE TABLE detail (
    id VARCHAR NOT NULL,
    created TIMESTAMP NOT NULL,
    decision JSON NOT NULL,
    metadata JSON
);

-- The stages of a turn. `created` is when the stage began.
CREATE TABLE span (
    trace VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    parent VARCHAR,
    created TIMESTAMP NOT NULL,
    duration_ms DOUBLE NOT NULL,
    operation VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    error_type VARCHAR,
    attributes JSON
);

-- What people said of a decision. The event with the highest `seq` counts; the others stay.
CREATE TABLE feedback (
    seq BIGINT NOT NULL,
    decision VARCHAR NOT NULL,
    decided TIMESTAMP NOT NULL,         -- the decision's `created`, so that periods bound both
    created TIMESTAMP NOT NULL,
    word VARCHAR NOT NULL,              -- correct, incorrect, partially_correct, withdrawn
    source VARCHAR NOT NULL,            -- api, page, review
    person VARCHAR NOT NULL,
    reasons VARCHAR[] NOT NULL,
    replaced VARCHAR                    -- the word before it, so that counting needs no grouping
);

-- What an agent thinks of itself.
CREATE TABLE assessment (
    created TIMESTAMP NOT NULL,
    agent VARCHAR NOT NULL,
    body JSON NOT NULL
);

-- The Parquet files that rows have moved to, named in the transaction that deletes them here: a
-- file that isn't named is the rest of a move that a stop cut off.
CREATE TABLE archived (
    source VARCHAR NOT NULL,            -- decision, detail, span, feedback, assessment
    file VARCHAR NOT NULL,              -- its name in the folder `archive`
    rows BIGINT NOT NULL,
    sha256 VARCHAR NOT NULL             -- Parquet has no checksum of its own
);
