#include "core/catalogue/similarityimport.h"

#include "core/base/csvfile.h"
#include "core/catalogue/npyfile.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <cmath>
#include <cstring>
#include <map>

namespace antiphon {

namespace {

constexpr qsizetype refusalsKept = 1000;

// Takes rows of either kind of file and keeps what can not be used.
class Taking
{
public:
    Taking(const CatalogueIndex& index, const SimilarityRequest& request)
        : m_index(index), m_target(request.target), m_artistType(index.typeIndex(u"artist"))
    {
    }

    void takePair(qint64 line, const QString& item, const QString& other, std::optional<double> weight)
    {
        if (!weight || !std::isfinite(*weight))
            return refuse(line, QStringLiteral("its weight is no number"));
        for (const QString& id : {item, other})
            if (!isKnown(id))
                return refuse(line, unknown(id));
        if (item == other)
            return refuse(line, QStringLiteral("it compares %1 with itself").arg(item));
        if (!m_lists[item].emplace(other, *weight).second)
            refuse(line, QStringLiteral("the pair stands in the file twice"));
    }

    void takeVector(qint64 line, const QString& item, const std::vector<float>& vector)
    {
        if (!isKnown(item))
            return refuse(line, unknown(item));
        if (m_isTaken.contains(item))
            return refuse(line, QStringLiteral("%1 stands in the file twice").arg(item));
        if (m_dimensions == 0)
            m_dimensions = vector.size();
        double squares = 0;
        for (const float number : vector)
            squares += double(number) * double(number);
        if (vector.size() != m_dimensions)
            return refuse(line, QStringLiteral("its vector has %1 numbers, the first one %2")
                                    .arg(vector.size())
                                    .arg(m_dimensions));
        if (!std::isfinite(squares) || squares <= 0)
            return refuse(line, QStringLiteral("its vector has no direction"));
        QByteArray body(static_cast<qsizetype>(vector.size() * sizeof(float)), Qt::Uninitialized);
        for (std::size_t i = 0; i < vector.size(); ++i) {
            const auto scaled = static_cast<float>(double(vector[i]) / std::sqrt(squares));
            std::memcpy(body.data() + i * sizeof(float), &scaled, sizeof(float));
        }
        m_isTaken.insert(item);
        m_items.push_back({item, body});
    }

    void refuse(qint64 line, const QString& reason)
    {
        if (m_import.refused++ < refusalsKept)
            m_import.refusals << RefusedLine{line, reason};
    }

    Result<SimilarityImport> finish(const Connection& connection, const Actor& actor,
                                    const SimilarityRequest& request, SimilarityKind kind,
                                    const CancelToken& cancel)
    {
        for (const auto& [item, list] : m_lists)
            if (!list.empty())
                m_items.push_back({item, bodyOf(list)});
        if (m_items.empty())
            return fail(ErrorCode::WrongFormat, request.path,
                        m_import.refusals.isEmpty() ? QStringLiteral("it has no rows")
                                                    : QStringLiteral("none of its rows could be taken: ") +
                                                          m_import.refusals.first().reason);
        Similarity similarity;
        similarity.catalogue = m_index.catalogue();
        similarity.name = request.name;
        similarity.target = request.target;
        similarity.kind = kind;
        similarity.origin = QFileInfo(request.path).fileName();
        similarity.dimensions = static_cast<qint64>(m_dimensions);
        ANTIPHON_TRY_ASSIGN(m_import.similarity,
                            addSimilarity(connection, actor, std::move(similarity), m_items, cancel));
        return std::move(m_import);
    }

private:
    static QByteArray bodyOf(const std::map<QString, double>& list)
    {
        std::vector<std::pair<double, QString>> ranked;
        for (const auto& [other, weight] : list)
            ranked.emplace_back(-weight, other);
        std::sort(ranked.begin(), ranked.end());
        QJsonArray pairs;
        for (const auto& [negative, other] : ranked)
            pairs << QJsonArray{other, -negative};
        return QJsonDocument(pairs).toJson(QJsonDocument::Compact);
    }
    bool isKnown(const QString& id) const
    {
        return m_target == SimilarityTarget::Tracks ? m_index.findTrack(id.toStdString()).has_value()
                                                    : m_index.findValue(m_artistType, id).has_value();
    }
    QString unknown(const QString& id) const
    {
        return (m_target == SimilarityTarget::Tracks ? QStringLiteral("the catalogue has no track %1")
                                                     : QStringLiteral("the catalogue has no artist %1"))
            .arg(id);
    }

    const CatalogueIndex& m_index;
    SimilarityTarget m_target;
    int m_artistType;
    SimilarityImport m_import;
    std::map<QString, std::map<QString, double>> m_lists;
    QSet<QString> m_isTaken;
    std::size_t m_dimensions = 0;
    std::vector<SimilarityItem> m_items;
};

bool isJsonLines(const QString& path)
{
    return path.contains(QLatin1String(".json"), Qt::CaseInsensitive);
}

std::optional<double> numberOf(const QString& text)
{
    bool isNumber = false;
    const double number = text.trimmed().toDouble(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

Failure cancelled(const QString& path)
{
    return fail(ErrorCode::Cancelled, path);
}

Result<void> forEachJsonLine(const QString& path, const CancelToken& cancel,
                             const std::function<void(qint64, const QJsonObject&)>& use)
{
    ANTIPHON_TRY_ASSIGN(LineReader reader, LineReader::open(path));
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const auto line, reader.next());
        if (!line)
            return {};
        if (cancel.isCancelled())
            return cancelled(path);
        if (!line->empty())
            use(reader.lineNumber(),
                QJsonDocument::fromJson(
                    QByteArray::fromRawData(line->data(), static_cast<qsizetype>(line->size())))
                    .object());
    }
}

Result<void> takeTable(Taking& taking, const QString& path, const CancelToken& cancel)
{
    const bool isTsv = path.contains(QLatin1String(".tsv"), Qt::CaseInsensitive);
    ANTIPHON_TRY_ASSIGN(CsvReader reader, CsvReader::open(path, isTsv ? '\t' : ','));
    for (bool isFirst = true;; isFirst = false) {
        ANTIPHON_TRY_ASSIGN(const auto row, reader.next());
        if (!row)
            return {};
        if (cancel.isCancelled())
            return cancelled(path);
        if (row->fields.size() != 3) {
            taking.refuse(row->line,
                          QStringLiteral("it has %1 columns, not id, id and weight").arg(row->fields.size()));
            continue;
        }
        const auto weight = numberOf(row->fields[2]);
        if (weight || !isFirst)
            taking.takePair(row->line, row->fields[0], row->fields[1], weight);
    }
}

Result<void> takeNpy(Taking& taking, const SimilarityRequest& request, const CancelToken& cancel)
{
    ANTIPHON_TRY_ASSIGN(NpyFile file, NpyFile::open(request.path));
    if (request.idsPath.isEmpty())
        return fail(ErrorCode::InvalidValue, request.path,
                    QStringLiteral("a NumPy file needs the ids of its rows in a file of their own"));
    ANTIPHON_TRY_ASSIGN(LineReader ids, LineReader::open(request.idsPath));
    std::vector<float> vector;
    for (qint64 row = 0; row < file.rows(); ++row) {
        ANTIPHON_TRY_ASSIGN(const auto id, ids.next());
        if (cancel.isCancelled())
            return cancelled(request.path);
        if (!id)
            return fail(ErrorCode::WrongFormat, request.idsPath,
                        QStringLiteral("it has %1 ids for %2 rows").arg(row).arg(file.rows()));
        ANTIPHON_TRY(file.read(vector));
        taking.takeVector(row + 1, QString::fromUtf8(id->data(), static_cast<qsizetype>(id->size())), vector);
    }
    return {};
}

std::vector<float> vectorOf(const QJsonValue& json)
{
    std::vector<float> vector;
    const QJsonArray numbers = json.toArray();
    for (const QJsonValue& number : numbers)
        vector.push_back(static_cast<float>(number.toDouble(std::nan(""))));
    return vector;
}

} // namespace

Result<SimilarityImport> importSimilarity(const Connection& connection, const Actor& actor,
                                          const CatalogueIndex& index, const SimilarityRequest& request,
                                          const CancelToken& cancel)
{
    Taking taking(index, request);
    if (isJsonLines(request.path)) {
        ANTIPHON_TRY(forEachJsonLine(request.path, cancel, [&](qint64 line, const QJsonObject& row) {
            const QJsonValue weight = row[QLatin1String("weight")];
            taking.takePair(line, row[QLatin1String("id")].toString(), row[QLatin1String("other")].toString(),
                            weight.isDouble() ? std::optional(weight.toDouble()) : std::nullopt);
        }));
    } else {
        ANTIPHON_TRY(takeTable(taking, request.path, cancel));
    }
    return taking.finish(connection, actor, request, SimilarityKind::List, cancel);
}

Result<SimilarityImport> importEmbeddings(const Connection& connection, const Actor& actor,
                                          const CatalogueIndex& index, const SimilarityRequest& request,
                                          const CancelToken& cancel)
{
    Taking taking(index, request);
    if (request.path.endsWith(QLatin1String(".npy"), Qt::CaseInsensitive)) {
        ANTIPHON_TRY(takeNpy(taking, request, cancel));
    } else {
        ANTIPHON_TRY(forEachJsonLine(request.path, cancel, [&](qint64 line, const QJsonObject& row) {
            taking.takeVector(line, row[QLatin1String("id")].toString(),
                              vectorOf(row[QLatin1String("vector")]));
        }));
    }
    return taking.finish(connection, actor, request, SimilarityKind::Embedding, cancel);
}

} // namespace antiphon
