#include "core/analysis/codedcorpus.h"

#include <algorithm>

namespace antiphon {

bool overlap(const CodedPlace& first, const CodedPlace& second)
{
    if (first.begin < 0 || second.begin < 0)
        return true;
    return first.begin < second.end && second.begin < first.end;
}

CodingLayer::CodingLayer(Coder coder, std::vector<CodedPlace> codings, const std::vector<CorpusTurn>& turns,
                         std::size_t dialogues)
    : m_coder(std::move(coder)),
      m_codings(std::move(codings)),
      m_firstCoding(turns.size() + 1),
      m_firstCode(turns.size() + 1),
      m_touched(dialogues)
{
    std::ranges::sort(m_codings);
    m_codings.erase(std::unique(m_codings.begin(), m_codings.end()), m_codings.end());
    std::size_t next = 0;
    for (std::size_t turn = 0; turn < turns.size(); ++turn) {
        m_firstCoding[turn] = static_cast<quint32>(next);
        m_firstCode[turn] = static_cast<quint32>(m_codes.size());
        for (; next < m_codings.size() && m_codings[next].turn == turn; ++next) {
            if (m_codes.size() == m_firstCode[turn] || m_codes.back() != m_codings[next].code)
                m_codes.push_back(m_codings[next].code);
        }
        if (m_codes.size() > m_firstCode[turn])
            m_touched[turns[turn].dialogue] = true;
    }
    m_firstCoding.back() = static_cast<quint32>(next);
    m_firstCode.back() = static_cast<quint32>(m_codes.size());
}

std::span<const CodedPlace> CodingLayer::codingsOf(std::size_t turn) const
{
    return std::span(m_codings).subspan(m_firstCoding[turn], m_firstCoding[turn + 1] - m_firstCoding[turn]);
}

std::span<const quint16> CodingLayer::codesOf(std::size_t turn) const
{
    return std::span(m_codes).subspan(m_firstCode[turn], m_firstCode[turn + 1] - m_firstCode[turn]);
}

qint64 CodingLayer::codedTurns() const
{
    qint64 count = 0;
    for (std::size_t turn = 0; turn + 1 < m_firstCode.size(); ++turn)
        count += isCoded(turn) ? 1 : 0;
    return count;
}

qint64 CodingLayer::touchedTurns(const std::vector<CorpusTurn>& turns) const
{
    return std::ranges::count_if(turns,
                                 [this](const CorpusTurn& turn) { return bool(m_touched[turn.dialogue]); });
}

CodedCorpus onlyCodes(CodedCorpus corpus, const std::function<bool(const Code&)>& wanted)
{
    for (Code& code : corpus.codes)
        code.codable = code.codable && wanted(code);
    for (CodingLayer& layer : corpus.layers) {
        std::vector<CodedPlace> kept;
        std::ranges::copy_if(layer.codings(), std::back_inserter(kept), [&corpus](const CodedPlace& place) {
            return corpus.codes.at(place.code).codable;
        });
        std::vector<bool> touched(corpus.dialogues.size());
        for (std::size_t dialogue = 0; dialogue < touched.size(); ++dialogue)
            touched[dialogue] = layer.touched(dialogue);
        layer = CodingLayer(layer.coder(), std::move(kept), corpus.turns, corpus.dialogues.size());
        layer.setTouched(std::move(touched));
    }
    return corpus;
}

} // namespace antiphon
