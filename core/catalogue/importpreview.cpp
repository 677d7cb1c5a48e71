#include "core/catalogue/importpreview.h"

#include "core/catalogue/rowmapper.h"
#include "core/catalogue/trackjson.h"

#include <QSet>

namespace antiphon {

namespace {

constexpr qsizetype tracksShown = 20;
constexpr qsizetype rejectsShown = 200;
constexpr qsizetype examplesShown = 6;
constexpr qint64 rowsBetweenLooks = 512;

QString fromUtf8(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

Track trackOf(const RowMapper& mapper)
{
    const CatalogueWriter::Row& row = mapper.row();
    Track track{
        0, fromUtf8(row.externalId), fromUtf8(row.title), fromUtf8(row.artist), fromUtf8(row.album), {}, {}};
    QByteArray json;
    appendJson(json, row.packed, mapper.dictionary());
    readTrackAttributes(track, {json.constData(), static_cast<std::size_t>(json.size())});
    return track;
}

class Counter
{
public:
    explicit Counter(const CatalogueMap& map)
    {
        for (const AttributeMap& attribute : map.attributes) {
            m_places.insert(attribute.type, m_types.size());
            m_types << ImportPreview::Type{attribute.type, 0, 0, {}};
        }
    }
    void add(const Track& track)
    {
        QSet<QString> met;
        for (const AttributeValue& value : track.values) {
            ImportPreview::Type& type = m_types[m_places[value.type]];
            met.insert(value.type);
            if (m_known.contains(value.toText()))
                continue;
            m_known.insert(value.toText());
            if (++type.values <= examplesShown)
                type.examples << value.value;
        }
        for (const NumberValue& number : track.numbers)
            met.insert(number.type);
        for (const QString& type : std::as_const(met))
            ++m_types[m_places[type]].tracks;
    }
    const QList<ImportPreview::Type>& types() const { return m_types; }

private:
    QHash<QString, qsizetype> m_places;
    QList<ImportPreview::Type> m_types;
    QSet<QString> m_known;
};

} // namespace

Result<ImportPreview> previewImport(const QString& path, const CatalogueMap& map, qint64 rows,
                                    const CancelToken& cancel)
{
    ANTIPHON_TRY_ASSIGN(TableReader reader, TableReader::open(path));
    RowMapper mapper(map);
    ANTIPHON_TRY(reader.select(mapper.columns()));
    ImportPreview preview;
    Counter counter(map);
    TableRow row;
    while (preview.rows < rows) {
        if (preview.rows % rowsBetweenLooks == 0 && cancel.isCancelled())
            return fail(ErrorCode::Cancelled);
        ANTIPHON_TRY_ASSIGN(const bool found, reader.next(row));
        if (!found)
            break;
        ++preview.rows;
        const QString fault = row.fault.isEmpty() ? mapper.take(row.cells) : row.fault;
        if (!fault.isEmpty()) {
            if (++preview.refused <= rejectsShown)
                preview.rejects << RejectedTrack{row.line, fault};
            continue;
        }
        const Track track = trackOf(mapper);
        counter.add(track);
        if (++preview.tracks <= tracksShown)
            preview.first << track;
    }
    preview.types = counter.types();
    return preview;
}

} // namespace antiphon
