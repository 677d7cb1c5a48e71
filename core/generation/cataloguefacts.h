// What the checks must know of a catalogue: its values as texts name them, and which tracks have them.
#pragma once

#include "core/cascade/planstore.h"
#include "core/catalogue/catalogueindex.h"
#include "core/generation/mention.h"

#include <bitset>
#include <unordered_map>

namespace antiphon {

// Immutable once made; shared by threads.
class CatalogueFacts
{
public:
    CatalogueFacts(std::shared_ptr<const CatalogueIndex> index, const PhraseBook& book,
                   const AliasTable& aliases);
    // Errors: those of CatalogueIndex::load.
    static Result<std::shared_ptr<const CatalogueFacts>> load(const Connection& connection,
                                                              CatalogueId catalogue, const PhraseBook& book,
                                                              const AliasTable& aliases);

    const CatalogueIndex& index() const { return *m_index; }
    // The first of the catalogue's values whose words stand in the folded text, as "type:value"; empty when
    // there is none. Artists, titles, numbers and types of more than 2,000 values are not looked for. A value
    // that is a plain English word by resources/checks/plain-words.json ("slow", "happy") counts only right
    // before a word for music ("slow songs").
    QString namedIn(const QString& folded) const;

private:
    struct Entry
    {
        QString pattern; // folded, with a blank before it
        QString attribute;
        bool isPlain = false;
    };
    void enter(const IndexedType& type, MentionFinder& finder);
    bool stands(const Entry& entry, const QString& folded, qsizetype at) const;

    std::shared_ptr<const CatalogueIndex> m_index;
    QHash<QString, QList<Entry>> m_entries; // by the pattern's first word
    QStringList m_plain, m_music;           // folded
    std::bitset<65'536> m_beginnings;       // of the entries' words, by their first two letters
};

// Those of the catalogue that a plan set was drawn from; null where the set was removed. Errors: as load().
Result<std::shared_ptr<const CatalogueFacts>> factsOf(const Connection& connection, PlanSetId plans,
                                                      const PhraseBook& book, const AliasTable& aliases);

// Whether tracks satisfy filter states; keeps the sets it has looked up, so one is used by one thread.
class TrackJudge
{
public:
    explicit TrackJudge(std::shared_ptr<const CatalogueFacts> facts) : m_facts(std::move(facts)) {}
    // Judges by this state from now on, which outlives that. Filters that the catalogue can not answer
    // exclude nothing.
    void judgeBy(const FilterState& state);
    // Whether the track is in the catalogue, has what the state asks for and was not refused.
    bool satisfies(const QString& externalId) const;

private:
    const Roaring* setOf(const Filter& filter);
    struct Demand
    {
        const Roaring* tracks;
        bool wanted;
    };

    std::shared_ptr<const CatalogueFacts> m_facts;
    std::unordered_map<QString, std::optional<Roaring>> m_sets; // by "type:value"; stay where they are
    std::vector<Demand> m_demands;                              // of the state
    const FilterState* m_state = nullptr;
};

} // namespace antiphon
