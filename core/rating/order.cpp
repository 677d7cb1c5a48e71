#include "core/rating/order.h"

#include <algorithm>

namespace antiphon {

std::vector<std::vector<int>> williamsSquare(int conditions)
{
    // The first row zigzags: 0, n-1, 1, n-2, ...; the others add one to each entry.
    std::vector<int> first;
    for (int i = 0; i < conditions; ++i)
        first.push_back(i % 2 == 0 ? i / 2 : conditions - 1 - i / 2);
    std::vector<std::vector<int>> rows;
    for (int shift = 0; shift < conditions; ++shift) {
        std::vector<int> row;
        for (const int entry : first)
            row.push_back((entry + shift) % conditions);
        rows.push_back(std::move(row));
    }
    if (conditions % 2 == 1) {
        for (int shift = 0; shift < conditions; ++shift) {
            std::vector<int> mirrored = rows[static_cast<std::size_t>(shift)];
            std::reverse(mirrored.begin(), mirrored.end());
            rows.push_back(std::move(mirrored));
        }
    }
    return rows;
}

std::vector<int> balancedOrder(int conditions, int blocks, Random& random)
{
    const std::vector<std::vector<int>> square = williamsSquare(conditions);
    std::vector<int> order;
    std::vector<std::size_t> rows; // of the Latin square in hand, those not used yet
    for (int block = 0; block < blocks; ++block) {
        if (rows.empty()) {
            // Every run of as many blocks as conditions is one whole Latin square.
            const int half =
                (block / conditions) % static_cast<int>(square.size() / static_cast<std::size_t>(conditions));
            for (int row = 0; row < conditions; ++row)
                rows.push_back(static_cast<std::size_t>(half * conditions + row));
            random.shuffle(rows);
        }
        const std::vector<int>& row = square[rows.back()];
        rows.pop_back();
        order.insert(order.end(), row.begin(), row.end());
    }
    return order;
}

int placeImbalance(const std::vector<int>& order, int conditions)
{
    const auto k = static_cast<std::size_t>(conditions);
    std::vector<int> counts(k * k, 0);
    for (std::size_t i = 0; i < order.size(); ++i)
        ++counts[(i % k) * k + static_cast<std::size_t>(order[i])];
    int largest = 0;
    for (std::size_t place = 0; place < k; ++place) {
        const auto [low, high] =
            std::minmax_element(counts.begin() + static_cast<std::ptrdiff_t>(place * k),
                                counts.begin() + static_cast<std::ptrdiff_t>((place + 1) * k));
        largest = std::max(largest, *high - *low);
    }
    return largest;
}

} // namespace antiphon
