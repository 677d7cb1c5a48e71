#include "core/generation/duevalues.h"

#include <algorithm>

namespace antiphon {

DueValues::DueValues(const QList<QStringList>& named)
{
    for (int turn = 0; turn < named.size(); ++turn) {
        for (const QString& attribute : named[turn]) {
            if (isNameable(attribute) && dueAt(attribute) < 0)
                m_due << Due{attribute, turn};
        }
    }
}

int DueValues::dueAt(const QString& attribute) const
{
    const auto at =
        std::find_if(m_due.begin(), m_due.end(), [&](const Due& due) { return due.attribute == attribute; });
    return at == m_due.end() ? -1 : at->turn;
}

QString DueValues::leakIn(const QString& folded, int turn, MentionFinder& finder) const
{
    for (const Due& due : m_due) {
        if (due.turn <= turn || !finder.names(folded, due.attribute))
            continue;
        QStringList named;
        for (const Due& other : m_due) {
            if (other.turn <= turn)
                named << other.attribute;
        }
        if (finder.namesBeside(folded, due.attribute, named))
            return due.attribute;
    }
    return {};
}

} // namespace antiphon
