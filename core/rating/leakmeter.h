// What raters could learn about the conditions from the dialogues alone: a blinding audit.
#pragma once

#include "core/rating/packettext.h"
#include "core/rating/studystore.h"
#include "core/statistics/separation.h"

namespace antiphon {

// An item as a rater reads it, and the condition it belongs to.
struct AuditedItem
{
    QList<PacketTurn> turns;
    int condition = 0; // its place among the conditions
};

// How far apart the conditions lie in one measure of length.
struct LengthDifference
{
    QString measure;            // "turns", "words", "shown tracks"
    std::vector<double> means;  // of each condition
    statistics::Estimate worst; // the largest standardised mean difference of two conditions, from 0 on
    bool warns = false;         // above 0.25
};

struct BlindingAudit
{
    QStringList conditions;      // as they may be named
    statistics::Separation leak; // how well a classifier tells them apart
    QList<LengthDifference> lengths;
    qint64 items = 0; // looked at
    qint64 all = 0;   // of the study; the rest was left out by drawing
};

struct AuditOptions
{
    int most = 600; // items; more are drawn by the seed
    int permutations = 999;
    quint64 seed = 1;
    CancelToken cancel = {};
};

// Features are character n-grams (2 to 4, weighted by term frequency and inverse document frequency) and
// lengths, both as inner products; see crossValidatedSeparation(). A high area does not say that a packet
// gives its key away, but that style can be learned.
BlindingAudit auditBlinding(const QList<AuditedItem>& items, const QStringList& conditions,
                            const AuditOptions& options);

// The same for a study's items, worded as in its packets; conditions go by their letters. While the
// key is sealed, the figures that were taken before, which name no condition. Errors: NotPossible for a
// draft; Cancelled.
Result<BlindingAudit> auditStudy(const Connection& connection, const Study& study,
                                 const AuditOptions& options);

QJsonObject auditJson(const BlindingAudit& audit);
// For people, one fact a line.
QString auditText(const BlindingAudit& audit);

} // namespace antiphon
