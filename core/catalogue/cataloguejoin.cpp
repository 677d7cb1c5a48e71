#include "core/catalogue/cataloguejoin.h"

#include "core/catalogue/catalogueimport.h"
#include "core/catalogue/cataloguestore.h"
#include "core/catalogue/matchtext.h"
#include "core/catalogue/texttable.h"
#include "core/catalogue/trackjson.h"

#include <QElapsedTimer>

namespace antiphon {

namespace {

constexpr qint64 tracksBetweenReports = 1024;
constexpr char separator = '\x1f';

QString fromUtf8(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

// What a track is known again by; empty: by nothing.
std::string keyOf(const StoredTrack& track, JoinBy by)
{
    if (by == JoinBy::Id)
        return std::string(track.externalId);
    const QString title = normalisedTitle(fromUtf8(track.title));
    const QString artist = normalisedArtist(fromUtf8(track.artist));
    if (title.isEmpty() || artist.isEmpty())
        return {};
    return (title + QLatin1Char(separator) + artist).toStdString();
}

// The tracks of both catalogues by their keys.
struct Keys
{
    TextTable table;
    std::vector<quint32> alike;          // tracks of `into` with the key
    std::vector<quint32> partners;       // tracks of `with` with the key
    std::vector<std::string> attributes; // JSON of the partner, where there is one

    std::optional<quint32> add(std::string_view key)
    {
        if (key.empty())
            return std::nullopt;
        const auto [number, isNew] = table.add(key);
        if (isNew) {
            alike.push_back(0);
            partners.push_back(0);
            attributes.emplace_back();
        }
        return number;
    }
};

AmbiguousMatch ambiguousMatch(const StoredTrack& track, const Keys& keys, quint32 key)
{
    return {fromUtf8(track.externalId), fromUtf8(track.title), fromUtf8(track.artist), keys.alike[key],
            keys.partners[key]};
}

// Numbers for the values of the new catalogue.
class ValueNumbers
{
public:
    std::string pack(const Track& track)
    {
        std::string packed;
        for (const AttributeValue& value : track.values)
            packLabel(packed, entry(value.type, value.value));
        for (const NumberValue& number : track.numbers)
            packNumber(packed, numberEntry(number.type), number.number);
        return packed;
    }
    const ValueDictionary& dictionary() const { return m_dictionary; }
    qint64 labels() const { return m_labels; }

private:
    quint32 entry(const QString& type, const QString& value)
    {
        const std::string name = type.toStdString();
        const std::string label = value.toStdString();
        const auto [number, isNew] = m_known.add(name + separator + label);
        if (isNew) {
            m_dictionary.addLabel(name, label);
            ++m_labels;
        }
        return number;
    }
    quint32 numberEntry(const QString& type)
    {
        const auto [number, isNew] = m_known.add(type.toStdString());
        if (isNew)
            m_dictionary.addNumber(type.toStdString());
        return number;
    }
    TextTable m_known; // numbered as the dictionary is
    ValueDictionary m_dictionary;
    qint64 m_labels = 0;
};

void addValues(Track& track, const Track& other)
{
    for (const AttributeValue& value : other.values)
        if (!track.values.contains(value))
            track.values << value;
    const auto hasNumber = [&track](const QString& type) {
        return std::any_of(track.numbers.begin(), track.numbers.end(),
                           [&type](const NumberValue& number) { return number.type == type; });
    };
    for (const NumberValue& number : other.numbers)
        if (!hasNumber(number.type))
            track.numbers << number;
}

// The map of the new catalogue: columns of the first, families of both.
QByteArray joinedMap(const Catalogue& into, const Catalogue& with)
{
    auto map = catalogueMapFromJson(into.map, into.name);
    const auto other = catalogueMapFromJson(with.map, with.name);
    if (!map || !other)
        return into.map;
    const QHash<QString, TypeFamily> known = familiesOf(*map);
    for (AttributeMap attribute : other->attributes) {
        attribute.family = attribute.family.value_or(familyOfType(attribute.type));
        if (!known.contains(attribute.type))
            map->attributes << attribute;
    }
    return catalogueMapJson(*map);
}

class Joiner
{
public:
    // Reads through a connection of its own: writing does not disturb it.
    Joiner(const Connection& reading, const JoinRequest& request, const CancelToken& cancel,
           const ProgressSink& progress)
        : m_reading(reading), m_request(request), m_cancel(cancel), m_progress(progress)
    {
    }

    Result<void> readKeys(const Catalogue& into, const Catalogue& with)
    {
        m_total = into.tracks * 2 + with.tracks;
        ANTIPHON_TRY(forEach(into, [&](const StoredTrack& track) -> Result<void> {
            if (const auto key = m_keys.add(keyOf(track, m_request.by)))
                ++m_keys.alike[*key];
            return {};
        }));
        return forEach(with, [&](const StoredTrack& track) -> Result<void> {
            const auto key = m_keys.add(keyOf(track, m_request.by));
            if (key && ++m_keys.partners[*key] == 1 && m_keys.alike[*key] == 1)
                m_keys.attributes[*key] = track.attributes;
            return {};
        });
    }

    Result<void> write(const Catalogue& into, CatalogueWriter& writer)
    {
        ANTIPHON_TRY(forEach(into, [&](const StoredTrack& stored) { return writeTrack(stored, writer); }));
        ANTIPHON_TRY_ASSIGN(m_join.catalogue, writer.finish(m_values.labels(), m_values.dictionary()));
        if (m_join.catalogue.tracks == 0)
            return fail(
                ErrorCode::NotPossible, QStringLiteral("joining the catalogues"),
                QStringLiteral("no track of %1 has a partner in %2").arg(m_request.into, m_request.with));
        return {};
    }
    // After readKeys().
    Result<JoinCounts> count(const Catalogue& into, const Catalogue& with)
    {
        JoinCounts counts{0, into.tracks, with.tracks, 0, 0, {}};
        for (std::size_t key = 0; key < m_keys.alike.size(); ++key) {
            const qint64 alike = m_keys.alike[key];
            const qint64 partners = m_keys.partners[key];
            if (alike == 0 || partners == 0)
                continue;
            (alike == 1 && partners == 1 ? counts.matched : counts.ambiguousInto) += alike;
            counts.ambiguousWith += alike == 1 && partners == 1 ? 0 : partners;
        }
        counts.onlyInto -= counts.matched + counts.ambiguousInto;
        counts.onlyWith -= counts.matched + counts.ambiguousWith;
        if (counts.ambiguousInto > 0)
            ANTIPHON_TRY(listAmbiguous(into, counts));
        return counts;
    }
    CatalogueJoin& join() { return m_join; }

private:
    template<typename Use>
    Result<void> forEach(const Catalogue& catalogue, Use use)
    {
        return forEachTrack(m_reading, catalogue.id, [&](const StoredTrack& track) -> Result<void> {
            if (m_done++ % tracksBetweenReports == 0) {
                if (m_cancel.isCancelled())
                    return fail(ErrorCode::Cancelled);
                report(m_progress, m_done, m_total, QStringLiteral("tracks"));
            }
            return use(track);
        });
    }

    Result<void> writeTrack(const StoredTrack& stored, CatalogueWriter& writer)
    {
        Track track;
        readTrackAttributes(track, stored.attributes);
        const auto key = m_keys.add(keyOf(stored, m_request.by));
        const bool hasPartner = key && m_keys.partners[*key] > 0;
        if (hasPartner && m_keys.partners[*key] == 1 && m_keys.alike[*key] == 1) {
            Track partner;
            readTrackAttributes(partner, m_keys.attributes[*key]);
            addValues(track, partner);
            ++m_join.matched;
        } else {
            if (hasPartner)
                noteAmbiguous(stored, *key);
            else
                ++m_join.unmatched;
            if (!m_request.keepUnmatched)
                return {};
        }
        const std::string packed = m_values.pack(track);
        return writer.add({stored.externalId, stored.title, stored.artist, stored.album, {}, packed});
    }

    Result<void> listAmbiguous(const Catalogue& into, JoinCounts& counts)
    {
        return forEach(into, [&](const StoredTrack& track) -> Result<void> {
            if (counts.ambiguous.size() == JoinCounts::ambiguousShown)
                return {};
            const auto key = m_keys.add(keyOf(track, m_request.by));
            if (key && m_keys.partners[*key] > 0 && m_keys.alike[*key] + m_keys.partners[*key] > 2)
                counts.ambiguous << ambiguousMatch(track, m_keys, *key);
            return {};
        });
    }

    void noteAmbiguous(const StoredTrack& track, quint32 key)
    {
        ++m_join.ambiguousCount;
        if (m_join.ambiguous.size() < CatalogueJoin::ambiguousKept)
            m_join.ambiguous << ambiguousMatch(track, m_keys, key);
    }

    const Connection& m_reading;
    const JoinRequest& m_request;
    const CancelToken& m_cancel;
    const ProgressSink& m_progress;
    Keys m_keys;
    ValueNumbers m_values;
    CatalogueJoin m_join;
    qint64 m_done = 0;
    qint64 m_total = 0;
};

Result<std::pair<Catalogue, Catalogue>> cataloguesOf(const Connection& connection, const JoinRequest& request)
{
    ANTIPHON_TRY_ASSIGN(const Catalogue into, catalogueByName(connection, request.into));
    ANTIPHON_TRY_ASSIGN(const Catalogue with, catalogueByName(connection, request.with));
    if (into.id == with.id)
        return fail(ErrorCode::InvalidValue, with.name,
                    QStringLiteral("a catalogue is not joined with itself"));
    return std::pair(into, with);
}

} // namespace

Result<JoinCounts> countJoin(const Connection& connection, const JoinRequest& request,
                             const CancelToken& cancel)
{
    ANTIPHON_TRY_ASSIGN(const auto both, cataloguesOf(connection, request));
    const ProgressSink unseen;
    Joiner joiner(connection, request, cancel, unseen);
    ANTIPHON_TRY(joiner.readKeys(both.first, both.second));
    return joiner.count(both.first, both.second);
}

Result<CatalogueJoin> joinCatalogues(const Connection& connection, const Actor& actor,
                                     const JoinRequest& request, const CancelToken& cancel,
                                     const ProgressSink& progress)
{
    QElapsedTimer timer;
    timer.start();
    ANTIPHON_TRY_ASSIGN(const auto both, cataloguesOf(connection, request));
    const Catalogue& into = both.first;
    const Catalogue& with = both.second;
    ANTIPHON_TRY_ASSIGN(const Connection reading, Connection::open(connection.path(), Access::ReadOnly));
    Joiner joiner(reading, request, cancel, progress);
    ANTIPHON_TRY(joiner.readKeys(into, with));

    Catalogue catalogue;
    catalogue.name = request.name;
    catalogue.origin = into.origin + QStringLiteral(" + ") + with.origin;
    catalogue.map = joinedMap(into, with);
    const auto fill = [&](CatalogueWriter& writer) { return joiner.write(into, writer); };
    ANTIPHON_TRY(writeAndPublish(connection, actor, catalogue,
                                 QStringLiteral("Join %1 with %2").arg(into.name, with.name), fill));
    CatalogueJoin join = std::move(joiner.join());
    join.unused = with.tracks - join.matched;
    join.catalogue.state = CatalogueState::Ready;
    join.seconds = static_cast<double>(timer.elapsed()) / 1000.0;
    return join;
}

} // namespace antiphon
