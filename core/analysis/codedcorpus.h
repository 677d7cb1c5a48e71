// The coded turns of a project in memory, in the shape in which counting is fast: numbers instead of ids,
// turns dialogue by dialogue, one layer of codings per coder.
#pragma once

#include "core/coding/coding.h"

#include <functional>
#include <span>
#include <vector>

namespace antiphon {

// A turn of a dialogue in which one of the coders coded, itself coded or not.
struct CorpusTurn
{
    quint32 dialogue = 0; // index into CodedCorpus::dialogues
    qint32 position = 0;  // from 0
    Role role = Role::User;
    bool operator==(const CorpusTurn&) const = default;
};

// A coding of a turn or of words of it.
struct CodedPlace
{
    quint32 turn = 0;  // index into CodedCorpus::turns
    quint16 code = 0;  // index into CodedCorpus::codes
    qint32 begin = -1; // code points; -1: the whole turn
    qint32 end = -1;
    auto operator<=>(const CodedPlace&) const = default;
};
// Whether two codings of one turn share a character; a whole turn shares with everything.
bool overlap(const CodedPlace& first, const CodedPlace& second);

// What one coder coded.
class CodingLayer
{
public:
    CodingLayer() = default;
    // `codings` in any order, doubles allowed; their turns lie below `turns.size()`.
    CodingLayer(Coder coder, std::vector<CodedPlace> codings, const std::vector<CorpusTurn>& turns,
                std::size_t dialogues);

    const Coder& coder() const { return m_coder; }
    // By turn, then code, then place.
    const std::vector<CodedPlace>& codings() const { return m_codings; }
    std::span<const CodedPlace> codingsOf(std::size_t turn) const;
    // The different codes on a turn and on words of it, ascending.
    std::span<const quint16> codesOf(std::size_t turn) const;
    bool isCoded(std::size_t turn) const { return m_firstCode[turn] < m_firstCode[turn + 1]; }
    // Whether the coder coded a turn of the dialogue: only there does a turn without a code tell anything.
    bool touched(std::size_t dialogue) const { return m_touched[dialogue]; }
    // Where it is known otherwise which dialogues she read to the end; by dialogue.
    void setTouched(std::vector<bool> touched) { m_touched = std::move(touched); }
    qint64 codedTurns() const;                                       // turns with at least one code
    qint64 touchedTurns(const std::vector<CorpusTurn>& turns) const; // turns of touched dialogues

private:
    Coder m_coder;
    std::vector<CodedPlace> m_codings;
    std::vector<quint32> m_firstCoding; // by turn, one more at the end
    std::vector<quint16> m_codes;
    std::vector<quint32> m_firstCode; // by turn, one more at the end
    std::vector<bool> m_touched;
};

struct CodedCorpus
{
    QList<Code> codes;                 // in the order of the tree; at most 65,535
    std::vector<DialogueId> dialogues; // in which one of the coders coded, in the order of the corpus
    std::vector<SourceId> sources;     // of each dialogue
    std::vector<TurnId> ids;           // of each turn
    std::vector<CorpusTurn> turns;     // dialogue by dialogue, by position
    std::vector<CodingLayer> layers;   // by the coders' names
};

// The same with codings of the wanted codes alone; the others count as codes that can not be given. What a
// coder touched stays touched.
CodedCorpus onlyCodes(CodedCorpus corpus, const std::function<bool(const Code&)>& wanted);

} // namespace antiphon
