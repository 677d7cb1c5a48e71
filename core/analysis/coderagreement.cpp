#include "core/analysis/coderagreement.h"

#include <algorithm>
#include <utility>

namespace antiphon {

namespace {

bool allows(const Code& code, Role role)
{
    return code.codable && mayCode(code.facet, role);
}

// Whether any code of the facet may go on a turn of that role.
bool allows(std::optional<Facet> facet, Role role)
{
    return !facet || mayCode(*facet, role);
}

// Turns by how many coders rated them, per role.
struct RatedTurns
{
    std::vector<qint64> user;
    std::vector<qint64> system;
    const std::vector<qint64>& of(Role role) const { return role == Role::User ? user : system; }
};

// How many turns of a code have so many ratings, and so many of these give it.
class GivenCounts
{
public:
    explicit GivenCounts(std::size_t coders) : m_width(coders + 1), m_cells(m_width * m_width) {}
    qint64& at(std::size_t ratings, std::size_t given) { return m_cells[ratings * m_width + given]; }

private:
    std::size_t m_width;
    std::vector<qint64> m_cells;
};

class Counting
{
public:
    explicit Counting(const CodedCorpus& corpus)
        : m_corpus(corpus),
          m_coders(corpus.layers.size()),
          m_given(static_cast<std::size_t>(corpus.codes.size()), GivenCounts(m_coders)),
          m_here(static_cast<std::size_t>(corpus.codes.size()))
    {
        m_turns.user.resize(m_coders + 1);
        m_turns.system.resize(m_coders + 1);
        for (quint16 code = 0; code < corpus.codes.size(); ++code)
            m_results.push_back({code,
                                 {2, {}, 0, 0},
                                 std::vector<qint64>(m_coders),
                                 std::vector<qint64>(m_coders == 2 ? 4 : 0)});
    }

    std::vector<CodeAgreement> count()
    {
        for (std::size_t turn = 0; turn < m_corpus.turns.size(); ++turn)
            countTurn(turn);
        std::vector<CodeAgreement> kept;
        for (CodeAgreement& result : m_results) {
            if (m_corpus.codes[result.code].codable) {
                finish(result);
                kept.push_back(std::move(result));
            }
        }
        return kept;
    }

private:
    void countTurn(std::size_t turn)
    {
        const CorpusTurn& at = m_corpus.turns[turn];
        std::size_t ratings = 0;
        for (const CodingLayer& layer : m_corpus.layers)
            ratings += layer.touched(at.dialogue) ? 1 : 0;
        ++(at.role == Role::User ? m_turns.user : m_turns.system)[ratings];
        std::vector<quint16> seen;
        for (std::size_t coder = 0; coder < m_coders; ++coder) {
            if (!m_corpus.layers[coder].touched(at.dialogue))
                continue;
            for (const quint16 code : m_corpus.layers[coder].codesOf(turn)) {
                if (m_here[code]++ == 0)
                    seen.push_back(code);
                ++m_results[code].given[coder];
            }
        }
        for (const quint16 code : seen) {
            if (m_coders == 2 && ratings == 2)
                ++m_results[code].joint[m_here[code] == 2 ? 0 : gave(0, turn, code) ? 1 : 2];
            ++m_given[code].at(ratings, std::exchange(m_here[code], 0));
        }
    }

    bool gave(std::size_t coder, std::size_t turn, quint16 code) const
    {
        return std::ranges::binary_search(m_corpus.layers[coder].codesOf(turn), code);
    }

    // Turns on which nobody gave the code were not looked at one by one: they are what is left.
    void finish(CodeAgreement& result)
    {
        const Code& code = m_corpus.codes[result.code];
        GivenCounts& given = m_given[result.code];
        result.patterns.raters = static_cast<std::int64_t>(m_coders);
        for (std::size_t ratings = 1; ratings <= m_coders; ++ratings) {
            qint64 turns = 0;
            for (const Role role : {Role::User, Role::System})
                turns += allows(code, role) ? m_turns.of(role)[ratings] : 0;
            result.patterns.missing += turns * static_cast<qint64>(m_coders - ratings);
            qint64 without = turns;
            for (std::size_t with = 1; with <= ratings; ++with)
                without -= given.at(ratings, with);
            given.at(ratings, 0) = without;
            for (std::size_t with = 0; with <= ratings; ++with) {
                if (given.at(ratings, with) > 0)
                    result.patterns.patterns.push_back(
                        {{static_cast<double>(ratings - with), static_cast<double>(with)},
                         given.at(ratings, with)});
            }
            if (m_coders == 2 && ratings == 2)
                result.joint[3] = without;
        }
    }

    const CodedCorpus& m_corpus;
    std::size_t m_coders;
    RatedTurns m_turns;
    std::vector<GivenCounts> m_given;
    std::vector<std::size_t> m_here; // of each code: coders who gave it to the turn looked at
    std::vector<CodeAgreement> m_results;
};

// The codes of the layer on the turn that belong to the question.
std::vector<quint16> asked(const CodedCorpus& corpus, const CodingLayer& layer, std::size_t turn,
                           std::optional<Facet> facet, std::optional<quint16> code)
{
    std::vector<quint16> kept;
    for (const quint16 given : layer.codesOf(turn)) {
        if ((!facet || corpus.codes[given].facet == *facet) && (!code || given == *code))
            kept.push_back(given);
    }
    return kept;
}

} // namespace

statistics::Estimate CodeAgreement::cohen() const
{
    const std::string method = "Cohen's kappa";
    if (joint.size() != 4)
        return statistics::undefined(method, "it is defined for two coders");
    statistics::Estimate estimate;
    estimate.method = method;
    estimate.n = 2 * (joint[0] + joint[1] + joint[2] + joint[3]);
    estimate.missing = patterns.missing;
    estimate.value = statistics::cohenKappa({static_cast<double>(joint[0]), static_cast<double>(joint[1]),
                                             static_cast<double>(joint[2]), static_cast<double>(joint[3])},
                                            {0, 1, 1, 0}, 2);
    if (!estimate.value)
        estimate.reason = estimate.n == 0 ? "no unit was rated twice" : "all ratings are equal";
    return estimate;
}

std::vector<CodeAgreement> agreementByCode(const CodedCorpus& corpus)
{
    return Counting(corpus).count();
}

statistics::LabelSetTable labelSetsOf(const CodedCorpus& corpus, std::optional<Facet> facet)
{
    statistics::LabelSetTable table;
    table.rows.resize(corpus.layers.size());
    for (std::size_t turn = 0; turn < corpus.turns.size(); ++turn) {
        const CorpusTurn& at = corpus.turns[turn];
        if (!allows(facet, at.role))
            continue;
        table.clusterOf.push_back(at.dialogue);
        for (std::size_t coder = 0; coder < corpus.layers.size(); ++coder) {
            const CodingLayer& layer = corpus.layers[coder];
            table.rows[coder].push_back(layer.touched(at.dialogue)
                                            ? std::optional(asked(corpus, layer, turn, facet, {}))
                                            : std::nullopt);
        }
    }
    return table;
}

statistics::LabelSetTable dialogueLabelSetsOf(const CodedCorpus& corpus, const CodedExtent& extent,
                                              std::optional<Facet> facet)
{
    statistics::LabelSetTable table;
    for (quint32 dialogue = 0; dialogue < corpus.dialogues.size(); ++dialogue)
        table.clusterOf.push_back(dialogue);
    for (std::size_t coder = 0; coder < corpus.layers.size(); ++coder) {
        const CodingLayer& layer = corpus.layers[coder];
        auto& row = table.rows.emplace_back(corpus.dialogues.size());
        const auto give = [&](quint32 dialogue, quint16 code) {
            if (!row[dialogue])
                row[dialogue].emplace();
            if (!facet || corpus.codes[code].facet == *facet)
                row[dialogue]->push_back(code);
        };
        for (const CodedPlace& place : layer.codings())
            give(corpus.turns[place.turn].dialogue, place.code);
        for (const CodedDialogue& coded : extent.dialogues[coder])
            give(coded.dialogue, coded.code);
        for (auto& cell : row) {
            if (cell) {
                std::ranges::sort(*cell);
                cell->erase(std::unique(cell->begin(), cell->end()), cell->end());
            }
        }
    }
    return table;
}

std::vector<Disagreement> disagreements(const CodedCorpus& corpus, std::optional<Facet> facet,
                                        std::optional<quint16> code)
{
    std::vector<Disagreement> found;
    for (std::size_t turn = 0; turn < corpus.turns.size(); ++turn) {
        Disagreement here{static_cast<quint32>(turn), {}};
        const std::vector<quint16>* first = nullptr;
        bool differ = false;
        here.codes.reserve(corpus.layers.size());
        for (const CodingLayer& layer : corpus.layers) {
            if (!layer.touched(corpus.turns[turn].dialogue)) {
                here.codes.emplace_back();
                continue;
            }
            here.codes.emplace_back(asked(corpus, layer, turn, facet, code));
            differ = differ || (first && *first != *here.codes.back());
            if (!first)
                first = &*here.codes.back();
        }
        if (differ)
            found.push_back(std::move(here));
    }
    return found;
}

} // namespace antiphon
