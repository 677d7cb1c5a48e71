// What each coefficient of agreement is, for the one who reads it.
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace antiphon {

struct CoefficientDefinition
{
    QString key;      // as the command line and its answers call it
    QString name;     // as statisticians do
    QString formula;  // in words
    QString source;   // where it was published
    QString misleads; // when it says something else than one would think
};

// In the order in which tables show them.
const QList<CoefficientDefinition>& coefficientDefinitions();
// By key, upper or lower case; nothing for one that there is not.
std::optional<CoefficientDefinition> coefficientDefinition(const QString& key);

} // namespace antiphon
