/* irregular: verbs whose past forms no ending tells, written down because a treebank of 20,000
 * sentences has not met all of them. "lemma past participle". */
#ifndef CASUS_TRAIN_IRREGULAR_H
#define CASUS_TRAIN_IRREGULAR_H

static const char *const IRREGULAR[] = {
    "arise arose arisen", "beat beat beaten", "become became become", "begin began begun", "bend bent bent", "bind bound bound",
    "bite bit bitten", "bleed bled bled", "blow blew blown", "break broke broken", "breed bred bred", "bring brought brought",
    "build built built", "burn burnt burnt", "buy bought bought", "catch caught caught", "choose chose chosen", "cling clung clung",
    "come came come", "creep crept crept", "deal dealt dealt", "dig dug dug", "draw drew drawn", "drink drank drunk",
    "drive drove driven", "eat ate eaten", "fall fell fallen", "feed fed fed", "feel felt felt", "fight fought fought",
    "find found found", "flee fled fled", "fling flung flung", "fly flew flown", "forbid forbade forbidden", "foresee foresaw foreseen",
    "forget forgot forgotten", "forgive forgave forgiven", "freeze froze frozen", "get got gotten", "give gave given", "go went gone",
    "grind ground ground", "grow grew grown", "hang hung hung", "hear heard heard", "hide hid hidden", "hold held held",
    "keep kept kept", "kneel knelt knelt", "know knew known", "lead led led", "leave left left", "lend lent lent", "lie lay lain",
    "lose lost lost", "make made made", "mean meant meant", "meet met met", "mislead misled misled", "mistake mistook mistaken",
    "overcome overcame overcome", "oversee oversaw overseen", "overtake overtook overtaken",
    "overthrow overthrew overthrown", "pay paid paid", "rebuild rebuilt rebuilt", "ride rode ridden", "ring rang rung",
    "rise rose risen", "run ran run", "say said said", "see saw seen", "seek sought sought", "sell sold sold", "send sent sent",
    "shake shook shaken", "shine shone shone", "shoot shot shot", "shrink shrank shrunk", "sing sang sung", "sink sank sunk",
    "sit sat sat", "slay slew slain", "sleep slept slept", "slide slid slid", "speak spoke spoken", "spend spent spent",
    "spin spun spun", "spring sprang sprung", "stand stood stood", "steal stole stolen", "stick stuck stuck", "sting stung stung",
    "strike struck struck", "strive strove striven", "swear swore sworn", "sweep swept swept", "swim swam swum", "swing swung swung",
    "take took taken", "teach taught taught", "tear tore torn", "tell told told", "think thought thought", "throw threw thrown",
    "undergo underwent undergone", "understand understood understood", "undertake undertook undertaken", "uphold upheld upheld",
    "wear wore worn", "weave wove woven", "weep wept wept", "win won won", "wind wound wound",
    "withdraw withdrew withdrawn", "withhold withheld withheld", "withstand withstood withstood", "write wrote written"};

#endif
