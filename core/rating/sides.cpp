#include "core/rating/sides.h"

#include "core/rating/order.h"

#include <algorithm>
#include <numeric>

namespace antiphon {

namespace {

// The first half of a Williams square, its things under the names given.
QList<QList<int>> namedSquare(const std::vector<int>& names)
{
    const auto count = static_cast<int>(names.size());
    const std::vector<std::vector<int>> square = williamsSquare(count);
    QList<QList<int>> orders;
    for (int row = 0; row < count; ++row) {
        QList<int>& order = orders.emplace_back();
        for (const int thing : square[static_cast<std::size_t>(row)])
            order << names[static_cast<std::size_t>(thing)];
    }
    std::sort(orders.begin(), orders.end());
    return orders;
}

bool holdsAll(const QList<QList<int>>& orders, const QList<QList<int>>& used)
{
    return std::all_of(used.begin(), used.end(), [&](const QList<int>& one) { return orders.contains(one); });
}

} // namespace

QList<QList<int>> sideOrders(int dialogues, const QList<QList<int>>& used, Random& random)
{
    std::vector<int> names(static_cast<std::size_t>(dialogues));
    std::iota(names.begin(), names.end(), 0);
    if (dialogues == 2)
        return {{0, 1}, {1, 0}};
    // A square is known by the names that make one of its rows the first order that was used.
    if (!used.isEmpty() && used.constFirst().size() == dialogues) {
        for (const std::vector<int>& row : williamsSquare(dialogues)) {
            for (int place = 0; place < dialogues; ++place)
                names[static_cast<std::size_t>(row[static_cast<std::size_t>(place)])] =
                    used.constFirst().at(place);
            const QList<QList<int>> orders = namedSquare(names);
            if (holdsAll(orders, used))
                return orders;
        }
    }
    random.shuffle(names);
    return namedSquare(names);
}

} // namespace antiphon
