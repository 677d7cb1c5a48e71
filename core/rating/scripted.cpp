#include "core/rating/scripted.h"

#include "core/base/csvfile.h"
#include "core/base/random.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

namespace antiphon {

namespace {

// A number that only the words of a dialogue settle.
quint64 keyOf(const PacketItem& item, const QString& criterion)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(criterion.toUtf8());
    for (const PacketTurn& turn : item.turns)
        hash.addData(turn.text.toUtf8());
    const QByteArray digest = hash.result();
    quint64 key = 0;
    for (int i = 0; i < 8; ++i)
        key = (key << 8) | static_cast<quint8>(digest[i]);
    return key;
}

// Roughly normal with mean 0 and deviation 1: the sum of twelve uniform numbers.
double bell(Random& random)
{
    double sum = -6.0;
    for (int i = 0; i < 12; ++i)
        sum += random.uniform();
    return sum;
}

int valueFor(const PacketItem& item, const QString& criterion, int points, quint64 seed)
{
    const quint64 key = keyOf(item, criterion);
    Random common(key);
    Random own = Random::forKey(seed, key);
    const double middle = 0.7 * points + 0.8 * bell(common) + 0.6 * bell(own);
    return static_cast<int>(qBound(1L, std::lround(middle), static_cast<long>(points)));
}

Result<AnswerScript> scriptOfJson(const QByteArray& bytes, const QString& path)
{
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isArray())
        return fail(ErrorCode::WrongFormat, path, QStringLiteral("a list of lists of values is needed"));
    AnswerScript script;
    for (const QJsonArray rows = document.array(); const QJsonValue& row : rows) {
        QList<int> values;
        for (const QJsonArray array = row.toArray(); const QJsonValue& value : array)
            values << value.toInt();
        script << values;
    }
    return script;
}

Result<AnswerScript> scriptOfCsv(const QString& path, const Packet& packet)
{
    ANTIPHON_TRY_ASSIGN(CsvReader reader, CsvReader::open(path));
    AnswerScript script;
    QList<qsizetype> columns;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const auto row, reader.next());
        if (!row)
            return script;
        if (columns.isEmpty()) {
            for (const Criterion& criterion : packet.criteria) {
                columns << row->fields.indexOf(criterion.key);
                if (columns.last() < 0)
                    return fail(Error{ErrorCode::MissingColumn, path, row->line, criterion.key});
            }
            continue;
        }
        QList<int> values;
        for (const qsizetype column : columns)
            values << row->fields.value(column).trimmed().toInt();
        script << values;
    }
}

} // namespace

Result<qint64> answerBySeed(RaterPass& pass, quint64 seed, TimePoint at, qint64 limit)
{
    qint64 given = 0;
    while (!pass.isDone() && given < limit) {
        const Criterion& criterion = pass.packet().criteria[pass.criterionIndex()];
        ANTIPHON_TRY(pass.answer(valueFor(pass.item(), criterion.key, pass.packet().points, seed), at, 0));
        ++given;
    }
    return given;
}

Result<AnswerScript> readScript(const QString& path, const Packet& packet)
{
    if (path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive))
        return scriptOfCsv(path, packet);
    ANTIPHON_TRY_ASSIGN(const QByteArray bytes, readWholeFile(path));
    return scriptOfJson(bytes, path);
}

Result<qint64> answerByScript(RaterPass& pass, const AnswerScript& script, TimePoint at, qint64 limit)
{
    qint64 given = 0;
    while (!pass.isDone() && given < limit) {
        const QList<int> values = script.value(pass.itemNumber() - 1);
        const int value = values.value(pass.criterionIndex());
        if (value == 0)
            break; // the script ends here
        ANTIPHON_TRY(pass.answer(value, at, 0));
        ++given;
    }
    return given;
}

} // namespace antiphon
