// Train, validation and test: which dialogue goes where, so that nothing that is to be found leaks across.
#pragma once

#include "core/base/result.h"

#include <QStringList>

#include <vector>

namespace antiphon {

// Names of the parts with the shares asked for, which add up to 1.
struct SplitShare
{
    QString name; // "train", "validation", "test"
    double share = 1;
};
// From "0.8,0.1,0.1": train, validation and test; two shares are train and test, one is train. Errors:
// InvalidValue for shares that are no numbers above 0, that do not add up to 1, or more than three of them.
Result<QList<SplitShare>> splitShares(const QString& text);

// Puts together what shares a key.
class SplitGroups
{
public:
    explicit SplitGroups(size_t items);
    // Two items with a key in common are in one group.
    void addKey(size_t item, quint32 key);
    // The group of each item, numbered from 0 in the order of first items.
    std::vector<quint32> groups();

private:
    quint32 root(quint32 item);
    std::vector<quint32> m_parents;
    std::vector<quint32> m_holders; // by key: an item that has it, plus 1
};

struct Split
{
    std::vector<quint8> parts; // by item: the index of its share
    QList<qint64> sizes;       // by part
    qint64 groups = 0;
    qint64 largestGroup = 0;
};

// Gives whole groups to parts: the largest first, equal ones in an order drawn with `seed`, each to the part
// that lacks most of what it was asked to have. The same on every machine.
Split splitGroups(const std::vector<quint32>& groups, const QList<SplitShare>& shares, quint64 seed);

} // namespace antiphon
