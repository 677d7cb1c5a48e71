#include "core/generation/datasetsplit.h"

#include "core/base/random.h"

#include <cmath>
#include <numeric>

namespace antiphon {

namespace {

constexpr double shareTolerance = 1e-6;

Failure wrongShares(const QString& text)
{
    return fail(ErrorCode::InvalidValue, QStringLiteral("the split \"%1\"").arg(text),
                QStringLiteral("it is one to three numbers above 0 that add up to 1, such as 0.8,0.1,0.1"));
}

} // namespace

Result<QList<SplitShare>> splitShares(const QString& text)
{
    const QStringList words = text.split(QLatin1Char(','));
    QStringList names{QStringLiteral("train"), QStringLiteral("validation"), QStringLiteral("test")};
    if (words.size() == 2)
        names.removeAt(1);
    if (words.size() > names.size())
        return wrongShares(text);
    QList<SplitShare> shares;
    double sum = 0;
    for (qsizetype i = 0; i < words.size(); ++i) {
        bool isNumber = false;
        const double share = words[i].trimmed().toDouble(&isNumber);
        if (!isNumber || !(share > 0))
            return wrongShares(text);
        sum += share;
        shares << SplitShare{names[i], share};
    }
    return std::abs(sum - 1) <= shareTolerance ? Result<QList<SplitShare>>(shares) : wrongShares(text);
}

SplitGroups::SplitGroups(size_t items) : m_parents(items)
{
    std::iota(m_parents.begin(), m_parents.end(), 0U);
}

quint32 SplitGroups::root(quint32 item)
{
    while (m_parents[item] != item) {
        m_parents[item] = m_parents[m_parents[item]];
        item = m_parents[item];
    }
    return item;
}

void SplitGroups::addKey(size_t item, quint32 key)
{
    if (key >= m_holders.size())
        m_holders.resize(std::max<size_t>(key + 1, m_holders.size() * 2), 0);
    const auto mine = static_cast<quint32>(item);
    quint32& holder = m_holders[key];
    if (holder == 0) {
        holder = mine + 1;
        return;
    }
    const quint32 a = root(holder - 1);
    const quint32 b = root(mine);
    m_parents[std::max(a, b)] = std::min(a, b);
}

std::vector<quint32> SplitGroups::groups()
{
    std::vector<quint32> numbers(m_parents.size());
    quint32 next = 0;
    for (quint32 item = 0; item < m_parents.size(); ++item) {
        const quint32 first = root(item); // the smallest item of its group
        numbers[item] = first == item ? next++ : numbers[first];
    }
    return numbers;
}

Split splitGroups(const std::vector<quint32>& groups, const QList<SplitShare>& shares, quint64 seed)
{
    std::vector<qint64> sizes;
    for (const quint32 group : groups) {
        if (group >= sizes.size())
            sizes.resize(group + 1, 0);
        ++sizes[group];
    }
    std::vector<quint32> order(sizes.size());
    std::iota(order.begin(), order.end(), 0U);
    Random random(seed);
    random.shuffle(order);
    std::stable_sort(order.begin(), order.end(),
                     [&sizes](quint32 a, quint32 b) { return sizes[a] > sizes[b]; });

    Split split;
    split.sizes.fill(0, shares.size());
    split.groups = static_cast<qint64>(sizes.size());
    split.largestGroup = order.empty() ? 0 : sizes[order.front()];
    std::vector<quint8> partOf(sizes.size());
    for (const quint32 group : order) {
        qsizetype best = 0;
        const auto lacks = [&](qsizetype part) {
            return shares[part].share * static_cast<double>(groups.size()) -
                   static_cast<double>(split.sizes[part]);
        };
        for (qsizetype part = 1; part < shares.size(); ++part) {
            if (lacks(part) > lacks(best))
                best = part;
        }
        partOf[group] = static_cast<quint8>(best);
        split.sizes[best] += sizes[group];
    }
    for (const quint32 group : groups)
        split.parts.push_back(partOf[group]);
    return split;
}

} // namespace antiphon
