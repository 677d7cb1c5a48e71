// All codings of one code: listed, filtered, sorted; and how a code is used. Only one coder's, and only in
// dialogues of ready sources.
#pragma once

#include "core/coding/coding.h"
#include "core/storage/connection.h"

namespace antiphon {

enum class IncidentOrder { Place, Text, Made };

struct IncidentQuery
{
    CodeId code = {};
    CoderId coder = {};
    QString typed = {}; // somewhere in the turn's text or the dialogue's name; empty: all
    IncidentOrder order = IncidentOrder::Place;
    bool isDescending = false;
    bool operator==(const IncidentQuery&) const = default;
};

// A coding with what stands around it.
struct IncidentRow
{
    CodingId id = {};
    CodingTarget target = {};
    TurnPlace place = {}; // a null turn for codings of a dialogue
    QString source = {};
    QString dialogue = {}; // external id
    QString words = {};    // of the span, else of the turn
    QString before = {};   // the text of the turn before; empty: none
    QString after = {};
    CodingOrigin origin = CodingOrigin::Person;
    TimePoint madeAt = 0;
    bool operator==(const IncidentRow&) const = default;
};

// The codings that fit, in their order: by source, dialogue and turn; by text; or by time. Equal ones by id.
Result<QList<CodingId>> incidentIds(const Connection& connection, const IncidentQuery& query);
// Those codings, in the order asked; one that is gone is left out.
Result<QList<IncidentRow>> readIncidentRows(const Connection& connection, const QList<CodingId>& ids);
// Columns source, dialogue, turn (from 1), role, target, words, before, after, origin.
QByteArray incidentCsv(const QList<IncidentRow>& incidents);

struct CodeUse
{
    qint64 codings = 0;
    qint64 turns = 0;
    qint64 dialogues = 0;
    QList<std::pair<CodeId, qint64>> with = {}; // codes on the same turns, with the turns, most first
};
Result<CodeUse> readCodeUse(const Connection& connection, CodeId code, CoderId coder, int others = 5);

} // namespace antiphon
