#include "core/analysis/cooccurrence.h"

#include "core/analysis/figuretext.h"
#include "core/base/csvfile.h"

namespace antiphon {

namespace {

std::optional<double> ratio(double above, double below)
{
    return below > 0 ? std::optional(above / below) : std::nullopt;
}

// Counts of unordered pairs of codes, one cell for each.
class PairCounts
{
public:
    explicit PairCounts(std::size_t codes) : m_codes(codes), m_cells(codes * codes) {}
    qint32& at(quint16 first, quint16 second)
    {
        return m_cells[std::min(first, second) * m_codes + std::max(first, second)];
    }

private:
    std::size_t m_codes;
    std::vector<qint32> m_cells;
};

void countTurn(const CodingLayer& layer, std::size_t turn, PairCounts& both, PairCounts& overlaps)
{
    const auto codes = layer.codesOf(turn);
    for (std::size_t i = 0; i < codes.size(); ++i) {
        for (std::size_t j = i + 1; j < codes.size(); ++j)
            ++both.at(codes[i], codes[j]);
    }
    const auto codings = layer.codingsOf(turn);
    for (std::size_t i = 0; i < codings.size(); ++i) {
        for (std::size_t j = i + 1; j < codings.size(); ++j) {
            if (codings[i].code != codings[j].code && overlap(codings[i], codings[j]))
                ++overlaps.at(codings[i].code, codings[j].code);
        }
    }
}

} // namespace

std::optional<double> CoOccurrence::jaccard() const
{
    return ratio(static_cast<double>(both), static_cast<double>(firstTurns + secondTurns - both));
}

std::optional<double> CoOccurrence::cCoefficient() const
{
    return ratio(static_cast<double>(overlaps), static_cast<double>(firstCodings + secondCodings - overlaps));
}

std::optional<double> CoOccurrence::lift() const
{
    return ratio(static_cast<double>(both) * static_cast<double>(n),
                 static_cast<double>(firstTurns) * static_cast<double>(secondTurns));
}

std::vector<CoOccurrence> coOccurrences(const CodedCorpus& corpus, const CodingLayer& layer)
{
    const auto codes = static_cast<std::size_t>(corpus.codes.size());
    PairCounts both(codes);
    PairCounts overlaps(codes);
    std::vector<qint64> turnsOf(codes);
    std::vector<qint64> codingsOf(codes);
    qint64 n = 0;
    for (std::size_t turn = 0; turn < corpus.turns.size(); ++turn) {
        n += layer.isCoded(turn) ? 1 : 0;
        for (const quint16 code : layer.codesOf(turn))
            ++turnsOf[code];
        countTurn(layer, turn, both, overlaps);
    }
    for (const CodedPlace& coding : layer.codings())
        ++codingsOf[coding.code];
    std::vector<CoOccurrence> pairs;
    for (std::size_t first = 0; first < codes; ++first) {
        for (std::size_t second = first + 1; second < codes; ++second) {
            const auto a = static_cast<quint16>(first);
            const auto b = static_cast<quint16>(second);
            if (both.at(a, b) > 0)
                pairs.push_back({a, b, n, turnsOf[a], turnsOf[b], both.at(a, b), codingsOf[a], codingsOf[b],
                                 overlaps.at(a, b)});
        }
    }
    return pairs;
}

QByteArray coOccurrenceCsv(const QList<Code>& codes, const std::vector<CoOccurrence>& pairs)
{
    QByteArray csv = csvLine(QStringLiteral("facet,code,facet 2,code 2,n,turns,turns 2,both,jaccard,codings,"
                                            "codings 2,overlaps,c-coefficient,lift")
                                 .split(QLatin1Char(',')));
    for (const CoOccurrence& pair : pairs) {
        const Code& first = codes[pair.first];
        const Code& second = codes[pair.second];
        csv += csvLine({facetWord(first.facet), first.name, facetWord(second.facet), second.name,
                        QString::number(pair.n), QString::number(pair.firstTurns),
                        QString::number(pair.secondTurns), QString::number(pair.both),
                        figureText(pair.jaccard()), QString::number(pair.firstCodings),
                        QString::number(pair.secondCodings), QString::number(pair.overlaps),
                        figureText(pair.cCoefficient()), figureText(pair.lift())});
    }
    return csv;
}

} // namespace antiphon
