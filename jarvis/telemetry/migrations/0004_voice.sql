-- A turn that was spoken: how long its stages took, and how much of the answer was heard. One row a
-- turn, written when its sound has ended or was interrupted. No word of what anybody said.
CREATE TABLE voice (
    turn VARCHAR NOT NULL,              -- the decision's id
    decided TIMESTAMP NOT NULL,         -- its `created`, so that periods bound both
    created TIMESTAMP NOT NULL,
    speech_seconds DOUBLE NOT NULL,     -- of the person's
    recognition_ms DOUBLE NOT NULL,     -- these three from letting go of the button
    first_clause_ms DOUBLE,
    first_sound_ms DOUBLE,              -- as the browser says
    interrupted BOOLEAN NOT NULL,
    heard_share DOUBLE,                 -- of the answer, 0 to 1
    spoken_seconds DOUBLE NOT NULL,     -- of the answer's sound
    longest_gap_ms DOUBLE,              -- between its pieces, beyond the intended pause
    recogniser VARCHAR NOT NULL,
    recognition_confidence DOUBLE,      -- 0 to 1
    voice VARCHAR NOT NULL,             -- '' where nothing was said aloud
    language VARCHAR NOT NULL
);
