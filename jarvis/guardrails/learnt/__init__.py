"""What labelled texts teach about words: how much each of them, and each pair, speaks for harm.

Rules find what their author thought of. Beside them stand tables of cues (`injection.tsv`,
`toxicity.tsv`): stems of words, classes of words that the rules know, and two of either near each
other, each with points for or against. A sentence's points, added up, say how much it reads like
those that were labelled as harmful (`suspicion`). `./scripts/learn-cues` makes the tables from the
labelled texts of the tests; nothing is learnt while Jarvis runs, and nobody's messages are used.

Cues know no grammar: who says it, and whether it is meant, is for the rules (`weighed` joins them).
"""
