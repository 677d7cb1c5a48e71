// The best few of many.
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <utility>
#include <vector>

namespace antiphon {

// The k best of what is offered: the most similar, ties by the smaller number.
class BestOf
{
public:
    using Item = std::pair<double, quint32>; // similarity, number
    explicit BestOf(std::size_t k) : m_k(k) { m_heap.reserve(k + 1); }

    bool isFull() const { return m_heap.size() == m_k; }
    double worst() const { return m_heap.front().first; }
    void offer(Item item)
    {
        if (isFull() && !isBetter(item, m_heap.front()))
            return;
        m_heap.push_back(item);
        std::push_heap(m_heap.begin(), m_heap.end(), isBetter);
        if (m_heap.size() <= m_k)
            return;
        std::pop_heap(m_heap.begin(), m_heap.end(), isBetter);
        m_heap.pop_back();
    }
    std::vector<Item> sorted() &&
    {
        std::sort_heap(m_heap.begin(), m_heap.end(), isBetter);
        return std::move(m_heap);
    }

private:
    static bool isBetter(const Item& a, const Item& b)
    {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    }
    std::size_t m_k;
    std::vector<Item> m_heap; // the worst in front
};

} // namespace antiphon
