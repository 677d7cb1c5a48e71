// The vectors of one embedding, searched by Faiss.
#pragma once

#include "core/catalogue/retrievalframe.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace faiss {
struct Index;
struct IndexFlatIP;
} // namespace faiss

namespace antiphon::retrieval {

class VectorIndex
{
public:
    VectorIndex(std::uint32_t dimensions, std::uint64_t rows);
    ~VectorIndex();

    std::uint64_t rows() const;
    void add(const std::vector<float>& vectors);
    // All rows are there: builds inverted lists in a thread. Until they are there, and for good where they
    // would miss too much, every vector is compared.
    void buildAside();

    struct Nearest
    {
        bool isIndexed = false;
        std::vector<Found> found; // largest inner product first, ties by row
    };
    Nearest nearest(const std::vector<float>& vector, std::uint32_t k) const;

private:
    void build();
    std::shared_ptr<faiss::IndexFlatIP> m_exact;
    mutable std::mutex m_mutex; // of m_searched
    std::shared_ptr<const faiss::Index> m_searched;
    std::thread m_builder;
};

} // namespace antiphon::retrieval
