"""English words by the role they play in insults, hate, threats and self-harm."""

from jarvis.guardrails.toxicity.inflecting import bare, gerunds, listed, plurals

KILL = (
    "kill murder shoot stab+ strangle slaughter rape behead lynch gut+ drown torture "
    "execute bury hurt destroy smash assassinate massacre decapitate choke butcher"
)

BREAK = (
    "knock break cut+ slit+ smash bash crush snap+ burn slash rip+ tear blow kick punch slice beat"
)

INSULT = (
    "idiot moron imbecile cretin dumbass dumbfuck jackass asshole arsehole bastard "
    "bitch whore slut cunt twat wanker dickhead prick scumbag loser retard dimwit "
    "halfwit nitwit dunce douchebag douche motherfucker fucker cocksucker shithead "
    "shitbag dipshit fuckwit fuckface knobhead bellend tosser pillock numbskull skank "
    "lowlife fatso fatass lardass libtard feminazi arsewipe asswipe fucktard "
    "shitstain son_of_a_bitch sonofabitch ignoramus"
)

WORDS: dict[str, set[str]] = {
    "EVERYTHING": listed("media banks world everything government country"),
    "CONTROL": listed("control controls run runs own rule"),
    "NOOSE": listed("noose nooses"),
    "SCHOOL": listed("school nursery kindergarten"),
    "DEPORT": listed("deport exterminate eradicate gas castrate sterilise sterilize"),
    "WORSE": listed("dumber stupider uglier dumbest stupidest ugliest thicker"),
    "DEADMAN": listed("dead_man dead_meat dead_woman dead_men"),
    "VILE": listed(
        "vermin subhuman subhumans scum trash filth savages parasites cockroaches freaks "
        "disgusting inferior degenerates"
    ),
    "YOU": listed("you u ya yall"),
    "YOUR": listed("your yer"),
    "YOURSELF": listed("yourself yourselves urself yourselfs"),
    "I": listed("i we"),
    "MY": listed("my our"),
    "MYSELF": listed("myself"),
    "IT": listed("it this that what there which"),
    "BE": listed("are 're r is be am 'm 's was were look sound seem being"),
    "ARE": listed("are 're r is 's be"),
    "HIM": listed("him her them em everyone everybody"),
    "WILL": listed(
        "coming will 'll gonna shall can could should must want wanna going would 'd swear hope "
        "ready about imma ought going_to want_to need_to like_to would_like_to trying_to"
    ),
    "SHOULD": listed("should must ought deserve deserves need needs gotta has have"),
    "ARTICLE": listed("a an such the"),
    "DEGREE": listed(
        "a an such so very really absolute absolutely complete completely total totally utter "
        "utterly fucking fuckin fckn effing freaking bloody damn goddamn just nothing but "
        "always still truly honestly literally little big huge old the real proper too more "
        "than all both like only basically actually clearly obviously even and most biggest sad "
        "corrupt lazy arrogant spoiled selfish incompetent lying cheating dirty filthy fat ugly "
        "stupid dumb pathetic worthless useless disgusting brainless miserable ignorant nasty "
        "vile crazy sick mean worst kind human being person people mentally ill sorry cowardly "
        "bunch lot of pack bitter greedy rotten"
    ),
    "ADJ": listed(
        "hysterical savage stupid dumb pathetic worthless disgusting ugly moronic idiotic "
        "brainless retarded repulsive revolting braindead brain_dead scum trash garbage filth "
        "vermin parasite parasites pigs subhuman useless fat filthy stinking dirty ignorant "
        "spineless gutless fucking lying imbecilic degenerate miserable"
    ),
    "INSULT": plurals(INSULT) | listed("scum"),
    "TRASH": listed(
        "piece_of_shit piece_of_trash piece_of_garbage piece_of_filth piece_of_crap "
        "sack_of_shit sack_of_garbage pile_of_shit pile_of_garbage waste_of_space "
        "waste_of_oxygen waste_of_air waste_of_skin waste_of_life sorry_excuse pieces_of_shit "
        "vermin filth good_for_nothing good_-_for_-_nothing poor_excuse stain_on"
    ),
    "MILD": plurals(
        "clown fool coward liar failure disgrace joke a_nobody embarrassment brat creep freak "
        "weirdo pervert pig cow dog rat snake worm cockroach swine monkey ape parasite animal "
        "leech hag bimbo buffoon weasel bum drunk savage monster trash garbage degenerate "
        "excuse face toad"
    ),
    "SILLY": plurals("dummy goof silly doofus dork"),
    "SLUR": plurals(
        "nigger kike faggot spic wetback gook raghead towelhead tranny beaner paki sandnigger "
        "shemale zipperhead pajeet"
    ),
    "WEAKSLUR": plurals("fag dyke coon chink gypo pikey fairy homo cripple jap"),
    "GROUP": plurals(
        "immigrant migrant refugee foreigner muslim jew arab african mexican asian latino "
        "hispanic indian pakistani gypsy homosexual lesbian gay feminist hindu sikh catholic "
        "atheist romanian pole somali syrian afghan turk haitian transsexual black old_people "
        "poor_people asylum_seeker trans_woman black_man black_woman"
    )
    | listed(
        "women females girls men chinese trannies blacks whites lgbt the_disabled disabled "
        "cripples roma trans_women trans_men transgenders the_homeless"
    ),
    "ETHNIC": listed(
        "fat obese black white brown asian jewish muslim gay trans transgender disabled chinese "
        "mexican african arab indian romanian polish homeless gypsy immigrant autistic "
        "homosexual lgbt queer foreign"
    ),
    "PEOPLE": listed("people folks persons ones men women kids families person community"),
    "DEHUMAN": listed(
        "vermin subhuman subhumans animals rats cockroaches parasites plague cancer disease "
        "scum trash garbage filth savages barbarians criminals thieves rapists terrorists pigs "
        "dogs monkeys apes degenerates inferior disgusting leeches scourge infestation burden "
        "abomination abominations freaks property objects mentally_ill insects pests lice "
        "murderers evil stupid lazy mistake mistakes dirty filthy sick perverts crooks whores "
        "sluts"
    ),
    "KILLED": listed(
        "killed shot exterminated gassed hanged hung burned burnt wiped_out put_down sterilised "
        "sterilized eradicated eliminated slaughtered raped murdered lynched executed beaten "
        "tortured castrated stoned purged culled drowned"
    ),
    "EXPELLED": listed(
        "run_out wiped_off deported expelled banned thrown_out kicked_out locked_up removed "
        "sent_back rounded_up segregated thrown"
    ),
    "PURGE": bare(
        "kill exterminate gas deport expel eradicate eliminate hang burn shoot lynch "
        "sterilize sterilise wipe_out get_rid_of kick_out round_up slaughter nuke ban"
    ),
    "HATE": listed("hate despise loathe detest"),
    "RUIN": listed(
        "ruining invading infesting polluting destroying replacing poisoning overrunning "
        "contaminating"
    ),
    "OBEY": listed("obey submit serve know_their_place"),
    "RIGHTS": listed("allowed exist breed vote reproduce drive teach adopt"),
    "PLACES": listed("kitchen zoo cage jail gas_chamber gas_chambers ovens jungle asylum"),
    "COUNTRY": listed("country countries africa mexico asia india china pakistan homeland"),
    "HITLER": listed("hitler sieg_heil heil_hitler white_power race_war"),
    "KILL": bare(KILL) | listed("beat_up blow_up cut_up"),
    "KILLING": gerunds(KILL),
    "BREAK": bare(BREAK),
    "BODY": listed(
        "leg legs neck throat face skull bones head teeth fingers arm arms jaw knees ribs guts "
        "brains ass arse eyes nose house home car family kids kneecaps tongue children dog cat "
        "balls"
    ),
    "WRISTS": listed("wrists veins arteries"),
    "PULP": listed("shit crap hell life"),
    "PERSON": plurals(
        "person woman man someone somebody anyone guy girl boy child kid baby husband wife "
        "spouse boyfriend girlfriend ex partner boss coworker colleague neighbour neighbor "
        "roommate friend mother father mom dad mum parent brother sister son daughter teacher "
        "cop officer judge president politician enemy rival stranger family stepdad stepmother "
        "mayor minister senator journalist landlord employee manager classmate student "
        "passenger pedestrian uncle aunt grandmother grandfather grandma grandpa prostitute "
        "homeowner customer pensioner victim crowd senior flatmate stepfather cousin"
    )
    | listed("people men women children everyone everybody him them elderly police her he she"),
    "PLACE": plurals(
        "school church mosque synagogue office mall hospital stadium airport station university "
        "building embassy parliament concert club market classroom campus courthouse bank"
    ),
    "SPREE": listed("shoot_up blow_up bomb attack burn_down set_fire bombing"),
    "BULLET": listed("bullet bullets knife_in"),
    "ALIVE": listed("live_to_see make_it_out wake survive walk"),
    "KNIFE": listed("knife gun bat machete axe"),
    "DEAD": listed("dead dead_meat dead_man dead_woman"),
    "DIE": listed("die died dies bleed suffer rot burn perish choke scream beg"),
    "SUFFER": listed("pay suffer regret bleed beg scream hurt cry"),
    "WISH": listed("hope wish pray"),
    "ILLNESS": listed("cancer aids tumour tumor hit run_over crushed raped"),
    "BORN": listed("born aborted abortion"),
    "LIVE": listed("live sleep lives"),
    "BACK": listed(
        "watch_your_back one_eye_open days_are_numbered coming_for_you coming_after_you "
        "hunt_you_down hunting_you your_time_is_coming"
    ),
    "HELL": listed("hell"),
    "DROP": listed("drop_dead"),
    "KYS": listed(
        "kys go_die off_yourself neck_yourself unalive_yourself drink_bleach end_your_life "
        "end_it_all end_your_miserable_life end_yourself"
    ),
    "JUMP": listed("jump_under jump_off jump_in_front jump_out play_in_traffic throw_yourself"),
    "MISS": listed("miss better_off better_place missed mourn"),
    "FUCK": listed("fuck screw fk fck fuk phuck"),
    "RUDE": listed(
        "fuck_off piss_off eat_shit up_yours shut_the_fuck_up kiss_my_ass suck_it bite_me stfu "
        "fuck_yourself screw_yourself gtfo"
    ),
    "SHUT": listed(
        "shut_up shut_your get_lost get_out shut stop listen hey look go leave learn try grow "
        "read thanks nice get cry congratulations bye wake think"
    ),
    "SICK": listed("make_me_sick disgust_me disgust make_me_puke sicken_me"),
    "HATED": listed(
        "nobody_likes_you nobody_loves_you nobody_wants_you everyone_hates_you "
        "everybody_hates_you no_one_likes_you no_one_loves_you we_all_hate_you"
    ),
    "SUICIDE": listed(
        "suicide end_my_life end_my_own_life end_it overdose take_my_own_life take_my_life unalive"
    ),
    "KILLSELF": listed(
        "kill hang shoot drown poison suffocate starve cut harm hurt killing hanging starving "
        "cutting asphyxiate"
    ),
    "PAINLESS": listed(
        "painless painlessly least_painful quickest easiest best quick surest fastest method "
        "methods way ways"
    ),
    "PILLS": plurals("pill tablet paracetamol ibuprofen tylenol xanax dose milligram insulin"),
    "LETHAL": listed("lethal fatal deadly"),
    "STARVE": listed("starve_myself starving_myself purge stop_eating"),
    "PROANA": listed("pro_ana pro_-_ana thinspo proana"),
    "HIDE": listed("hide hiding noticing notice secretly secret"),
    "CUTS": listed("cuts scars cutting bruises"),
    "KIND": listed("your_kind"),
    "PROFANITY": listed(
        "fuck fucking fucked fucks shit shitty shite damn damned crap crappy bloody arse ass "
        "bullshit goddamn wtf pissed motherfucking fuckin bollocks dick cock tits stupid "
        "idiotic dumb asshole bastard bitch bugger cunt idiot moron whore"
    ),
}
