"""English words by the role they play in sexual content and in help with doing harm."""

from jarvis.guardrails.toxicity.inflecting import bare, gerunds, listed, plurals

MAKE = (
    "make build create construct assemble synthesize synthesise cook produce "
    "manufacture brew cultivate culture weaponize enrich order prepare mix craft "
    "print develop extract obtain buy acquire code write program+ deploy spread "
    "detonate plant design draft generate set+ get+ give grow"
)

ABUSE = (
    "poison kidnap+ abduct stalk blackmail extort drug+ roofie traffick groom lure "
    "molest scam+ defraud"
)

TRACK = "track spy monitor follow read access bug+ record install intercept"

STEAL = (
    "steal hack hijack crack phish rob+ burgle launder forge counterfeit fake clone "
    "shoplift smuggle hotwire skim+"
)

WORDS: dict[str, set[str]] = {
    "SWINDLE": listed("trick tricks scam swindle defraud deceive con"),
    "SEX": listed("sex intercourse threesome orgy"),
    "SHOWER": listed("shower bathroom undressing toilet changing_room locker_room bedroom"),
    "NAKED": listed("naked nude topless undressed"),
    "PICS": listed("picture pictures pic pics photo photos image images video videos deepfake"),
    "ATTACK": listed(
        "mass_shooting school_shooting shooting terrorist_attack massacre assassination bombing "
        "arson robbery heist murder kidnapping burglary genocide stabbing terror_attack "
        "hijacking mass_murder suicide_bombing"
    ),
    "PLAN": listed(
        "plan planning carry_out commit organise organize stage execute do perform get_away_with"
    ),
    "STOLEN": listed("stolen"),
    "FAKE": listed("fake spoofed bogus lookalike"),
    "FRAME": listed(
        "how_to how_do_i how_can_i how_could_i how_would_i how_should_i how_might_i how_do_you "
        "how_would_you how_can_you how_do_we how_can_we how_could_we how_would_one how_does_one "
        "how_can_one how_could_one how_would_someone how_could_someone how_might_one "
        "how_might_someone how_can_someone how_does_someone how_do_people way_to ways_to way_of "
        "ways_of step_by_step step_-_by_-_step steps_to steps_for steps guide_to guide_for "
        "guide_on instructions_for instructions_to instructions_on recipe_for recipe_to "
        "tutorial_on tutorial_for tutorial_to blueprint_for blueprints_for plan_to plan_for "
        "method_to method_for method_of methods_for methods_of tips_for tips_on help_me help_us "
        "teach_me teach_us show_me tell_me want_to need_to wanna trying_to like_to going_to "
        "explain_how walk_me_through give_me could_i can_i where_do_i where_can_i where_could_i "
        "procedure_for formula_for process_for process_of synthesis_of i_need ingredients_for "
        "detailed instructions guide assist_me would_like_to is_it_possible_to techniques_for "
        "how_i_can how_i_could how_i_would how_i_might what_do_i_need materials_for looking_for "
        "please_write can_you_write could_you_write is_there_a_way_to"
    ),
    "COMMAND": listed(
        "write create code build make develop program generate draft design compose give "
        "produce script craft"
    ),
    "RECIPE": listed(
        "recipe_for recipes_for instructions_for instructions_on guide_to guide_for "
        "blueprint_for blueprints_for formula_for synthesis_of tutorial_on steps_for "
        "ingredients_for i_need"
    ),
    "MAKE": bare(MAKE)
    | gerunds(MAKE)
    | listed("set_off made constructing synthesis weaponize weaponise cooking for"),
    "WEAPON": plurals(
        "bomb explosive grenade ied bioweapon detonator molotov pipe_bomb nail_bomb car_bomb "
        "letter_bomb dirty_bomb molotov_cocktail nerve_agent ghost_gun silencer chemical_weapon "
        "biological_weapon explosive_device incendiary_device explosive_vest suicide_vest "
        "pressure_cooker_bomb untraceable_gun zip_gun fake_id fake_passport fake_bill "
        "counterfeit_bill date_rape_drug"
    )
    | listed(
        "napalm sarin ricin anthrax vx tatp mustard_gas chlorine_gas poison_gas toxic_gas meth "
        "poison methamphetamine crystal_meth crack_cocaine cocaine heroin fentanyl mdma lsd "
        "crack ecstasy carfentanil botulinum semtex rdx petn ghb counterfeit_money fake_money "
        "fake_prescriptions cyanide"
    ),
    "MALWARE": listed(
        "malware ransomware keylogger spyware trojan rootkit botnet computer_virus phishing "
        "phishing_email phishing_page phishing_site infostealer stealer ddos ddos_attack "
        "backdoor computer_worm worm_that cryptolocker credential_stealer phishing_emails "
        "phishing_kit exploit_kit"
    ),
    "ABUSE": bare(ABUSE) | gerunds(ABUSE),
    "POISON": listed("poison poisons toxin cyanide arsenic thallium antifreeze ricin rat_poison"),
    "TRACK": bare(TRACK) | gerunds(TRACK),
    "STALK": listed("spy spying stalk stalking track tracking monitor"),
    "UNAWARE": listed(
        "knowing noticing consent permission realising her_knowledge finding_out detecting "
        "suspecting caught"
    ),
    "UNSEEN": listed(
        "caught detected traced_back get_away get_away_with getting_away_with untraceable "
        "undetectable undetected suspicion detect trace evidence look_like_an_accident "
        "can_'t_detect cannot_detect won_'t_detect can_'t_trace cannot_trace look_natural"
    ),
    "DRUGS": listed("drugs weed cocaine heroin meth fentanyl pills crack lsd"),
    "BRAKES": listed("brakes brake"),
    "BIGOT": listed(
        "racist sexist antisemitic homophobic islamophobic transphobic hateful threatening "
        "misogynistic"
    ),
    "CORPSE": listed("corpse dead_body body bodies cadaver murder_weapon"),
    "DISPOSE": listed("dispose hide get_rid_of dissolve disposing dismember bury"),
    "STEAL": bare(STEAL)
    | gerunds(STEAL)
    | listed(
        "break_into breaking_into get_into steals gain_access hacks bruteforce brute_-_forces "
        "brute_-_force brute_force harvest harvests harvesting"
    ),
    "ASSET": listed(
        "account accounts password passwords credentials identity identities card cards "
        "credit_card credit_cards bank banks wifi wi phone email emails instagram facebook "
        "snapchat gmail whatsapp network computer laptop money cookies data car cars house "
        "houses home store jewellery jewelry webcam camera atm passport passports id ids "
        "signature prescription documents bills banknotes wallet crypto server website drugs "
        "weapons people migrants icloud router database packages bike merchandise records"
    ),
    "OTHERS": listed(
        "someone somebody someones else people neighbor neighbors neighbour neighbours ex "
        "girlfriend boyfriend wife husband her his their elderly victims boss company coworker "
        "strangers another customers school victim a the users"
    ),
    "DRINK": listed("drink drinks coffee tea food meal soup wine beer glass"),
    "SLIP": listed("slip spike spiking slipping lace put"),
    "KNOCKOUT": listed(
        "passes_out pass_out unconscious falls_asleep fall_asleep sedate knock_out blacks_out "
        "spike spiking can_'t_resist"
    ),
    "GUN": listed("gun guns pistol rifle weapon firearm handgun firearms"),
    "UNCHECKED": listed(
        "background_check background_checks license licence trace serial_number untraceable "
        "illegally paperwork"
    ),
    "PRECURSOR": listed(
        "gunpowder black_powder ammonium_nitrate fuel_oil detonator blasting_cap fuse "
        "pseudoephedrine red_phosphorus nitroglycerin acetone peroxide potassium_chlorate "
        "ball_bearings nails shrapnel fertiliser fertilizer diesel hydrogen_peroxide explosive "
        "propellant anhydrous_ammonia"
    ),
    "COMBINE": listed(
        "mix pack fill attach combine connect insert wire heat dissolve wrap add pour take"
    ),
    "FUCKED": listed("fuck fucked fucking fucks"),
    "PENETRATE": listed("penetrate penetrates penetrating fucks fucked fucking"),
    "VIRUS": listed("virus worm"),
    "ALIGHT": listed("on_fire fire_to"),
    "BURN": listed("burn burning torch set_fire"),
    "PART": listed(
        "cock cocks pussy pussies tits clit cum cunt boobs penis vagina nipples dildo erection "
        "cumming spread_her_legs spread_your_legs spread_my_legs"
    ),
    "DICK": listed("dick dicks cock balls pussy"),
    "ACT": listed(
        "fuck fucked fucking fucks suck sucked sucking sucks lick licked licking thrust thrusts "
        "thrusting moan moaned moaning moans stroke stroked stroking shoved penetrated "
        "penetrates penetrating throbbing wet rides riding rode spread swallow swallowed "
        "aroused"
    ),
    "PORNACT": listed(
        "talk_dirty horny jerk_off jerking_off blowjob blowjobs handjob deepthroat gangbang "
        "creampie cumshot rimjob bukkake titjob"
    ),
    "EROTIC": listed(
        "dirty_story dirty_stories kinky oral_sex smutty raunchy anal_sex porn porno "
        "pornographic erotic erotica smut sex_scene sex_scenes sexually_explicit explicit_sex "
        "nsfw nude nudes hentai sexual_story sexual_roleplay sexual_scene sexual "
        "explicit_sexual sex_story having_sex sexually lewd xxx dirty_talk orgasm"
    ),
    "SEXUAL": listed(
        "sex sexual sexually porn porno erotic nude nudes naked fuck seduce molest orgasm "
        "aroused sexy pornographic explicit nsfw hentai smut seducing sexualised sexualized "
        "lewd masturbate fucking"
    ),
    "VULGAR": listed(
        "porn porno fuck fucking sexy nude nudes cum hentai smut erotic molest seduce"
    ),
    "ASK": listed(
        "write describe generate show send give tell roleplay draw make create find get want "
        "pretend imagine where looking need share produce how link"
    ),
    "MINOR": listed(
        "child children kid kids minor minors underage preteen preteens schoolgirl schoolgirls "
        "schoolboy toddler toddlers teenager loli lolita lolis shota little_girl little_girls "
        "little_boy little_boys young_girls young_girl young_boys infant middle prepubescent"
    ),
    "TEEN": listed(
        "6 7 8 9 10 11 12 13 14 15 16 17 six seven eight nine ten eleven twelve thirteen "
        "fourteen fifteen sixteen seventeen five 5"
    ),
    "YEARS": listed("year years yr yo y"),
}
