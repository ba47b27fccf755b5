/* The rules of deliberation once more, in plain C: what wgig_sim/core is measured against. One section for each of its files.
 *
 *     cc -O3 -march=native -fno-math-errno -fno-trapping-math -shared -fPIC reference.c -lm
 *
 * `replicate` takes one replicate from the first day to its measures; reference_c.py hands it the arrays of a compiled
 * scenario. The structs have the fields of the NamedTuples of wgig_sim/core/state.py, in their order, and every array has its
 * axes: the axis of those who listen comes last, so that loops over listeners run along contiguous memory. Sums are taken in
 * the order in which the core takes them, so that without contraction (-ffp-contract=off) results are equal to the last bit.
 *
 * Left out, since no scenario that is timed uses them: selection of members, decision by package, the logic matrix, the log of
 * statements. `replicate` returns 1 if one of them is asked for, -1 if there is no memory, else 0.
 */

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef int64_t Int;
typedef uint8_t Flag;

/* ------------------------------------------------------------------------------------------------------------- state.py */

enum { OPEN, TABLED, AGREED, OPTIONS, DROPPED };
enum { PENDING, ACCOMMODATED, ADDRESSED, SUSTAINED, OVERRULED, FATES };

typedef struct {
    Int *group, *camp, *region, *development, *languages;
    double *personal, *susceptibility;
    double *mean, *spread, *salience, *competence, *latitude, *red_line; /* (K, Q) */
} Profiles;

typedef struct {
    double *trust; /* (G, G) */
    double same_camp, spread;
    double *given; /* (N, N) or empty */
    Int neighbours;
    double rewire, bonus, knowledge;
    double *standing; /* (G, G) */
} Arrival;

typedef struct {
    Int rule, size;
    Int *quota;
} Selection;

typedef struct {
    Profiles profiles;
    Int *kind;  /* (M,) */
    Int *group; /* (M,) */
    Int *run;   /* (R + 1,) */
    Int neighbours;
    double rewire;
    Int website;
} World;

typedef struct {
    Int *event, *day;
    Flag *opens, *closes, *new_day;
    Int *turns, *voices, *floor;
    double *publicity;
    Flag *speaks, *room; /* (S, G) */
    double *elapsed, *gap;
    Int *days;
    Flag *drafts, *decides, *papers;
    Int *agenda;
    Flag *on_agenda, *attends; /* (E, K), (E, R) */
    Int *met_before, *met_during;
    Int last_decision;
} Calendar;

typedef struct {
    Int *voices;
    double *publicity;
} Preparation;

typedef struct {
    double *share;
    Int *objectors;
    double *chamber_share;
    Flag *decides, *everyone;
    double *silence;
    Int package, text_first, has_chair;
    double chair_skill, chair_bias;
    double *chair_position, *reference;
    double paper_skill;
    double *logic;
    Int has_logic, first_group;
} Procedure;

typedef struct {
    Int *rank;
    double *beliefs, *limits, *trust, *acquaintance, *floor, *abstraction, *contacts;
    double *world_beliefs, *world_links, *voices, *written, *preparation;
    Int *world_order;
} Draws;

typedef struct {
    Int *group, *camp, *region, *languages, *constituency, *profile;
    double *personal, *susceptibility;
    double *position, *mandate, *salience, *latitude, *red_line, *competence, *knowledge; /* (K, N) */
    double *picture;                                                                      /* (K, N, N) */
    double *trust, *base_trust, *standing, *tie;                                          /* (N, N) */
    double *first_position;
    Int *floor_time, *spoken_today;
    double *text, *vagueness; /* (K,) */
    Int *status, *drafted;
    double *heard_sum;
    Int *heard_count, *rounds, *session_rounds, *objectors, *agreed_step;
    Int *pending; /* (K, N) */
} State;

typedef struct {
    Int *size, *seat, *issue, *raised, *closed, *fate;
    Flag *red_line;
    double *excess, *side, *text, *limit;
} Ledger;

typedef struct {
    double *position; /* (K, M) */
    double *confidence;
    Int *links, *seat;
    double *apart;
    Int *inputs;
    double *scope;
} Public;

/* ------------------------------------------------------------------------------------------------------------- forum.py */

typedef struct { double voice, courtesy; } Floor;
typedef struct { double posturing, abstraction; } Statement;
typedef struct { double attention, stereotyping, false_polarisation; } Perception;
typedef struct { double gain, loss, competence, nearness, surprise; } Trust;
typedef struct { double rate, papers; } Learning;
typedef struct { double rate, susceptibility, confidence, fading, repulsion; } Persuasion;
typedef struct { double contacts, between; } Corridor;
typedef struct { double weight; } Reputation;
typedef struct { double forgetting, mandate; } Intersession;
typedef struct { double understanding; } Readiness;
typedef struct {
    double goodwill, ambiguity, deadline, latitude, involvement, latitude_spread, margin_personal, margin_instructed;
} Acceptance;
typedef struct { double skill, vagueness, vagueness_cap, leaderless; } Drafting;
typedef struct { double friction; } Objection;
typedef struct { double nearness; } Composition;
typedef struct {
    double admitted, input, voice, hearing, contagion, written, confidence, goodwill, endorsement, reading, scope;
} Constituencies;

typedef struct {
    Floor floor;
    Statement statement;
    Perception perception;
    Trust trust;
    Learning learning;
    Persuasion persuasion;
    Corridor corridor;
    Reputation reputation;
    Intersession intersession;
    Readiness readiness;
    Acceptance acceptance;
    Drafting drafting;
    Objection objection;
    Composition composition;
    Constituencies constituencies;
} Constants;

typedef struct {
    Profiles profiles;
    World world;
    Arrival arrival;
    Selection selection;
    Preparation preparation;
    Calendar calendar;
    Procedure procedure;
    Constants constants;
} Forum;

/* The lengths of the axes; a pointer knows none. */
typedef struct {
    Int issues, seats, groups, regions, world_groups, profiles, kinds, constituencies, events, steps, links;
    Int preparation, given, abstraction, voices, contacts;
} Sizes;

typedef struct {
    double understanding, understanding_within, understanding_between, trust, trust_within, trust_between, knowledge;
    double opinion_change, polarisation, false_polarisation, meta_consensus, agreed, tabled, objections;
} Moment;

typedef struct {
    double share_agreed, share_agreed_salience, time_to_agreement, options_per_open_item, substance, variance_ratio;
    double reciprocity, modularity_group, voice_gini, objections_accommodated, objections_addressed, objections_sustained;
    double objections_overruled, objections_red_line, statements, contributions, openness, representation, acceptance;
    double legitimacy_input, legitimacy_throughput, legitimacy_output;
} Outcome;

/* One replicate in motion, with room for what a step needs for a moment. */
typedef struct {
    const Sizes *sizes;
    const Forum *forum;
    const Draws *draws;
    State state;
    Ledger ledger;
    Public public;
    double *pairs;   /* (N, N) */
    double *present; /* (N,) */
    double *apart;   /* (N, K) */
    Int *group;      /* (M,) of each constituency */
    Flag *report;    /* (M,) who accepts it */
} Process;

/* --------------------------------------------------------------------------------------------------------- statement.py */

static inline double least(double a, double b) { return b < a ? b : a; }
static inline double most(double a, double b) { return b > a ? b : a; }
static inline double clip(double value, double low, double high) { return least(most(value, low), high); }
static inline double sign(double value) { return (double)(value > 0.0) - (double)(value < 0.0); }

static inline double statement(double position, double text, double publicity, double trusted, double knowledge, double eps,
                               const Statement *own)
{
    double posture = own->posturing * publicity * (1.0 - trusted) * sign(position - text);
    double vague = own->abstraction * (1.0 - knowledge) * eps;
    return clip(position + posture + vague, -1.0, 1.0);
}

/* ----------------------------------------------------------------------------------------------------------- network.py */

static void small_world(const Int *order, const double *draws, double rewire, Int n, Int half, Int *restrict links)
{
    for (Int place = 0; place < n; place++) {
        Int node = order[place];
        for (Int hop = 0; hop < half; hop++) {
            const double *drawn = draws + (node * half + hop) * 2;
            Int at = (Int)(drawn[1] * (double)n);
            Int other = order[at < n ? at : n - 1];
            links[node * 2 * half + hop] = drawn[0] < rewire && other != node ? other : order[(place + hop + 1) % n];
            links[node * 2 * half + half + hop] = order[((place - hop - 1) % n + n) % n];
        }
    }
}

/* -------------------------------------------------------------------------------------------------------- perception.py */

static void first_pictures(const Process *p)
{
    const State *state = &p->state;
    const Perception *own = &p->forum->constants.perception;
    const Int n = p->sizes->seats;
    const Int *camp = state->camp;
    Int camps = 0;
    for (Int i = 0; i < n; i++)
        camps = camp[i] >= camps ? camp[i] + 1 : camps;
    double mean[camps];
    for (Int k = 0; k < p->sizes->issues; k++) {
        const double *restrict position = state->position + k * n;
        for (Int c = 0; c < camps; c++) {
            double total = 0.0;
            Int members = 0;
            for (Int s = 0; s < n; s++)
                if (camp[s] == c) {
                    total += position[s];
                    members++;
                }
            mean[c] = total / (double)members;
        }
        for (Int s = 0; s < n; s++) {
            double *restrict picture = state->picture + (k * n + s) * n;
            const Int c = camp[s];
            const double seen = position[s] + own->stereotyping * (mean[c] - position[s]);
            const double away = own->false_polarisation;
            for (Int i = 0; i < n; i++)
                picture[i] = clip(seen + (camp[i] != c ? away * (seen - position[i]) : 0.0), -1.0, 1.0);
            picture[s] = position[s];
        }
    }
}

/* ----------------------------------------------------------- discussion.py, with perception.py, trust.py and learning.py */

/* Listeners from `first` to before `end` update picture, trust and knowledge; the speaker, and whoever is not there, does not. */
static void hear(const Process *p, Int issue, Int speaker, double said, double *restrict present, Int first, Int end)
{
    const Int n = p->sizes->seats;
    const State *state = &p->state;
    const Trust rates = p->forum->constants.trust;
    double *restrict picture = state->picture + (issue * n + speaker) * n;
    double *restrict trust = state->trust + speaker * n;
    double *restrict knowledge = state->knowledge + issue * n;
    const double *restrict position = state->position + issue * n;
    const double *restrict standing = state->standing + speaker * n;
    const double competence = state->competence[issue * n + speaker];
    const double attention = p->forum->constants.perception.attention, learning = p->forum->constants.learning.rate;
    const double weights = rates.competence + rates.nearness + rates.surprise;
    const bool counts = weights > 0.0;
    const double was_present = present[speaker];
    present[speaker] = 0.0;
    for (Int i = first; i < end; i++) {
        double here = present[i], was = picture[i], at = position[i], trusted = trust[i], stands = standing[i];
        double alpha = here * (attention * stands * sqrt(trusted));
        double now = was + alpha * (said - was);
        double nearer = fabs(was - at) - fabs(now - at);
        double surprise = alpha > 0.0 ? clip(nearer / (2.0 * alpha), -1.0, 1.0) : 0.0;
        double nearness = 1.0 - 0.5 * fabs(said - at);
        double seen = rates.competence * competence * stands;
        double shown = (seen + rates.nearness * nearness + rates.surprise * 0.5 * (1.0 + surprise)) / weights;
        shown = counts ? shown : 0.0;
        double rate = shown > trusted ? rates.gain : rates.loss;
        trust[i] = trusted + rate * (here * stands) * (shown - trusted);
        knowledge[i] = knowledge[i] + learning * alpha * competence * (1.0 - knowledge[i]);
        picture[i] = now;
    }
    present[speaker] = was_present;
}

/* Fill trusted (turns,): mean trust of the others in the room in each speaker. A statement moves trust in its own speaker only. */
static void trust_in(const Process *p, const Int *restrict queue, Int turns, double *restrict trusted)
{
    const Int n = p->sizes->seats;
    const double *restrict present = p->present;
    double others = 0.0;
    for (Int i = 0; i < n; i++)
        others += present[i];
    Int turn = 0;
    for (; turn + 4 <= turns; turn += 4) { /* four sums at a time, since each addition waits for the one before it */
        const Int *s = queue + turn;
        const double *restrict one = p->state.trust + s[0] * n, *restrict two = p->state.trust + s[1] * n;
        const double *restrict three = p->state.trust + s[2] * n, *restrict four = p->state.trust + s[3] * n;
        double total[4] = {0.0};
        for (Int i = 0; i < n; i++) {
            total[0] += i != s[0] ? present[i] * one[i] : 0.0;
            total[1] += i != s[1] ? present[i] * two[i] : 0.0;
            total[2] += i != s[2] ? present[i] * three[i] : 0.0;
            total[3] += i != s[3] ? present[i] * four[i] : 0.0;
        }
        for (int t = 0; t < 4; t++)
            trusted[turn + t] = others > present[s[t]] ? total[t] / (others - present[s[t]]) : 0.0;
    }
    for (; turn < turns; turn++) {
        const Int s = queue[turn];
        double total = 0.0;
        for (Int i = 0; i < n; i++)
            total += i != s ? present[i] * p->state.trust[s * n + i] : 0.0;
        trusted[turn] = others > present[s] ? total / (others - present[s]) : 0.0;
    }
}

static void who_is_present(const Process *p, const Flag *room, const Flag *attends)
{
    for (Int i = 0; i < p->sizes->seats; i++)
        p->present[i] = room[p->state.group[i]] && attends[p->state.region[i]] ? 1.0 : 0.0;
}

/* -------------------------------------------------------------------------------------------------------- persuasion.py */

static inline double response(double distance, double confidence, double fading, double repulsion)
{
    double near = confidence > 0.0 ? 1.0 - fading * distance / confidence : 1.0;
    return distance <= confidence ? near : 0.0 - repulsion * (distance - confidence);
}

/* Fill pull (N,) of the listeners from `first` to before `end`. */
static void pulls(const Process *p, Int issue, const Int *speakers, const double *said, Int heard, double *restrict present,
                  Int first, Int end, double *restrict pull)
{
    const Int n = p->sizes->seats;
    const Persuasion own = p->forum->constants.persuasion;
    const double *restrict position = p->state.position + issue * n;
    double weight[n];
    for (Int i = first; i < end; i++) {
        pull[i] = 0.0;
        weight[i] = p->state.trust[i * n + i];
    }
    for (Int turn = 0; turn < heard; turn++) {
        const Int s = speakers[turn];
        const double z = said[turn], was_present = present[s];
        const double *restrict trust = p->state.trust + s * n, *restrict standing = p->state.standing + s * n;
        present[s] = 0.0;
        if (own.fading == 0.0 && own.repulsion == 0.0)
            for (Int i = first; i < end; i++) {
                double distance = z - position[i];
                double w = trust[i] * standing[i] * present[i];
                w = fabs(distance) <= own.confidence ? w : 0.0;
                pull[i] += w * distance;
                weight[i] += w;
            }
        else
            for (Int i = first; i < end; i++) {
                double distance = z - position[i];
                double phi = response(fabs(distance), own.confidence, own.fading, own.repulsion);
                double w = trust[i] * standing[i] * present[i] * phi;
                pull[i] += w * distance;
                weight[i] += fabs(w);
            }
        present[s] = was_present;
    }
    for (Int i = first; i < end; i++)
        pull[i] = weight[i] > 0.0 ? pull[i] / weight[i] : 0.0;
}

static void integrate(const Process *p, Int issue, const double *restrict pull, const double *restrict present, Int first,
                      Int end)
{
    const Int n = p->sizes->seats;
    const double rate = p->forum->constants.persuasion.rate;
    double *restrict position = p->state.position + issue * n;
    const double *restrict mandate = p->state.mandate + issue * n, *restrict susceptibility = p->state.susceptibility;
    for (Int i = first; i < end; i++) {
        double s = susceptibility[i], x = position[i];
        double there = clip(x + rate * ((1.0 - s) * (mandate[i] - x) + s * pull[i]), -1.0, 1.0);
        position[i] = present[i] > 0.0 ? there : x;
    }
}

static void persuade(const Process *p, Int issue, const Int *speakers, const double *said, Int heard, double *present,
                     Int first, Int end)
{
    if (p->forum->constants.persuasion.rate == 0.0)
        return;
    double pull[p->sizes->seats];
    pulls(p, issue, speakers, said, heard, present, first, end, pull);
    integrate(p, issue, pull, present, first, end);
}

/* --------------------------------------------------------------------------------------------------------- readiness.py */

static inline double understanding(double picture, double position) { return most(0.0, 1.0 - fabs(picture - position)); }

static double common_understanding(const Process *p, Int issue)
{
    const Int n = p->sizes->seats;
    const double *restrict picture = p->state.picture + issue * n * n, *restrict position = p->state.position + issue * n;
    double by_holder[n];
    for (Int i = 0; i < n; i++)
        by_holder[i] = 0.0;
    Int s = 0;
    for (; s + 4 <= n; s += 4) {
        const double *restrict row = picture + s * n, *restrict at = position + s;
        for (Int i = 0; i < n; i++) {
            double first = by_holder[i] + understanding(row[i], at[0]);
            double second = first + understanding(row[n + i], at[1]);
            double third = second + understanding(row[2 * n + i], at[2]);
            by_holder[i] = third + understanding(row[3 * n + i], at[3]);
        }
    }
    for (; s < n; s++)
        for (Int i = 0; i < n; i++)
            by_holder[i] += understanding(picture[s * n + i], position[s]);
    double total = 0.0;
    for (Int i = 0; i < n; i++)
        total += by_holder[i] - understanding(picture[i * n + i], position[i]);
    return n > 1 ? total / (double)(n * (n - 1)) : 1.0;
}

/* -------------------------------------------------------------------------------------------------------- acceptance.py */

static inline double involved(double salience, Int issues, double involvement)
{
    return involvement > 0.0 ? least(pow(most(salience * (double)issues, 1e-6), -involvement), 4.0) : 1.0;
}

static inline double excess(double position, double text, double limit, double blur) { return fabs(text - position) - (limit + blur); }

/* Fill limit (N,): the distance from the own position at which a text without ambiguity is still accepted. */
static void limits(const Process *p, Int issue, double elapsed, double *restrict limit)
{
    const Int n = p->sizes->seats;
    const State *state = &p->state;
    const Acceptance *own = &p->forum->constants.acceptance;
    const double *restrict position = state->position + issue * n;
    const double *restrict latitude = state->latitude + issue * n, *restrict red_line = state->red_line + issue * n;
    const double late = own->deadline * elapsed * elapsed;
    double in_oneself[n];
    for (Int i = 0; i < n; i++)
        limit[i] = 0.0;
    double *restrict trust = state->trust;
    const double *restrict picture = state->picture + issue * n * n;
    for (Int i = 0; i < n; i++) {
        in_oneself[i] = trust[i * n + i];
        trust[i * n + i] = 0.0; /* common ground is with others */
    }
    Int j = 0;
    for (; j + 4 <= n; j += 4)
        for (Int i = 0; i < n; i++) {
            const double *restrict row = picture + j * n + i, *restrict in = trust + j * n + i;
            double first = limit[i] + in[0] * understanding(row[0], position[i]);
            double second = first + in[n] * understanding(row[n], position[i]);
            double third = second + in[2 * n] * understanding(row[2 * n], position[i]);
            limit[i] = third + in[3 * n] * understanding(row[3 * n], position[i]);
        }
    for (; j < n; j++)
        for (Int i = 0; i < n; i++)
            limit[i] += trust[j * n + i] * understanding(picture[j * n + i], position[i]);
    for (Int i = 0; i < n; i++) {
        trust[i * n + i] = in_oneself[i];
        double ground = n > 1 ? limit[i] / (double)(n - 1) : 0.0;
        limit[i] = least(red_line[i], latitude[i] + own->goodwill * ground + late);
    }
}

/* ------------------------------------------------------------------------------------------------------------- floor.py */

enum { EQUAL_TURNS, PROPORTIONAL, BY_STANDING, GOVERNMENTS_FIRST, RAISED_HANDS };

static inline double by_weight(double draw, double weight) { return weight > 0.0 ? draw / weight : 1e300 * (1.0 + draw); }

/* Fill `queue` with the `turns` smallest keys among those who may speak, and begin again when they are used up. */
static Int take_the_floor(const double *restrict key, const bool *restrict may_speak, Int n, Int turns, Int *restrict queue)
{
    double kept[turns + 1];
    Int speakers = 0;
    for (Int i = 0; i < n; i++) {
        if (!may_speak[i] || (speakers == turns && (turns == 0 || key[i] >= kept[turns - 1])))
            continue;
        Int at = speakers < turns ? speakers++ : turns - 1;
        for (; at > 0 && key[i] < kept[at - 1]; at--) {
            kept[at] = kept[at - 1];
            queue[at] = queue[at - 1];
        }
        kept[at] = key[i];
        queue[at] = i;
    }
    if (speakers == 0)
        return 0;
    for (Int turn = speakers; turn < turns; turn++)
        queue[turn] = queue[turn - speakers];
    return turns;
}

static Int line_up(const Process *p, Int step, Int issue, Int *queue)
{
    const State *state = &p->state;
    const Calendar *calendar = &p->forum->calendar;
    const Int n = p->sizes->seats, first = p->forum->procedure.first_group;
    const double *restrict draw = p->draws->floor + step * n, *restrict present = p->present;
    const double *restrict position = state->position + issue * n, *restrict salience = state->salience + issue * n;
    const double text = state->text[issue], courtesy = p->forum->constants.floor.courtesy;
    const Flag *speaks = calendar->speaks + step * p->sizes->groups;
    double key[n];
    bool may_speak[n];
    for (Int i = 0; i < n; i++)
        may_speak[i] = present[i] > 0.0 && speaks[state->group[i]];
    switch (calendar->floor[step]) {
    case RAISED_HANDS:
        for (Int i = 0; i < n; i++)
            key[i] = by_weight(draw[i], salience[i] * (courtesy + fabs(position[i] - text)));
        break;
    case BY_STANDING:
        for (Int i = 0; i < n; i++) {
            double weight = 0.0;
            for (Int listener = 0; listener < n; listener++)
                weight += present[listener] * state->standing[i * n + listener];
            key[i] = by_weight(draw[i], weight);
        }
        break;
    case EQUAL_TURNS:
        for (Int i = 0; i < n; i++)
            key[i] = (double)state->floor_time[i] + draw[i] / (1.0 + draw[i]);
        break;
    case GOVERNMENTS_FIRST:
        for (Int i = 0; i < n; i++)
            key[i] = 2.0 * (double)state->spoken_today[i] + (state->group[i] == first ? 0.0 : 1.0) + draw[i] / (1.0 + draw[i]);
        break;
    default:
        for (Int i = 0; i < n; i++)
            key[i] = draw[i];
    }
    Int turns = (Int)(p->forum->constants.floor.voice * (double)calendar->turns[step] + 0.5);
    return take_the_floor(key, may_speak, n, turns, queue);
}

/* ------------------------------------------------------------------------------------------------------------ agenda.py */

enum { ROTATE, SALIENT, CLOSEST, LEAST_UNDERSTOOD };

static inline bool is_on_the_table(Int status) { return status == OPEN || status == TABLED; }

static double mean_salience(const Process *p, Int issue)
{
    double total = 0.0;
    for (Int i = 0; i < p->sizes->seats; i++)
        total += p->state.salience[issue * p->sizes->seats + i];
    return total / (double)p->sizes->seats;
}

static double urgency(const Process *p, Int rule, Int issue)
{
    const State *state = &p->state;
    double had = 1.0 + (double)state->rounds[issue], had_now = 1.0 + (double)state->session_rounds[issue];
    if (rule == SALIENT)
        return mean_salience(p, issue) / had;
    if (rule == CLOSEST)
        return 1.0 / (had_now * (1.0 + (double)(state->status[issue] == TABLED ? state->objectors[issue] : p->sizes->seats)));
    if (rule == LEAST_UNDERSTOOD)
        return (1.001 - common_understanding(p, issue)) / had_now;
    return 1.0 / had;
}

static Int next_issue(const Process *p, Int rule, const Flag *on_agenda)
{
    Int best = -1;
    double highest = -INFINITY;
    for (Int k = 0; k < p->sizes->issues; k++)
        if (on_agenda[k] && is_on_the_table(p->state.status[k])) {
            double u = urgency(p, rule, k);
            if (u > highest) {
                best = k;
                highest = u;
            }
        }
    return best;
}

/* --------------------------------------------------------------------------------------------------------- objection.py */

#define ROUNDING 1e-9

static Int raise_objection(const Process *p, Int step, Int issue, Int seat, double beyond, double limit, double blur)
{
    const Ledger *ledger = &p->ledger;
    const Int n = p->sizes->seats, row = ledger->size[0]++;
    const double position = p->state.position[issue * n + seat], text = p->state.text[issue];
    ledger->seat[row] = seat;
    ledger->issue[row] = issue;
    ledger->raised[row] = step;
    ledger->closed[row] = -1;
    ledger->fate[row] = PENDING;
    ledger->red_line[row] = fabs(text - position) > p->state.red_line[issue * n + seat] + blur;
    ledger->excess[row] = beyond;
    ledger->side[row] = sign(position - text);
    ledger->text[row] = text;
    ledger->limit[row] = limit;
    return row;
}

static void close_row(const Process *p, Int step, Int *row, Int fate)
{
    p->ledger.fate[*row] = fate;
    p->ledger.closed[*row] = step;
    *row = -1;
}

static void enter_objections(const Process *p, Int step, Int issue, const double *votes, const double *objects,
                             const double *beyond, const double *limit, double blur)
{
    const Int n = p->sizes->seats;
    const double text = p->state.text[issue];
    for (Int i = 0; i < n; i++) {
        Int *row = p->state.pending + issue * n + i;
        if (objects[i] > 0.0) {
            if (*row < 0)
                *row = raise_objection(p, step, issue, i, beyond[i], limit[i], blur);
        } else if (*row >= 0 && votes[i] > 0.0) {
            double distance = fabs(text - p->state.position[issue * n + i]);
            close_row(p, step, row, distance <= p->ledger.limit[*row] + blur + ROUNDING ? ACCOMMODATED : ADDRESSED);
        }
    }
}

/* Close all open objections; without `objects` everybody is there and withdraws nothing but what stands no longer. */
static void close_objections(const Process *p, Int step, Int issue, const double *objects, const double *votes, Int fate)
{
    const Int n = p->sizes->seats;
    for (Int i = 0; i < n; i++) {
        Int *row = p->state.pending + issue * n + i;
        if (*row >= 0)
            close_row(p, step, row, votes[i] > 0.0 && objects[i] == 0.0 ? ADDRESSED : fate);
    }
}

static void cost_of_objections(const Process *p, Int issue, const double *objects)
{
    const Int n = p->sizes->seats;
    const double friction = p->forum->constants.objection.friction, text = p->state.text[issue];
    const double *position = p->state.position + issue * n;
    double *trust = p->state.trust;
    if (friction == 0.0)
        return;
    double side[n];
    for (Int i = 0; i < n; i++)
        side[i] = sign(position[i] - text);
    for (Int i = 0; i < n; i++)
        if (objects[i] > 0.0)
            for (Int j = 0; j < n; j++)
                if (p->present[j] > 0.0 && side[j] * side[i] < 0.0) {
                    trust[j * n + i] *= 1.0 - friction;
                    trust[i * n + j] *= 1.0 - friction;
                }
}

/* --------------------------------------------------------------------------------------------------------- consensus.py */

static bool is_agreed(const Process *p, Int event, const double *beyond, const double *objects)
{
    const Procedure *rule = &p->forum->procedure;
    const Int groups = p->sizes->groups;
    const Flag *decides = rule->decides + event * groups;
    double voting[groups], yes[groups];
    Int objectors = 0;
    for (Int g = 0; g < groups; g++)
        voting[g] = yes[g] = 0.0;
    for (Int i = 0; i < p->sizes->seats; i++) {
        Int g = p->state.group[i];
        bool here = p->present[i] > 0.0;
        if (decides[g] && (here || rule->everyone[event])) {
            voting[g] += 1.0;
            yes[g] += here && beyond[i] <= ROUNDING ? 1.0 : 0.0;
            objectors += here && objects[i] > 0.0;
        }
    }
    double all_voting = 0.0, all_yes = 0.0;
    bool met = true;
    for (Int g = 0; g < groups; g++) {
        all_voting += voting[g];
        all_yes += yes[g];
        met = met && yes[g] >= rule->chamber_share[event] * voting[g] - ROUNDING;
    }
    bool enough = all_yes >= rule->share[event] * all_voting - ROUNDING;
    return met && all_voting > 0.0 && enough && objectors <= rule->objectors[event];
}

/* ------------------------------------------------------------------------------------------- decision.py and drafting.py */

static void table_a_text(const Process *p, Int issue, const double *said, Int heard)
{
    const State *state = &p->state;
    const Procedure *procedure = &p->forum->procedure;
    if (procedure->has_chair && state->heard_count[issue] > 0) {
        double mean = state->heard_sum[issue] / (double)state->heard_count[issue];
        state->text[issue] = mean + procedure->chair_bias * (procedure->chair_position[issue] - mean);
    } else if (heard > 0) {
        state->text[issue] = said[0];
    }
    state->status[issue] = TABLED;
    state->drafted[issue] = 1;
}

/* Fill beyond, votes and objects (N,): by how much, who has a say, who objects; the number of those who object. */
static Int voice_objections(const Process *p, Int event, Int issue, const double *limit, double *restrict beyond,
                            double *restrict votes, double *restrict objects)
{
    const Int n = p->sizes->seats;
    const Flag *decides = p->forum->procedure.decides + event * p->sizes->groups;
    const double *position = p->state.position + issue * n, *present = p->present, text = p->state.text[issue];
    const double blur = p->forum->constants.acceptance.ambiguity * p->state.vagueness[issue];
    const double borne = p->forum->procedure.silence[event] + ROUNDING;
    Int count = 0;
    for (Int i = 0; i < n; i++)
        beyond[i] = excess(position[i], text, limit[i], blur);
    for (Int i = 0; i < n; i++) {
        votes[i] = decides[p->state.group[i]] ? present[i] : 0.0;
        objects[i] = beyond[i] > borne ? votes[i] : 0.0;
        count += objects[i] > 0.0;
    }
    return count;
}

static void revise(const Process *p, Int issue, const double *beyond, const double *objects, Int objectors)
{
    const Int n = p->sizes->seats;
    const Procedure *procedure = &p->forum->procedure;
    const Drafting *own = &p->forum->constants.drafting;
    const double *position = p->state.position + issue * n;
    double *text = p->state.text + issue, *vagueness = p->state.vagueness + issue;
    if (own->skill <= 0.0 || objectors == 0)
        return;
    double total = 0.0, count = 0.0;
    for (Int i = 0; i < n; i++)
        if (objects[i] > 0.0) {
            total += objects[i] * beyond[i] * sign(position[i] - *text);
            count += objects[i];
        }
    double skill = own->skill * (procedure->has_chair ? procedure->chair_skill : own->leaderless);
    double bias = procedure->has_chair ? procedure->chair_bias : 0.0;
    double there = *text + skill * (total / count);
    *text = clip(there + skill * bias * (procedure->chair_position[issue] - there), -1.0, 1.0);
    *vagueness = most(*vagueness, least(own->vagueness_cap, *vagueness + own->vagueness));
}

static void draft_and_decide(const Process *p, Int step, Int issue, const double *said, Int heard)
{
    const State *state = &p->state;
    const Calendar *calendar = &p->forum->calendar;
    const Int n = p->sizes->seats, event = calendar->event[step];
    const bool decides = calendar->decides[event], drafts = calendar->drafts[event];
    double limit[n], beyond[n], votes[n], objects[n];
    if (!drafts && !decides)
        return;
    if (drafts && state->status[issue] == OPEN) {
        double ready = p->forum->constants.readiness.understanding;
        if (p->forum->procedure.text_first || common_understanding(p, issue) >= ready)
            table_a_text(p, issue, said, heard);
        if (state->status[issue] == OPEN)
            return;
        limits(p, issue, calendar->elapsed[step], limit);
    } else {
        limits(p, issue, calendar->elapsed[step], limit);
        if (drafts)
            revise(p, issue, beyond, objects, voice_objections(p, event, issue, limit, beyond, votes, objects));
    }
    if (!decides || state->status[issue] != TABLED)
        return;
    state->objectors[issue] = voice_objections(p, event, issue, limit, beyond, votes, objects);
    double blur = p->forum->constants.acceptance.ambiguity * state->vagueness[issue];
    enter_objections(p, step, issue, votes, objects, beyond, limit, blur);
    if (is_agreed(p, event, beyond, objects)) {
        state->status[issue] = AGREED;
        state->agreed_step[issue] = step;
        close_objections(p, step, issue, objects, votes, OVERRULED);
    } else {
        cost_of_objections(p, issue, objects);
    }
}

/* ----------------------------------------------------------------------------------------------------------- options.py */

/* Fill `texts` (N,) with the fewest that pierce all intervals [x - a, x + a], and return how many there are. */
static Int fewest_texts(const double *position, const double *latitude, Int n, double *texts)
{
    double low[n], high[n];
    bool served[n];
    for (Int i = 0; i < n; i++) {
        low[i] = most(position[i] - latitude[i], -1.0);
        high[i] = least(position[i] + latitude[i], 1.0);
        served[i] = false;
    }
    for (Int found = 0;; found++) {
        Int first = -1;
        for (Int i = 0; i < n; i++)
            if (!served[i] && (first < 0 || high[i] < high[first]))
                first = i;
        if (first < 0)
            return found;
        double left = low[first], right = high[first];
        for (Int i = 0; i < n; i++)
            if (!served[i] && low[i] <= right) {
                served[i] = true;
                left = most(left, low[i]);
            }
        texts[found] = 0.5 * (left + right);
    }
}

static Int unresolved_texts(const Process *p, Int issue, double *texts)
{
    const Int n = p->sizes->seats;
    if (p->state.rounds[issue] == 0)
        return 0;
    return fewest_texts(p->state.position + issue * n, p->state.latitude + issue * n, n, texts);
}

/* ------------------------------------------------------------------------------------------------------- composition.py */

/* Of a group: the seats of its members, and their positions one issue after the other; how many there are. */
static Int members_of(const Process *p, Int group, const double *position, Int *restrict seat, double *restrict theirs)
{
    const Int n = p->sizes->seats;
    Int members = 0;
    for (Int i = 0; i < n; i++)
        if (p->state.group[i] == group)
            seat[members++] = i;
    for (Int k = 0; k < p->sizes->issues; k++)
        for (Int i = 0; i < members; i++)
            theirs[k * members + i] = position[k * n + seat[i]];
    return members;
}

/* Fill apart (members,): salience-weighted distance of each member's position from constituency m. */
static void distances(const Process *p, Int m, const double *restrict theirs, Int members, double *restrict apart)
{
    const Int count = p->sizes->constituencies, kinds = p->sizes->kinds;
    const double *restrict position = p->public.position + m, *restrict salience = p->forum->world.profiles.salience;
    salience += p->forum->world.kind[m];
    for (Int i = 0; i < members; i++)
        apart[i] = 0.0;
    for (Int k = 0; k < p->sizes->issues; k++) {
        const double at = position[k * count], matters = salience[k * kinds];
        for (Int i = 0; i < members; i++)
            apart[i] += matters * fabs(at - theirs[k * members + i]);
    }
}

static double representation(const Process *p)
{
    const Int count = p->sizes->constituencies;
    const double nearness = p->forum->constants.composition.nearness;
    Int represented = 0;
    for (Int m = 0; m < count; m++)
        represented += p->public.apart[m] <= nearness;
    return count > 0 ? (double)represented / (double)count : 0.0;
}

/* ---------------------------------------------------------------------------------------------------- constituencies.py */

#define STRIDE 0.6180339887498949

static inline Int drawn(double start, Int turn, Int count)
{
    double at = start + (double)turn * STRIDE;
    Int row = (Int)((at - floor(at)) * (double)count);
    return row < count ? row : count - 1;
}

static void give_input(const Process *p, Int issue, Int m, const double *restrict heed)
{
    const State *state = &p->state;
    const Public *public = &p->public;
    const Int n = p->sizes->seats, seat = public->seat[m];
    const Constants *constants = &p->forum->constants;
    const World *world = &p->forum->world;
    const double competence = world->profiles.competence[issue * p->sizes->kinds + world->kind[m]];
    const double attention = constants->perception.attention, rate = constants->learning.rate;
    const double opinion = public->position[issue * p->sizes->constituencies + m];
    double *restrict knowledge = state->knowledge + issue * n;
    for (Int i = 0; i < n; i++)
        knowledge[i] += rate * (attention * heed[i]) * competence * (1.0 - knowledge[i]);
    if (seat >= 0)
        state->mandate[issue * n + seat] += constants->constituencies.input * (opinion - state->mandate[issue * n + seat]);
    public->confidence[m] += constants->constituencies.voice * (1.0 - public->confidence[m]);
    public->inputs[m]++;
    state->heard_sum[issue] += opinion;
    state->heard_count[issue]++;
}

static void hear_in_public(const Process *p, Int issue, const Int *speakers, const double *said, Int heard, double publicity)
{
    const Int count = p->sizes->constituencies, groups = p->sizes->world_groups;
    const double rate = p->forum->constants.constituencies.hearing * publicity;
    double *restrict confidence = p->public.confidence;
    const double *restrict position = p->public.position + issue * count;
    if (rate == 0.0 || count == 0)
        return;
    double total[groups], spoke[groups], seats[groups];
    for (Int g = 0; g < groups; g++)
        total[g] = spoke[g] = seats[g] = 0.0;
    for (Int i = 0; i < p->sizes->seats; i++)
        if (p->state.group[i] < groups)
            seats[p->state.group[i]] += 1.0;
    for (Int turn = 0; turn < heard; turn++) {
        Int g = p->state.group[speakers[turn]];
        if (g < groups) {
            total[g] += said[turn];
            spoke[g] += 1.0;
        }
    }
    for (Int m = 0, end; m < count; m = end) { /* constituencies of a group stand together, or nearly so */
        const Int g = p->group[m];
        for (end = m + 1; end < count && p->group[end] == g; end++)
            ;
        if (seats[g] == 0.0)
            for (Int o = m; o < end; o++)
                confidence[o] -= rate * confidence[o];
        else if (spoke[g] > 0.0) {
            const double mean = total[g] / spoke[g];
            for (Int o = m; o < end; o++)
                confidence[o] += rate * (1.0 - 0.5 * fabs(mean - position[o]) - confidence[o]);
        }
    }
}

static void talk_among_neighbours(const Process *p)
{
    const Int count = p->sizes->constituencies, links = p->sizes->links;
    const double contagion = p->forum->constants.constituencies.contagion;
    if (contagion == 0.0 || links == 0)
        return;
    double before[count];
    memcpy(before, p->public.confidence, sizeof before);
    for (Int m = 0; m < count; m++) {
        double total = 0.0;
        for (Int link = 0; link < links; link++)
            total += before[p->public.links[m * links + link]];
        p->public.confidence[m] = before[m] + contagion * (total / (double)links - before[m]);
    }
}

static void nearest_seats(const Process *p)
{
    double apart[p->sizes->seats];
    Int seat[p->sizes->seats];
    for (Int g = 0; g < p->sizes->world_groups; g++) {
        const Int members = members_of(p, g, p->state.position, seat, p->apart);
        for (Int m = 0; m < p->sizes->constituencies; m++)
            if (p->group[m] == g) {
                Int nearest = 0;
                distances(p, m, p->apart, members, apart);
                for (Int i = 1; i < members; i++)
                    if (apart[i] < apart[nearest])
                        nearest = i;
                p->public.seat[m] = members > 0 ? seat[nearest] : -1;
                p->public.apart[m] = members > 0 ? apart[nearest] : INFINITY;
            }
    }
}

/* Fill `report` (M,): which constituencies accept it. What they think of items left open moves no measure. */
static void receive(const Process *p)
{
    const State *state = &p->state;
    const Int count = p->sizes->constituencies, kinds = p->sizes->kinds;
    const Int *kind = p->forum->world.kind;
    const Profiles *profiles = &p->forum->world.profiles;
    const Constants *constants = &p->forum->constants;
    double accepted[count], weight[count];
    for (Int m = 0; m < count; m++)
        accepted[m] = weight[m] = 0.0;
    for (Int k = 0; k < p->sizes->issues; k++)
        if (state->status[k] == AGREED) {
            const double text = state->text[k], blur = constants->acceptance.ambiguity * state->vagueness[k];
            for (Int m = 0; m < count; m++) {
                const double own = profiles->latitude[k * kinds + kind[m]], matters = profiles->salience[k * kinds + kind[m]];
                const double reach = (isnan(own) ? constants->acceptance.latitude : own)
                                     + constants->constituencies.goodwill * p->public.confidence[m];
                const double room = -excess(p->public.position[k * count + m], text, reach, blur);
                accepted[m] += room >= 0.0 ? matters : 0.0;
                weight[m] += matters;
            }
        }
    for (Int m = 0; m < count; m++)
        p->report[m] =
            weight[m] > 0.0 && accepted[m] >= constants->constituencies.endorsement * weight[m] - ROUNDING;
}

/* ---------------------------------------------------------------------------------------------------------- corridor.py */

/* Fill `reached` (n,), the running sum of weights, taken in `order` if there is one. */
static void run_up(const double *restrict weights, const Int *restrict order, Int n, double *restrict reached)
{
    double total = 0.0;
    for (Int place = 0; place < n; place++)
        reached[place] = total += weights[order ? order[place] : place];
}

/* The row at which the running sum passes `uniform` of the total, the last one that adds to it otherwise; -1 if all are 0. */
static Int chosen(const double *restrict reached, const Int *restrict order, Int n, double uniform)
{
    const double total = reached[n - 1], wanted = uniform * total;
    Int place = 0;
    if (total <= 0.0)
        return -1;
    for (Int at = 0; at < n; at++) /* all of them: nothing has to be guessed */
        place += reached[at] <= wanted;
    if (place == n) /* rounding: the last that has weight */
        for (place = n - 1; place > 0 && reached[place - 1] == total;)
            place--;
    return order ? order[place] : place;
}

/* Two of those present tell each other what they hold; nobody else hears it. */
static void converse(const Process *p, Int issue, Int one, Int other, double *restrict present)
{
    const Int n = p->sizes->seats;
    const double said[2] = {p->state.position[issue * n + one], p->state.position[issue * n + other]};
    const Int speakers[2] = {one, other};
    hear(p, issue, one, said[0], present, other, other + 1);
    hear(p, issue, other, said[1], present, one, one + 1);
    persuade(p, issue, speakers, said, 2, present, one, one + 1);
    persuade(p, issue, speakers, said, 2, present, other, other + 1);
}

static void meet_in_the_corridor(const Process *p, Int event, Int first, Int conversations, double *restrict present)
{
    const Int n = p->sizes->seats, issues = p->sizes->issues;
    const double *trust = p->state.trust, *tie = p->state.tie;
    const Int *rank = p->draws->rank;
    double sociable[n], sociable_up_to[n], reached[n], matters[issues], reached_issue[issues];
    if (conversations == 0)
        return;
    for (Int i = 0; i < n; i++)
        sociable[i] = 0.0;
    for (Int other = 0; other < n; other++)
        for (Int one = 0; one < n; one++) {
            double pair = present[one] * present[other] * (trust[other * n + one] * tie[other * n + one]);
            sociable[one] += one != other ? pair : 0.0;
        }
    run_up(sociable, rank, n, sociable_up_to);
    for (Int c = first; c < first + conversations; c++) {
        const double *uniform = p->draws->contacts + (event * p->sizes->contacts + c) * 3;
        Int one = chosen(sociable_up_to, rank, n, uniform[0]);
        if (one < 0)
            return;
        double total = 0.0;
        for (Int place = 0; place < n; place++) {
            const Int other = rank[place];
            total += other != one ? present[other] * (trust[other * n + one] * tie[one * n + other]) : 0.0;
            reached[place] = total;
        }
        Int other = chosen(reached, rank, n, uniform[1]);
        if (other < 0)
            continue;
        for (Int k = 0; k < issues; k++) {
            double both = p->state.salience[k * n + one] + p->state.salience[k * n + other];
            matters[k] = is_on_the_table(p->state.status[k]) ? both : 0.0;
        }
        run_up(matters, NULL, issues, reached_issue);
        Int issue = chosen(reached_issue, NULL, issues, uniform[2]);
        if (issue >= 0)
            converse(p, issue, one, other, present);
    }
}

/* -------------------------------------------------------------------------------------------------------- reputation.py */

#define TRIFLE 1e-9

static void spread_reputation(const Process *p)
{
    const Int n = p->sizes->seats;
    const double weight = p->forum->constants.reputation.weight;
    const Int wide = (n + 3) / 4 * 4; /* seats to make it a multiple of four trust nobody */
    double opinion[4][wide], total[wide];
    if (weight == 0.0 || n < 3)
        return;
    double *restrict trust = p->state.trust, *restrict before = calloc((size_t)(wide * wide), sizeof *before);
    memset(total, 0, sizeof total);
    for (Int third = 0; third < n; third++)
        for (Int i = 0; i < n; i++) {
            before[third * wide + i] = third != i ? trust[third * n + i] : 0.0; /* third parties are others */
            total[i] += before[third * wide + i];
        }
    for (Int first = 0; first < wide; first += 4) {
        double *restrict o1 = opinion[0], *restrict o2 = opinion[1], *restrict o3 = opinion[2], *restrict o4 = opinion[3];
        memset(opinion, 0, sizeof opinion);
        for (Int third = 0; third < wide; third += 4) {
            const double *restrict one = before + third * wide, *restrict two = one + wide;
            const double *restrict three = two + wide, *restrict four = three + wide;
            const double *restrict a = before + first * wide + third, *restrict b = a + wide;
            const double *restrict c = b + wide, *restrict d = c + wide;
            const double a1 = a[0], a2 = a[1], a3 = a[2], a4 = a[3], b1 = b[0], b2 = b[1], b3 = b[2], b4 = b[3];
            const double c1 = c[0], c2 = c[1], c3 = c[2], c4 = c[3], d1 = d[0], d2 = d[1], d3 = d[2], d4 = d[3];
            for (Int i = 0; i < wide; i++) {
                o1[i] = o1[i] + one[i] * a1 + two[i] * a2 + three[i] * a3 + four[i] * a4;
                o2[i] = o2[i] + one[i] * b1 + two[i] * b2 + three[i] * b3 + four[i] * b4;
                o3[i] = o3[i] + one[i] * c1 + two[i] * c2 + three[i] * c3 + four[i] * c4;
                o4[i] = o4[i] + one[i] * d1 + two[i] * d2 + three[i] * d3 + four[i] * d4;
            }
        }
        for (Int j = first; j < first + 4 && j < n; j++)
            for (Int i = 0; i < n; i++) {
                const double held = before[j * wide + i], others = total[i] - held;
                if (i != j && others > TRIFLE)
                    trust[j * n + i] += weight * (opinion[j - first][i] / others - held);
            }
    }
    free(before);
}

/* ------------------------------------------------------------------------------------------------------ intersession.py */

#define DAYS_PER_MONTH 30.0

static inline double faded(double rate, double days) { return 1.0 - pow(1.0 - rate, days / DAYS_PER_MONTH); }

static void forget(const Process *p, double share)
{
    double *restrict trust = p->state.trust;
    const double *restrict base = p->state.base_trust;
    if (share != 0.0)
        for (Int pair = 0; pair < p->sizes->seats * p->sizes->seats; pair++)
            trust[pair] += share * (base[pair] - trust[pair]);
}

static void recall(const Process *p, double share)
{
    const Int n = p->sizes->seats;
    const double *restrict personal = p->state.personal;
    if (share == 0.0)
        return;
    for (Int k = 0; k < p->sizes->issues; k++) {
        double *restrict position = p->state.position + k * n;
        const double *restrict mandate = p->state.mandate + k * n;
        for (Int i = 0; i < n; i++)
            position[i] += share * (1.0 - personal[i]) * (mandate[i] - position[i]);
    }
}

/* ----------------------------------------------------------------------------------------------------------- session.py */

static void receive_papers_from_the_website(const Process *p, Int event)
{
    const World *world = &p->forum->world;
    const Constituencies *own = &p->forum->constants.constituencies;
    const Int n = p->sizes->seats, issues = p->sizes->issues, count = p->sizes->constituencies;
    if (!world->website)
        return;
    const double months = p->forum->calendar.gap[event] / DAYS_PER_MONTH, start = p->draws->written[event];
    const Int written = (Int)(own->written * (double)count * months + 0.5);
    double attention[n], matters[issues], reached[issues];
    for (Int i = 0; i < n; i++)
        attention[i] = own->reading;
    for (Int turn = 0; turn < written; turn++) {
        const Int m = drawn(start, turn, count);
        for (Int k = 0; k < issues; k++) {
            double matter = world->profiles.salience[k * p->sizes->kinds + world->kind[m]];
            matters[k] = is_on_the_table(p->state.status[k]) ? matter : 0.0;
        }
        run_up(matters, NULL, issues, reached);
        Int issue = chosen(reached, NULL, issues, fmod(start + 0.5 * (double)turn, 1.0));
        if (issue >= 0)
            give_input(p, issue, m, attention);
    }
}

static void open_event(const Process *p, Int event)
{
    const State *state = &p->state;
    const Calendar *calendar = &p->forum->calendar;
    const Constants *constants = &p->forum->constants;
    const Int n = p->sizes->seats, issues = p->sizes->issues;
    const double gap = calendar->gap[event];
    double everybody[n];
    for (Int i = 0; i < n; i++)
        everybody[i] = 1.0;
    forget(p, faded(constants->intersession.forgetting, gap));
    recall(p, faded(constants->intersession.mandate, gap));
    receive_papers_from_the_website(p, event);
    meet_in_the_corridor(p, event, 0, calendar->met_before[event], everybody);
    const double learnt = constants->learning.papers * p->forum->procedure.paper_skill;
    for (Int k = 0; k < issues; k++) {
        double *restrict knowledge = state->knowledge + k * n;
        if (calendar->papers[event] && calendar->on_agenda[event * issues + k] && is_on_the_table(state->status[k]))
            for (Int i = 0; i < n; i++)
                knowledge[i] += learnt * (1.0 - knowledge[i]);
        state->session_rounds[k] = 0;
    }
}

static void close_event(const Process *p, Int event)
{
    const Calendar *calendar = &p->forum->calendar;
    meet_in_the_corridor(p, event, calendar->met_before[event], calendar->met_during[event], p->present);
    if (calendar->days[event] > 0)
        spread_reputation(p);
    talk_among_neighbours(p);
}

static void adjourn(const Process *p, Int step)
{
    const State *state = &p->state;
    const Int n = p->sizes->seats;
    double everybody[n];
    for (Int i = 0; i < n; i++)
        everybody[i] = 1.0;
    for (Int k = 0; k < p->sizes->issues; k++)
        if (is_on_the_table(state->status[k])) {
            close_objections(p, step, k, everybody, everybody, SUSTAINED);
            if (state->rounds[k] > 0)
                state->status[k] = OPTIONS;
        }
}

/* ------------------------------------------------------------------------------------------------------------- round.py */

static void discuss(const Process *p, Int step, Int issue, const Int *queue, double *said, Int turns)
{
    const State *state = &p->state;
    const Calendar *calendar = &p->forum->calendar;
    const Constants *constants = &p->forum->constants;
    const Int n = p->sizes->seats, count = p->sizes->constituencies;
    double trusted[turns > 0 ? turns : 1];
    Int asked = 0;
    for (Int turn = 0; turn < turns; turn++) {
        const Int s = queue[turn];
        if (turn == asked) { /* nobody speaks twice before everybody has spoken */
            while (asked < turns && (asked == turn || queue[asked] != queue[turn]))
                asked++;
            trust_in(p, queue + turn, asked - turn, trusted + turn);
        }
        double eps = p->draws->abstraction[step * p->sizes->abstraction + turn];
        said[turn] = statement(state->position[issue * n + s], state->text[issue], calendar->publicity[step], trusted[turn],
                               state->knowledge[issue * n + s], eps, &constants->statement);
        hear(p, issue, s, said[turn], p->present, 0, n);
        state->floor_time[s]++;
        state->spoken_today[s]++;
        state->heard_sum[issue] += said[turn];
        state->heard_count[issue]++;
    }
    const double admitted = constants->floor.voice * constants->constituencies.admitted;
    const Int voices = count > 0 ? (Int)(admitted * (double)calendar->voices[step] + 0.5) : 0;
    for (Int voice = 0; voice < voices; voice++)
        give_input(p, issue, drawn(p->draws->voices[step * p->sizes->voices + voice], 0, count), p->present);
}

static void hold_round(const Process *p, Int step, Int issue)
{
    const Int most_turns = p->forum->calendar.turns[step];
    Int queue[most_turns];
    double said[most_turns];
    const Int turns = line_up(p, step, issue, queue);
    discuss(p, step, issue, queue, said, turns);
    persuade(p, issue, queue, said, turns, p->present, 0, p->sizes->seats);
    hear_in_public(p, issue, queue, said, turns, p->forum->calendar.publicity[step]);
    p->state.rounds[issue]++;
    p->state.session_rounds[issue]++;
    draft_and_decide(p, step, issue, said, turns);
}

/* ---------------------------------------------------------------------------------------------------------- measures.py */

/* Of one subject: how well others understand it, the same for those of its group, and by how much other camps misjudge it. */
static void look_at_one(const Process *p, Int k, Int s, double *restrict understood, double *restrict within,
                        double *restrict further)
{
    const Int n = p->sizes->seats, own_group = p->state.group[s], own_camp = p->state.camp[s];
    const Int *restrict group = p->state.group, *restrict camp = p->state.camp;
    const double *restrict picture = p->state.picture + (k * n + s) * n, *restrict position = p->state.position + k * n;
    const double here = position[s];
    for (Int i = 0; i < n; i++) {
        double u = understanding(picture[i], here);
        double misjudged = fabs(picture[i] - position[i]) - fabs(here - position[i]);
        understood[i] = u;
        within[i] = group[i] == own_group ? u : 0.0;
        further[i] = camp[i] != own_camp ? misjudged : 0.0;
    }
    understood[s] = within[s] = 0.0;
}

static double pairs_of_one(const Int *group, Int n)
{
    Int pairs = 0;
    for (Int s = 0; s < n; s++)
        for (Int i = 0; i < n; i++)
            pairs += group[i] == group[s] && i != s;
    return (double)pairs;
}

/* Understanding, false polarisation and meta-consensus, in one walk through the pictures. */
static void of_pictures(const Process *p, Moment *moment)
{
    const Int n = p->sizes->seats, issues = p->sizes->issues;
    const double others = n > 1 ? (double)(n - 1) : 1.0;
    double understood[n], within[n], further[n], square[n];
    double inside = 0.0, outside = 0.0, gap = 0.0, deviation = 0.0;
    for (Int k = 0; k < issues; k++)
        for (Int s = 0; s < n; s++) {
            const double *restrict picture = p->state.picture + (k * n + s) * n;
            double everybody = 0.0, same = 0.0, total = 0.0, squares = 0.0;
            look_at_one(p, k, s, understood, within, further);
            for (Int i = 0; i < n; i++) {
                everybody += understood[i];
                same += within[i];
                total += i != s ? picture[i] : 0.0;
            }
            inside += same;
            outside += everybody - same;
            const double mean = total / others;
            for (Int i = 0; i < n; i++)
                square[i] = (picture[i] - mean) * (picture[i] - mean);
            square[s] = 0.0;
            for (Int i = 0; i < n; i++) {
                gap += further[i];
                squares += square[i];
            }
            deviation += sqrt(squares / others);
        }
    const double count = (double)issues, pairs = count * (double)(n * (n - 1));
    const double one_group = count * pairs_of_one(p->state.group, n), camps = pairs - count * pairs_of_one(p->state.camp, n);
    moment->understanding = pairs > 0.0 ? (outside + inside) / pairs : 0.0;
    moment->understanding_within = one_group > 0.0 ? inside / one_group : 0.0;
    moment->understanding_between = pairs > one_group ? outside / (pairs - one_group) : 0.0;
    moment->false_polarisation = camps > 0.0 ? gap / camps : 0.0;
    moment->meta_consensus = n > 2 ? 1.0 - deviation / (double)(issues * n) : 1.0;
}

static void mean_trust(const Process *p, Moment *moment)
{
    const Int n = p->sizes->seats;
    const Int *group = p->state.group;
    double total_between = 0.0, total_within = 0.0, between = 0.0, inside = 0.0;
    for (Int s = 0; s < n; s++)
        for (Int i = 0; i < n; i++) {
            double trust = i != s ? p->state.trust[s * n + i] : 0.0, one = i != s ? 1.0 : 0.0;
            bool same = group[i] == group[s];
            total_within += same ? trust : 0.0;
            inside += same ? one : 0.0;
            total_between += same ? 0.0 : trust;
            between += same ? 0.0 : one;
        }
    moment->trust = between + inside > 0.0 ? (total_between + total_within) / (between + inside) : 0.0;
    moment->trust_within = inside > 0.0 ? total_within / inside : 0.0;
    moment->trust_between = between > 0.0 ? total_between / between : 0.0;
}

static double esteban_ray(const double *position, Int n)
{
    enum { BINS = 10 };
    const double alpha = 1.6;
    double share[BINS] = {0.0}, total = 0.0;
    for (Int i = 0; i < n; i++) {
        Int bin = (Int)((position[i] + 1.0) * 0.5 * BINS);
        share[bin < BINS ? bin : BINS - 1] += 1.0 / (double)n;
    }
    for (int a = 0; a < BINS; a++)
        if (share[a] > 0.0) {
            double weight = pow(share[a], 1.0 + alpha);
            for (int b = 0; b < BINS; b++)
                total += weight * share[b] * (double)abs(a - b) / (BINS - 1.0);
        }
    return total / pow(0.5, 1.0 + alpha);
}

static void look(const Process *p, Moment *moment)
{
    const State *state = &p->state;
    const Int n = p->sizes->seats, issues = p->sizes->issues;
    double knowledge = 0.0, change = 0.0, polarisation = 0.0;
    Int agreed = 0, tabled = 0, objections = 0;
    of_pictures(p, moment);
    mean_trust(p, moment);
    for (Int cell = 0; cell < issues * n; cell++) {
        knowledge += state->knowledge[cell];
        change += fabs(state->position[cell] - state->first_position[cell]);
        objections += state->pending[cell] >= 0;
    }
    for (Int k = 0; k < issues; k++) {
        polarisation += esteban_ray(state->position + k * n, n);
        agreed += state->status[k] == AGREED;
        tabled += state->status[k] == TABLED;
    }
    moment->knowledge = knowledge / (double)(issues * n);
    moment->opinion_change = change / (double)(issues * n);
    moment->polarisation = polarisation / (double)issues;
    moment->agreed = (double)agreed;
    moment->tabled = (double)tabled;
    moment->objections = (double)objections;
}

/* ----------------------------------------------------------------------------------------------------------- outcome.py */

static double pooled_variance(const double *position, Int issues, Int n)
{
    double total = 0.0;
    for (Int k = 0; k < issues; k++) {
        double mean = 0.0;
        for (Int i = 0; i < n; i++)
            mean += position[k * n + i];
        mean /= (double)n;
        for (Int i = 0; i < n; i++)
            total += (position[k * n + i] - mean) * (position[k * n + i] - mean);
    }
    return total / (double)(issues * n);
}

static double weighted_reciprocity(const double *trust, Int n)
{
    double mutual = 0.0, total = 0.0;
    for (Int s = 0; s < n; s++)
        for (Int i = 0; i < n; i++) {
            mutual += i != s ? least(trust[s * n + i], trust[i * n + s]) : 0.0;
            total += i != s ? trust[s * n + i] : 0.0;
        }
    return total > 0.0 ? mutual / total : 1.0;
}

static double group_modularity(const double *trust, const Int *group, Int n)
{
    double received[n], given[n], total = 0.0, modularity = 0.0;
    for (Int i = 0; i < n; i++)
        received[i] = given[i] = 0.0;
    for (Int s = 0; s < n; s++)
        for (Int i = 0; i < n; i++) {
            double tie = i != s ? trust[s * n + i] : 0.0;
            received[s] += tie;
            given[i] += tie;
            total += tie;
        }
    if (total <= 0.0)
        return 0.0;
    for (Int s = 0; s < n; s++)
        for (Int i = 0; i < n; i++)
            if (group[s] == group[i])
                modularity += (i != s ? trust[s * n + i] : 0.0) - received[s] * given[i] / total;
    return modularity / total;
}

static double gini(const Int *counts, Int n)
{
    Int total = 0, differences = 0;
    for (Int i = 0; i < n; i++) {
        total += counts[i];
        for (Int j = 0; j < n; j++) {
            Int apart = counts[i] - counts[j];
            differences += apart < 0 ? -apart : apart;
        }
    }
    return total > 0 ? (double)differences / (2.0 * (double)n * (double)total) : 0.0;
}

static double openness(const Process *p)
{
    const Calendar *calendar = &p->forum->calendar;
    double total = 0.0, rounds = 0.0;
    for (Int step = 0; step < p->sizes->steps; step++)
        if (calendar->turns[step] > 0) {
            total += calendar->publicity[step];
            rounds += 1.0;
        }
    return rounds > 0.0 ? total / rounds : 0.0;
}

static void agreement(const Process *p, Outcome *outcome)
{
    const State *state = &p->state;
    double scope = 0.0, agreed = 0.0, weight = 0.0, weight_agreed = 0.0, waited = 0.0, left = 0.0, texts = 0.0, clear = 0.0;
    double options[p->sizes->seats];
    for (Int k = 0; k < p->sizes->issues; k++)
        if (state->status[k] != DROPPED) {
            double matters = mean_salience(p, k);
            scope += 1.0;
            weight += matters;
            if (state->status[k] == AGREED) {
                agreed += 1.0;
                weight_agreed += matters;
                waited += p->forum->calendar.elapsed[state->agreed_step[k]];
                clear += 1.0 - state->vagueness[k];
            } else {
                waited += 1.0;
            }
            if (state->status[k] == OPTIONS) {
                left += 1.0;
                texts += (double)unresolved_texts(p, k, options);
            }
        }
    outcome->share_agreed = scope > 0.0 ? agreed / scope : 0.0;
    outcome->share_agreed_salience = scope > 0.0 ? weight_agreed / weight : 0.0;
    outcome->time_to_agreement = scope > 0.0 ? waited / scope : 1.0;
    outcome->options_per_open_item = left > 0.0 ? texts / left : 0.0;
    outcome->substance = agreed > 0.0 ? clear / agreed : 0.0;
}

static void conclude(const Process *p, Outcome *outcome)
{
    const State *state = &p->state;
    const Int n = p->sizes->seats, issues = p->sizes->issues;
    const double before = pooled_variance(state->first_position, issues, n);
    double fates[FATES] = {0.0}, red_lines = 0.0;
    double accepting = 0.0;
    Int inputs = 0, spoken = 0;
    agreement(p, outcome);
    receive(p);
    for (Int row = 0; row < p->ledger.size[0]; row++) {
        fates[p->ledger.fate[row]] += 1.0;
        red_lines += p->ledger.red_line[row] ? 1.0 : 0.0;
    }
    for (Int m = 0; m < p->sizes->constituencies; m++) {
        accepting += (double)p->report[m] / (double)p->sizes->constituencies;
        inputs += p->public.inputs[m];
    }
    for (Int i = 0; i < n; i++)
        spoken += state->floor_time[i];
    outcome->variance_ratio = before > 0.0 ? pooled_variance(state->position, issues, n) / before : 1.0;
    outcome->reciprocity = weighted_reciprocity(state->trust, n);
    outcome->modularity_group = group_modularity(state->trust, state->group, n);
    outcome->voice_gini = gini(state->floor_time, n);
    outcome->objections_accommodated = fates[ACCOMMODATED];
    outcome->objections_addressed = fates[ADDRESSED];
    outcome->objections_sustained = fates[SUSTAINED];
    outcome->objections_overruled = fates[OVERRULED];
    outcome->objections_red_line = red_lines;
    outcome->statements = (double)spoken;
    outcome->contributions = (double)inputs;
    outcome->openness = openness(p);
    outcome->representation = outcome->legitimacy_input = representation(p);
    outcome->acceptance = outcome->legitimacy_output = accepting;
    outcome->legitimacy_throughput = 0.5 * (outcome->openness + 1.0 - outcome->voice_gini);
}

/* ----------------------------------------------------------------------------------------------------------- results.py */

/* Fill (G,) each: share of floor time, mean trust received, share of constituencies that accept; NaN where there is nobody. */
static void of_groups(const Process *p, double *restrict voice, double *restrict trusted, double *restrict accepting)
{
    const Int n = p->sizes->seats, groups = p->sizes->groups;
    double seats[groups], members[groups], spoken = 0.0;
    for (Int g = 0; g < groups; g++)
        voice[g] = trusted[g] = accepting[g] = seats[g] = members[g] = 0.0;
    for (Int i = 0; i < n; i++) {
        const Int g = p->state.group[i];
        double received = 0.0;
        for (Int other = 0; other < n; other++)
            received += other != i ? p->state.trust[i * n + other] : 0.0;
        trusted[g] += received;
        voice[g] += (double)p->state.floor_time[i];
        spoken += (double)p->state.floor_time[i];
        seats[g] += 1.0;
    }
    for (Int m = 0; m < p->sizes->constituencies; m++) {
        const Int g = p->group[m];
        accepting[g] += (double)p->report[m];
        members[g] += 1.0;
    }
    for (Int g = 0; g < groups; g++) {
        trusted[g] = seats[g] > 0.0 && n > 1 ? trusted[g] / (seats[g] * (double)(n - 1)) : NAN;
        voice[g] = seats[g] > 0.0 && spoken > 0.0 ? voice[g] / spoken : NAN;
        accepting[g] = members[g] > 0.0 ? accepting[g] / members[g] : NAN;
    }
}

/* ----------------------------------------------------------------------------------------------------------- arrival.py */

static void settle_the_world(const Process *p)
{
    const World *world = &p->forum->world;
    const Public *public = &p->public;
    const Int count = p->sizes->constituencies, kinds = p->sizes->kinds;
    for (Int k = 0; k < p->sizes->issues; k++) {
        const double *mean = world->profiles.mean + k * kinds, *spread = world->profiles.spread + k * kinds;
        const double *restrict beliefs = p->draws->world_beliefs + k * count;
        double *restrict position = public->position + k * count;
        for (Int m = 0; m < count; m++)
            position[m] = clip(mean[world->kind[m]] + spread[world->kind[m]] * beliefs[m], -1.0, 1.0);
        public->scope[k] = 0.0;
    }
    for (Int m = 0; m < count; m++) {
        public->confidence[m] = p->forum->constants.constituencies.confidence;
        public->inputs[m] = 0;
    }
    if (p->sizes->links > 0)
        small_world(p->draws->world_order, p->draws->world_links, world->rewire, count, p->sizes->links / 2, public->links);
}

static void prepare(const Process *p)
{
    const World *world = &p->forum->world;
    const Public *public = &p->public;
    const Preparation *preparation = &p->forum->preparation;
    const double voice = p->forum->constants.constituencies.voice;
    if (p->sizes->constituencies == 0)
        return;
    for (Int event = 0; event < p->sizes->preparation; event++)
        for (Int turn = 0; turn < preparation->voices[event]; turn++) {
            const Int m = drawn(p->draws->preparation[event], turn, p->sizes->constituencies);
            public->inputs[m]++;
            public->confidence[m] += voice * preparation->publicity[event] * (1.0 - public->confidence[m]);
            for (Int k = 0; k < p->sizes->issues; k++)
                public->scope[k] += world->profiles.salience[k * p->sizes->kinds + world->kind[m]];
        }
}

static void in_scope(const Process *p)
{
    const Int issues = p->sizes->issues;
    const double *scope = p->public.scope, share = p->forum->constants.constituencies.scope;
    double total = 0.0;
    for (Int k = 0; k < issues; k++)
        total += scope[k];
    for (Int k = 0; k < issues; k++)
        p->state.status[k] = total > 0.0 && scope[k] * (double)issues < share * total ? DROPPED : OPEN;
}

static void take_seats(const Process *p)
{
    const State *state = &p->state;
    const Profiles *profiles = &p->forum->profiles;
    const Constants *constants = &p->forum->constants;
    const Acceptance *acceptance = &constants->acceptance;
    const Int n = p->sizes->seats, issues = p->sizes->issues, kinds = p->sizes->profiles;
    for (Int i = 0; i < n; i++) {
        const Int q = i; /* members are listed */
        const double own = profiles->susceptibility[q], personal = profiles->personal[q];
        state->constituency[i] = -1;
        state->profile[i] = q;
        state->group[i] = profiles->group[q];
        state->camp[i] = profiles->camp[q];
        state->region[i] = profiles->region[q];
        state->languages[i] = profiles->languages[q];
        state->personal[i] = personal;
        state->susceptibility[i] = isnan(own) ? constants->persuasion.susceptibility : own;
    }
    for (Int k = 0; k < issues; k++)
        for (Int i = 0; i < n; i++) {
            const Int q = k * kinds + i, cell = k * n + i;
            const double given = profiles->latitude[q], line = profiles->red_line[q];
            const double margin = acceptance->margin_instructed
                                  + state->personal[i] * (acceptance->margin_personal - acceptance->margin_instructed);
            const double width = involved(profiles->salience[q], issues, acceptance->involvement);
            const double latitude = acceptance->latitude + acceptance->latitude_spread * p->draws->limits[i];
            const double position = clip(profiles->mean[q] + profiles->spread[q] * p->draws->beliefs[cell], -1.0, 1.0);
            state->salience[cell] = profiles->salience[q];
            state->competence[cell] = profiles->competence[q];
            state->position[cell] = state->mandate[cell] = state->first_position[cell] = position;
            state->latitude[cell] = isnan(given) ? clip(width * latitude, 0.0, 2.0) : given;
            state->red_line[cell] =
                most(state->latitude[cell], isnan(line) ? least(2.0, state->latitude[cell] + width * margin) : line);
            state->knowledge[cell] = 1.0 - (1.0 - p->forum->arrival.knowledge) * (1.0 - profiles->competence[q]);
        }
}

static int get_acquainted(const Process *p)
{
    const State *state = &p->state;
    const Arrival *arrival = &p->forum->arrival;
    const Int n = p->sizes->seats, groups = p->sizes->groups, half = arrival->neighbours / 2;
    double *restrict bonus = p->pairs;
    memset(bonus, 0, (size_t)(n * n) * sizeof *bonus);
    if (arrival->neighbours > 0 && n > arrival->neighbours) {
        Int *links = malloc((size_t)(n * 2 * half) * sizeof *links);
        if (!links)
            return -1;
        small_world(p->draws->rank, p->draws->acquaintance, arrival->rewire, n, half, links);
        for (Int i = 0; i < n; i++)
            for (Int hop = 0; hop < half; hop++) {
                const Int other = links[i * 2 * half + hop];
                bonus[other * n + i] = bonus[i * n + other] = arrival->bonus;
            }
        free(links);
    }
    for (Int s = 0; s < n; s++) {
        const double *block = arrival->trust + state->group[s] * groups;
        const double *standing = arrival->standing + state->group[s] * groups;
        const Int camp = state->camp[s], region = state->region[s], languages = state->languages[s];
        for (Int i = 0; i < n; i++) {
            const Int pair = s * n + i, group = state->group[i];
            double trust = state->camp[i] == camp ? arrival->same_camp : block[group];
            trust = clip(trust + bonus[pair] + arrival->spread * p->draws->trust[pair], 0.0, 1.0);
            if (p->sizes->given > 0 && !isnan(arrival->given[pair]))
                trust = arrival->given[pair];
            state->trust[pair] = trust;
            state->standing[pair] = standing[group];
            state->tie[pair] = (languages & state->languages[i]) != 0 || state->region[i] == region ? 1.0 : 0.0;
        }
        state->trust[s * n + s] = state->standing[s * n + s] = 1.0;
    }
    memcpy(state->base_trust, state->trust, (size_t)(n * n) * sizeof *state->trust);
    return 0;
}

static void clear_the_table(const Process *p)
{
    const State *state = &p->state;
    const Int n = p->sizes->seats;
    for (Int i = 0; i < n; i++)
        state->floor_time[i] = state->spoken_today[i] = 0;
    for (Int k = 0; k < p->sizes->issues; k++) {
        state->text[k] = p->forum->procedure.reference[k];
        state->vagueness[k] = state->heard_sum[k] = 0.0;
        state->heard_count[k] = state->rounds[k] = state->session_rounds[k] = state->objectors[k] = state->drafted[k] = 0;
        state->agreed_step[k] = -1;
    }
    for (Int cell = 0; cell < p->sizes->issues * n; cell++)
        state->pending[cell] = -1;
}

static int arrive(const Process *p)
{
    settle_the_world(p);
    prepare(p);
    take_seats(p);
    if (get_acquainted(p))
        return -1;
    first_pictures(p);
    clear_the_table(p);
    in_scope(p);
    nearest_seats(p);
    p->ledger.size[0] = 0;
    return 0;
}

/* ---------------------------------------------------------------------------------------------------------- schedule.py */

static void advance(const Process *p, Int step)
{
    const Calendar *calendar = &p->forum->calendar;
    const Sizes *sizes = p->sizes;
    const Int event = calendar->event[step];
    if (calendar->opens[step])
        open_event(p, event);
    if (calendar->new_day[step])
        memset(p->state.spoken_today, 0, (size_t)sizes->seats * sizeof *p->state.spoken_today);
    who_is_present(p, calendar->room + step * sizes->groups, calendar->attends + event * sizes->regions);
    if (calendar->turns[step] > 0) {
        Int issue = next_issue(p, calendar->agenda[event], calendar->on_agenda + event * sizes->issues);
        if (issue >= 0)
            hold_round(p, step, issue);
    }
    if (calendar->closes[step])
        close_event(p, event);
    if (step == sizes->steps - 1)
        adjourn(p, step);
}

/* Fill `row`: the Outcome, the Moments of start and end, then (G,) voice, trust received, acceptance, and (K,) agreed. */
int replicate(const Sizes *sizes, const Forum *forum, const Draws *draws, const State *state, const Ledger *ledger,
              const Public *public, double *row)
{
    const size_t n = (size_t)sizes->seats, world = (size_t)sizes->constituencies, cells = n * (size_t)sizes->issues;
    Outcome outcome;
    Moment start, end;
    if (forum->selection.rule != 0 || forum->procedure.package || forum->procedure.has_logic)
        return 1;
    double *room = malloc((n * n + n + cells + world) * sizeof *room + world);
    if (!room)
        return -1;
    Int *group = (Int *)(room + n * n + n + cells);
    for (size_t m = 0; m < world; m++)
        group[m] = forum->world.profiles.group[forum->world.kind[m]];
    const Process process = {sizes, forum,        draws,            *state, *ledger,
                             *public, room, room + n * n, room + n * n + n, group, (Flag *)(group + world)};
    const int failed = arrive(&process);
    if (!failed) {
        look(&process, &start);
        for (Int step = 0; step < sizes->steps; step++)
            advance(&process, step);
        look(&process, &end);
        conclude(&process, &outcome);
        memcpy(row, &outcome, sizeof outcome);
        memcpy(row += sizeof outcome / sizeof *row, &start, sizeof start);
        memcpy(row += sizeof start / sizeof *row, &end, sizeof end);
        row += sizeof end / sizeof *row;
        of_groups(&process, row, row + sizes->groups, row + 2 * sizes->groups);
        for (Int k = 0; k < sizes->issues; k++)
            row[3 * sizes->groups + k] = state->status[k] == AGREED ? 1.0 : 0.0;
    }
    free(room);
    return failed;
}
