#include "core/analysis/agreementtally.h"

#include <algorithm>
#include <cmath>

namespace antiphon {

namespace {

constexpr std::size_t turnsBetweenLooks = 4096; // at the cancel token

// Words of one turn that a coder gave a code.
struct Piece
{
    quint16 code = 0;
    std::size_t coder = 0;
    qint32 begin = 0;
    qint32 end = 0;
    auto operator<=>(const Piece&) const = default;
};

std::size_t rolesOf(const Code& code)
{
    return (mayCode(code.facet, Role::User) ? 1U : 0U) + (mayCode(code.facet, Role::System) ? 2U : 0U);
}

// All pieces of the turn by code, then coder; those of one code and coder that overlap are one.
std::vector<Piece> piecesOf(const CodedCorpus& corpus, std::size_t turn, qint32 length)
{
    std::vector<Piece> pieces;
    for (std::size_t coder = 0; coder < corpus.layers.size(); ++coder) {
        for (const CodedPlace& place : corpus.layers[coder].codingsOf(turn)) {
            const bool whole = place.begin < 0;
            const Piece piece{place.code, coder, whole ? 0 : std::min(place.begin, length),
                              whole ? length : std::min(place.end, length)};
            if (piece.begin < piece.end)
                pieces.push_back(piece);
        }
    }
    std::ranges::sort(pieces);
    std::vector<Piece> kept;
    for (const Piece& piece : pieces) {
        if (!kept.empty() && kept.back().code == piece.code && kept.back().coder == piece.coder &&
            piece.begin < kept.back().end)
            kept.back().end = std::max(kept.back().end, piece.end);
        else
            kept.push_back(piece);
    }
    return kept;
}

} // namespace

class AgreementCounting
{
public:
    AgreementCounting(const CodedCorpus& corpus, const CodedExtent& extent, AgreementUnit unit)
        : m_corpus(corpus), m_extent(extent)
    {
        const auto codes = static_cast<std::size_t>(corpus.codes.size());
        m_tally.m_unit = unit;
        m_tally.m_coders = corpus.layers.size();
        m_tally.m_entries.resize(codes);
        m_tally.m_given.assign(codes, std::vector<qint64>(corpus.layers.size(), 0));
        m_givers.resize(codes);
        for (const Code& code : corpus.codes)
            m_tally.m_roles.push_back(code.codable ? rolesOf(code) : 0);
        m_width = corpus.layers.size() + 1;
    }

    Result<AgreementTally> count(const CancelToken& cancel)
    {
        countRatings();
        countSizes();
        for (std::size_t turn = 0; turn < m_corpus.turns.size(); ++turn) {
            if (turn % turnsBetweenLooks == 0 && cancel.isCancelled())
                return fail(ErrorCode::Cancelled);
            m_dialogue = m_corpus.turns[turn].dialogue;
            if (m_tally.m_unit == AgreementUnit::Span)
                countCharacters(turn);
            else if (m_tally.m_unit == AgreementUnit::Turn)
                countTurn(turn);
        }
        if (m_tally.m_unit == AgreementUnit::Dialogue)
            countDialogues();
        return std::move(m_tally);
    }

private:
    void countRatings()
    {
        std::vector<std::vector<bool>> rated;
        for (std::size_t coder = 0; coder < m_corpus.layers.size(); ++coder) {
            auto& own = rated.emplace_back(m_corpus.dialogues.size());
            for (std::size_t dialogue = 0; dialogue < own.size(); ++dialogue)
                own[dialogue] = m_corpus.layers[coder].touched(dialogue);
            if (m_tally.m_unit == AgreementUnit::Dialogue) {
                for (const CodedDialogue& coded : m_extent.dialogues[coder])
                    own[coded.dialogue] = true;
            }
        }
        m_tally.m_ratings.assign(m_corpus.dialogues.size(), 0);
        for (const auto& own : rated) {
            for (std::size_t dialogue = 0; dialogue < own.size(); ++dialogue)
                m_tally.m_ratings[dialogue] += own[dialogue] ? 1 : 0;
        }
    }

    void countSizes()
    {
        m_tally.m_sizes.assign(m_corpus.dialogues.size(), {});
        for (std::size_t turn = 0; turn < m_corpus.turns.size(); ++turn) {
            const CorpusTurn& at = m_corpus.turns[turn];
            auto& sizes = m_tally.m_sizes[at.dialogue];
            const double size = m_tally.m_unit == AgreementUnit::Span ? m_extent.characters[turn] : 1;
            for (const std::size_t roles :
                 {at.role == Role::User ? std::size_t{1} : std::size_t{2}, std::size_t{3}})
                sizes[roles] = m_tally.m_unit == AgreementUnit::Dialogue ? 1 : sizes[roles] + size;
        }
    }

    void countTurn(std::size_t turn)
    {
        std::vector<quint16> seen;
        for (std::size_t coder = 0; coder < m_corpus.layers.size(); ++coder) {
            for (const quint16 code : m_corpus.layers[coder].codesOf(turn)) {
                if (m_givers[code].empty())
                    seen.push_back(code);
                m_givers[code].push_back(coder);
            }
        }
        for (const quint16 code : seen) {
            addUnits(code, m_givers[code], 1);
            m_givers[code].clear();
        }
    }

    void countDialogues()
    {
        std::vector<std::vector<std::pair<quint32, quint16>>> pairs(m_corpus.layers.size());
        std::vector<std::pair<std::pair<quint32, quint16>, std::size_t>> all;
        for (std::size_t coder = 0; coder < m_corpus.layers.size(); ++coder) {
            auto& own = pairs[coder];
            for (const CodedPlace& place : m_corpus.layers[coder].codings())
                own.emplace_back(m_corpus.turns[place.turn].dialogue, place.code);
            for (const CodedDialogue& coded : m_extent.dialogues[coder])
                own.emplace_back(coded.dialogue, coded.code);
            std::ranges::sort(own);
            own.erase(std::unique(own.begin(), own.end()), own.end());
            for (const auto& pair : own)
                all.emplace_back(pair, coder);
        }
        std::ranges::sort(all);
        for (std::size_t i = 0; i < all.size();) {
            const auto [dialogue, code] = all[i].first;
            std::vector<std::size_t> givers;
            for (const auto pair = all[i].first; i < all.size() && all[i].first == pair; ++i)
                givers.push_back(all[i].second);
            m_dialogue = dialogue;
            addUnits(code, givers, 1);
        }
    }

    void countCharacters(std::size_t turn)
    {
        const std::vector<Piece> pieces = piecesOf(m_corpus, turn, m_extent.characters[turn]);
        for (std::size_t i = 0; i < pieces.size();) {
            std::size_t end = i;
            while (end < pieces.size() && pieces[end].code == pieces[i].code)
                ++end;
            countPieces(std::span(pieces).subspan(i, end - i));
            i = end;
        }
    }

    // From one place where a piece begins or ends to the next, the same coders gave the code.
    void countPieces(std::span<const Piece> pieces)
    {
        std::vector<qint32> places;
        double squares = 0;
        for (const Piece& piece : pieces) {
            places.push_back(piece.begin);
            places.push_back(piece.end);
            squares += std::pow(piece.end - piece.begin, 2);
        }
        std::ranges::sort(places);
        std::vector<std::size_t> givers;
        for (std::size_t i = 1; i < places.size(); ++i) {
            if (places[i - 1] == places[i])
                continue;
            givers.clear();
            for (const Piece& piece : pieces) {
                if (piece.begin <= places[i - 1] && piece.end >= places[i])
                    givers.push_back(piece.coder);
            }
            if (!givers.empty())
                addUnits(pieces.front().code, givers, places[i] - places[i - 1]);
        }
        if (m_tally.m_ratings[m_dialogue] >= 2)
            addCell(pieces.front().code, m_width * m_width + 1, squares);
    }

    void addUnits(quint16 code, const std::vector<std::size_t>& givers, qint64 count)
    {
        const std::size_t ratings = m_tally.m_ratings[m_dialogue];
        addCell(code, ratings * m_width + givers.size(), static_cast<double>(count));
        if (ratings == 2 && m_tally.m_coders == 2 && givers.size() == 1 && givers.front() == 0)
            addCell(code, m_width * m_width, static_cast<double>(count));
        for (const std::size_t coder : givers)
            m_tally.m_given[code][coder] += count;
    }

    // Dialogues come one after the other, so the cell is among the last few.
    void addCell(quint16 code, std::size_t cell, double count)
    {
        auto& entries = m_tally.m_entries[code];
        for (std::size_t i = entries.size(); i > 0 && entries[i - 1].dialogue == m_dialogue; --i) {
            if (entries[i - 1].cell == cell) {
                entries[i - 1].count += count;
                return;
            }
        }
        entries.push_back({m_dialogue, static_cast<quint32>(cell), count});
    }

    const CodedCorpus& m_corpus;
    const CodedExtent& m_extent;
    AgreementTally m_tally;
    std::size_t m_width = 0;
    quint32 m_dialogue = 0;                         // that is counted
    std::vector<std::vector<std::size_t>> m_givers; // of each code, of the turn that is counted
};

Result<AgreementTally> AgreementTally::of(const CodedCorpus& corpus, const CodedExtent& extent,
                                          AgreementUnit unit, const CancelToken& cancel)
{
    return AgreementCounting(corpus, extent, unit).count(cancel);
}

AgreementTally::Rated AgreementTally::rated(const std::vector<double>& weights) const
{
    Rated rated;
    rated.fill(std::vector<double>(m_coders + 1, 0.0));
    for (std::size_t dialogue = 0; dialogue < m_ratings.size(); ++dialogue) {
        for (std::size_t roles = 1; roles < rated.size(); ++roles)
            rated[roles][m_ratings[dialogue]] += weights[dialogue] * m_sizes[dialogue][roles];
    }
    return rated;
}

AgreementTally::Sums AgreementTally::none() const
{
    return {std::vector<double>((m_coders + 1) * (m_coders + 1), 0.0), 0, 0};
}

void AgreementTally::add(quint16 code, const std::vector<double>& weights, const Rated& rated,
                         Sums& sums) const
{
    const std::size_t width = m_coders + 1;
    for (std::size_t ratings = 1; ratings < width; ++ratings)
        sums.units[ratings * width] += rated[m_roles[code]][ratings];
    for (const Entry& entry : m_entries[code]) {
        const double count = weights[entry.dialogue] * entry.count;
        if (entry.cell < sums.units.size()) {
            sums.units[entry.cell] += count;
            sums.units[entry.cell / width * width] -= count;
        } else {
            (entry.cell == sums.units.size() ? sums.onlyFirst : sums.squares) += count;
        }
    }
}

statistics::PatternTable AgreementTally::patterns(const Sums& sums) const
{
    statistics::PatternTable table{2, {}, static_cast<std::int64_t>(m_coders), 0};
    const std::size_t width = m_coders + 1;
    for (std::size_t ratings = 1; ratings < width; ++ratings) {
        for (std::size_t given = 0; given <= ratings; ++given) {
            const auto times = std::llround(sums.units[ratings * width + given]);
            if (times <= 0)
                continue;
            table.missing += times * static_cast<std::int64_t>(m_coders - ratings);
            table.patterns.push_back(
                {{static_cast<double>(ratings - given), static_cast<double>(given)}, times});
        }
    }
    return table;
}

} // namespace antiphon
