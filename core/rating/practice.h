// Answers that a study knows beforehand, and what practice says about them.
#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QJsonObject>
#include <QList>

namespace antiphon {

inline constexpr qsizetype longestReason = 400; // characters of an explanation

// Of one dialogue, by the keys of the criteria.
struct KnownAnswers
{
    QHash<QString, QList<int>> expected;  // the points that are right
    QString why = {};                     // about the dialogue; said by practice only
    int tolerance = 0;                    // so many points beside the expected ones are right, too
    QHash<QString, QString> reasons = {}; // about a criterion; said by practice only
    bool operator==(const KnownAnswers&) const = default;

    bool isKnown(const QString& criterion) const { return expected.contains(criterion); }
    // Whether a value is an expected one, or within the tolerance of one; false where none is known.
    bool isRight(const QString& criterion, int value) const;
};

// Answers of practice, as qualification counts them.
struct PracticeTally
{
    int answers = 0; // of which something was expected
    int right = 0;
    // Whether they are at least a share of the answers.
    bool reaches(double share) const;
};

// "expected", and "why", "tolerance" and "reasons" where they say something.
QJsonObject knownAnswersJson(const KnownAnswers& known);
KnownAnswers knownAnswersOf(const QJsonObject& json);

} // namespace antiphon
