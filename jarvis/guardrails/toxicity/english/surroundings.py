"""English words that stand around a finding and speak against it."""

from jarvis.guardrails.toxicity.inflecting import listed

WORDS: dict[str, set[str]] = {
    "NEG": listed("not 't never no nobody none neither cannot nor isnt arent dont wont"),
    "REPORT": listed(
        "said says told tells shouted shouting yelled yelling wrote called calls calling "
        "claimed claims threatened threatens screamed replied quoted roared whispered muttered "
        "alleged allegedly according tweeted posted accused saying compared hissed growled "
        "cried read reads shows showed learned learnt teaches taught explained describes texted "
        "messaged depicts figured discovered knew knows chanted sprayed graffiti"
    ),
    "META": listed(
        "word words term terms slur slurs insult insults phrase mean means meaning translate "
        "translation definition offensive etymology derogatory quote synonym trope propaganda "
        "stereotype hate_speech say_in expression rude classify classifier sentence comment "
        "myth racist sexist homophobic ideology dataset rhetoric slogan historian"
    ),
    "NEWS": listed(
        "court trial convicted sentenced arrested charged jailed prosecutor prosecutors "
        "defendant suspect investigators verdict testimony witness testified investigation "
        "century museum historian history historical documentary prosecution indicted"
    ),
    "FICTION": listed(
        "novel film movie chapter protagonist theatre actor lyrics song episode villain series "
        "sitcom character characters shakespeare opera pirate plot comic season"
    ),
    "GAME": listed(
        "game games level respawn match chess tournament opponent xbox player players zombie "
        "zombies league karaoke tennis football poker sniper raid dungeon quest cup final mario "
        "minecraft fortnite scrabble checkers monopoly race ping_pong"
    ),
    "JOKE": listed(
        "lol haha hahaha lmao xd jk kidding joking laughing tickle tickles kindness hugs kisses "
        "spoiler spoilers spoil love"
    ),
    "MEDICAL": listed(
        "patient patients doctor clinical anatomy vaccine symptoms hospital surgery screening "
        "medical gynaecologist gynecologist urologist health education biology textbook"
    ),
    "PREVENT": listed(
        "detect prevent protect defend avoid recognise recognize remove prevention awareness "
        "mitigate against safe safety combat fight investigate stop training teach protection "
        "removal treat quit addiction rehab symptoms protecting detecting preventing defending "
        "removing spot research simulation"
    ),
    "SUPPORT": listed(
        "stop support hotline helpline call talk therapist counsellor counselor therapy "
        "prevention urges recover recovery instead help_a help_my"
    ),
    "DISCUSS": listed(
        "essay article history report presentation blog paper lecture documentary lesson "
        "summary course policy law laws legislation"
    ),
    "SAFE": listed(
        "shoot_you_a shoot_you_an shoot_you_over bath_bomb bath_bombs seed_bomb seed_bombs fizz "
        "calorie photo glitter shelter shelters calorimeter bomb_disposal bomb_squad "
        "bomb_threat bomb_detector bomb_cyclone cherry_bomb fork_bomb zip_bomb logic_bomb "
        "poison_ivy poison_oak poison_control idiot_-_proof poison_-_proof child_-_proof "
        "pussy_willow pussy_willows spic_and_span toy water_gun nerf glue_gun blue_tits "
        "great_tits coal_tits blue_tit pussy_riot moby_dick dick_turner cocktail cake costume "
        "prop props weeds weed ants mosquitoes rats mice cockroaches bacteria virus_scan "
        "process processes bug aphids wasps drain_flies cancer_cells tumour fleas bed_bugs "
        "mould fun hot_dog hot_cocoa cocoa_bombs cocoa fire_retardant poison_arrow poison_frog "
        "minesweeper steal_the_show sex_education sex_ed character characters paint sales_pitch "
        "antidote mosquito slugs moles fungus mold termites cockroach viruses cells thread task "
        "daemon lights engine"
    ),
}
