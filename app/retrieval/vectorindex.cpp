#include "app/retrieval/vectorindex.h"

#include <faiss/IndexFlat.h>
#include <faiss/IndexIVFFlat.h>
#include <faiss/utils/distances.h>

#include <algorithm>
#include <cmath>

// Of libgomp; <omp.h> is not where every compiler looks.
extern "C" void omp_set_num_threads(int);

namespace antiphon::retrieval {

namespace {

constexpr int threads = 2;
constexpr std::size_t fewestListsSearched = 16;
// What the index is held to before it is used: of the ten nearest of some vectors it must find this share.
constexpr faiss::Index::idx_t nearestChecked = 10;
constexpr faiss::Index::idx_t vectorsChecked = 50;
constexpr double recallWanted = 0.99;
constexpr int pointsOfACentroid = 64;
constexpr int trainingRounds = 10;

// The lists with the quantizer that they are found by.
struct InvertedLists
{
    InvertedLists(int dimensions, std::size_t lists)
        : quantizer(dimensions),
          index(&quantizer, static_cast<std::size_t>(dimensions), lists, faiss::METRIC_INNER_PRODUCT)
    {
        index.nprobe = fewestListsSearched;
        index.cp.min_points_per_centroid = 1;
        index.cp.max_points_per_centroid = pointsOfACentroid;
        index.cp.niter = trainingRounds;
    }
    faiss::IndexFlatIP quantizer;
    faiss::IndexIVFFlat index;
};

std::vector<faiss::Index::idx_t> nearestRows(const faiss::Index& index, const float* vector)
{
    std::vector<float> similarities(nearestChecked);
    std::vector<faiss::Index::idx_t> rows(nearestChecked);
    index.search(1, vector, nearestChecked, similarities.data(), rows.data());
    return rows;
}

double recallOf(const faiss::Index& index, const faiss::IndexFlatIP& exact,
                const std::vector<std::vector<faiss::Index::idx_t>>& right)
{
    double found = 0;
    double all = 0;
    for (std::size_t i = 0; i < right.size(); ++i) {
        const auto row = static_cast<faiss::Index::idx_t>(i) * exact.ntotal / vectorsChecked;
        const auto rows = nearestRows(index, exact.get_xb() + row * exact.d);
        for (const auto each : right[i]) {
            all += 1;
            found += std::find(rows.begin(), rows.end(), each) != rows.end() ? 1 : 0;
        }
    }
    return found / all;
}

// Lets the index search as many lists as it needs for the recall wanted. False when that would be so many
// that comparing every vector is no slower: vectors that lie in no groups.
bool tune(faiss::IndexIVFFlat& index, const faiss::IndexFlatIP& exact)
{
    std::vector<std::vector<faiss::Index::idx_t>> right;
    for (faiss::Index::idx_t i = 0; i < vectorsChecked; ++i)
        right.push_back(nearestRows(exact, exact.get_xb() + i * exact.ntotal / vectorsChecked * exact.d));
    for (index.nprobe = fewestListsSearched; index.nprobe <= index.nlist / 3; index.nprobe *= 2)
        if (recallOf(index, exact, right) >= recallWanted)
            return true;
    return false;
}

} // namespace

VectorIndex::VectorIndex(std::uint32_t dimensions, std::uint64_t rows)
    : m_exact(std::make_shared<faiss::IndexFlatIP>(dimensions)), m_searched(m_exact)
{
    omp_set_num_threads(threads);
    // The reference BLAS is slower than Faiss's own loops on two threads.
    faiss::distance_compute_blas_threshold = 1 << 30;
    m_exact->codes.reserve(rows * dimensions * sizeof(float));
}

VectorIndex::~VectorIndex()
{
    if (m_builder.joinable())
        m_builder.join();
}

std::uint64_t VectorIndex::rows() const
{
    return m_exact ? static_cast<std::uint64_t>(m_exact->ntotal) : 0;
}

void VectorIndex::add(const std::vector<float>& vectors)
{
    m_exact->add(static_cast<faiss::Index::idx_t>(vectors.size()) / m_exact->d, vectors.data());
}

void VectorIndex::buildAside()
{
    m_builder = std::thread([this] { build(); });
}

void VectorIndex::build()
{
    omp_set_num_threads(threads);
    const auto lists = static_cast<std::size_t>(std::sqrt(static_cast<double>(m_exact->ntotal)));
    auto made = std::make_shared<InvertedLists>(m_exact->d, std::max<std::size_t>(lists, 1));
    made->index.train(m_exact->ntotal, m_exact->get_xb());
    made->index.add(m_exact->ntotal, m_exact->get_xb());
    if (!tune(made->index, *m_exact))
        return;
    const std::lock_guard lock(m_mutex);
    m_searched = std::shared_ptr<const faiss::Index>(made, &made->index);
    m_exact.reset();
}

VectorIndex::Nearest VectorIndex::nearest(const std::vector<float>& vector, std::uint32_t k) const
{
    Nearest nearest;
    std::shared_ptr<const faiss::Index> index;
    {
        const std::lock_guard lock(m_mutex);
        index = m_searched;
        nearest.isIndexed = index != m_exact;
    }
    const auto wanted = std::min<faiss::Index::idx_t>(k, index->ntotal);
    std::vector<float> similarities(static_cast<std::size_t>(wanted));
    std::vector<faiss::Index::idx_t> rows(static_cast<std::size_t>(wanted));
    index->search(1, vector.data(), wanted, similarities.data(), rows.data());
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i] >= 0)
            nearest.found.push_back({static_cast<std::uint32_t>(rows[i]), similarities[i]});
    std::sort(nearest.found.begin(), nearest.found.end(), [](const Found& a, const Found& b) {
        return a.similarity != b.similarity ? a.similarity > b.similarity : a.row < b.row;
    });
    return nearest;
}

} // namespace antiphon::retrieval
