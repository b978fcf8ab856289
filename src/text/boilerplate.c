/* Which lines are not the story?
 *
 *   READ MORE: Russia war threat ‘as high as ever been’ ...   a teaser for another story
 *   More Stories                                              a heading, and the headlines after it
 *   By Jane Doe | Reporting by Ann Lee; Editing by Tom Fox    who wrote it
 *   (AP Photo/Efrem Lukatsky)  Image source, Getty Images     whose picture
 *   Share this  Sign up for our newsletter  © 2022 Reuters    the page around it
 *
 * News sites differ, but these lines look alike everywhere: they stand alone, are short, and begin
 * with one of a few dozen phrases. A phrase that may also begin a sentence of a story ("Share prices
 * fell", "Comments by the president") counts only as the whole line or before a colon. It is better
 * to leave a teaser in than to lose a sentence of the story. */
#include "text/text.h"

typedef enum place {
    LINE,  /* it is the whole paragraph */
    MARKED, /* the whole paragraph, or begins one and a colon, bar or dash follows */
    START, /* begins a paragraph of up to 60 tokens */
    ANY    /* begins a sentence of up to 60 tokens, wherever it stands */
} place;

typedef struct phrase {
    const char *text; /* folded: lower case, no stops and apostrophes */
    place where;
    bool section; /* headlines of other stories follow */
} phrase;

static const phrase phrases[] = {
    /* other stories */
    {"read more", MARKED, false}, {"read more about", START, false}, {"read more on", START, false}, {"read also", MARKED, false},
    {"also read", MARKED, false}, {"read next", MARKED, true}, {"read here", MARKED, false}, {"read this", MARKED, false},
    {"must read", MARKED, false}, {"related", MARKED, true}, {"see also", MARKED, false}, {"see more", MARKED, false},
    {"more on this", MARKED, true}, {"more on this story", MARKED, true}, {"more on this topic", MARKED, true},
    {"watch", MARKED, false}, {"watch more", MARKED, false}, {"watch now", MARKED, false}, {"watch live", MARKED, false},
    {"watch video", MARKED, false}, {"watch the video", MARKED, false}, {"listen", MARKED, false}, {"listen now", MARKED, false},
    {"dont miss", MARKED, true}, {"dont miss it", LINE, false}, {"recommended", MARKED, true}, {"recommended for you", MARKED, true},
    {"more", MARKED, false}, {"more stories", MARKED, true}, {"more news", MARKED, true}, {"more from", LINE, true},
    {"more like this", MARKED, true}, {"most popular", MARKED, true}, {"most read", MARKED, true}, {"most viewed", MARKED, true},
    {"most shared", MARKED, true}, {"popular now", MARKED, true}, {"popular stories", MARKED, true}, {"popular posts", MARKED, true},
    {"popular articles", MARKED, true}, {"trending", MARKED, true}, {"trending now", MARKED, true}, {"trending stories", MARKED, true},
    {"trending news", MARKED, true}, {"top stories", MARKED, true}, {"top news", MARKED, true}, {"latest news", MARKED, true},
    {"latest stories", MARKED, true}, {"latest headlines", MARKED, true}, {"other stories", MARKED, true}, {"other news", MARKED, true},
    {"related stories", MARKED, true}, {"related articles", MARKED, true}, {"related article", MARKED, true}, {"related story", MARKED, false},
    {"related content", MARKED, true}, {"related news", MARKED, true}, {"related links", MARKED, true}, {"related posts", MARKED, true},
    {"related coverage", MARKED, true}, {"related video", MARKED, true}, {"related videos", MARKED, true}, {"related reading", MARKED, true},
    {"related internet links", MARKED, true}, {"you may also like", MARKED, true}, {"you might also like", MARKED, true},
    {"you may like", MARKED, true}, {"you may also be interested in", MARKED, true}, {"you might be interested in", MARKED, true},
    {"editors picks", MARKED, true}, {"editors choice", MARKED, true}, {"editors pick", MARKED, true}, {"what to read next", MARKED, true},
    {"whats next", LINE, true}, {"up next", MARKED, true}, {"from the web", MARKED, true}, {"around the web", MARKED, true},
    {"more from the web", MARKED, true}, {"from around the web", MARKED, true}, {"promoted stories", MARKED, true},
    {"sponsored content", MARKED, true}, {"sponsored links", MARKED, true}, {"sponsored", LINE, true}, {"paid content", LINE, true},
    {"in pictures", MARKED, false}, {"in photos", MARKED, false}, {"photo gallery", MARKED, false}, {"photos", MARKED, false},
    {"gallery", MARKED, false}, {"video", MARKED, false}, {"live blog", MARKED, false}, {"live updates", MARKED, false},
    {"stay tuned with", START, false}, {"this story is part of", START, false}, {"keep reading", MARKED, false},
    /* who wrote it */
    {"reporting by", ANY, false}, {"additional reporting by", ANY, false}, {"editing by", ANY, false}, {"writing by", ANY, false},
    {"reporting and writing by", ANY, false}, {"compiled by", START, false}, {"written by", LINE, false}, {"edited by", START, false},
    {"with reporting by", ANY, false}, {"reporting for", LINE, false}, {"(reporting by", ANY, false}, {"(additional reporting", ANY, false},
    {"(editing by", ANY, false}, {"(writing by", ANY, false}, {"(reporting and", ANY, false}, {"((reporting", ANY, false},
    {"(compiled by", ANY, false}, {"(with inputs from", ANY, false}, {"with inputs from", LINE, false}, {"text by", LINE, false},
    {"contact the reporter", ANY, false}, {"contact the writer", ANY, false}, {"contact the author", ANY, false},
    {"reuter", LINE, false}, {"reuters", LINE, false}, {"afp", LINE, false}, {"ap", LINE, false}, {"(ap)", LINE, false}, {"(afp)", LINE, false},
    {"(reuters)", LINE, false}, {"ends", LINE, false}, {"-30-", LINE, false}, {"###", LINE, false}, {"our standards", MARKED, false},
    {"associated press writer", LINE, false}, {"associated press", LINE, false}, {"staff writer", LINE, false}, {"staff reporter", LINE, false},
    {"the thomson reuters trust principles", LINE, false},
    /* pictures */
    {"photo", MARKED, false}, {"photo by", START, false}, {"photos by", START, false}, {"photo credit", START, false},
    {"photo courtesy", START, false}, {"photograph", MARKED, false}, {"photographs by", LINE, false}, {"photograph by", LINE, false},
    {"file photo", MARKED, false}, {"file picture", MARKED, false}, {"file image", MARKED, false}, {"image", MARKED, false},
    {"image source", START, false}, {"image caption", START, false}, {"image credit", START, false}, {"image copyright", START, false},
    {"image by", LINE, false}, {"images", LINE, false}, {"media caption", START, false}, {"video caption", START, false},
    {"picture", MARKED, false}, {"pictures", MARKED, false}, {"credit", MARKED, false}, {"caption", MARKED, false}, {"(ap photo", ANY, false},
    {"ap photo/", START, false}, {"(photo by", ANY, false}, {"(photo", MARKED, false}, {"(file photo", START, false}, {"(image", MARKED, false},
    {"[photo", START, false}, {"(picture", MARKED, false}, {"illustration", MARKED, false}, {"getty images", LINE, false},
    {"hide caption", LINE, false}, {"toggle caption", LINE, false}, {"enlarge this image", LINE, false}, {"view gallery", LINE, false},
    /* the page */
    {"share", LINE, false}, {"share this", LINE, false}, {"share this article", START, false}, {"share this story", START, false},
    {"share this page", START, false}, {"share this post", START, false}, {"share on", START, false}, {"share via", START, false},
    {"share with", LINE, false}, {"sharing options", LINE, false}, {"share page", LINE, false}, {"share article", LINE, false},
    {"tweet", LINE, false}, {"tweet this", LINE, false}, {"email this", START, false}, {"email", LINE, false}, {"print", LINE, false},
    {"print this", START, false}, {"save", LINE, false}, {"save article", LINE, false}, {"facebook", LINE, false}, {"twitter", LINE, false},
    {"whatsapp", LINE, false}, {"linkedin", LINE, false}, {"copy link", LINE, false}, {"copy this link", LINE, false}, {"reddit", LINE, false},
    {"subscribe", LINE, false}, {"subscribe to", START, false}, {"subscribe to our", ANY, false}, {"subscribe now", START, false},
    {"subscribe today", START, false}, {"subscribe for", START, false}, {"subscribe here", START, false}, {"already a subscriber", START, false},
    {"sign up", LINE, false}, {"sign up for our", ANY, false}, {"sign up to our", ANY, false}, {"sign up for the", START, false},
    {"sign up here", START, false}, {"sign up now", START, false}, {"sign up to receive", START, false}, {"sign up to", START, false},
    {"sign in", LINE, false}, {"sign in to", START, false}, {"log in", LINE, false}, {"log in to", START, false}, {"login", LINE, false},
    {"register", LINE, false}, {"register now", START, false}, {"register for free", START, false}, {"newsletter", MARKED, false},
    {"newsletters", MARKED, false}, {"get our", START, false}, {"get the latest news", START, false}, {"get breaking news", START, false},
    {"get updates", START, false}, {"get the day's", START, false}, {"thank you for subscribing", START, false},
    {"thank you for reading", START, false}, {"thank you for signing up", START, false}, {"thanks for reading", START, false},
    {"thanks for signing up", START, false}, {"follow us", START, false}, {"follow us on", ANY, false}, {"follow @", START, false},
    {"follow him on", ANY, false}, {"follow her on", ANY, false}, {"follow them on", ANY, false}, {"follow me on", ANY, false},
    {"follow the author", START, false}, {"like us on", ANY, false}, {"find us on", ANY, false}, {"join us on", START, false},
    {"join our", START, false}, {"join the conversation", START, false}, {"join the discussion", START, false}, {"connect with us", START, false},
    {"download our", START, false}, {"download the", LINE, false}, {"get the app", LINE, false}, {"click here", ANY, false}, {"tap here", ANY, false},
    {"click to", LINE, false}, {"click on the link", START, false}, {"advertisement", MARKED, false}, {"advertisements", LINE, false},
    {"advertising", LINE, false}, {"ad", LINE, false}, {"story continues below", START, false}, {"story continues", LINE, false},
    {"article continues", START, false}, {"continue reading", START, false}, {"continued below", LINE, false}, {"scroll to continue", START, false},
    {"scroll down", LINE, false}, {"scroll down for", START, false}, {"scroll down to", START, false}, {"comments", MARKED, false}, {"comment", LINE, false}, {"view comments", START, false},
    {"show comments", START, false}, {"leave a comment", START, false}, {"leave a reply", START, false}, {"post a comment", START, false},
    {"add a comment", START, false}, {"comments are closed", START, false}, {"have your say", LINE, false}, {"loading", LINE, false},
    {"skip to", START, false}, {"jump to", LINE, false}, {"back to top", LINE, false}, {"top of page", LINE, false}, {"go back", LINE, false},
    {"previous article", START, false}, {"next article", START, false}, {"previous story", LINE, false}, {"next story", LINE, false},
    {"show more", LINE, false}, {"view more", LINE, false}, {"load more", START, false}, {"view all", LINE, false}, {"see all", LINE, false},
    {"cookie policy", LINE, false}, {"cookies", LINE, false}, {"we use cookies", ANY, false}, {"this site uses cookies", ANY, false},
    {"this website uses cookies", ANY, false}, {"our website uses cookies", ANY, false}, {"accept cookies", LINE, false}, {"accept all", LINE, false},
    {"by continuing to use", ANY, false}, {"by continuing to browse", ANY, false}, {"by subscribing", START, false}, {"by signing up", ANY, false},
    {"privacy policy", START, false}, {"privacy notice", START, false}, {"terms of use", START, false}, {"terms of service", START, false},
    {"terms and conditions", LINE, false}, {"contact us", LINE, false}, {"about us", LINE, false}, {"about the author", LINE, false},
    {"all rights reserved", ANY, false}, {"\xC2\xA9", ANY, false}, {"this material may not be published", ANY, false},
    {"this article was originally published", START, false}, {"this story was originally published", START, false},
    {"this article originally appeared", START, false}, {"this story has been shared", START, false}, {"our journalism", LINE, false},
    {"support our journalism", START, false}, {"support us", LINE, false}, {"donate", LINE, false}, {"donate now", START, false},
    {"tags", MARKED, false}, {"topics", MARKED, false}, {"filed under", START, false}, {"categories", MARKED, false}, {"category", MARKED, false},
    {"keywords", MARKED, false}, {"explore more", MARKED, true}, {"report an error", LINE, false}, {"report a typo", LINE, false},
    {"send us your", START, false}, {"got a tip", START, false}, {"do you have a story", START, false}, {"have a news tip", START, false},
    {"stay up to date", START, false}, {"turn on notifications", START, false}, {"enable javascript", START, false},
    {"please enable javascript", START, false}, {"please enable", LINE, false}, {"your browser does not", START, false},
    {"this video is not available", START, false}, {"javascript is", START, false}, {"manage your", LINE, false}, {"play video", LINE, false},
    {"close", LINE, false}, {"menu", LINE, false}, {"search", LINE, false}, {"home", LINE, false}, {"translations", LINE, false},
};

enum { PREFIX = 160, LONGEST = 60 };

/* What a rule looks at: one sentence, and how it stands in its paragraph. */
typedef struct unit {
    const document *d;
    const casus_sentence *s;
    str text;
    bool begins, alone; /* its paragraph */
    char head[3 * PREFIX + 8];
    size_t n_head;
} unit;

static void unit_make(unit *u, const document *d, casus_ref s)
{
    const casus_sentence *x = d->doc.sentences;
    bool given = d->doc.n_sentences > 0 && x[d->doc.n_sentences - 1].paragraph == 0;
    *u = (unit){.d = d, .s = &x[s], .text = document_str(d, x[s].at)};
    u->begins = given || s == 0 || x[s - 1].paragraph != x[s].paragraph;
    u->alone = u->begins && (given || s + 1 == d->doc.n_sentences || x[s + 1].paragraph != x[s].paragraph);
    u->n_head = str_fold(u->text.p, u->text.n < PREFIX ? u->text.n : PREFIX, u->head);
}

/* ---- phrases ---- */

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* What follows the phrase: the end, one of the marks of a label, or something else? */
static bool is_label_end(const char *rest)
{
    while (*rest == ' ')
        rest++;
    return *rest == '\0' || strchr(":|>-", *rest) || (unsigned char)*rest == 0xE2 || strcmp(rest, "!") == 0;
}

static bool is_end(const char *rest)
{
    return rest[strspn(rest, " :.!>|-()[]0123456789")] == '\0';
}

static bool phrase_holds(const phrase *f, const unit *u)
{
    size_t n = strlen(f->text);
    if (n > u->n_head || memcmp(u->head, f->text, n) != 0)
        return false;
    const char *rest = u->head + n;
    if (is_word_byte(f->text[n - 1]) && is_word_byte(*rest))
        return false;
    switch (f->where) {
    case LINE: return u->alone && is_end(rest);
    case MARKED: return u->begins && (is_label_end(rest) || (u->alone && is_end(rest)));
    case START: return u->begins && u->s->count <= LONGEST;
    case ANY: return u->s->count <= LONGEST;
    }
    return false;
}

static bool is_quoted(str s) /* “Follow us,” she said */
{
    return str_starts(s, "\"") || str_starts(s, "'") || str_starts(s, "\xE2\x80\x9C") || str_starts(s, "\xE2\x80\x98");
}

static const phrase *phrase_find(const unit *u)
{
    if (is_quoted(u->text))
        return NULL;
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
        if (phrases[i].text[0] == u->head[0] && phrase_holds(&phrases[i], u))
            return &phrases[i];
    return NULL;
}

/* ---- bylines, credits, time stamps ---- */

static bool is_any(str word, const char *const *words)
{
    for (; *words; words++)
        if (str_is(word, *words))
            return true;
    return false;
}

static str token_str(const unit *u, uint32_t i)
{
    return document_str(u->d, u->d->doc.tokens[u->s->first + i].at);
}

/* "By Jane Doe and John Smith, Associated Press": names only after "By". */
static bool is_byline(const unit *u)
{
    static const char *const small[] = {"and", "in", "for", "of", "the", "with", "de", "van", "von", "bin", "al", "el", "correspondent", "reporter",
                                        "editor", "writer", "staff", "political", "diplomatic", "news", "at", NULL};
    static const char *const days[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", NULL};
    if (!u->alone || u->s->count < 3 || u->s->count > 20 || (u->head[0] != 'b' && u->head[0] != 'f') ||
        (memcmp(u->head, "by ", 3) != 0 && memcmp(u->head, "from ", 5) != 0))
        return false;
    uint32_t names = 0;
    for (uint32_t i = 1; i < u->s->count; i++) {
        unsigned flags = u->d->doc.tokens[u->s->first + i].flags;
        str word = token_str(u, i);
        if (is_any(word, days) || (flags & CASUS_T_DIGIT && names < 2) || str_is(word, "."))
            return false;
        if ((flags & CASUS_T_WORD) && !(flags & CASUS_T_TITLE) && !is_any(word, small))
            return false;
        names += (flags & CASUS_T_TITLE) && !is_any(word, small);
    }
    return names >= 2 && (u->head[0] == 'b' || names <= 4);
}

static bool ends_with_any(str s, const char *const *list)
{
    for (; *list; list++)
        if (str_ends(s, *list))
            return true;
    return false;
}

/* "... in Kyiv. (AP Photo/Efrem Lukatsky)", "[Sergei Karpukhin/Reuters]", "Photo: AFP/Getty Images" */
static bool is_credit(const unit *u)
{
    static const char *const ends[] = {"Getty Images", "/AFP", "/Reuters", "/REUTERS", "/AP", "via REUTERS", "via Reuters", "via AP", "/EPA",
                                       "EPA-EFE", "/Shutterstock", "/AP Photo", "/ AFP", "/ Reuters", "/ AP", "/EFE", "/TASS", "/Anadolu Agency", NULL};
    str s = u->text;
    while (s.n && strchr(".)] ", s.p[s.n - 1]))
        s.n--;
    if (u->s->count > LONGEST || !ends_with_any(s, ends))
        return false;
    return u->alone || s.p != u->text.p || u->s->count <= 12;
}

/* "Updated 3 hours ago", "Published: Jan 10, 2022", "January 10, 2022 4:15 PM EST", "3 min read" */
static bool is_time_stamp(const unit *u)
{
    static const char *const begin[] = {"updated", "published", "last updated", "last modified", "first published", "posted", "created", "modified",
                                        "date", "issued", "last update", "publication date", "edited", "accessed", NULL};
    static const char *const parts[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri",
                                        "sat", "sun", "am", "pm", "est", "edt", "gmt", "utc", "bst", "ist", "et", "cet", "ago", "min", "hour", "day", "week",
                                        "on", "at", "read", "time", "by", "pst", "pdt", "last", "update", "publish", "th", "month",
                                        "year", "today", "yesterday", "local", "minute", "posted", "modified", "created", "date", "first", NULL};
    if (!u->alone || u->s->count > 24 || u->s->count < 2)
        return false;
    bool labelled = false, digits = false;
    for (uint32_t i = 0; i < u->s->count; i++)
        digits |= (u->d->doc.tokens[u->s->first + i].flags & CASUS_T_DIGIT) != 0;
    if (!digits)
        return false;
    for (const char *const *b = begin; *b; b++)
        labelled |= strncmp(u->head, *b, strlen(*b)) == 0 && !is_word_byte(u->head[strlen(*b)]);
    uint32_t others = 0, clock = 0, dated = 0;
    for (uint32_t i = 0; i < u->s->count; i++) {
        const casus_token *t = &u->d->doc.tokens[u->s->first + i];
        const char *word = symtab_name(u->d->names, t->norm);
        bool known = false;
        for (const char *const *p = parts; *p && !known; p++)
            known = strncmp(word, *p, strlen(*p)) == 0 && strlen(word) <= 9;
        dated += strcmp(word, "ago") == 0 || strcmp(word, "read") == 0 || (strlen(word) == 4 && (word[0] == '1' || word[0] == '2') && (t->flags & CASUS_T_DIGIT)) ||
                 (strchr(word, '/') && strlen(word) >= 8);
        clock += strchr(word, ':') != NULL && (t->flags & CASUS_T_DIGIT);
        others += (t->flags & CASUS_T_WORD) && !(t->flags & CASUS_T_DIGIT) && !known;
    }
    return others == 0 && (labelled || clock || dated) && !strchr(".?!", u->text.p[u->text.n - 1]);
}

/* "Copyright 2022 The Associated Press. All rights reserved." */
static bool is_copyright(const unit *u)
{
    if (u->s->count > LONGEST)
        return false;
    bool says = strncmp(u->head, "copyright", 9) == 0 || strncmp(u->head, "(c)", 3) == 0;
    if (says)
        for (size_t i = 0; i + 1 < u->n_head; i++)
            if ((u->head[i] >= '0' && u->head[i] <= '9') || memcmp(u->head + i, "\xC2\xA9", 2) == 0)
                return true;
    return strstr(u->head, "all rights reserved") != NULL;
}

/* "12", "15-29816 3/45": a line of digits, at the edge of a printed page */
static bool is_page_number(const unit *u)
{
    bool digits = false;
    if (!u->alone || u->s->count > 8 || u->text.n > 20)
        return false;
    for (uint32_t i = 0; i < u->s->count; i++) {
        unsigned flags = u->d->doc.tokens[u->s->first + i].flags;
        if (flags & CASUS_T_WORD)
            return false;
        digits |= (flags & CASUS_T_DIGIT) != 0;
    }
    return digits;
}

/* "12 comments", "3 shares" */
static bool is_counter(const unit *u)
{
    static const char *const counted[] = {" comments", " comment", " shares", " share", " views", " likes", " followers", " replies", NULL};
    size_t digits = strspn(u->head, "0123456789,k");
    if (!u->alone || !digits)
        return false;
    for (const char *const *c = counted; *c; c++)
        if (strcmp(u->head + digits, *c) == 0)
            return true;
    return false;
}

/* ---- the document ---- */

static bool is_prose(const document *d, casus_ref s)
{
    const casus_sentence *x = &d->doc.sentences[s];
    str text = document_str(d, x->at);
    bool several = s + 1 < d->doc.n_sentences && x[1].paragraph == x->paragraph;
    bool stopped = str_ends(text, ".") || str_ends(text, ".\"") || str_ends(text, ".\xE2\x80\x9D");
    return (x->count >= 12 && stopped) || (several && stopped && x->count >= 6);
}

static void mark(document *d, casus_ref s, const char *why)
{
    casus_sentence *x = &d->doc.sentences[s];
    if (x->headline && x->paragraph == 0 && s == 0)
        return; /* the title the user gave */
    x->verdict = CASUS_V_BOILERPLATE;
    document_note(d, s, x->at, "text", "not part of the story: %s", why);
}

/* Marks the rest of the paragraph with its first sentence, when the paragraph is brief. */
static casus_ref mark_paragraph(document *d, casus_ref s, const char *why)
{
    casus_ref end = s + 1;
    const casus_sentence *x = d->doc.sentences;
    bool given = x[d->doc.n_sentences - 1].paragraph == 0;
    while (!given && end < d->doc.n_sentences && x[end].paragraph == x[s].paragraph)
        end++;
    if (end - s > 3)
        end = s + 1;
    for (casus_ref i = s; i < end; i++)
        mark(d, i, why);
    return end;
}

/* The headlines below "More Stories", until prose begins again. */
static casus_ref mark_section(document *d, casus_ref s)
{
    while (s < d->doc.n_sentences && !is_prose(d, s))
        mark(d, s++, "below a heading for other stories");
    return s;
}

static const char *label_of(const unit *u)
{
    return is_byline(u) ? "byline" : is_credit(u) ? "picture credit" : is_copyright(u) ? "copyright" : is_time_stamp(u) ? "time stamp" :
           is_page_number(u) ? "page number" : is_counter(u) ? "counter" : NULL;
}

/* ---- is it English? ---- */

static bool is_word_of(const char *word, const char *list) /* list: " the of and " */
{
    size_t n = strlen(word);
    if (n > 7)
        return false;
    for (const char *at = list; n && (at = strstr(at, word)); at += n)
        if (at[-1] == ' ' && at[n] == ' ')
            return true;
    return false;
}

static const char english[] = " the of and to that for with by from it are said his their this which has have had were not at its will would been they "
                              "who is be he she you we was an ";
/* Small words of other languages, folded; none that is an English word too ("die", "den", "per", "pour"). */
static const char foreign[] = " de la el los las del que y en por para una con se le les et des du une est dans qui sur pas au der das und von zu "
                              "mit ist nicht ein eine auf dem sich che di e della dei il nel nella nelle het een dat niet heeft voor att det som och til af "
                              "os nas uma não nao w z się sie bir ve icin bu yang dan untuk dengan pada bahwa akan oleh itu je na i u sa ang ng mga ya wa ni kwa "
                              "kwamba ";
/* Those that stand inside names: "Maria del Carmen de los Santos", "Ursula von der Leyen". */
static const char particles[] = " de del la las los y e para por con der von zu di della dei du des le les da do dos das el et ";

enum { SAMPLE = 400, FEW_WORDS = 15, LONGEST_RUN = 4 }; /* words looked at; fewer is a short text; particles of a name in a row */

static bool is_particle(const document *d, casus_ref i)
{
    const casus_token *t = &d->doc.tokens[i];
    return !(t->flags & CASUS_T_TITLE) && is_word_of(symtab_name(d->names, t->norm), particles);
}

/* Small words with capitals before and after them are of a name, in whatever language the text is. */
static bool is_in_name(const document *d, casus_ref i)
{
    casus_ref from = i, to = i;
    if (!is_particle(d, i))
        return false;
    while (from > 0 && i - from < LONGEST_RUN && is_particle(d, from))
        from--;
    while (to + 1 < d->doc.n_tokens && to - i < LONGEST_RUN && is_particle(d, to))
        to++;
    return (d->doc.tokens[from].flags & CASUS_T_TITLE) && (d->doc.tokens[to].flags & CASUS_T_TITLE);
}

/* "detuvo a doce estudiantes en las calles": a small word of another language, or a word with a letter that English
 * has in names only. Words with a capital say nothing: names are the same in all languages. */
static bool is_foreign_word(const document *d, casus_ref i)
{
    const casus_token *t = &d->doc.tokens[i];
    str form = document_str(d, t->at);
    if (t->flags & CASUS_T_TITLE)
        return false;
    for (size_t k = 0; k + 1 < form.n; k++)
        if ((unsigned char)form.p[k] >= 0xC3 && (unsigned char)form.p[k] <= 0xC9) /* U+00C0 to U+027F in UTF-8 */
            return true;
    return is_word_of(symtab_name(d->names, t->norm), foreign) && !is_in_name(d, i);
}

static uint32_t count_foreign(const document *d)
{
    uint32_t words = 0, theirs = 0;
    for (casus_ref i = 0; i < d->doc.n_tokens && words < SAMPLE; i++) {
        bool word = d->doc.tokens[i].flags & CASUS_T_WORD;
        words += word;
        theirs += word && is_foreign_word(d, i);
    }
    return theirs;
}

/* Many letters of another alphabet, or few of the small words that no English text is without. A short text may be
 * without any ("Russia rejects Ukraine peace talks"): it takes two signs of another language, and none of English. */
static bool is_english(const document *d)
{
    uint32_t words = 0, ours = 0, other = 0;
    for (casus_ref i = 0; i < d->doc.n_tokens && words < SAMPLE; i++) {
        const casus_token *t = &d->doc.tokens[i];
        if (!(t->flags & CASUS_T_WORD))
            continue;
        const char *word = symtab_name(d->names, t->norm);
        words++;
        ours += is_word_of(word, english);
        other += (unsigned char)word[0] >= 0xC6; /* beyond folded Latin letters */
    }
    if (other * 2 > words)
        return false;
    if (ours * 10 >= words && words > 0 && ours > 0)
        return true;
    uint32_t theirs = count_foreign(d);
    if (words < FEW_WORDS)
        return ours > 0 || theirs < 2;
    return theirs <= ours || theirs * 12 < words;
}

static void mark_foreign(document *d)
{
    for (casus_ref s = 0; s < d->doc.n_sentences; s++)
        d->doc.sentences[s].verdict = CASUS_V_NOT_ENGLISH;
    document_note(d, 0, (casus_span){0, 0}, "text", "the document is not in English");
}

void boilerplate_mark(document *d)
{
    unit u;
    if (!is_english(d)) {
        mark_foreign(d);
        return;
    }
    for (casus_ref s = 0; s < d->doc.n_sentences;) {
        unit_make(&u, d, s);
        const phrase *f = phrase_find(&u);
        const char *why = f ? f->text : label_of(&u);
        bool whole = f && (f->where == START || f->where == MARKED || f->where == LINE);
        if (why && whole)
            s = mark_paragraph(d, s, why);
        else if (why)
            mark(d, s++, why);
        else
            s++;
        if (f && f->section && u.alone)
            s = mark_section(d, s);
    }
}
