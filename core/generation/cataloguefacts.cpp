#include "core/generation/cataloguefacts.h"

#include "core/cascade/pool.h"
#include "resources/resources.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace antiphon {

namespace {

constexpr ValueId mostValues = 2'000;
constexpr qsizetype shortest = 3; // letters of a value that is looked for

bool isLookedFor(const IndexedType& type)
{
    static const QStringList others{
        QStringLiteral("artist"), QStringLiteral("track"),         QStringLiteral("title"),
        QStringLiteral("album"),  QStringLiteral("user"),          QStringLiteral("popularity"),
        QStringLiteral("key"),    QStringLiteral("similar_track"), QStringLiteral("similar_artist")};
    return type.origin == TypeOrigin::Attribute && type.valueCount <= mostValues &&
           !others.contains(type.name);
}

QStringList foldedList(const QJsonDocument& document, const char* key)
{
    QStringList list;
    const QJsonArray words = document[QLatin1String(key)].toArray();
    for (const QJsonValue& word : words)
        list << foldedText(word.toString()).trimmed();
    return list;
}

QStringView viewAt(const QString& folded, qsizetype begin)
{
    const qsizetype end = folded.indexOf(QLatin1Char(' '), begin);
    return QStringView(folded).mid(begin, end < 0 ? -1 : end - begin);
}

// Of two letters; others share a place, which costs a needless look at worst.
std::size_t beginningOf(QStringView word)
{
    const auto letter = [&word](qsizetype i) {
        return i < word.size() ? static_cast<std::size_t>(word[i].unicode() & 0xff) : 0;
    };
    return letter(0) << 8 | letter(1);
}

QString wordAt(const QString& folded, qsizetype begin)
{
    return viewAt(folded, begin).toString();
}

} // namespace

CatalogueFacts::CatalogueFacts(std::shared_ptr<const CatalogueIndex> index, const PhraseBook& book,
                               const AliasTable& aliases)
    : m_index(std::move(index))
{
    const QJsonDocument words =
        QJsonDocument::fromJson(resourceContent(QStringLiteral("checks/plain-words.json")));
    m_plain = foldedList(words, "plain");
    m_music = foldedList(words, "music");
    m_plain.sort();
    MentionFinder finder(book, aliases);
    for (const IndexedType& type : m_index->types()) {
        if (isLookedFor(type))
            enter(type, finder);
    }
}

Result<std::shared_ptr<const CatalogueFacts>> CatalogueFacts::load(const Connection& connection,
                                                                   CatalogueId catalogue,
                                                                   const PhraseBook& book,
                                                                   const AliasTable& aliases)
{
    ANTIPHON_TRY_ASSIGN(auto index, CatalogueIndex::load(connection, catalogue));
    return std::make_shared<const CatalogueFacts>(std::move(index), book, aliases);
}

void CatalogueFacts::enter(const IndexedType& type, MentionFinder& finder)
{
    for (ValueId value = type.firstValue; value < type.firstValue + type.valueCount; ++value) {
        const QString attribute = type.name + QLatin1Char(':') + m_index->valueText(value);
        const QStringList patterns = finder.patterns(attribute);
        for (const QString& pattern : patterns) {
            const QString words = pattern.mid(1);
            if (words.size() < shortest ||
                std::all_of(words.begin(), words.end(), [](QChar c) { return !c.isLetter(); }))
                continue;
            const bool plain = std::binary_search(m_plain.begin(), m_plain.end(), words);
            m_beginnings.set(beginningOf(viewAt(words, 0)));
            m_entries[wordAt(words, 0)] << Entry{pattern, attribute, plain};
        }
    }
}

bool CatalogueFacts::stands(const Entry& entry, const QString& folded, qsizetype at) const
{
    const TextRange range = wordsAt(folded, entry.pattern, at);
    if (range.begin < 0)
        return false;
    return !entry.isPlain || m_music.contains(wordAt(folded, range.end + 1));
}

QString CatalogueFacts::namedIn(const QString& folded) const
{
    for (qsizetype at = 0; at >= 0 && at + 1 < folded.size(); at = folded.indexOf(QLatin1Char(' '), at + 1)) {
        QStringView word = viewAt(folded, at + 1);
        // A plural has the same two letters unless the word is one letter.
        if (word.size() > 2 && !m_beginnings.test(beginningOf(word)) &&
            !m_beginnings.test(beginningOf(word.first(1))))
            continue;
        for (int plural = 0; plural < 3 && !word.isEmpty(); ++plural) {
            const auto found = m_entries.constFind(QString::fromRawData(word.data(), word.size()));
            if (found != m_entries.cend()) {
                for (const Entry& entry : *found) {
                    if (stands(entry, folded, at))
                        return entry.attribute;
                }
            }
            const QLatin1String ending = plural == 0 ? QLatin1String("s") : QLatin1String("e");
            if (!word.endsWith(ending))
                break;
            word.chop(1);
        }
    }
    return {};
}

Result<std::shared_ptr<const CatalogueFacts>> factsOf(const Connection& connection, PlanSetId plans,
                                                      const PhraseBook& book, const AliasTable& aliases)
{
    ANTIPHON_TRY_ASSIGN(const auto sets, readyPlanSets(connection));
    for (const PlanSet& set : sets) {
        if (set.id == plans)
            return CatalogueFacts::load(connection, set.catalogue, book, aliases);
    }
    return std::shared_ptr<const CatalogueFacts>();
}

void TrackJudge::judgeBy(const FilterState& state)
{
    m_state = &state;
    m_demands.clear();
    for (const Filter& filter : state.filters) {
        if (const Roaring* tracks = setOf(filter))
            m_demands.push_back({tracks, filter.sense == Sense::Include});
    }
}

bool TrackJudge::satisfies(const QString& externalId) const
{
    const auto track = m_facts->index().findTrack(externalId.toStdString());
    if (!track || std::binary_search(m_state->left.begin(), m_state->left.end(), *track))
        return false;
    return std::all_of(m_demands.begin(), m_demands.end(), [&](const Demand& demand) {
        return demand.tracks->contains(*track) == demand.wanted;
    });
}

const Roaring* TrackJudge::setOf(const Filter& filter)
{
    const QString key = filter.type + QLatin1Char(':') + filter.value;
    auto known = m_sets.find(key);
    if (known == m_sets.end()) {
        const auto tracks = tracksOf(m_facts->index(), filter);
        known = m_sets.emplace(key, tracks ? std::optional(*tracks) : std::nullopt).first;
    }
    return known->second ? &*known->second : nullptr;
}

} // namespace antiphon
