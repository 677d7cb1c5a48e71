// Agreement of coders as JSON, text and CSV.
#pragma once

#include "core/analysis/agreementrows.h"

#include <QJsonArray>
#include <QJsonObject>

namespace antiphon::cli {

QJsonObject json(const statistics::Estimate& estimate);
// In nine characters.
QString figure(const statistics::Estimate& estimate);
// " [0.412, 0.731]"; nothing without an interval.
QString interval(const statistics::Estimate& estimate);

// "turn", "span", "dialogue", as --unit takes it.
QString unitWord(AgreementUnit unit);
std::optional<AgreementUnit> unitFromWord(const QString& word);
// Plural, what `units` of a row counts.
QString unitsCounted(AgreementUnit unit);

struct AgreementTables
{
    QJsonArray pooled; // all codes and facets
    QJsonArray codes;
    QString text;
    QByteArray csv; // codes alone
};
AgreementTables agreementTables(const CodedCorpus& corpus, const std::vector<AgreementRow>& rows,
                                AgreementUnit unit);

} // namespace antiphon::cli
