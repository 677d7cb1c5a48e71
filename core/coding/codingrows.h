// The rows of a table of codings, read but not yet matched with turns.
#pragma once

#include "core/coding/codingimport.h"

namespace antiphon {

struct LabelRow
{
    qint64 line = 0;
    QString row;                 // for messages
    QString dialogue;            // external id
    std::optional<int> exchange; // with role; or
    std::optional<int> position; // from 0
    std::optional<Role> role;
    TargetKind target = TargetKind::Turn;
    std::optional<TextSpan> span; // of a target that is a span
    QString quote;                // what the span should hold; empty: not said
    // By facet; without one, the code of that name that fits the turn.
    QList<std::pair<std::optional<Facet>, QString>> labels;
};

struct LabelRows
{
    QList<LabelRow> rows;
    QList<RefusedRow> refused;
};

// Errors: as importCodings.
Result<LabelRows> readLabelRows(const QString& path, CodingFormat format, const CancelToken& cancel);

} // namespace antiphon
