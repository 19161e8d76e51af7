-- Whether a turn asked a person's documents, and what came of it: 'found' or 'nothing'; NULL where
-- none were asked, and in every row from before there were any.
ALTER TABLE decision ADD COLUMN searched VARCHAR;
ALTER TABLE decision ADD COLUMN best_score DOUBLE;           -- of its passages, 0 to 1

-- The passages that its answer was given, best first, as "passage:document:score:dense:lexical:used",
-- such as "812:9f1c:0.8312:0.5701:4.1000:1". Numbers and ids only: no word, and no file's name.
ALTER TABLE decision ADD COLUMN sources VARCHAR[];
