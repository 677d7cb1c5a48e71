// Many phrases looked for in one text at once.
#pragma once

#include "core/generation/foldedtext.h"

#include <QHash>
#include <QStringList>

namespace antiphon {

// Immutable once made; shared by threads.
class PhraseSet
{
public:
    // `phrases` as people write them, of two letters or more; their order is kept.
    explicit PhraseSet(const QStringList& phrases = {});

    struct Found
    {
        QString phrase; // folded, with a blank before it
        TextRange range;
    };
    // Each phrase that stands in `folded` by the rule of findWords(), at its first place, in the order of the
    // phrases.
    QList<Found> in(const QString& folded) const;

private:
    QStringList m_patterns;
    QHash<quint32, QList<qsizetype>> m_byBeginning; // places in m_patterns, by the first two letters
};

} // namespace antiphon
