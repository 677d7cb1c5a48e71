// Plans: the whole skeleton of a dialogue before a word is written.
#pragma once

#include "core/base/result.h"
#include "core/cascade/filter.h"
#include "core/corpus/dialogue.h"

namespace antiphon {

using PlanSetId = Id<struct PlanSetTag>;

// One turn of a plan. User and system turns alternate; the first is the user's.
struct PlanTurn
{
    Role role = Role::User;
    QStringList intents; // the user's intents or the system's actions, labels of the taxonomy

    // User turns: the values that are named in this turn as "type:value": first those added (an exclude
    // as "!type:value"), then those of `removed`; "continue:continue" for the intent continue.
    // System turns: always empty, as in the LP-MusicDialog record.
    QStringList attributes;
    QStringList removed; // user turns with remove_filter: the filters that leave, as they stood in the state

    FilterState state; // what holds after this turn; a system turn has the state of the user turn before it
    qint64 pool = 0;   // tracks that satisfy the state, seen ones included

    // System turns only.
    QString askedType;    // detail_attribute_request: the attribute type asked for, else empty
    QStringList proposed; // active_recommend: "type:value" that the listed tracks have besides the state
    std::vector<quint32> tracks; // ten catalogue ordinals, none twice in a plan

    bool operator==(const PlanTurn&) const = default;
};

// The attribute types of what the turn names and takes away, none twice; "continue:continue" is none.
QStringList typesNamed(const PlanTurn& turn);

struct Plan
{
    qint64 ordinal = 0; // place within its set, from 0
    QList<PlanTurn> turns;
    std::vector<quint32> goal = {}; // catalogue ordinals of the tracks that it is after; mostly empty
    bool operator==(const Plan&) const = default;
};

// The compact JSON in which a plan is stored, UTF-8, the same bytes for the same plan:
// {"goal":[track ordinals],"turns":[{"u":[intents],"a":[attributes],"d":[removed],"f":[filters],"n":pool},
//           {"s":[actions],"q":"asked type","p":[proposed],"t":[track ordinals]}, ...]}
// "goal" is missing where there is none; "u" or "s" tells the role; "f" and "n" are missing where they are as
// in the turn before, empty lists are missing; rejected tracks are not repeated: they are those that the turn
// before a reject_response listed.
QByteArray encodePlan(const Plan& plan);
// The inverse, for plans from before there were goals, too; `ordinal` is not part of the JSON. Errors:
// WrongFormat.
Result<Plan> decodePlan(const QByteArray& json, qint64 ordinal);

// Who brought up a value that the user names: the system where a reply proposed it before.
struct Introduction
{
    Filter filter;
    Role by = Role::User;
    qsizetype turn = 0; // of the first mention, from 0
    bool operator==(const Introduction&) const = default;
};
// Each named value once, an include and an exclude of the same value as two, in the order in which the user
// first names them.
QList<Introduction> introductions(const Plan& plan);
// The first turn that lists the track, from 0; nothing when none does.
std::optional<qsizetype> firstListed(const Plan& plan, quint32 track);

} // namespace antiphon
