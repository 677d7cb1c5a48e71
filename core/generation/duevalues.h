// When each value of a dialogue is first due: the ground of every judgement about naming too early.
#pragma once

#include "core/generation/mention.h"

#include <QList>

namespace antiphon {

// The values of a dialogue with the turn (from 0) that names them first.
class DueValues
{
public:
    // `named[i]` are the attributes that turn i names.
    explicit DueValues(const QList<QStringList>& named);

    // The turn at which the attribute is due first; -1 when it never is.
    int dueAt(const QString& attribute) const;
    // The first value of a later turn that the text of turn `turn` names; empty when there is none. A value
    // that is due by then hides its own words: after "hard rock", rock is no leak in it.
    QString leakIn(const QString& folded, int turn, MentionFinder& finder) const;

private:
    struct Due
    {
        QString attribute;
        int turn;
    };
    QList<Due> m_due; // in the order of turns
};

} // namespace antiphon
