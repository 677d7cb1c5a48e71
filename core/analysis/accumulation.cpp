#include "core/analysis/accumulation.h"

#include "core/analysis/figuretext.h"
#include "core/base/csvfile.h"
#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/statistics/descriptive.h"

#include <algorithm>
#include <numeric>

namespace antiphon {

namespace {

// Different codes after each dialogue of one order. `seen` is the caller's scratch space: the number of the
// walk that saw a code last.
class Walk
{
public:
    explicit Walk(std::size_t codes) : m_seen(codes, -1) {}
    void operator()(const DialogueCodes& dialogues, const std::vector<quint32>& order, int number,
                    std::span<quint16> counts)
    {
        quint16 count = 0;
        for (std::size_t i = 0; i < order.size(); ++i) {
            for (const quint16 code : dialogues[order[i]]) {
                count += m_seen[code] == number ? 0 : 1;
                m_seen[code] = number;
            }
            counts[i] = count;
        }
    }

private:
    std::vector<int> m_seen;
};

std::size_t codesIn(const DialogueCodes& dialogues)
{
    std::size_t codes = 0;
    for (const auto& dialogue : dialogues) {
        if (!dialogue.empty())
            codes = std::max(codes, dialogue.back() + std::size_t{1});
    }
    return codes;
}

} // namespace

Result<Accumulation> accumulate(const DialogueCodes& dialogues, const AccumulationOptions& options,
                                const CancelToken& cancel, const ProgressSink& progress)
{
    const std::size_t n = dialogues.size();
    const auto orders = static_cast<std::size_t>(options.orders);
    Accumulation found;
    found.options = options;
    std::vector<quint32> order(n);
    std::iota(order.begin(), order.end(), 0U);
    std::vector<quint16> counts(n);
    Walk(codesIn(dialogues))(dialogues, order, 0, counts);
    found.observed.assign(counts.begin(), counts.end());

    std::vector<quint16> all(orders * n); // order after order
    constexpr std::size_t chunk = 16;
    const std::size_t chunks = (orders + chunk - 1) / chunk;
    std::atomic<qint64> done = 0;
    forEachIndex(chunks, options.threads, [&](std::size_t index) {
        if (cancel.isCancelled())
            return;
        Walk walk(codesIn(dialogues));
        std::vector<quint32> own = order;
        const std::size_t end = std::min(orders, (index + 1) * chunk);
        for (std::size_t i = index * chunk; i < end; ++i) {
            std::iota(own.begin(), own.end(), 0U);
            Random::forKey(options.seed, i).shuffle(own);
            walk(dialogues, own, static_cast<int>(i), std::span(all).subspan(i * n, n));
        }
        done += static_cast<qint64>(end - index * chunk);
        report(progress, done, static_cast<qint64>(orders), QStringLiteral("orders"));
    });
    if (cancel.isCancelled())
        return fail(ErrorCode::Cancelled);

    found.median.resize(n);
    found.low.resize(n);
    found.high.resize(n);
    const double tail = (1 - options.level) / 2;
    std::vector<double> column(orders);
    for (std::size_t k = 0; k < n; ++k) {
        for (std::size_t i = 0; i < orders; ++i)
            column[i] = all[i * n + k];
        std::ranges::sort(column);
        found.median[k] = statistics::quantileOfSorted(column, 0.5);
        found.low[k] = statistics::quantileOfSorted(column, tail);
        found.high[k] = statistics::quantileOfSorted(column, 1 - tail);
    }
    return found;
}

QByteArray accumulationCsv(const Accumulation& curve)
{
    QByteArray csv = csvLine({QStringLiteral("dialogues"), QStringLiteral("codes"), QStringLiteral("low"),
                              QStringLiteral("middle"), QStringLiteral("high"), QStringLiteral("orders"),
                              QStringLiteral("level"), QStringLiteral("seed")});
    for (std::size_t i = 0; i < curve.observed.size(); ++i)
        csv += csvLine({QString::number(i + 1), QString::number(curve.observed[i]), figureText(curve.low[i]),
                        figureText(curve.median[i]), figureText(curve.high[i]),
                        QString::number(curve.options.orders), QString::number(curve.options.level),
                        QString::number(curve.options.seed)});
    return csv;
}

} // namespace antiphon
